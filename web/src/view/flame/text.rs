//! Names cut to the width of their boxes.
//!
//! The end of a Go name tells functions apart, its import path does not, so the
//! path goes first, then the package. Widths come from a table of glyphs that is
//! asked once for each character: measuring texts is what makes canvases slow.

use super::DEFERRED;
use crate::view::split_name;
use std::collections::HashMap;

/// End of a text that was cut.
const ELLIPSIS: char = '…';

/// Widths of characters.
pub struct Glyphs {
    ascii: [f32; 128],
    others: HashMap<char, f32>,
    measure: Box<dyn Fn(&str) -> f64>,
}

impl Glyphs {
    /// A table that asks `measure` for each character once.
    pub fn new(measure: impl Fn(&str) -> f64 + 'static) -> Self {
        let mut ascii = [0.0; 128];
        for code in 32..127_u8 {
            ascii[code as usize] = measure((code as char).encode_utf8(&mut [0; 4])) as f32;
        }
        Self { ascii, others: HashMap::new(), measure: Box::new(measure) }
    }

    fn width(&mut self, c: char) -> f32 {
        match self.ascii.get(c as usize) {
            Some(&width) => width,
            None => *self
                .others
                .entry(c)
                .or_insert_with(|| (self.measure)(c.encode_utf8(&mut [0; 4])) as f32),
        }
    }

    pub(super) fn fits(&mut self, text: &str, room: f32) -> bool {
        let mut used = 0.0;
        text.chars().all(|c| {
            used += self.width(c);
            used <= room
        })
    }

    /// The longest form of a name that fits into `room`; empty if none does. If `told` is
    /// not 0, this many parts before its last one are more important than the rest: only what
    /// comes after the first view finds that.
    pub fn fit(&mut self, name: &str, told: u8, room: f32) -> String {
        if let Some(deferred) = DEFERRED.get().filter(|_| told > 0) {
            return deferred.fit(self, name, told, room);
        }
        let mut last = name;
        for form in forms(name) {
            if self.fits(form, room) {
                return form.to_owned();
            }
            last = form;
        }
        self.cut(last, room)
    }

    /// The beginning of a text and an ellipsis; empty if not even two letters fit.
    pub(super) fn cut(&mut self, text: &str, room: f32) -> String {
        let room = room - self.width(ELLIPSIS);
        let (mut used, mut end, mut letters) = (0.0, 0, 0);
        for (at, c) in text.char_indices() {
            used += self.width(c);
            if used > room {
                break;
            }
            (end, letters) = (at + c.len_utf8(), letters + 1);
        }
        if letters < 2 {
            return String::new();
        }
        let mut cut = text[..end].to_owned();
        cut.push(ELLIPSIS);
        cut
    }
}

/// A name's forms, from the longest to the shortest:
/// `github.com/a/b.(*T).M`, `b.(*T).M`, `(*T).M`, `M`.
fn forms(name: &str) -> impl Iterator<Item = &str> {
    let own = split_name(name).1;
    let whole = Some(name).filter(|name| name.len() > own.len());
    whole.into_iter().chain(std::iter::successors(Some(own), |&last| {
        Some(after_dot(last)).filter(|next| next.len() < last.len())
    }))
}

/// Text behind the first dot outside brackets, unless it is only a closure's
/// number: `func1` says nothing without what it is in.
fn after_dot(name: &str) -> &str {
    let mut depth = 0_u32;
    for (i, byte) in name.bytes().enumerate() {
        match byte {
            b'[' | b'(' | b'<' => depth += 1,
            b']' | b')' | b'>' => depth = depth.saturating_sub(1),
            b'.' if depth == 0 && i > 0 => {
                let rest = &name[i + 1..];
                let number = rest.trim_start_matches("func").trim_start_matches("gowrap");
                let closure = number.starts_with(|c: char| c.is_ascii_digit());
                return if rest.is_empty() || closure { name } else { rest };
            }
            _ => {}
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character is one wide.
    fn glyphs() -> Glyphs {
        Glyphs::new(|text| text.chars().count() as f64)
    }

    #[test]
    fn the_end_of_a_go_name_stays_longest() {
        let name = "github.com/acme/shop/cart.(*Cart).Add";
        let mut glyphs = glyphs();
        for (room, text) in [
            (40.0, name),
            (36.0, "cart.(*Cart).Add"),
            (15.0, "(*Cart).Add"),
            (10.0, "Add"),
            (3.0, "Add"),
            (2.5, ""),
            (0.0, ""),
        ] {
            assert_eq!(glyphs.fit(name, 0, room), text, "{room}");
        }
    }

    #[test]
    fn what_does_not_fit_is_cut_at_its_end() {
        assert_eq!(glyphs().fit("runtime.mallocgc", 0, 6.0), "mallo…");
        assert_eq!(glyphs().fit("größenwahn", 0, 5.0), "größ…");
    }

    #[test]
    fn closures_keep_what_they_are_in() {
        assert_eq!(
            forms("a/b.Do.func1").collect::<Vec<_>>(),
            ["a/b.Do.func1", "b.Do.func1", "Do.func1"]
        );
        assert_eq!(forms("main").collect::<Vec<_>>(), ["main"]);
        assert_eq!(forms("org.a.b.Map.get").last(), Some("get"));
    }

    #[test]
    fn dots_in_type_arguments_do_not_count() {
        assert_eq!(
            forms("slices.Sort[go.shape.int]").collect::<Vec<_>>(),
            ["slices.Sort[go.shape.int]", "Sort[go.shape.int]"]
        );
        let name = "a.com/x.(*List[go.shape.struct { b.com/y.A int; b.com/y.B int }]).Push";
        assert_eq!(glyphs().fit(name, 0, 20.0), "Push");
        assert_eq!(
            glyphs().fit("a.com/x.Map[go.shape.string,b.com/y.Z]", 0, 20.0),
            "Map[go.shape.string…"
        );
    }
}
