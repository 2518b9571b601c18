//! The answer in words, with its evidence: on the page, and to be pasted into an issue.

use super::{growth, span, value};
use crate::format;
use crate::words::fill;
use crate::words::snapshots::{word, words};
use hearth_core::measure;
use hearth_messages::{SeriesData, SnapshotsData, SuspectData};

/// So many suspects are told of at length.
const TOLD: usize = 3;

/// What is said of one suspect.
pub struct Told {
    pub title: String,
    pub place: String,
    pub sentences: Vec<String>,
    /// Which goroutines are still there, and since when.
    pub stays: Vec<String>,
}

/// Those worth words: leaks, or else what grows.
pub fn suspects(data: &SnapshotsData) -> Vec<&SuspectData> {
    let of = |verdict: &'static str| {
        data.suspects.iter().filter(move |s| s.verdict == verdict).take(TOLD)
    };
    let leaks: Vec<_> = of("leak").collect();
    if leaks.is_empty() { of("growing").take(1).collect() } else { leaks }
}

/// What to say where nothing leaks: a title and a text.
pub fn summary(data: &SnapshotsData) -> (Option<String>, String) {
    let w = words();
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

pub fn tell(data: &SnapshotsData, suspect: &SuspectData) -> Told {
    let w = words();
    let kind = &data.series[suspect.series as usize].kind;
    let title = match &*suspect.verdict {
        "leak" => fill(w.leaks, &[&suspect.function]),
        _ => [&*suspect.function, ": ", word(&w.verdicts, &suspect.verdict)].concat(),
    };
    let mut sentences = vec![[kind, ": ", &growth(data, suspect)].concat()];
    // A form that does not say what they wait for says nothing here.
    if !matches!(&*suspect.blocked, "" | "other") {
        sentences.push(fill(w.waits, &[&suspect.blocked]));
    }
    if !suspect.created.is_empty() {
        sentences.push(fill(w.created, &[&suspect.created]));
    }
    sentences.extend(suspect.reasons.iter().filter_map(|r| reason(data, suspect, r)));
    if !suspect.labels.is_empty() {
        sentences.push(fill(w.labelled, &[&suspect.labels]));
    }
    if let Some((shared, name, goroutines, bytes)) = &suspect.join {
        let bytes = measure::label(*bytes as i64, "bytes");
        let text = word(&w.joins, shared);
        sentences.push(fill(text, &[&format::count(*goroutines), &bytes, name]));
    }
    sentences.extend(suspect.hints.iter().map(|hint| word(w.hints, hint).to_owned()));
    let series = &data.series[suspect.series as usize];
    if suspect.verdict == "leak" && matches!(&*series.kind, "heap" | "allocs") {
        let all = [series.files.len().to_string(), series.kind.clone()].join(" ");
        let watched = series.seconds.last().map_or(all, |&seconds| span(seconds));
        sentences.push(fill(w.may_fill, &[&watched]));
    }
    let right = [&*(suspect.confidence * 100.0).round().to_string(), "%"].concat();
    sentences.push(fill(w.confidence, &[&right]));
    let place = [&*suspect.file, ":", &suspect.line.to_string()].concat();
    let stays = suspect.stays.iter().map(|(place, count, ids)| {
        let since = since(series, *place as usize);
        fill(w.stay, &[&format::count(f64::from(*count)), &since, ids])
    });
    Told { title, place, sentences, stays: stays.collect() }
}

/// When a dump was taken, as seen from the last one.
fn since(series: &SeriesData, place: usize) -> String {
    let w = words();
    match (series.seconds.get(place), series.seconds.last()) {
        (Some(then), Some(last)) => fill(w.ago, &[&span(last - then)]),
        _ => {
            let [place, all] = [place + 1, series.files.len()].map(|n| n.to_string());
            fill(w.dumps_ago, &[&place, &all])
        }
    }
}

/// A reason in words; `None` where the words are elsewhere.
fn reason(
    data: &SnapshotsData,
    suspect: &SuspectData,
    (name, a, b): &(String, f64, f64),
) -> Option<String> {
    let decimal = |number: f64| ((number * 10.0).round() / 10.0).to_string();
    let [a, b] = match &**name {
        "from" | "survival" | "comes-and-goes" => [a, b].map(|&v| value(data, suspect, v)),
        "mean-age" => [measure::duration((a * 1e9) as i64), String::new()],
        "one-step" => [[&*(a * 100.0).round().to_string(), "%"].concat(), String::new()],
        "steady" | "flattens" | "beyond-chance" | "within-chance" => [decimal(*a), String::new()],
        _ => [a, b].map(|&v| format::count(v.round())),
    };
    let text = phrase(words().reasons, name, &a, &b);
    (!text.is_empty()).then(|| fill(text, &[&a, &b]))
}

/// What is said of figures: some of them in their own way.
fn phrase<'a>(list: &[(&'static str, &'static str)], name: &'a str, a: &str, b: &str) -> &'a str
where
    'static: 'a,
{
    let find = |key: &str| list.iter().find(|(known, _)| *known == key).map(|(_, text)| *text);
    let all = if a == b && a != "0" { "all" } else { "-" };
    [[",", a, ",", b].concat(), [",", all].concat(), [",", a].concat(), [",,", b].concat()]
        .iter()
        .find_map(|figures| find(&[name, figures].concat()))
        .unwrap_or_else(|| word(list, name))
}

/// What moved and is none.
pub fn ruled_out(data: &SnapshotsData) -> Option<String> {
    let w = words();
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
        if !told.stays.is_empty() {
            text.extend([words().stays, ":\n\n"]);
            told.stays.iter().for_each(|stay| text.extend(["- ", stay, "\n"]));
            text.push('\n');
        }
    }
    text.extend(ruled_out(data));
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_figures_are_said_in_their_own_way() {
        let list = words().reasons;
        let say = |name, a: &str, b: &str| fill(phrase(list, name, a, b), &[a, b]);
        let later = "In the later half it grew";
        assert_eq!(say("steady", "1", ""), [later, " as fast as in the earlier one."].concat());
        assert_eq!(
            say("steady", "1.2", ""),
            [later, " 1.2 times as fast as in the earlier one."].concat()
        );
        assert_eq!(say("gone", "12", "0"), "Of 12 that came, none was seen to go.");
        assert_eq!(say("gone", "12", "3"), "Of 12 that came, 3 were seen to go.");
        let left = |a, b| say("still-there", a, b);
        assert!(left("60", "60").starts_with("All 60 goroutines"));
        assert!(left("1", "1").starts_with("The goroutine of"));
        assert!(left("0", "0").starts_with("None"), "{}", left("0", "0"));
        assert!(left("1", "7").starts_with("One of the 7"));
        assert!(left("3", "7").starts_with("3 of the 7"));
    }
}
