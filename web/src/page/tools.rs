//! The end of the bar: the buttons for what is shown, and those of the page.

use super::DEFERRED;
use crate::files;
use crate::settings::Settings;
use crate::shortcuts;
use crate::ui::sign;
use crate::words::words;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ToolsProps {
    /// A file is shown.
    pub is_shown: bool,
    /// In which forms the view can be saved.
    pub forms: &'static [&'static str],
    pub on_files: Callback<Vec<File>>,
    pub on_keys: Callback<()>,
    pub on_palette: Callback<()>,
    pub on_save: Callback<&'static str>,
    pub on_copy_link: Callback<()>,
    /// Set if the deferred chunk is there.
    pub has_deferred: bool,
    /// The user opens no files.
    pub is_read_only: bool,
    pub settings: Settings,
    pub on_settings: Callback<Settings>,
    pub on_forget: Callback<()>,
}

/// See the module.
#[component]
pub fn Tools(props: &ToolsProps) -> Html {
    let on_files = props.on_files.clone();
    let on_change = move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        on_files.emit(files::chosen(&input));
    };
    let on_keys = props.on_keys.clone();
    let words = &words().page;
    html! {
        <>
            <span class="push"></span>
            if props.has_deferred {
                <button
                    type="button"
                    class="icon"
                    data-part="palette"
                    aria-label={words.palette}
                    title={[words.palette, " (Ctrl K)"].concat()}
                    onclick={props.on_palette.reform(|_| ())}
                >
                    { sign("M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM10.500 10.500L14 14") }
                </button>
            }
            if !props.is_read_only {
                <input
                    type="file"
                    multiple=true
                    id="open-files"
                    class="hidden"
                    onchange={on_change}
                />
                <label class="button" for="open-files" title={words.open}>
                    { sign("M2 13V3h4l1.500 2H14v8z") }<span class="long">{ words.open }</span>
                </label>
            }
            if let Some(deferred) = DEFERRED.get() {
                { deferred.tools(props) }
            }
            <button
                type="button"
                class="icon"
                aria-label={words.keys}
                data-part="keys"
                title={[words.keys, " (", shortcuts::SHEET, ")"].concat()}
                onclick={move |_| on_keys.emit(())}
            >
                { shortcuts::SHEET }
            </button>
        </>
    }
}
