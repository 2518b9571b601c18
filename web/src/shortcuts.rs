//! The page's keys, each once: who listens for them and who mentions them take them from
//! here. Those of views are [`Tab::key`](crate::view::Tab::key), those of filters
//! [`Kind::short`](crate::filters::Kind::short).

/// The sheet of keys.
pub const SHEET: &str = "?";
/// The field that searches in the view, or that of the filters.
pub const SEARCH: &str = "/";
/// The command palette, with Ctrl or Cmd.
pub const PALETTE: &str = "k";
/// Shows the sidebar, or hides it.
pub const SIDEBAR: &str = "l";
pub const UNDO: &str = "u";
pub const REDO: &str = "U";
/// The callers and callees of the selected function.
pub const PEEK: &str = "e";
/// The source of the selected function.
pub const SOURCE: &str = "o";
/// Removes all filters.
pub const CLEAR: &str = "x";
pub const NEXT_TYPE: &str = "m";
pub const PREVIOUS_TYPE: &str = "M";
pub const EARLIER: &str = "[";
pub const LATER: &str = "]";
/// Makes the file that is shown the base of comparisons.
pub const BASE: &str = "b";
/// Base and current change places.
pub const SWAP: &str = "B";

/// Returns whether keys are worth mentioning: not where there is only a finger to point with.
pub fn has_keyboard() -> bool {
    let window = web_sys::window();
    let touch = window.and_then(|w| w.match_media("(hover: none) and (pointer: coarse)").ok()?);
    touch.is_none_or(|touch| !touch.matches())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::Kind;
    use crate::view::Tab;
    use crate::words::{Language, lists, menus, source, speak, words};

    /// The keys of the page, wherever the keyboard is.
    fn everywhere() -> Vec<&'static str> {
        let own = [
            SHEET,
            SEARCH,
            SIDEBAR,
            UNDO,
            REDO,
            PEEK,
            SOURCE,
            CLEAR,
            NEXT_TYPE,
            PREVIOUS_TYPE,
            EARLIER,
            LATER,
            BASE,
            SWAP,
        ];
        let filters = Kind::of_functions().iter().map(|kind| kind.short());
        let views = Tab::ALL.map(Tab::key);
        own.into_iter().chain(filters).chain(views).collect()
    }

    #[test]
    fn no_key_means_two_things() {
        let mut keys = everywhere();
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count, "{keys:?}");
    }

    #[test]
    fn the_sheet_has_all_of_them_in_every_language() {
        for language in Language::ALL {
            speak(language);
            let (_, listed) = menus().keys[0];
            let listed: Vec<&str> =
                listed.iter().flat_map(|(keys, _)| keys.split([' ', ','])).collect();
            for key in everywhere() {
                let is_in_a_range = ("2"..="8").contains(&key);
                assert!(is_in_a_range || listed.contains(&key), "{key} in {listed:?}");
            }
        }
    }

    #[test]
    fn what_says_how_to_come_back_says_it_without_a_key_too() {
        for language in Language::ALL {
            speak(language);
            let w = words();
            for text in [lists().how_to_select[0], source().no_subject_text[0]] {
                assert!(text.contains("{0}"), "{text}");
            }
            for text in [lists().how_to_select[1], source().no_subject_text[1], w.flame.hint[1]] {
                assert!(!text.contains('{') && !text.contains("Esc"), "{text}");
            }
        }
    }
}
