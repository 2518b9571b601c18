//! Remedies for filters that the engine does not take, or that leave nothing.

use super::chips::{Chip, Off, read, write};
use super::entry;
use super::kind::Kind;
use super::pattern::Pattern;
use crate::words::{fill, menus, words};
use hearth_core::codes::{self, Code};
use hearth_core::query::Query;
use yew::prelude::*;

/// The chips, by their place, that a refusal is about: those of the kind that it names
/// that the browser refuses, too, or else all expressions of that kind.
fn culprits(chips: &[Chip], why: &str, is_wrong: impl Fn(&Chip) -> bool) -> Vec<usize> {
    let said = codes::read(why).unwrap_or_default();
    let option = said.iter().find(|s| s.code == Code::BadOption).and_then(|s| s.values.first());
    let named = option.and_then(|name| Kind::from_name(name.trim_start_matches("and_")));
    let of_kind = |test: &dyn Fn(&Chip) -> bool| -> Vec<usize> {
        let fits = |c: &Chip| Some(c.kind) == named && !c.off && test(c);
        (0..chips.len()).filter(|&i| fits(&chips[i])).collect()
    };
    let wrong = of_kind(&is_wrong);
    if wrong.is_empty() { of_kind(&|c| matches!(c.pattern, Pattern::Regex(_))) } else { wrong }
}

/// Buttons that take away the filters at fault, or all of them where none can be named.
pub fn way_out(query: &Query, off: &Off, why: &str, on_query: &Callback<(Query, Off)>) -> Html {
    let chips = read(query, off);
    if chips.is_empty() {
        return Html::default();
    }
    let without = |gone: Option<usize>| {
        let (mut query, mut off) = (query.clone(), off.clone());
        let kept = |(i, chip): (usize, &Chip)| (gone? != i).then(|| chip.clone());
        let kept: Vec<_> = chips.iter().enumerate().filter_map(kept).collect();
        write(&kept, &mut query, &mut off);
        on_query.reform(move |_: MouseEvent| (query.clone(), off.clone()))
    };
    let mut ways: Vec<_> = culprits(&chips, why, |c| entry::mistake(c).is_some())
        .into_iter()
        .map(|i| (fill(words().filters.remove, &[&chips[i].label()]), without(Some(i))))
        .collect();
    if ways.is_empty() {
        ways.push((menus().remove_all.to_owned(), without(None)));
    }
    html! {
        for (text, onclick) in ways {
            <button type="button" class="button" data-testid="way-out" {onclick}>{ text }</button>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chip_at_fault_is_found() {
        let chip = |kind, text: &str| Chip::new(kind, Pattern::read(text));
        let chips = [
            chip(Kind::Hide, "a("),
            chip(Kind::Focus, "a.*"),
            chip(Kind::Focus, "a("),
            chip(Kind::Focus, "a"),
        ];
        let is_wrong = |c: &Chip| c.text().contains('(');
        let why = "bad-option\u{1f}focus\u{1e}bad-pattern\u{1f}a(\u{1e}missing-parenthesis";
        assert_eq!(culprits(&chips, why, is_wrong), [2]);
        assert_eq!(culprits(&chips, why, |_| false), [1, 2]);
        assert!(culprits(&chips, "out of memory", is_wrong).is_empty());
    }
}
