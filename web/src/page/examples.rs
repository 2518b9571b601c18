//! The examples, one of each kind of document, with what is to be seen in them.

use crate::files::Example;
use crate::words::examples::words;
use yew::prelude::*;

/// A button for each example.
pub fn examples(on_example: &Callback<Example>) -> Html {
    let words = words();
    html! {
        <section class="examples" aria-labelledby="examples" data-testid="examples">
            <h3 id="examples">{ words.title }</h3>
            <ul>
                for (example, (name, what)) in Example::ALL.into_iter().zip(words.examples) {
                    <li>
                        <button
                            type="button"
                            class="button"
                            data-testid={["example-", example.name()].concat()}
                            onclick={on_example.reform(move |_: MouseEvent| example)}
                        >
                            { name }
                        </button>
                        <span class="dim">{ what }</span>
                    </li>
                }
            </ul>
        </section>
    }
}
