//! What of the frame comes after the first view: the build puts these functions into what is
//! loaded then. Nobody calls them before it is there.

use super::header::HeaderProps;
use super::keys::Keys;
use super::save::Save;
use super::seal::Proof;
use super::settings::Preferences;
use super::status::Status;
use yew::prelude::*;

/// The header's menu of what can be saved.
#[inline(never)]
pub fn save(props: &HeaderProps) -> Html {
    html! { <Save tab={props.tab} on_save={props.on_save.clone()} /> }
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
