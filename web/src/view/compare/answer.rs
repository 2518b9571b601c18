//! The answer of a comparison in a sentence: by how much all of it changed, and where most
//! of that is.

use super::amounts::{Columns, SAME, percent};
use super::{CompareProps, markdown};
use crate::format;
use crate::view::{lines, split_name};
use crate::words::{comparing, fill};
use hearth_messages::{CompareParts, CompareSummary};
use yew::prelude::*;

/// A part of the sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Text(String),
    /// A function, as it is written, and its whole name.
    Code(String, String),
}

/// The sentence, first in every form of the comparison, and what copies it.
pub fn answer(props: &CompareProps) -> Html {
    let w = comparing();
    let pieces = pieces(props);
    if pieces.is_empty() {
        return Html::default();
    }
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => html! { { text } },
        Piece::Code(name, whole) => {
            let (select, chosen) = (props.actions.on_select.clone(), whole.clone());
            let onclick = move |event: MouseEvent| {
                event.stop_propagation();
                select.emit(chosen.clone());
            };
            html! {
                <button type="button" class="code-link" title={whole.clone()} {onclick}>
                    <code>{ name }</code>
                </button>
            }
        }
    };
    let copied = props.clone();
    let interval = props.data.amounts.interval(&Columns::from(&props.data.data.summary.total), 0);
    html! {
        <div class="answer" data-testid="compare-answer" data-answer={props.data.data.summary.answer.clone()}>
            <p title={(!interval.is_empty()).then_some(interval)}>
                for one in pieces.iter() { { piece(one) } }
            </p>
            <button
                type="button"
                data-testid="copy-markdown"
                onclick={move |_| lines::copy_text(markdown::markdown(&copied))}
            >
                { w.copy }
            </button>
        </div>
    }
}

/// The sentence in pieces; none without an answer.
pub fn pieces(props: &CompareProps) -> Vec<Piece> {
    let (w, data) = (comparing(), &props.data);
    let summary = &data.data.summary;
    let answer = &*summary.answer;
    let template = match answer {
        "all" => w.answer_all,
        "most" => w.answer_most,
        "spread" if summary.parts.functions.is_empty() => w.answer_nowhere,
        "spread" => w.answer_spread,
        "shift" if data.data.is_share => w.answer_shares,
        "shift" if props.sides.normalize => w.answer_normalized,
        "shift" if Columns::from(&summary.total).verdict.first() == Some(&SAME) => w.answer_within,
        "shift" => w.answer_shift,
        "noise" => w.answer_noise,
        "equal" => w.answer_equal,
        "empty" => w.answer_empty,
        _ => return Vec::new(),
    };
    let head = match answer {
        "all" | "most" | "spread" => changed(props, summary),
        "shift" if data.data.is_share => subject(summary, "").trim().to_owned(),
        _ => stayed(props, summary),
    };
    // Of all of it in one place, the change was said already.
    let is_said = answer == "all" && summary.parts.functions.len() == 1;
    let named = named(props, &summary.parts, !is_said);
    let count = format::count(f64::from(summary.functions));
    let head = vec![Piece::Text(head)];
    let mut pieces = filled(template, &[head, named, vec![Piece::Text(count)]]);
    if !summary.against.functions.is_empty() {
        let against = self::named(props, &summary.against, true);
        pieces.extend(filled(w.answer_against, &[against]));
    }
    pieces
}

/// `+420 goroutines (+666.67%)`: by how much all of it changed.
fn changed(props: &CompareProps, summary: &CompareSummary) -> String {
    let (w, amounts) = (comparing(), &props.data.amounts);
    let total = Columns::from(&summary.total);
    let change = total.change.first().copied().unwrap_or(0.0);
    let head = subject(summary, &[&amounts.change(change), &*per(props)].concat());
    let base = total.old.first().map_or(0.0, |&old| old as f64 * amounts.factors[0]);
    if base <= 0.0 || props.data.data.is_share {
        return head;
    }
    let share = change / base;
    let sign = if share > 0.0 { "+" } else { "" };
    fill(w.answer_share, &[&head, &[sign, &percent(share)].concat()])
}

