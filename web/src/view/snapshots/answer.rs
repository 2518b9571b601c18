//! The answer: the suspects, each with its line, its growth and the evidence.

use super::super::Tab;
use super::said::{markdown, notes, ruled_out, summary, suspects, tell};
use super::{SnapshotsProps, excerpt, sparkline};
use crate::view::{lines, shown};
use crate::words::snapshots::words;
use hearth_messages::SuspectData;
use yew::prelude::*;

pub fn answer(props: &SnapshotsProps) -> Html {
    let (data, w) = (&props.data, words());
    let text = markdown(data);
    let (title, paragraph) = summary(data);
    html! {
        <section class="answer" data-testid="answer">
            if let Some(title) = title {
                <h2>{ title }</h2>
                <p>{ paragraph }</p>
            }
            for suspect in suspects(data) {
                { one(props, suspect) }
            }
            for note in notes(data) {
                <p class="note" data-testid="note">{ note }</p>
            }
            if let Some(ruled_out) = ruled_out(data) {
                <p class="dim" data-testid="ruled-out">{ ruled_out }</p>
            }
            <button
                type="button"
                data-testid="copy-markdown"
                onclick={move |_| lines::copy_text(text.clone())}
            >
                { w.copy }
            </button>
        </section>
    }
}

fn one(props: &SnapshotsProps, suspect: &SuspectData) -> Html {
    let (data, w) = (&props.data, words());
    let told = tell(data, suspect);
    let last = data.series[suspect.series as usize].files.last().copied();
    let go = |tab: Tab| {
        let (on_go, on_activate) = (props.actions.on_go.clone(), props.on_activate.clone());
        let function = suspect.function.clone();
        move |_: MouseEvent| {
            if let Some(last) = last {
                on_activate.emit(last);
            }
            on_go.emit((tab, function.clone()));
        }
    };
    html! {
        <article class={suspect.verdict.clone()} data-testid="suspect">
            <h2>{ shown(&told.title) }</h2>
            <p class="place" data-testid="suspect-place">{ shown(&told.place) }</p>
            { excerpt(&props.sources, &suspect.file, suspect.line) }
            { sparkline("spark wide", &suspect.values, &[]) }
            <ul>
                for sentence in told.sentences {
                    <li>{ shown(&sentence) }</li>
                }
            </ul>
            if !told.parts.is_empty() {
                <details open=true data-testid="parts">
                    <summary>{ w.parts }</summary>
                    <pre>{ told.parts.join("\n") }</pre>
                </details>
            }
            if !told.stays.is_empty() {
                <details data-testid="stays">
                    <summary>{ w.stays }</summary>
                    <pre>{ told.stays.join("\n") }</pre>
                </details>
            }
            <details>
                <summary>{ w.whole_stack }</summary>
                <pre>{ &suspect.stack }</pre>
            </details>
            <button type="button" onclick={go(Tab::Source)}>{ w.show_source }</button>
            {" "}
            <button type="button" onclick={go(Tab::Flame)}>{ w.show_flame }</button>
        </article>
    }
}
