//! The answer in words, with its evidence: on the page, and to be pasted into an issue.

use super::{growth, span, value};
use crate::format;
use crate::words::fill;
use crate::words::snapshots::{word, words};
use hearth_core::harmless::{code, fenced, one_line};
use hearth_core::measure;
use hearth_messages::{SeriesData, SnapshotsData, SuspectData};

/// Number of suspects that are told of at length.
const TOLD: usize = 3;

/// Words for one suspect.
pub struct Told {
    pub title: String,
    pub place: String,
    pub sentences: Vec<String>,
    /// Parts: a share, by how much it grew, a function and its place each.
    pub parts: Vec<String>,
    /// Which goroutines are still there, and since when.
    pub stays: Vec<String>,
}

/// Those worth words: leaks, or else what grows most.
pub fn suspects(data: &SnapshotsData) -> Vec<&SuspectData> {
    let of = |verdict: &'static str| {
        data.suspects.iter().filter(move |s| s.verdict == verdict).take(TOLD)
    };
    let leaks: Vec<_> = of("leak").collect();
    if !leaks.is_empty() {
        return leaks;
    }
    // What may be chance is told only where there is nothing else.
    let is_chance = |s: &SuspectData| s.reasons.iter().any(|(name, ..)| name == "within-chance");
    let grown = data.grown.iter().filter(|s| data.too_few.is_some() || !is_chance(s));
    of("growing").chain(grown).take(1).collect()
}

/// Title and text where there is no suspect, or none for sure.
pub fn summary(data: &SnapshotsData) -> (Option<String>, String) {
    let w = words();
    if data.suspects.iter().any(|s| matches!(&*s.verdict, "leak" | "growing")) {
        return (None, String::new());
    }
    if let Some((kind, count, was_restarted)) = &data.too_few {
        if !data.grown.is_empty() {
            return (None, String::new());
        }
        let mut text = fill(w.too_few_text, &[&count.to_string(), kind]);
        if text.contains("{1}") {
            text = text.replace("{1}", kind);
        }
        if *was_restarted {
            text = [w.restarted, " ", &text].concat();
        } else if *count > 1 {
            text = [w.nothing_grew, " ", &text].concat();
        }
        return (Some(w.too_few.to_owned()), text);
    }
    (Some(w.nothing.to_owned()), w.nothing_text.to_owned())
}

/// A share of one in percent.
pub fn percent(share: f64) -> String {
    [&*(share * 100.0).round().to_string(), "%"].concat()
}

/// The file, without its folders, and the line of a function; empty where the line is
/// unknown. A blank comes before it.
pub fn short_place(file: &str, line: f64) -> String {
    let file = file.rsplit(['/', '\\']).next().unwrap_or_default();
    if line > 0.0 { [" ", file, ":", &line.to_string()].concat() } else { String::new() }
}

/// Title of a suspect, with the strength of its verdict.
pub fn title(data: &SnapshotsData, suspect: &SuspectData) -> String {
    let (w, function) = (words(), &suspect.function);
    let sure = percent(suspect.certainty.unwrap_or_default());
    match &*suspect.verdict {
        "leak" => fill(word(&w.titles, &suspect.strength), &[function, &sure]),
        "growing" => fill(w.grows, &[function, &sure]),
        "grew" => {
            let series = &data.series[suspect.series as usize];
            let (from, to) = ends(suspect);
            let counted = w.counted.iter().find(|(kind, _)| *kind == series.kind);
            let to = [&*value(data, suspect, to), counted.map_or("", |(_, text)| text)].concat();
            let place = short_place(&suspect.file, suspect.line);
            fill(w.grew, &[function, &place, &value(data, suspect, from), &to])
        }
        verdict => [&**function, ": ", word(&w.verdicts, verdict)].concat(),
    }
}