/// `CPU 10.2s → 10.3s`: from what to what all of it went.
fn stayed(props: &CompareProps, summary: &CompareSummary) -> String {
    let amounts = &props.data.amounts;
    let total = Columns::from(&summary.total);
    let (Some(&old), Some(&new)) = (total.old.first(), total.new.first()) else {
        return String::new();
    };
    let [old, new] = [amounts.value(old, 0), amounts.value(new, 1)];
    let text = if old == new { old } else { [&*old, " → ", &new].concat() };
    subject(summary, &[&*text, &per(props)].concat())
}

/// Words for the divisor of figures.
fn per(props: &CompareProps) -> String {
    let w = comparing();
    match &*props.sides.mode {
        _ if props.data.amounts.factors == [1.0; 2] => String::new(),
        "second" => w.per[0].to_owned(),
        mode if mode.starts_with("per:") => w.per[1].to_owned(),
        _ => String::new(),
    }
}

/// Words for what is counted, with its amount.
fn subject(summary: &CompareSummary, amount: &str) -> String {
    let w = comparing();
    let known = w.subjects.iter().find(|(name, _)| *name == summary.subject);
    fill(known.map_or("{1} {0}", |(_, text)| text), &[amount, &summary.sample_type])
}

/// Functions, with their places, and with what changed there.
fn named(props: &CompareProps, parts: &CompareParts, with_change: bool) -> Vec<Piece> {
    let (w, amounts) = (comparing(), &props.data.amounts);
    let columns = Columns::from(&parts.figures);
    let mut pieces = Vec::new();
    for (at, name) in parts.functions.iter().map(String::as_str).enumerate() {
        if at > 0 {
            pieces.push(Piece::Text(w.list.to_owned()));
        }
        let short = match split_name(name).1 {
            "" => w.no_name,
            short => short,
        };
        pieces.push(Piece::Code(short.to_owned(), name.to_owned()));
        let place = place(&parts.files[at], parts.lines[at]);
        if !place.is_empty() {
            pieces.push(Piece::Text([" ", &place].concat()));
        }
        if with_change {
            let change = amounts.change(columns.change[at]);
            pieces.push(Piece::Text(fill(w.with_change, &[&change])));
        }
    }
    pieces
}

/// `main.go:98`; empty where nothing is known.
pub fn place(file: &str, line: u32) -> String {
    let base = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match line {
        _ if base.is_empty() => String::new(),
        0 => base.to_owned(),
        line => [base, ":", &line.to_string()].concat(),
    }
}

/// Fills `{0}`, `{1}`… of a text with pieces.
fn filled(template: &str, values: &[Vec<Piece>]) -> Vec<Piece> {
    let (mut pieces, mut rest) = (Vec::new(), template);
    while let Some(open) = rest.find('{') {
        let number = rest[open + 1..].chars().next().and_then(|c| c.to_digit(10));
        let value = number.and_then(|number| values.get(number as usize));
        let Some(value) = value else { break };
        pieces.push(Piece::Text(rest[..open].to_owned()));
        pieces.extend(value.iter().cloned());
        rest = &rest[open + 3..];
    }
    pieces.push(Piece::Text(rest.to_owned()));
    pieces.retain(|piece| *piece != Piece::Text(String::new()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_filled_with_pieces() {
        let code = || vec![Piece::Code("f".to_owned(), "a/f".to_owned())];
        let text = |text: &str| Piece::Text(text.to_owned());
        let head = vec![text("+420 {1}")];
        let found = filled("{0}, all in {1}.", &[head, code()]);
        assert_eq!(found, [text("+420 {1}"), text(", all in "), code().remove(0), text(".")]);
        assert_eq!(filled("{9}", &[]), [text("{9}")]);
    }

    #[test]
    fn places_are_short() {
        assert_eq!(place("/src/app/main.go", 98), "main.go:98");
        assert_eq!(place("C:\\app\\main.go", 0), "main.go");
        assert_eq!(place("", 3), "");
    }
}
