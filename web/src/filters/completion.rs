//! Completions of a text in the entry.

use super::chips::Chip;
use super::kind::Kind;
use super::pattern::Pattern;
use hearth_messages::NameKind::{self, Expression, File, Function, Label, Package};
use std::rc::Rc;

/// Numbers of each that are shown.
const MOST: [usize; 4] = [6, 3, 3, 10];

/// The newest answer for each [`NameKind`]: the number of the text that it is for, and
/// the names.
pub type Completions = Rc<[(u32, Vec<String>); 6]>;

/// Names that may be asked for, for a kind of filter.
pub fn names_of(kind: Kind) -> &'static [NameKind] {
    match kind {
        _ if kind.has_key() => &[Label],
        _ if kind.is_of_keys() => &[],
        Kind::PruneFrom => &[Function, Package],
        _ => &[Function, Package, File],
    }
}

/// One that is offered: what it is of, and its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Kind of the name.
    pub of: NameKind,
    pub name: String,
}

impl Item {
    /// The chip of it. A package is a part of its functions' names; what else is chosen
    /// is meant exactly.
    pub fn chip(&self, kind: Kind) -> Chip {
        match (self.of, self.name.split_once('=')) {
            (Expression, _) => Chip::new(kind, Pattern::whole(&self.name)),
            (Label, Some((key, value))) if kind.has_key() => Chip::of_label(kind, key, value),
            (Package, _) => Chip::new(kind, Pattern::Literal(self.name.clone())),
            _ => Chip::of_function(kind, &self.name),
        }
    }
}

/// Items for the text of this number: from the answers that have come, and
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
        return fitting.take(MOST[3]).map(|key| Item { of: Label, name: key.clone() }).collect();
    }
    let mut items = Vec::new();
    for &of in names_of(kind) {
        let (answered, names) = &answers[of as usize];
        if *answered == number {
            let names = names.iter().take(MOST[of as usize]);
            items.extend(names.map(|name| Item { of, name: name.clone() }));
        }
    }
    items
}

/// Returns whether a text has characters that mean something in an expression.
pub fn could_be_expression(text: &str) -> bool {
    text.contains(['|', '*', '+', '?', '^', '$', '[', '(', '\\'])
}

/// Result of the text of this number, once all have come: that no name has it.
/// Then its expression is offered, if that matches something.
pub fn nothing(kind: Kind, text: &str, number: u32, answers: &Completions) -> Option<Option<Item>> {
    if kind.has_key() || kind.is_of_keys() {
        return None;
    }
    let answer = |of: NameKind| &answers[of as usize];
    let is_empty = |of| answer(of).0 == number && answer(of).1.is_empty();
    if text.starts_with('/') {
        return is_empty(Expression).then_some(None);
    }
    if !names_of(kind).iter().all(|&of| is_empty(of)) {
        return None;
    }
    let fits = could_be_expression(text) && answer(Expression).0 == number && !is_empty(Expression);
    Some(fits.then(|| Item { of: Expression, name: text.to_owned() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(items: &[Item]) -> Vec<(NameKind, &str)> {
        items.iter().map(|i| (i.of, &*i.name)).collect()
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
        assert_eq!(names(&of(Kind::Hide, &[])), [(Function, "main.f"), (File, "/x/main.go")]);
        assert_eq!(names(&of(Kind::PruneFrom, &[])), [(Function, "main.f")]);
        assert_eq!(names(&of(Kind::TagFocus, &[])), [(Label, "a=b")]);
        assert_eq!(names(&of(Kind::TagShow, &names_of(&["mem", "cpu"]))), [(Label, "mem")]);
    }

    #[test]
    fn what_is_chosen_is_meant() {
        let typed = |of, name: &str, kind| Item { of, name: name.to_owned() }.chip(kind).typed();
        assert_eq!(typed(Function, "main.f", Kind::Focus), "focus: \"main.f\"");
        assert_eq!(typed(Package, "net/http", Kind::Hide), "hide: net/http");
        assert_eq!(typed(Label, "zone=eu", Kind::TagFocus), "tag focus: zone=\"eu\"");
        assert_eq!(typed(Label, "bytes=32kB", Kind::TagIgnore), "tag ignore: bytes=32kB");
        assert_eq!(typed(Label, "zone", Kind::TagHide), "tag hide: \"zone\"");
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
