//! What of the frame comes after the first view: the build puts these functions into what is
//! loaded then. Nobody calls them before it is there.

pub use super::greeting::{Greeting, Sent};

use super::dropped::DroppedLine;
use super::header::HeaderProps;
use super::keys::Keys;
use super::save::Save;
use super::seal::Proof;
use super::settings::Preferences;
use super::status::Status;
use super::toast::Toast;
use super::{Notice, dropped as drops, greeting as greetings, recipes};
use crate::files::{Dropped, Gathering};
use crate::ui::Message;
use crate::view::flame::{self, Mode, Scene};
use crate::words;
use std::rc::Rc;
use yew::prelude::*;

/// The header's menu of what can be saved.
#[inline(never)]
pub fn save(props: &HeaderProps) -> Html {
    html! { <Save forms={props.forms} on_save={props.on_save.clone()} /> }
}

/// The header's settings.
#[inline(never)]
pub fn preferences(props: &HeaderProps) -> Html {
    html! {
        <Preferences
            settings={props.settings}
            on_change={props.on_settings.clone()}
            on_forget={props.on_forget.clone()}
        />
    }
}

/// What the status line says of the seal in somebody else's document: a word for tests, the
/// text, and what it means.
#[inline(never)]
pub fn guest() -> (&'static str, String, &'static str) {
    let words = words::guest::words();
    ("guest", words.not_sealed.to_owned(), words.not_sealed_title)
}

/// What there is to see before somebody else opens a file.
#[inline(never)]
pub fn nothing_yet() -> Html {
    let words = words::guest::words();
    html! { <Message kind="nothing" title={words.nothing} text={words.nothing_text} /> }
}

/// Legend of the flame graph.
#[inline(never)]
pub fn flame_legend(scene: Option<&Scene>, sample_type: &str, mode: Mode) -> Html {
    flame::legend(scene, sample_type, mode)
}

/// Legend of the call graph.
#[inline(never)]
pub fn graph_legend(sample_type: &str) -> Html {
    let words = words::graph();
    html! {
        <>
            <span>{ words::fill(words.legend, &[sample_type]) }</span>
            <span>{ words.dotted }</span>
        </>
    }
}

/// More ways to a profile.
#[inline(never)]
pub fn more_recipes() -> Html {
    recipes::more()
}

/// How far the worker is with what was dropped.
#[inline(never)]
pub fn gathering(gathering: &Gathering, on_cancel: Callback<u32>) -> Html {
    drops::gathering(gathering, on_cancel)
}

/// What was dropped, in a line and as a list.
#[inline(never)]
pub fn dropped(dropped: Rc<Dropped>, is_open: bool, on_change: Callback<(bool, bool)>) -> Html {
    html! { <DroppedLine {dropped} {is_open} {on_change} /> }
}

/// The sheet of keys.
#[inline(never)]
pub fn keys(on_close: Callback<()>) -> Html {
    html! { <Keys {on_close} /> }
}

/// The word in the status line that says whether the page is sealed, with all there is to
/// say about it.
#[inline(never)]
pub fn seal(props: &Status, state: &'static str, text: String) -> Html {
    html! {
        <Proof
            {state}
            {text}
            on_broken={props.on_broken.clone()}
            on_forget={props.on_forget.clone()}
        />
    }
}

/// What there is to see where a link waits for its files.
#[inline(never)]
pub fn greeting(greeting: &Greeting) -> Html {
    greetings::greeting(greeting)
}

/// A notice, which goes by itself unless it tells of an error.
#[inline(never)]
pub fn notice(notice: &Notice, on_dismiss: &Callback<u32>) -> Html {
    html! { <Toast key={notice.id} notice={notice.clone()} on_dismiss={on_dismiss.clone()} /> }
}

/// What screen readers say when something changed: its text is written by who changes it.
#[inline(never)]
pub fn said() -> Html {
    html! { <div class="hidden" data-part="said" role="status" /> }
}