/// The first and the last value of what merely grew.
fn ends(suspect: &SuspectData) -> (f64, f64) {
    let from = suspect.reasons.iter().find(|(name, ..)| name == "from");
    from.map_or((0.0, 0.0), |&(_, from, to)| (from, to))
}

pub fn tell(data: &SnapshotsData, suspect: &SuspectData) -> Told {
    let w = words();
    let series = &data.series[suspect.series as usize];
    let (kind, is_judged) = (&series.kind, suspect.verdict != "grew");
    let mut sentences = Vec::new();
    if !is_judged {
        let few = data.too_few.as_ref().filter(|(of, ..)| of == kind);
        let count = few.map_or(series.files.len(), |few| few.1 as usize);
        let few = w.few[count.clamp(2, 4) - 2];
        let text = fill(w.grew_text, &[few, kind]);
        sentences.push(text);
    }
    sentences.push([kind, ": ", &growth(data, suspect)].concat());
    if suspect.each > 1 {
        sentences.push(fill(w.each, &[&suspect.each.to_string()]));
    }
    // A form that does not say what they wait for says nothing here.
    if !matches!(&*suspect.blocked, "" | "other") {
        sentences.push(fill(w.waits, &[word(w.blocks, &suspect.blocked)]));
    }
    if !suspect.created.is_empty() {
        sentences.push(fill(w.created, &[&suspect.created]));
    }
    let reasons = suspect.reasons.iter().filter(|(name, ..)| is_judged || name != "from");
    sentences.extend(reasons.filter_map(|r| reason(data, suspect, r)));
    if !suspect.labels.is_empty() {
        sentences.push(fill(w.labelled, &[&suspect.labels]));
    }
    if let Some((shared, name, goroutines, bytes)) = &suspect.join {
        let bytes = measure::label(*bytes as i64, "bytes");
        let text = word(&w.joins, shared);
        sentences.push(fill(text, &[&format::count(*goroutines), &bytes, name]));
    }
    sentences.extend(suspect.hints.iter().map(|hint| word(w.hints, hint).to_owned()));
    if suspect.verdict == "leak" && matches!(&**kind, "heap" | "allocs") {
        let all = [series.files.len().to_string(), kind.clone()].join(" ");
        let watched = series.seconds.last().map_or(all, |&seconds| span(seconds));
        sentences.push(fill(w.may_fill, &[&watched]));
    }
    if let Some(certainty) = suspect.certainty.filter(|_| suspect.strength != "proven") {
        sentences.push(fill(w.confidence, &[&percent(certainty)]));
    }
    if suspect.verdict == "growing" {
        sentences.push(fill(w.collect, &[kind]));
    }
    let place = [&*suspect.file, ":", &suspect.line.to_string()].concat();
    let stays = suspect.stays.iter().map(|(place, count, ids)| {
        let since = since(series, *place as usize);
        fill(w.stay, &[&format::count(f64::from(*count)), &since, ids])
    });
    let parts = suspect.parts.iter().map(|(function, place, grew, share)| {
        let grew = ["+", &*value(data, suspect, *grew)].concat();
        [&*percent(*share), "  ", &*grew, "  ", function, " ", file_of(place)].concat()
    });
    Told {
        title: title(data, suspect),
        place,
        sentences,
        parts: parts.collect(),
        stays: stays.collect(),
    }
}

