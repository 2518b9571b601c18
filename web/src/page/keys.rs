//! The sheet of keys. The browser's own dialog keeps the keyboard inside.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct KeysProps {
    pub on_close: Callback<()>,
}

/// What each key does, by where it does it.
const KEYS: [(&str, &[(&str, &str)]); 3] = [
    (
        "Everywhere",
        &[
            ("1 2", "Flame, Top"),
            ("?", "this sheet"),
            ("Esc", "zoom out, then select nothing"),
            ("Back", "undo the last step"),
        ],
    ),
    (
        "Flame",
        &[
            ("↑ ↓ ← →", "walk the boxes: caller, widest callee, neighbours"),
            ("Enter, click", "zoom to the box and select its function"),
            ("+ −", "zoom"),
            ("0, click on the root", "show everything"),
            ("wheel, drag", "scroll and pan"),
            ("Ctrl or ⌘ + wheel, pinch", "zoom at the pointer"),
        ],
    ),
    (
        "Top",
        &[
            ("↑ ↓", "select the row above, below"),
            ("PageUp PageDown", "a screen up, down"),
            ("Home End", "first, last row"),
        ],
    ),
];

#[component]
pub fn Keys(props: &KeysProps) -> Html {
    let dialog = use_node_ref();
    use_effect_with(dialog.clone(), |dialog| {
        if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
            let _ = dialog.show_modal();
        }
    });
    let on_close = props.on_close.clone();
    let on_button = props.on_close.clone();
    html! {
        <dialog
            class="keys"
            ref={dialog}
            aria-labelledby="keys-title"
            data-testid="keys"
            onclose={move |_| on_close.emit(())}
        >
            <div class="keys-head">
                <h2 id="keys-title">{ "Keys" }</h2>
                <button
                    type="button"
                    class="icon"
                    aria-label="Close"
                    onclick={move |_| on_button.emit(())}
                >
                    { super::cross() }
                </button>
            </div>
            for (place, keys) in KEYS {
                <section>
                    <h3>{ place }</h3>
                    <dl>
                        for (key, what) in keys {
                            <div><dt><kbd>{ *key }</kbd></dt><dd>{ *what }</dd></div>
                        }
                    </dl>
                </section>
            }
        </dialog>
    }
}
