//! The menu of what can be taken away: figures, pictures, the filtered profile.

use crate::ui::sign;
use crate::words::save;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SaveProps {
    /// The forms that the view has.
    pub forms: &'static [&'static str],
    /// The name of a form.
    pub on_save: Callback<&'static str>,
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
                title={words.save}
            >
                { sign("M8 2v8M4.500 7L8 10.500 11.500 7M2.500 13.500h11") }
                <span class="long">{ words.save }</span>
            </button>
            <div id="save" class="popover menu" popover="auto" role="menu" aria-label={words.save}>
                for (form, name) in words.forms {
                    if props.forms.contains(&form) {
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
