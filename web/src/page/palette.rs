//! Command palette: what is typed finds commands, views, open files, and names of the profile. The
//! engine finds names, the page the rest.

use super::dialog::use_open_dialog;
use crate::words::palette::words;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// Groups of entries, in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Functions,
    Views,
    Documents,
    Commands,
    Packages,
    Files,
    Labels,
    Presets,
}

impl Group {
    const ALL: [Self; 8] = [
        Self::Functions,
        Self::Views,
        Self::Documents,
        Self::Commands,
        Self::Packages,
        Self::Files,
        Self::Labels,
        Self::Presets,
    ];

    /// Names of the profile: the engine found them.
    pub fn is_of_names(self) -> bool {
        matches!(self, Self::Functions | Self::Packages | Self::Files | Self::Labels)
    }
}

/// An entry that can be chosen.
#[derive(Clone)]
pub struct Entry {
    pub group: Group,
    pub name: String,
    /// Key that does the same; empty: none.
    pub key: &'static str,
    /// Does it; set if it is to filter.
    pub run: Callback<bool>,
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        (self.group, &self.name) == (other.group, &other.name) && self.run == other.run
    }
}

#[derive(Properties, PartialEq)]
pub struct PaletteProps {
    /// All entries but names of the profile.
    pub entries: Rc<Vec<Entry>>,
    /// Names for what is typed, best first; each with the number of the text that it was found for.
    pub found: Vec<(u32, Entry)>,
    /// Asks for names: the number of a text, and the text.
    pub on_type: Callback<(u32, String)>,
    pub on_close: Callback<()>,
}

/// Number of the first text: those of the filters' entry are below it.
const FIRST: u32 = 1 << 30;

/// Entries of each group that are listed for a text.
const MOST: usize = 8;

/// See the module.
#[component]
pub fn Palette(props: &PaletteProps) -> Html {
    let dialog = use_open_dialog();
    let text = use_state(String::new);
    let number = use_state(|| FIRST);
    let at = use_state(|| 0_usize);
    let words = words();
    let listed = listed(props, &text, *number);
    let active = (*at).min(listed.len().saturating_sub(1));
    let list = use_node_ref();
    use_effect_with((list.clone(), active), |(list, _)| {
        let list = list.cast::<Element>();
        let item = list.and_then(|l| l.query_selector("[aria-selected=true]").ok().flatten());
        if let Some(item) = item {
            show_within(&item);
        }
    });
    let oninput = {
        let (text, number, at, on_type) =
            (text.clone(), number.clone(), at.clone(), props.on_type.clone());
        move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            on_type.emit((*number + 1, typed.trim().to_owned()));
            number.set(*number + 1);
            text.set(typed);
            at.set(0);
        }
    };
    let choose = {
        let (dialog, listed) = (dialog.clone(), listed.clone());
        move |index: usize, filters: bool| {
            let Some(entry) = listed.get(index) else { return };
            // First it closes: what is chosen may open something else, or want the keyboard.
            if let Some(dialog) = dialog.cast::<web_sys::HtmlDialogElement>() {
                dialog.close();
            }
            entry.run.emit(filters);
        }
    };
    let onkeydown = {
        let (at, choose, count) = (at.clone(), choose.clone(), listed.len());
        move |event: KeyboardEvent| {
            match &*event.key() {
                // A word of Chinese is being composed.
                _ if event.is_composing() || count == 0 => return,
                "ArrowDown" => at.set((active + 1) % count),
                "ArrowUp" => at.set((active + count - 1) % count),
                "Home" if event.ctrl_key() => at.set(0),
                "End" if event.ctrl_key() => at.set(count - 1),
                "Enter" => choose(active, event.ctrl_key() || event.meta_key()),
                _ => return,
            }
            event.prevent_default();
        }
    };
    let onmousedown = {
        let choose = choose.clone();
        move |event: MouseEvent| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let item = target.and_then(|e| e.closest("[data-index]").ok().flatten());
            let index = item.and_then(|item| item.get_attribute("data-index")?.parse().ok());
            if let Some(index) = index {
                // The field keeps the keyboard until the dialog closes.
                event.prevent_default();
                choose(index, event.ctrl_key() || event.meta_key());
            }
        }
    };
    let on_close = props.on_close.clone();
    html! {
        <dialog
            class="palette"
            ref={dialog}
            aria-label={words.title}
            data-testid="palette"
            onclose={move |_| on_close.emit(())}
        >
            <input
                type="text"
                role="combobox"
                autofocus=true
                aria-label={words.title}
                placeholder={words.placeholder}
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-activedescendant={(!listed.is_empty()).then(|| format!("palette-{active}"))}
                data-testid="palette-input"
                {oninput}
                {onkeydown}
            />
            <div id="palette-list" class="entries" role="listbox" ref={list} aria-label={words.title} {onmousedown}>
                { for Group::ALL.into_iter().map(|group| section(group, &listed, active)) }
            </div>
            if listed.is_empty() {
                <p class="dim" role="status">{ words.nothing }</p>
            }
            <p class="dim">{ words.help }</p>
        </dialog>
    }
}

