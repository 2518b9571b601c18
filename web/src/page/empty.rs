//! The page before anything is open: what this is, and how to get a profile.

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct EmptyProps {
    pub on_example: Callback<()>,
}

#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    let on_example = props.on_example.clone();
    html! {
        <div class="empty">
            <section class="welcome">
                <h2>{ "What costs, and where." }</h2>
                <p class="lead">
                    { "Hearth reads pprof profiles in this browser. The file never leaves your machine: \
                       before it opens one, the page cuts its own access to the network." }
                </p>
                <div class="target">
                    <p class="big">{ "Drop profiles anywhere" }</p>
                    <p class="choices">
                        <button type="button" class="button primary" onclick={|_| choose()}>
                            { "Open files…" }
                        </button>
                        <button
                            type="button"
                            class="button"
                            data-testid="example"
                            onclick={move |_| on_example.emit(())}
                        >
                            { "Look at an example" }
                        </button>
                    </p>
                    <p class="dim">{ "or paste a file. CPU, heap, allocs, goroutine, block, mutex: any profile.proto, gzipped or not." }</p>
                </div>
            </section>
            <section class="recipes" aria-labelledby="recipes">
                <h3 id="recipes">{ "No profile at hand?" }</h3>
                <div>
                    { recipe("A running server", html! {
                        <>{ "with " }<code>{ "import _ \"net/http/pprof\"" }</code>{ ":" }</>
                    }, &[
                        "curl -o heap.pb.gz http://localhost:6060/debug/pprof/heap",
                        "curl -o cpu.pb.gz 'http://localhost:6060/debug/pprof/profile?seconds=30'",
                    ]) }
                    { recipe("A test or a benchmark", html! { { "of the package in this folder:" } }, &[
                        "go test -bench . -cpuprofile cpu.pb.gz -memprofile mem.pb.gz",
                    ]) }
                    { recipe("A gin service", html! {
                        <>{ "with " }<code>{ "github.com/gin-contrib/pprof" }</code>{ " and " }
                        <code>{ "pprof.Register(router)" }</code>{ ":" }</>
                    }, &[
                        "curl -o heap.pb.gz http://localhost:8080/debug/pprof/heap",
                    ]) }
                </div>
            </section>
        </div>
    }
}

/// Presses the header's file button, which is the only one.
fn choose() {
    let document = web_sys::window().and_then(|w| w.document());
    let button = document.and_then(|d| d.get_element_by_id("open-files"));
    if let Some(button) = button.and_then(|b| b.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}

fn recipe(title: &'static str, when: Html, commands: &[&'static str]) -> Html {
    html! {
        <article class="recipe">
            <div>
                <h4>{ title }</h4>
                <p class="dim">{ when }</p>
            </div>
            <div>
                for command in commands {
                    <Command text={*command} />
                }
            </div>
        </article>
    }
}

#[derive(Properties, PartialEq)]
struct CommandProps {
    text: &'static str,
}

/// A command, and a button that copies it.
#[component]
fn Command(props: &CommandProps) -> Html {
    let copied = use_state(|| false);
    let text = props.text;
    let on_copy = {
        let copied = copied.clone();
        move |_| {
            let Some(window) = web_sys::window() else { return };
            let _ = window.navigator().clipboard().write_text(text);
            copied.set(true);
            let copied = copied.clone();
            Timeout::new(1500, move || copied.set(false)).forget();
        }
    };
    html! {
        <div class="command">
            <code>{ text }</code>
            <button type="button" class="copy" aria-label={format!("Copy: {text}")} onclick={on_copy}>
                { if *copied { "Copied" } else { "Copy" } }
            </button>
        </div>
    }
}
