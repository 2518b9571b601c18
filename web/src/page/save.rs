//! The menu of what can be taken away: figures, pictures, the filtered profile.

use crate::view::Tab;
use crate::words::save;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SaveProps {
    pub tab: Tab,
    /// The name of a form.
    pub on_save: Callback<&'static str>,
}

/// The forms that a view has.
fn forms(tab: Tab) -> &'static [&'static str] {
    match tab {
        Tab::Flame => &[
            "copy-png",
            "svg",
            "png",
            "svg-dark",
            "png-dark",
            "text",
            "csv",
            "folded",
            "speedscope",
            "proto",
        ],
        Tab::Graph => {
            &["copy-png", "svg", "png", "svg-dark", "png-dark", "dot", "text", "csv", "proto"]
        }
        Tab::Traces => &["copy", "text", "folded", "svg", "png", "proto"],
        Tab::Compare => &[
            "copy", "copy-png", "text", "csv", "dot", "folded", "svg", "png", "svg-dark",
            "png-dark", "proto",
        ],
        Tab::Snapshots | Tab::Goroutines => &["copy", "text", "csv"],
        _ => &["copy", "text", "csv", "svg", "png", "proto"],
    }
}

/// The button and its menu, in a popover of the browser's own.
#[component]
pub fn Save(props: &SaveProps) -> Html {
    let words = save();
    html! {
        <>
            <button
                type="button"
                class="button"
                data-testid="save"
                aria-haspopup="menu"
                popovertarget="save"
            >
                { words.save }
            </button>
            <div id="save" class="popover menu" popover="auto" role="menu" aria-label={words.save}>
                for (form, name) in words.forms {
                    if forms(props.tab).contains(&form) {
                        <button
                            type="button"
                            role="menuitem"
                            data-testid={["save-", form].concat()}
                            popovertarget="save"
                            popovertargetaction="hide"
                            onclick={props.on_save.reform(move |_: MouseEvent| form)}
                        >
                            { name }
                        </button>
                    }
                }
            </div>
        </>
    }
}
