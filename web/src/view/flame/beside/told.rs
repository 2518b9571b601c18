//! Part of each box's name that has to be written to tell it from the boxes around it.
//!
//! `(*DB).Get` over `(*Cache).Get` must not read `Get` over `Get`. A name has parts, from the
//! last one outwards: the function, its type or package, what that is in. Where the last
//! parts of a box and of its caller, or of its neighbor, are equal, as many more count as
//! differ. Pure.

use super::super::scene::Scene;
use super::super::text::Glyphs;
use std::collections::HashMap;

/// Boxes that are narrower than this part of a window have no text on any screen.
const NARROW: f64 = 1.0 / 400.0;

/// Of each box how many parts before its name's last one have to be told; 0: none.
pub fn told(scene: &Scene) -> Vec<u8> {
    let mut told = vec![0; scene.len()];
    let mut names = Names::new(scene);
    // Narrower ones have no text.
    let least = (scene.to - scene.from) * NARROW;
    for depth in 0..scene.depths() {
        let level = scene.level(depth);
        for index in level.clone() {
            // The root is no function.
            let is_root = index == 0 && scene.pivot.is_empty();
            if scene.is_many(index) || is_root || scene.widths[index] < least {
                continue;
            }
            let middle = scene.left[index] + scene.widths[index] / 2.0;
            let inward = scene.inward(depth).and_then(|depth| scene.at(depth, middle));
            let beside = Some(index + 1).filter(|next| level.contains(next));
            for other in [inward, beside].into_iter().flatten() {
                if scene.is_many(other) || (other == 0 && scene.pivot.is_empty()) {
                    continue;
                }
                let (mine, its) = names.apart(scene.frame[index], scene.frame[other]);
                told[index] = mine.max(told[index]);
                told[other] = its.max(told[other]);
            }
        }
    }
    told
}

/// The names of a scene's frames, with a number for each last part, once it is asked for.
struct Names<'a> {
    scene: &'a Scene,
    last: Vec<Option<u32>>,
    numbers: HashMap<&'a str, u32>,
}

impl<'a> Names<'a> {
    fn new(scene: &'a Scene) -> Self {
        Self { scene, last: vec![None; scene.names.len()], numbers: HashMap::new() }
    }

    /// The number of a frame's last part.
    fn last(&mut self, frame: u32) -> Option<u32> {
        let slot = self.last.get_mut(frame as usize)?;
        if slot.is_none() {
            let name = self.scene.names.get(frame as usize);
            let next = self.numbers.len() as u32;
            let last = base(part(name, 0).unwrap_or(name));
            *slot = Some(*self.numbers.entry(last).or_insert(next));
        }
        *slot
    }

    /// Number of parts that tell two frames' names apart, of each; 0 where their last parts do.
    fn apart(&mut self, one: u32, other: u32) -> (u8, u8) {
        if one == other || self.last(one) != self.last(other) {
            return (0, 0);
        }
        let [one, other] = [one, other].map(|frame| self.scene.names.get(frame as usize));
        let differ = (1..u8::MAX).find(|&at| {
            let parts = [one, other].map(|name| part(name, at));
            parts[0] != parts[1] || parts[0].is_none()
        });
        let count = |name: &str| starts(name).count().saturating_sub(1).min(250) as u8;
        match differ {
            // Nothing but arguments differs, or places: there is no more to tell.
            Some(at) if at > count(one).max(count(other)) => (0, 0),
            Some(at) => (at.min(count(one)), at.min(count(other))),
            None => (0, 0),
        }
    }
}

/// One part of a name, counted from its last one, without what separates it from others.
fn part(name: &str, at: u8) -> Option<&str> {
    let mut starts = starts(name);
    let mut end = subject(name).end;
    for _ in 0..at {
        end = starts.next()?;
    }
    let start = starts.next()?;
    Some(name[start..end].trim_end_matches(['.', ':', '/']))
}

/// A last part without its arguments and type parameters.
fn base(part: &str) -> &str {
    let at = part.find(['(', '<', '[']).filter(|&at| at > 0);
    at.map_or(part, |at| &part[..at])
}

/// The longest form of a name that fits, of those that begin `told` parts before its last
/// one or earlier. Where none does: without brackets, and cut.
pub fn fit(glyphs: &mut Glyphs, name: &str, told: u8, room: f32) -> String {
    let starts: Vec<usize> = starts(name).take(usize::from(told) + 3).collect();
    let least = usize::from(told).min(starts.len().saturating_sub(1));
    let longer = starts.iter().skip(least).rev().map(|&start| &name[start..]);
    for form in std::iter::once(name).chain(longer) {
        if glyphs.fits(form, room) {
            return form.to_owned();
        }
    }
    let plain = plain(&name[starts.get(least).copied().unwrap_or(0)..]);
    if glyphs.fits(&plain, room) { plain } else { glyphs.cut(&plain, room) }
}