/// Scrolls the list of an item so far that all of the item is seen.
fn show_within(item: &Element) {
    let Some(list) = item.closest("[role=listbox]").ok().flatten() else { return };
    let (item, room) = (item.get_bounding_client_rect(), list.get_bounding_client_rect());
    let beyond = (item.bottom() - room.bottom()).max(0.0) + (item.top() - room.top()).min(0.0);
    if beyond != 0.0 {
        list.set_scroll_top(list.scroll_top() + beyond.round() as i32);
    }
}

/// Entries of a group, below its name.
fn section(group: Group, listed: &[Entry], active: usize) -> Html {
    let mut of_group = listed.iter().enumerate().filter(|(_, e)| e.group == group).peekable();
    if of_group.peek().is_none() {
        return Html::default();
    }
    let name = words().groups[group as usize];
    html! {
        <div role="group" aria-label={name}>
            <h3 aria-hidden="true">{ name }</h3>
            for (index, entry) in of_group {
                <div
                    id={format!("palette-{index}")}
                    class="entry-row"
                    role="option"
                    aria-selected={(index == active).to_string()}
                    data-index={index.to_string()}
                    data-testid="palette-entry"
                    title={entry.name.clone()}
                >
                    <span class="name"><bdi>{ &entry.name }</bdi></span>
                    if !entry.key.is_empty() {
                        <kbd>{ entry.key }</kbd>
                    }
                </div>
            }
        </div>
    }
}

/// Entries that fit a text, in the order of their groups, the best of each first.
fn listed(props: &PaletteProps, text: &str, number: u32) -> Rc<Vec<Entry>> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let mut all = Vec::new();
    for group in Group::ALL {
        if group.is_of_names() {
            let found = props.found.iter().filter(|(of, e)| *of == number && e.group == group);
            all.extend(found.take(if words.is_empty() { 0 } else { MOST }).map(|(_, e)| e.clone()));
            continue;
        }
        let entries = props.entries.iter().filter(|entry| entry.group == group);
        let mut fits: Vec<(u32, &Entry)> =
            entries.filter_map(|entry| Some((rank(&entry.name, &words)?, entry))).collect();
        fits.sort_by_key(|(rank, _)| *rank);
        let most = if words.is_empty() { usize::MAX } else { MOST };
        all.extend(fits.into_iter().take(most).map(|(_, entry)| entry.clone()));
    }
    Rc::new(all)
}

/// Rank of a name for words in lower case, the best is 0; `None` if one of them is not in it, not
/// even letter by letter.
fn rank(name: &str, words: &[String]) -> Option<u32> {
    let name = name.to_lowercase();
    let of = |word: &String| {
        if let Some(at) = name.find(&**word) {
            let is_start = at == 0 || !name[..at].ends_with(char::is_alphanumeric);
            return Some(if at == 0 {
                0
            } else if is_start {
                1
            } else {
                2
            });
        }
        let mut letters = name.chars();
        word.chars().all(|wanted| letters.any(|letter| letter == wanted)).then_some(10)
    };
    words.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_so_comes_first() {
        let rank = |name: &str, text: &str| {
            rank(name, &text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        };
        assert_eq!(rank("Flame", "fl"), Some(0));
        assert_eq!(rank("Sample type: inuse_space", "inuse"), Some(1));
        assert_eq!(rank("Sample type: inuse_space", "space sam"), Some(1));
        assert_eq!(rank("Snapshots", "shot"), Some(2));
        assert_eq!(rank("Save: Table (CSV)", "stb"), Some(10));
        assert_eq!(rank("Flame", "graph"), None);
        assert_eq!(rank("Flame", ""), Some(0));
    }
}
