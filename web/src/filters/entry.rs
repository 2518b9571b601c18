//! Text that is typed into the bar, as a chip.

use super::chips::Chip;
use super::kind::Kind;
use super::pattern::{Pattern, for_javascript};
use js_sys::{Array, Error, Function, Reflect};
use wasm_bindgen::JsCast;

/// The kind that a text begins with, and the rest: `hide: x`, `h x`, `x`.
pub fn split(text: &str) -> (Option<Kind>, &str) {
    let text = text.trim_start();
    // Names have colons, too: `show::f` is one.
    let named = text.split_once(':');
    let named = named.filter(|(name, rest)| !name.ends_with(' ') && !rest.starts_with(':'));
    let named = named.and_then(|(name, rest)| Some((Kind::from_name(name)?, rest)));
    let short = || {
        let (short, rest) = text.split_once(' ')?;
        Some((Kind::from_short(short)?, rest))
    };
    match named.or_else(short) {
        Some((kind, rest)) => (Some(kind), rest.trim()),
        None => (None, text.trim_end()),
    }
}

/// The chip that a text means, if it says anything; `kind` where it names none.
pub fn chip(text: &str, kind: Kind) -> Option<Chip> {
    let (named, text) = split(text);
    let kind = named.unwrap_or(kind);
    let quoted = text.starts_with(['/', '"']);
    let keyed =
        text.split_once('=').filter(|(key, _)| kind.has_key() && !quoted && !key.is_empty());
    let (key, text) = keyed.unwrap_or(("", text));
    let text = text.trim_start();
    if matches!(text, "" | "/" | "//" | "\"" | "\"\"") {
        return None;
    }
    Some(Chip { key: key.trim_end().to_owned(), ..Chip::new(kind, Pattern::from_typed(text)) })
}

/// Fault in a chip's expression, as the browser sees it. Its syntax is nearly
/// that of RE2; what only the engine refuses, the engine says later.
pub fn mistake(chip: &Chip) -> Option<String> {
    let Pattern::Regex(expression) = &chip.pattern else { return None };
    let class: Function =
        Reflect::get(&web_sys::window()?.into(), &"RegExp".into()).ok()?.dyn_into().ok()?;
    let error =
        Reflect::construct(&class, &Array::of1(&for_javascript(expression).into())).err()?;
    let message = String::from(error.dyn_into::<Error>().ok()?.message());
    // `Invalid regular expression: /a(/: Unterminated group`
    Some(message.rsplit(": ").next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Option<String> {
        chip(text, Kind::Focus).map(|c| c.typed())
    }

    #[test]
    fn a_kind_can_come_first() {
        for (text, expected) in [
            ("main.f", "focus: main.f"),
            ("hide: main.f", "hide: main.f"),
            ("h /a.*b/", "hide: /a.*b/"),
            ("i /gcBgMark|gcAssist/", "ignore: /gcBgMark|gcAssist/"),
            ("show_from:x y", "show from: x y"),
            ("show::f", "focus: show::f"),
            ("std::f", "focus: std::f"),
            ("p \"a\"", "prune from: \"a\""),
            ("tf a = b", "tag focus: a=b"),
            ("tagfocus: a=\"b\"", "tag focus: a=\"b\""),
            ("ti :64kb", "tag ignore: :64kb"),
            ("ts a=b", "tag show: a=b"),
            ("tf /a=b./", "tag focus: /a=b./"),
        ] {
            assert_eq!(typed(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "  ", "focus:", "h ", "//", "tf a="] {
            assert_eq!(typed(text), None, "{text}");
        }
    }
}