/// A place without its folders.
fn file_of(place: &str) -> &str {
    place.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// Shortcomings of the snapshots as a whole, and what to collect next.
pub fn notes(data: &SnapshotsData) -> Vec<String> {
    let of = |(name, a, b): &(String, f64, f64)| {
        let [a, b] = match &**name {
            "below-sampling" => [*a, *b].map(|v| measure::label(v as i64, "bytes")),
            "stacks" => [format::count(*a), measure::label(*b as i64, "bytes")],
            _ => [*a, *b].map(format::count),
        };
        fill(phrase(words().notes, name, &a, &b), &[&a, &b])
    };
    data.notes.iter().map(of).collect()
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
    // What came and went is told as what is left, of what came.
    let (name, a, b) = match &**name {
        "gone" if data.series[suspect.series as usize].kind.starts_with("goroutine") => {
            ("stayed", (a - b).max(0.0), *a)
        }
        "gone" => ("kept", (a - b).max(0.0), *a),
        name => (name, *a, *b),
    };
    let [a, b] = match name {
        "from" | "survival" | "comes-and-goes" => [a, b].map(|v| value(data, suspect, v)),
        "mean-age" => [measure::duration((a * 1e9) as i64), String::new()],
        "one-step" => [percent(a), String::new()],
        "steady" | "flattens" | "beyond-chance" | "within-chance" => [decimal(a), String::new()],
        _ => [a, b].map(|v| format::count(v.round())),
    };
    let text = phrase(words().reasons, name, &a, &b);
    (!text.is_empty()).then(|| fill(text, &[&a, &b]))
}

/// Phrase for figures: some of them in their own way.
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

/// Words for suspects that were ruled out.
pub fn ruled_out(data: &SnapshotsData) -> Option<String> {
    let w = words();
    let is_other = |s: &&SuspectData| matches!(&*s.verdict, "warm-up" | "burst" | "churn");
    let names: Vec<String> = data
        .suspects
        .iter()
        .filter(is_other)
        .take(6)
        .map(|s| fill(w.ruled_out_one, &[&s.function, word(&w.verdicts, &s.verdict)]))
        .collect();
    (!names.is_empty()).then(|| fill(w.ruled_out, &[&names.join(w.ruled_out_between)]))
}

/// All of it, to be pasted into an issue: names are texts there, whatever they are made of.
pub fn markdown(data: &SnapshotsData) -> String {
    let mut text = String::new();
    if let (Some(title), paragraph) = summary(data) {
        text.extend(["## ", &one_line(&title), "\n\n", &one_line(&paragraph), "\n\n"]);
    }
    for suspect in suspects(data) {
        let told = tell(data, suspect);
        text.extend(["## ", &one_line(&told.title), "\n\n", &code(&told.place), "\n\n"]);
        for sentence in &told.sentences {
            text.extend(["- ", &one_line(sentence), "\n"]);
        }
        if !told.parts.is_empty() {
            text.extend(["\n", words().parts, ":\n\n"]);
            told.parts.iter().for_each(|part| text.extend(["- ", &one_line(part), "\n"]));
        }
        text.extend(["\n", &fenced(&suspect.stack), "\n"]);
        if !told.stays.is_empty() {
            text.extend([words().stays, ":\n\n"]);
            told.stays.iter().for_each(|stay| text.extend(["- ", &one_line(stay), "\n"]));
            text.push('\n');
        }
    }
    notes(data).iter().for_each(|note| text.extend([&one_line(note), "\n\n"]));
    text.extend(ruled_out(data).map(|all| one_line(&all)));
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
        let later = "In the second half it grew";
        assert_eq!(say("steady", "1", ""), [later, " as fast as in the first."].concat());
        assert_eq!(
            say("steady", "1.2", ""),
            [later, " 1.2 times as fast as in the first."].concat()
        );
        assert_eq!(say("kept", "12", "12"), "All 12 new objects were kept.");
        assert_eq!(say("kept", "10", "11"), "10 of 11 new objects were kept.");
        assert_eq!(say("stayed", "0", "3"), "None of 3 new goroutines stayed.");
        let left = |a, b| say("still-there", a, b);
        assert!(left("60", "60").starts_with("All 60 goroutines"));
        assert!(left("1", "1").starts_with("The goroutine of"));
        assert!(left("0", "0").starts_with("None"), "{}", left("0", "0"));
        assert!(left("1", "7").starts_with("One of the 7"));
        assert!(left("3", "7").starts_with("3 of the 7"));
    }
}
