//! Tools above the lines: where source comes from, and how it is shown.

use super::SourceProps;
use crate::files;
use crate::format;
use crate::view::{backticks, said};
use crate::words::{fill, source};
use web_sys::HtmlInputElement;
use yew::prelude::*;

pub fn tools(props: &SourceProps) -> Html {
    let words = source();
    let files = &props.files;
    let events = &props.events;
    let on_folder = events.on_files.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        files::chosen_folder(&input)
    });
    let on_whole = events.on_whole.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        input.checked()
    });
    let path = |i: usize, name: &'static str, help: &'static str| {
        let on_change = events.on_path.reform(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            (name, input.value())
        });
        html! {
            <label title={help}>
                <code>{ name }</code>
                <input type="text" value={&props.paths[i]} placeholder="/a:/b" spellcheck="false" onchange={on_change} />
            </label>
        }
    };
    let counted = |text: &str, count: usize| fill(text, &[&format::count(count as f64)]);
    html! {
        <div class="tools">
            if files.count == 0 {
                <p class="help">{ words.drop_source }</p>
            }
            <input type="file" multiple=true webkitdirectory=true id="open-folder" class="hidden" onchange={on_folder} />
            <label class="button" for="open-folder">{ words.folder }</label>
            <label><input type="checkbox" checked={props.whole} onchange={on_whole} />{ words.whole }</label>
            <details open={props.paths.iter().any(|path| !path.is_empty())}>
                <summary>{ words.paths }</summary>
                { path(0, "trim_path", words.trim_path) }
                { path(1, "source_path", words.source_path) }
            </details>
            if files.count > 0 {
                <span class="dim" data-testid="source-files">{ counted(words.files, files.count as usize) }</span>
            }
            if !files.problems.is_empty() {
                <details data-testid="source-problems">
                    <summary>{ counted(words.problems, files.problems.len()) }</summary>
                    <ul>for problem in &files.problems { <li>{ backticks(&said(problem)) }</li> }</ul>
                </details>
            }
        </div>
    }
}
