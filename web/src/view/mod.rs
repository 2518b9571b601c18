//! The views: each draws one kind of plain view data.
//!
//! A view gets its data, the selection and callbacks. It knows no file, no
//! query and no worker: who asked for its data, and how, is the app's business.

pub mod about;
mod canvas;
pub mod compare;
mod document;
pub mod drawing;
pub mod flame;
pub mod goroutines;
pub mod graph;
mod lines;
mod list;
pub mod peek;
pub mod picture;
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

pub use document::{Document, tabs};

pub use crate::names::{NameList, shown, split_name};
pub use crate::ui::{backticks, plain, said};

use crate::host;
use crate::words::{self, Language};
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

/// Actions on a function, in every view. Its name is that of a row or a box:
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

/// The table of tabs: the name of each in links and messages, the key that goes to it, what it is
/// called in each language, and the kind of document whose view it is.
macro_rules! tabs {
    ($($(#[$about:meta])* $tab:ident $name:literal $key:literal $title:literal $chinese:literal $document:ident,)*) => {
        /// The views that there are, in the order of their tabs.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum Tab {
            $($(#[$about])* $tab,)*
        }

        impl Tab {
            /// All of them, in order.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$tab),*];

            /// The name in the URL and in messages.
            pub fn name(self) -> &'static str {
                [$($name),*][self as usize]
            }

            /// The key that goes to it.
            pub fn key(self) -> &'static str {
                [$($key),*][self as usize]
            }

            /// The kind of document whose view it is.
            pub fn document(self) -> Document {
                [$(Document::$document),*][self as usize]
            }

            /// The name on the tab.
            pub fn title(self) -> &'static str {
                match words::spoken() {
                    Language::English => [$($title),*][self as usize],
                    Language::Chinese => [$($chinese),*][self as usize],
                }
            }
        }
    };
}

tabs! {
    /// The flame graph.
    #[default]
    Flame "flame" "1" "Flame" "火焰图" Profile,
    /// The table of functions.
    Top "top" "2" "Top" "函数" Profile,
    /// The call graph.
    Graph "graph" "3" "Graph" "调用图" Profile,
    /// A function with its callers and callees.
    Peek "peek" "4" "Peek" "调用关系" Profile,
    /// Source lines.
    Source "source" "5" "Source" "源码" Profile,
    /// Stacks.
    Traces "traces" "6" "Traces" "调用栈" Profile,
    /// Labels.
    Tags "tags" "7" "Tags" "标签" Profile,
    /// Changes between two sides.
    Compare "compare" "8" "Compare" "比较" Comparison,
    /// Who waits where, in a goroutine profile.
    Goroutines "goroutines" "9" "Goroutines" "goroutine" Goroutines,
    /// Growth over the open files.
    Growth "growth" "0" "Growth" "增长" Series,
    /// Facts of the file about itself.
    About "about" "a" "About" "关于" Profile,
}

impl Tab {
    /// It is there as soon as the page is; the others come with the deferred chunk.
    pub fn is_first(self) -> bool {
        matches!(self, Self::Flame | Self::Top)
    }

    /// The view of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        // Its name in links of the first edition.
        let name = if name == "snapshots" { Self::Growth.name() } else { name };
        Self::ALL.into_iter().find(|tab| tab.name() == name)
    }
}
