//! The views: each draws one kind of plain view data.
//!
//! A view gets its data, the selection and callbacks. It knows no file, no
//! query and no worker: who asked for its data, and how, is the app's business.

pub mod about;
pub mod compare;
pub mod drawing;
pub mod flame;
pub mod goroutines;
pub mod graph;
mod lines;
mod list;
mod names;
pub mod peek;
pub mod picture;
mod said;
mod scroll;
mod searching;
pub mod snapshots;
pub mod source;
pub mod tags;
mod tip;
mod tools;
pub mod top;
pub mod traces;
mod window;

pub use names::{NameList, complete, is_complete, shown, split_name};
pub use said::{backticks, plain, said};

use crate::host;
use crate::words::words;
use yew::Callback;

/// Gives a new view the keyboard, unless something else is being used.
fn focus_if_free(element: &web_sys::HtmlElement) {
    // In somebody else's document the keyboard is not the page's to take.
    if !host::is_guest() && host::active().is_none_or(|a| a.tag_name() == "BODY") {
        // Without a ring: nobody pressed Tab. The first key brings it.
        let options = web_sys::FocusOptions::new();
        options.set_focus_visible(false);
        let _ = element.focus_with_options(&options);
    }
}

/// What can be done with a function, in every view. Its name is that of a row or a box:
/// what the engine calls a node.
#[derive(Clone, PartialEq)]
pub struct Actions {
    /// Selects it, in all views; empty: selects nothing.
    pub on_select: Callback<String>,
    /// Opens the menu of what can be done with it, at a place in the window (CSS pixels).
    pub on_menu: Callback<(String, i32, i32)>,
    /// Selects it and goes to a view.
    pub on_go: Callback<(Tab, String)>,
    /// Sets parameters of the page's link, by their names in it; the flag says that it is
    /// a step, which Back should undo.
    pub on_set: Callback<(Vec<(&'static str, String)>, bool)>,
}

/// The views that there are, in the order of their tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The flame graph.
    #[default]
    Flame,
    /// The table of functions.
    Top,
    /// The call graph.
    Graph,
    /// A function with its callers and callees.
    Peek,
    /// Source lines.
    Source,
    /// Stacks.
    Traces,
    /// Labels.
    Tags,
    /// What changed between two sides.
    Compare,
    /// Who waits where, in a goroutine profile.
    Goroutines,
    /// What grows over the open files.
    Snapshots,
    /// What the file says of itself.
    About,
}

impl Tab {
    /// All of them, in order.
    pub const ALL: [Self; 11] = [
        Self::Flame,
        Self::Top,
        Self::Graph,
        Self::Peek,
        Self::Source,
        Self::Traces,
        Self::Tags,
        Self::Compare,
        Self::Goroutines,
        Self::Snapshots,
        Self::About,
    ];

    /// The name in the URL and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Flame => "flame",
            Self::Top => "top",
            Self::Graph => "graph",
            Self::Peek => "peek",
            Self::Source => "source",
            Self::Traces => "traces",
            Self::Tags => "tags",
            Self::Compare => "compare",
            Self::Goroutines => "goroutines",
            Self::Snapshots => "snapshots",
            Self::About => "about",
        }
    }

    /// The key that goes to it. There are more views than digits: 0 is the tenth, a the one
    /// after it.
    pub fn key(self) -> &'static str {
        ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "a"][self as usize]
    }

    /// It is there as soon as the page is; the others come with the rest.
    pub fn is_first(self) -> bool {
        matches!(self, Self::Flame | Self::Top)
    }

    /// The name on the tab.
    pub fn title(self) -> &'static str {
        words().page.tabs[self as usize]
    }

    /// The view of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.name() == name)
    }
}
