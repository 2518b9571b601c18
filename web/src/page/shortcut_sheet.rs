//! The sheet of keys. The browser's own dialog keeps the keyboard inside.

use super::dialog::use_open_dialog;
use crate::words::{menus, words};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct KeysProps {
    pub on_close: Callback<()>,
}

#[component]
pub fn Keys(props: &KeysProps) -> Html {
    let dialog = use_open_dialog();
    let on_close = props.on_close.clone();
    let on_button = props.on_close.clone();
    let words = words();
    html! {
        <dialog
            class="keys"
            ref={dialog}
            aria-labelledby="keys-title"
            data-testid="keys"
            onclose={move |_| on_close.emit(())}
        >
            <div class="keys-head">
                <h2 id="keys-title">{ words.page.keys }</h2>
                <button
                    type="button"
                    class="icon"
                    aria-label={words.page.close}
                    onclick={move |_| on_button.emit(())}
                >
                    { crate::ui::cross() }
                </button>
            </div>
            for (place, keys) in menus().keys {
                <section>
                    <h3>{ *place }</h3>
                    <dl>
                        for (key, what) in *keys {
                            <div><dt><kbd>{ *key }</kbd></dt><dd>{ *what }</dd></div>
                        }
                    </dl>
                </section>
            }
        </dialog>
    }
}