/// A name without the brackets around receivers, type parameters, and arguments.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut depth = 0_u32;
    let mut receiver = false;
    for (at, c) in name.char_indices() {
        match c {
            '(' if depth == 0 && name[at..].starts_with("(*") => receiver = true,
            ')' | '*' if depth == 0 && receiver => receiver = c != ')',
            '[' | '<' | '(' | '{' => depth += 1,
            ']' | '>' | ')' | '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    // What is nothing but brackets is its own name.
    if plain.is_empty() { name.to_owned() } else { plain }
}

/// Where in a name's text the name itself is: not what a C++ function returns, nor the file.
fn subject(name: &str) -> std::ops::Range<usize> {
    let mut spaces = Vec::new();
    let mut depth = 0_u32;
    let mut arguments = None;
    for (at, byte) in name.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'<' | b'{' => {
                // Go's receivers follow a dot, and Rust's and C++'s types begin a name.
                let after = at.checked_sub(1).map(|before| name.as_bytes()[before]);
                if byte == b'(' && depth == 0 && !matches!(after, None | Some(b'.' | b' ' | b':')) {
                    arguments.get_or_insert(at);
                }
                depth += 1;
            }
            b')' | b']' | b'>' | b'}' => depth = depth.saturating_sub(1),
            b' ' if depth == 0 => spaces.push(at),
            _ => {}
        }
    }
    let start = match (spaces.first(), arguments) {
        // `void a::f<int>(int)`: the name is the last word before the arguments.
        (Some(&first), Some(arguments)) if first < arguments => {
            spaces.iter().rfind(|&&at| at < arguments).map_or(0, |at| at + 1)
        }
        _ => 0,
    };
    let end = spaces.iter().find(|&&at| at > start).copied().unwrap_or(name.len());
    start..end
}

/// Where the forms of a name begin: at its last part, at the one before that, and so on.
fn starts(name: &str) -> impl Iterator<Item = usize> {
    let all = subject(name);
    let text = &name.as_bytes()[..all.end];
    // Dots before the last slash belong to a path's elements.
    let mut depth = 0_u32;
    let mut slash = None;
    let mut marks = Vec::new();
    for (at, &byte) in text.iter().enumerate().skip(all.start) {
        match byte {
            b'(' | b'[' | b'<' | b'{' => depth += 1,
            b')' | b']' | b'>' | b'}' => depth = depth.saturating_sub(1),
            b'/' if depth == 0 => {
                slash = Some(at);
                marks.push(at + 1);
            }
            b'.' if depth == 0 => marks.push(at + 1),
            b':' if depth == 0 && at > 0 && text[at - 1] == b':' => marks.push(at + 1),
            _ => {}
        }
    }
    let is_start = move |&at: &usize| {
        at < text.len()
            && !(text[at - 1] == b'.' && slash.is_some_and(|slash| at <= slash))
            && !is_addition(&text[at..])
    };
    let starts: Vec<usize> =
        std::iter::once(all.start).chain(marks.into_iter().filter(is_start)).collect();
    starts.into_iter().rev()
}

