//! The page before anything is open: what this is, and how to get a profile.

use crate::clipboard::{self, What};
use crate::files::Example;
use crate::host;
use crate::words::words;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct EmptyProps {
    pub on_example: Callback<Example>,
    /// Set if the deferred chunk is there.
    pub has_deferred: bool,
    /// Children of the message.
    #[prop_or_default]
    pub children: Html,
}

/// The commands of each recipe; what it is for is in the words.
const RECIPES: [&[&str]; 6] = [
    &[
        "curl -o heap.pb.gz http://localhost:6060/debug/pprof/heap",
        "curl -o cpu.pb.gz 'http://localhost:6060/debug/pprof/profile?seconds=30'",
        "curl -o allocs.pb.gz 'http://localhost:6060/debug/pprof/allocs?seconds=30'",
    ],
    &[
        "curl -o goroutine.pb.gz http://localhost:6060/debug/pprof/goroutine",
        "curl -o goroutines.txt 'http://localhost:6060/debug/pprof/goroutine?debug=1'",
        "curl -o waiting.txt 'http://localhost:6060/debug/pprof/goroutine?debug=2'",
    ],
    &[
        "runtime.SetMutexProfileFraction(10); runtime.SetBlockProfileRate(10000)",
        "curl -o mutex.pb.gz 'http://localhost:6060/debug/pprof/mutex?seconds=30'",
        "curl -o block.pb.gz 'http://localhost:6060/debug/pprof/block?seconds=30'",
    ],
    &[
        "go test -bench . -cpuprofile cpu.pb.gz -memprofile mem.pb.gz",
        "go test -bench . -mutexprofile mutex.pb.gz -blockprofile block.pb.gz",
    ],
    &[
        "pprof.StartCPUProfile(file); defer pprof.StopCPUProfile()",
        "pprof.Lookup(\"heap\").WriteTo(file, 0)",
    ],
    &[
        "curl -o heap.pb.gz http://localhost:8080/debug/pprof/heap",
        "curl -o cpu.pb.gz 'http://localhost:8080/debug/pprof/profile?seconds=30'",
    ],
];

#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    let on_example = props.on_example.clone();
    let words = &words().howto;
    html! {
        <div class="empty">
            <section class="welcome">
                if props.children == Html::default() {
                    <h2>{ words.title }</h2>
                    <p class="lead">{ words.lead }</p>
                } else {
                    { props.children.clone() }
                }
                <div class="target">
                    <p class="big">{ words.drop }</p>
                    <p class="choices">
                        <button type="button" class="button primary" onclick={|_| choose()}>
                            { words.open }
                        </button>
                        <button
                            type="button"
                            class="button"
                            data-testid="example"
                            onclick={move |_| on_example.emit(Example::Heap)}
                        >
                            { words.example }
                        </button>
                    </p>
                    <p class="dim">{ words.or_paste }</p>
                </div>
            </section>
            if let Some(deferred) = super::DEFERRED.get() {
                { deferred.examples(&props.on_example) }
            }
            <section class="recipes" aria-labelledby="recipes" data-testid="recipes">
                <h3 id="recipes">{ words.how }</h3>
                for ((title, when), commands) in words.recipes.iter().zip(RECIPES) {
                    <article class="recipe">
                        <div>
                            <h4>{ *title }</h4>
                            <p class="dim">{ *when }</p>
                        </div>
                        <div>
                            for command in commands {
                                <Command text={*command} />
                            }
                        </div>
                    </article>
                }
                <article class="recipe several">
                    <h4>{ words.several }</h4>
                    <p class="dim">{ words.several_text }</p>
                </article>
            </section>
            if let Some(deferred) = super::DEFERRED.get() {
                { deferred.more_recipes() }
            }
        </div>
    }
}

/// Presses the header's file button, which is the only one.
fn choose() {
    if let Some(button) = host::find("#open-files").and_then(|b| b.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}

#[derive(Properties, PartialEq)]
pub struct CommandProps {
    pub text: &'static str,
}

/// A command, and a button that copies it.
#[component]
pub fn Command(props: &CommandProps) -> Html {
    let text = props.text;
    let words = &words().howto;
    html! {
        <div class="command">
            <code>{ text }</code>
            <button
                type="button"
                class="copy"
                aria-label={[words.copy, ": ", text].concat()}
                onclick={move |_| clipboard::copy(text.to_owned(), What::Text)}
            >
                { words.copy }
            </button>
        </div>
    }
}
