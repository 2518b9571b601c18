//! The settings, in a popover of the browser's own.

use crate::host;
use crate::settings::{self, Settings, Theme};
use crate::words::{Language, fill, seal, settings, spoken, words};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PreferencesProps {
    pub settings: Settings,
    pub on_change: Callback<Settings>,
    pub on_forget: Callback<()>,
}

/// The button and its popover.
#[component]
pub fn Preferences(props: &PreferencesProps) -> Html {
    let words = &words().page;
    let (now, on_change) = (props.settings, props.on_change.clone());
    let languages = Language::ALL.map(Language::name);
    let language = Language::ALL.iter().position(|&l| l == spoken()).unwrap_or(0);
    let theme = Theme::ALL.iter().position(|&t| t == now.theme).unwrap_or(0);
    html! {
        <>
            <button
                type="button"
                class="icon"
                data-testid="settings"
                aria-label={words.settings}
                title={words.settings}
                popovertarget="settings"
            >
                <svg viewBox="0 0 16 16" aria-hidden="true" class="cross">
                    <path d="M2 4.500h7M12 4.500h2M2 11.500h2M7 11.500h7" />
                    <circle cx="10.500" cy="4.500" r="1.500" />
                    <circle cx="5.500" cy="11.500" r="1.500" />
                </svg>
            </button>
            <div id="settings" class="popover" popover="auto" role="dialog" aria-label={words.settings}>
                { choice(settings().language, &languages, language, on_change.reform(move |i: usize| {
                    Settings { language: Some(Language::ALL[i]), ..now }
                })) }
                { choice(settings().theme, &settings().themes, theme, on_change.reform(move |i: usize| {
                    Settings { theme: Theme::ALL[i], ..now }
                })) }
                if host::remote().is_none() {
                    { of_this_browser(props) }
                }
            </div>
        </>
    }
}

/// List of what is kept where the page has an address and a storage of its own.
fn of_this_browser(props: &PreferencesProps) -> Html {
    let (now, on_forget) = (props.settings, props.on_forget.clone());
    let kept = settings::kept().join(", ");
    let seal = seal::words();
    // As `boot/document.js` has it.
    let is_file = || {
        let protocol = web_sys::window().and_then(|window| window.location().protocol().ok());
        protocol.is_some_and(|protocol| protocol == "file:")
    };
    let is_discreet = now.names.map_or_else(is_file, |names| !names);
    html! {
        <>
            <label class="check">
                <input
                    type="checkbox"
                    data-testid="in-address"
                    checked={now.in_address}
                    onchange={props.on_change.reform(move |_| {
                        Settings { in_address: !now.in_address, ..now }
                    })}
                />
                { settings().in_address }
            </label>
            <p class="dim">{ settings().in_address_text }</p>
            <label class="check">
                <input
                    type="checkbox"
                    data-testid="no-names"
                    checked={is_discreet}
                    onchange={props.on_change.reform(move |_| {
                        Settings { names: Some(is_discreet), ..now }
                    })}
                />
                { seal.no_names }
            </label>
            <p class="dim">{ seal.no_names_text }</p>
            if kept.is_empty() {
                <p class="dim">{ settings().kept_nothing }</p>
            } else {
                <p class="dim">{ fill(settings().kept, &[&kept]) }</p>
                <button
                    type="button"
                    class="button"
                    data-testid="forget"
                    onclick={move |_| on_forget.emit(())}
                >
                    { settings().forget }
                </button>
            }
        </>
    }
}

fn choice(name: &str, options: &[&str], chosen: usize, on_choose: Callback<usize>) -> Html {
    let onchange = move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        on_choose.emit(usize::try_from(select.selected_index()).unwrap_or(0));
    };
    html! {
        <label class="choice">
            { name }
            <select {onchange}>
                for (i, option) in options.iter().enumerate() {
                    <option selected={i == chosen}>{ *option }</option>
                }
            </select>
        </label>
    }
}
