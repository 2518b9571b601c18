//! What a text in the entry could become.

use super::chips::Chip;
use super::kind::Kind;
use super::pattern::Pattern;
use std::rc::Rc;

/// What names can be of, as the engine calls it. Of an expression it names the functions
/// that match, of presets their expressions.
pub const SLOTS: [&str; 6] = ["function", "package", "file", "label", "expression", "presets"];

/// The places of the last two in [`SLOTS`].
pub const EXPRESSION: usize = 4;
/// See [`EXPRESSION`].
pub const PRESETS: usize = 5;

/// How many of each are shown.
const MOST: [usize; 4] = [6, 3, 3, 10];

/// The newest answer for each of [`SLOTS`]: the number of the text that it is for, and
/// the names.
pub type Completions = Rc<[(u32, Vec<String>); 6]>;

/// What may be asked about for a kind: indexes into [`SLOTS`].
pub fn slots(kind: Kind) -> &'static [usize] {
    match kind {
        _ if kind.has_key() => &[3],
        _ if kind.is_of_keys() => &[],
        Kind::PruneFrom => &[0, 1],
        _ => &[0, 1, 2],
    }
}

/// One that is offered: what it is of, and its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// An index into [`SLOTS`].
    pub slot: usize,
    pub name: String,
}

impl Item {
    /// The chip of it. A package is a part of its functions' names; what else is chosen
    /// is meant exactly.
    pub fn chip(&self, kind: Kind) -> Chip {
        match (self.slot, self.name.split_once('=')) {
            (EXPRESSION, _) => Chip::new(kind, Pattern::whole(&self.name)),
            (3, Some((key, value))) if kind.has_key() => Chip::of_label(kind, key, value),
            (1, _) => Chip::new(kind, Pattern::Literal(self.name.clone())),
            _ => Chip::of_function(kind, &self.name),
        }
    }
}

/// What is offered for the text of this number: from the answers that have come, and
/// for keys of labels from those that the page knows.
pub fn items(
    kind: Kind,
    text: &str,
    number: u32,
    answers: &Completions,
    labels: &[String],
) -> Vec<Item> {
    if kind.is_of_keys() {
        let text = text.to_ascii_lowercase();
        let fitting = labels.iter().filter(|key| key.to_ascii_lowercase().contains(&text));
        return fitting.take(MOST[3]).map(|key| Item { slot: 3, name: key.clone() }).collect();
    }
    let mut items = Vec::new();
    for &slot in slots(kind) {
        let (answered, names) = &answers[slot];
        if *answered == number {
            let names = names.iter().take(MOST[slot]);
            items.extend(names.map(|name| Item { slot, name: name.clone() }));
        }
    }
    items
}

/// Returns whether a text has characters that mean something in an expression.
pub fn could_be_expression(text: &str) -> bool {
    text.contains(['|', '*', '+', '?', '^', '$', '[', '(', '\\'])
}

/// What the answers say of the text of this number, once all have come: that no name has it.
/// Then its expression is offered, if that matches something.
pub fn nothing(kind: Kind, text: &str, number: u32, answers: &Completions) -> Option<Option<Item>> {
    if kind.has_key() || kind.is_of_keys() {
        return None;
    }
    let is_empty = |slot: usize| answers[slot].0 == number && answers[slot].1.is_empty();
    if text.starts_with('/') {
        return is_empty(EXPRESSION).then_some(None);
    }
    if !slots(kind).iter().all(|&slot| is_empty(slot)) {
        return None;
    }
    let fits =
        could_be_expression(text) && answers[EXPRESSION].0 == number && !is_empty(EXPRESSION);
    Some(fits.then(|| Item { slot: EXPRESSION, name: text.to_owned() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(items: &[Item]) -> Vec<(usize, &str)> {
        items.iter().map(|i| (i.slot, &*i.name)).collect()
    }

    #[test]
    fn late_answers_are_dropped() {
        let names_of = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        let answers: Completions = Rc::new([
            (7, names_of(&["main.f"])),
            (6, names_of(&["late"])),
            (7, names_of(&["/x/main.go"])),
            (7, names_of(&["a=b"])),
            (0, Vec::new()),
            (0, Vec::new()),
        ]);
        let of = |kind, labels: &[String]| items(kind, "M", 7, &answers, labels);
        assert_eq!(names(&of(Kind::Hide, &[])), [(0, "main.f"), (2, "/x/main.go")]);
        assert_eq!(names(&of(Kind::PruneFrom, &[])), [(0, "main.f")]);
        assert_eq!(names(&of(Kind::TagFocus, &[])), [(3, "a=b")]);
        assert_eq!(names(&of(Kind::TagShow, &names_of(&["mem", "cpu"]))), [(3, "mem")]);
    }

    #[test]
    fn what_is_chosen_is_meant() {
        let typed =
            |slot, name: &str, kind| Item { slot, name: name.to_owned() }.chip(kind).typed();
        assert_eq!(typed(0, "main.f", Kind::Focus), "focus: \"main.f\"");
        assert_eq!(typed(1, "net/http", Kind::Hide), "hide: net/http");
        assert_eq!(typed(3, "zone=eu", Kind::TagFocus), "tag focus: zone=\"eu\"");
        assert_eq!(typed(3, "bytes=32kB", Kind::TagIgnore), "tag ignore: bytes=32kB");
        assert_eq!(typed(3, "zone", Kind::TagHide), "tag hide: \"zone\"");
    }

    #[test]
    fn a_text_that_no_name_has_may_be_an_expression() {
        let answers = |names: &[&str], matches: &[&str]| -> Completions {
            let names_of = |n: &[&str]| n.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
            let names = names_of(names);
            Rc::new([
                (7, names),
                (7, vec![]),
                (7, vec![]),
                (0, vec![]),
                (7, names_of(matches)),
                (0, vec![]),
            ])
        };
        let of = |text, names: &[&str], matches: &[&str]| {
            nothing(Kind::Ignore, text, 7, &answers(names, matches))
        };
        assert_eq!(of("a|b", &["a|b"], &["a"]), None);
        assert_eq!(of("zzz", &[], &["a"]), Some(None), "it is a text");
        assert_eq!(of("a|b", &[], &[]), Some(None));
        let offered = of("a|b", &[], &["a"]).unwrap().unwrap();
        assert_eq!(offered.chip(Kind::Ignore).typed(), "ignore: /a|b/");
        assert_eq!(of("/a|b/", &[], &[]), Some(None));
        assert_eq!(of("/a|b/", &[], &["a"]), None);
        assert_eq!(nothing(Kind::Ignore, "a", 8, &answers(&[], &[])), None, "it has not come");
        assert_eq!(nothing(Kind::TagFocus, "a", 7, &answers(&[], &[])), None);
    }
}
