//! The answer in words, with its evidence.

use super::super::Tab;
use super::super::lines;
use super::{SnapshotsProps, growth, sparkline, value};
use crate::format;
use crate::words::snapshots::word;
use crate::words::{fill, words};
use hearth_core::measure;
use hearth_messages::{SnapshotsData, SuspectData};
use yew::prelude::*;

/// So many suspects are told of at length.
const TOLD: usize = 3;

/// What is said of one suspect.
struct Told {
    title: String,
    place: String,
    sentences: Vec<String>,
}

pub fn answer(props: &SnapshotsProps) -> Html {
    let (data, w) = (&props.data, &words().snapshots);
    let told: Vec<&SuspectData> = suspects(data);
    let text = markdown(data);
    let (title, paragraph) = summary(data);
    html! {
        <section class="answer" data-testid="answer">
            if let Some(title) = title {
                <h2>{ title }</h2>
                <p>{ paragraph }</p>
            }
            for suspect in told {
                { one(props, suspect) }
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

/// Those worth words: leaks, or else what grows.
fn suspects(data: &SnapshotsData) -> Vec<&SuspectData> {
    let of = |verdict: &'static str| {
        data.suspects.iter().filter(move |s| s.verdict == verdict).take(TOLD)
    };
    let leaks: Vec<_> = of("leak").collect();
    if leaks.is_empty() { of("growing").take(1).collect() } else { leaks }
}

/// What to say where nothing leaks: a title and a text.
fn summary(data: &SnapshotsData) -> (Option<String>, String) {
    let w = &words().snapshots;
    if data.suspects.iter().any(|s| s.verdict == "leak") {
        return (None, String::new());
    }
    if let Some((kind, count, was_restarted)) = &data.too_few {
        let mut text = fill(w.too_few_text, &[&count.to_string(), kind]);
        if text.contains("{1}") {
            text = text.replace("{1}", kind);
        }
        if *was_restarted {
            text = [w.restarted, " ", &text].concat();
        }
        return (Some(w.too_few.to_owned()), text);
    }
    match data.suspects.iter().find(|s| s.verdict == "growing") {
        Some(growing) => {
            let kind = &data.series[growing.series as usize].kind;
            (Some(fill(w.grows, &[&growing.function])), fill(w.collect, &[kind]))
        }
        None => (Some(w.nothing.to_owned()), w.nothing_text.to_owned()),
    }
}

fn one(props: &SnapshotsProps, suspect: &SuspectData) -> Html {
    let (data, w) = (&props.data, &words().snapshots);
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
        <article data-testid="suspect">
            <h2>{ told.title }</h2>
            <p class="place" data-testid="suspect-place">{ told.place }</p>
            { sparkline("spark wide", &suspect.values, None) }
            <ul>
                for sentence in told.sentences {
                    <li>{ sentence }</li>
                }
            </ul>
            <details>
                <summary>{ w.whole_stack }</summary>
                <pre>{ &suspect.stack }</pre>
            </details>
            <button type="button" onclick={go(Tab::Source)}>{ w.show_source }</button>
            <button type="button" onclick={go(Tab::Flame)}>{ w.show_flame }</button>
        </article>
    }
}

fn tell(data: &SnapshotsData, suspect: &SuspectData) -> Told {
    let w = &words().snapshots;
    let kind = &data.series[suspect.series as usize].kind;
    let title = match &*suspect.verdict {
        "leak" => fill(w.leaks, &[&suspect.function]),
        _ => [&*suspect.function, ": ", word(&w.verdicts, &suspect.verdict)].concat(),
    };
    let mut sentences = vec![[kind, ": ", &growth(data, suspect)].concat()];
    if !suspect.blocked.is_empty() {
        sentences.push(fill(w.waits, &[&suspect.blocked]));
    }
    if !suspect.created.is_empty() {
        sentences.push(fill(w.created, &[&suspect.created]));
    }
    sentences.extend(suspect.reasons.iter().filter_map(|r| reason(data, suspect, r)));
    if let Some((name, goroutines, bytes)) = &suspect.join {
        let bytes = measure::label(*bytes as i64, "bytes");
        sentences.push(fill(w.join, &[&format::count(*goroutines), &bytes, name]));
    }
    sentences.extend(suspect.hints.iter().map(|hint| word(&w.hints, hint).to_owned()));
    let right = [&*(suspect.confidence * 100.0).round().to_string(), "%"].concat();
    sentences.push(fill(w.confidence, &[&right]));
    let place = [&*suspect.file, ":", &suspect.line.to_string()].concat();
    Told { title, place, sentences }
}

/// A reason in words; `None` where the words are elsewhere.
fn reason(
    data: &SnapshotsData,
    suspect: &SuspectData,
    (name, a, b): &(String, f64, f64),
) -> Option<String> {
    let text = word(&words().snapshots.reasons, name);
    let decimal = |number: f64| ((number * 10.0).round() / 10.0).to_string();
    let [a, b] = match &**name {
        "from" | "survival" | "comes-and-goes" => [a, b].map(|&v| value(data, suspect, v)),
        "mean-age" => [measure::duration((a * 1e9) as i64), String::new()],
        "one-step" => [[&*(a * 100.0).round().to_string(), "%"].concat(), String::new()],
        "steady" | "flattens" | "beyond-chance" | "within-chance" => [decimal(*a), String::new()],
        _ => [a, b].map(|&v| format::count(v.round())),
    };
    (!text.is_empty()).then(|| fill(text, &[&a, &b]))
}

/// What moved and is none.
fn ruled_out(data: &SnapshotsData) -> Option<String> {
    let w = &words().snapshots;
    let is_other = |s: &&SuspectData| matches!(&*s.verdict, "warm-up" | "burst" | "churn");
    let names: Vec<String> = data
        .suspects
        .iter()
        .filter(is_other)
        .take(6)
        .map(|s| [&*s.function, " (", word(&w.verdicts, &s.verdict), ")"].concat())
        .collect();
    (!names.is_empty()).then(|| fill(w.ruled_out, &[&names.join(", ")]))
}

/// All of it, to be pasted into an issue.
pub fn markdown(data: &SnapshotsData) -> String {
    let mut text = String::new();
    if let (Some(title), paragraph) = summary(data) {
        text.extend(["## ", &title, "\n\n", &paragraph, "\n\n"]);
    }
    for suspect in suspects(data) {
        let told = tell(data, suspect);
        text.extend(["## ", &told.title, "\n\n`", &told.place, "`\n\n"]);
        for sentence in &told.sentences {
            text.extend(["- ", sentence, "\n"]);
        }
        text.extend(["\n```\n", &suspect.stack, "\n```\n\n"]);
    }
    text.extend(ruled_out(data));
    text.push('\n');
    text
}