/// Returns whether a part needs the one before it: a closure, its number, a compiler's hash.
fn is_addition(rest: &[u8]) -> bool {
    let end = rest.iter().position(|b| matches!(b, b'.' | b':')).unwrap_or(rest.len());
    let part = &rest[..end];
    let digits = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    let numbered = |prefix: &[u8]| part.strip_prefix(prefix).is_some_and(digits);
    digits(part)
        || numbered(b"func")
        || numbered(b"gowrap")
        || part.starts_with(b"{")
        || part
            .strip_prefix(b"h")
            .is_some_and(|hash| hash.len() == 16 && hash.iter().all(u8::is_ascii_hexdigit))
        || part.first() == Some(&b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::NameList;

    fn forms(name: &str) -> Vec<&str> {
        starts(name).map(|start| &name[start..]).collect()
    }

    #[test]
    fn names_of_all_languages_have_parts() {
        let go = "github.com/a/db.(*DB).Get";
        assert_eq!(
            forms(go),
            ["Get", "(*DB).Get", "db.(*DB).Get", "a/db.(*DB).Get", "github.com/a/db.(*DB).Get"]
        );
        assert_eq!(forms("a/b.Do.func1.2"), ["Do.func1.2", "b.Do.func1.2", "a/b.Do.func1.2"]);
        assert_eq!(
            forms("void ns::Cache<a::K>::get<int>(int) const"),
            [
                "get<int>(int) const",
                "Cache<a::K>::get<int>(int) const",
                "ns::Cache<a::K>::get<int>(int) const"
            ]
        );
        assert_eq!(forms("java.util.HashMap.get")[..2], ["get", "HashMap.get"]);
        assert_eq!(
            forms("core::iter::Map<I,F>::next::h0123456789abcdef")[..2],
            ["next::h0123456789abcdef", "Map<I,F>::next::h0123456789abcdef"]
        );
        assert_eq!(forms("a::b::{{closure}}"), ["b::{{closure}}", "a::b::{{closure}}"]);
        assert_eq!(forms("<a::T as b::Trait>::run")[0], "run");
        assert_eq!(forms("pkg.mod.Class.run")[1], "Class.run");
        assert_eq!(forms("a/b.c /srv/x.go:12")[..2], ["c /srv/x.go:12", "b.c /srv/x.go:12"]);
        assert_eq!(forms("main"), ["main"]);
        assert_eq!(forms(""), [""]);
    }

    /// Parts that tell the boxes of a stack apart, one below the other.
    fn stack(names: &[&str]) -> Vec<u8> {
        let all: Vec<&str> = std::iter::once("root").chain(names.iter().copied()).collect();
        let count = all.len();
        let scene = Scene {
            width: 10.0,
            left: vec![0.0; count],
            widths: vec![10.0; count],
            frame: (0..count as u32).collect(),
            names: NameList::of(&all),
            levels: (0..=count as u32).collect(),
            ..Scene::default()
        };
        told(&scene)[1..].to_vec()
    }

    #[test]
    fn a_name_that_repeats_its_callers_is_told_apart() {
        let (cache, db) = ("a.com/x/cache.(*Cache).Get", "a.com/y/db.(*DB).Get");
        assert_eq!(stack(&["main.main", cache, db, "main.other"]), [0, 1, 1, 0]);
        // One type in two packages: the package; one package element: the path.
        assert_eq!(stack(&["a/x.(*DB).Get", "a/y.(*DB).Get"]), [2, 2]);
        assert_eq!(stack(&["a/db.Get", "b/db.Get"]), [2, 2]);
        // Recursion is one function; and arguments are no name.
        assert_eq!(stack(&[db, db]), [0, 0]);
        assert_eq!(stack(&["A::get(int)", "A::get(char)"]), [0, 0]);
        for pair in [
            ["std::vector<int>::push(int&&)", "app::Queue::push(int)"],
            ["org.a.b.Map.get", "org.a.b.Cache.get"],
            ["alloc::vec::Vec<T>::len", "core::slice::Slice::len"],
            ["app.cache.Store.load", "app.db.Table.load"],
        ] {
            assert_eq!(stack(&pair), [1, 1], "{pair:?}");
        }
    }

    #[test]
    fn neighbors_are_told_apart_too() {
        let scene = Scene {
            width: 10.0,
            left: vec![0.0, 0.0, 5.0],
            widths: vec![10.0, 5.0, 5.0],
            frame: vec![0, 1, 2],
            names: NameList::of(&["root", "a.Get", "b.Get"]),
            levels: vec![0, 1, 3],
            ..Scene::default()
        };
        assert_eq!(told(&scene), [0, 1, 1]);
    }

    #[test]
    fn what_is_told_stays_as_long_as_anything_fits() {
        crate::view::flame::DEFERRED.fill(&crate::view::flame::deferred::Chunk);
        let mut glyphs = Glyphs::new(|text| text.chars().count() as f64);
        let name = "github.com/a/leveldb.(*DB).Get";
        for (told, room, text) in [
            (1, 30.0, name),
            (1, 17.0, "leveldb.(*DB).Get"),
            (1, 9.0, "(*DB).Get"),
            (1, 8.0, "DB.Get"),
            (1, 4.0, "DB.…"),
            (1, 2.0, ""),
            (2, 16.0, "leveldb.DB.Get"),
            (2, 9.0, "leveldb.…"),
            // As before.
            (0, 4.0, "Get"),
        ] {
            assert_eq!(glyphs.fit(name, told, room), text, "{told} {room}");
        }
    }
}
