//! Part of the deferred chunk: what of the frame is not needed for the first view.

use super::save::Save;
use super::seal::Proof;
use super::settings::Preferences;
use super::status::Status;
use super::toast::Toast;
use super::tools::ToolsProps;
use super::{Notice, recipes};
use crate::files::Example;
use crate::host;
use crate::ui::sign;
use crate::words::{self, words};
use yew::prelude::*;

/// Functions of the deferred chunk.
pub trait Deferred: Sync {
    /// The bar's buttons for what is shown, a link to it and its forms to save, and settings.
    fn tools(&self, props: &ToolsProps) -> Html;

    /// Status line's statement on the seal in somebody else's document: a word for tests, the text,
    /// and what it means.
    fn guest(&self) -> (&'static str, String, &'static str);

    /// An example of each kind of document.
    fn examples(&self, on_example: &Callback<Example>) -> Html;

    /// Further ways to a profile.
    fn more_recipes(&self) -> Html;

    /// The word in the status line that says whether the page is sealed, with all there is to
    /// say about it.
    fn seal(&self, props: &Status, state: &'static str, text: String) -> Html;

    /// A notice, which goes by itself unless it tells of an error.
    fn notice(&self, notice: &Notice, on_dismiss: &Callback<u32>) -> Html;
}

/// See [`Deferred`].
pub struct Chunk;

impl Deferred for Chunk {
    fn tools(&self, props: &ToolsProps) -> Html {
        let (words, on_copy_link) = (&words().page, props.on_copy_link.clone());
        html! {
            <>
                if props.is_shown && host::remote().is_none() {
                    <button
                        type="button"
                        class="button"
                        data-testid="copy-link"
                        title={words.copy_link}
                        onclick={move |_| on_copy_link.emit(())}
                    >
                        { sign("M6.500 9.500l3-3M7 5l2-2a2.800 2.800 0 0 1 4 4l-2 2M9 11l-2 2a2.800 2.800 0 0 1-4-4l2-2") }
                        <span class="long">{ words.link }</span>
                    </button>
                }
                if props.is_shown {
                    <Save forms={props.forms} on_save={props.on_save.clone()} />
                }
                <Preferences
                    settings={props.settings}
                    on_change={props.on_settings.clone()}
                    on_forget={props.on_forget.clone()}
                />
            </>
        }
    }

    fn guest(&self) -> (&'static str, String, &'static str) {
        let words = words::guest::words();
        ("guest", words.not_sealed.to_owned(), words.not_sealed_title)
    }

    fn examples(&self, on_example: &Callback<Example>) -> Html {
        super::examples::examples(on_example)
    }

    fn more_recipes(&self) -> Html {
        recipes::more()
    }

    fn seal(&self, props: &Status, state: &'static str, text: String) -> Html {
        html! {
            <Proof
                {state}
                {text}
                on_broken={props.on_broken.clone()}
                on_forget={props.on_forget.clone()}
            />
        }
    }

    fn notice(&self, notice: &Notice, on_dismiss: &Callback<u32>) -> Html {
        html! { <Toast key={notice.id} notice={notice.clone()} on_dismiss={on_dismiss.clone()} /> }
    }
}
