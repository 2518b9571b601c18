//! Panel around the table: the sides, the modes, the remarks, and what does not match.

use super::amounts::percent;
use super::remarks::text;
use super::sides::{
    Candidate, Role, halves_by_default, has_halves, ids, names, rename_word, swapped_words,
    words as places,
};
use super::{CompareProps, value_of};
use crate::format;
use crate::params;
use crate::view::{Tab, tools};
use crate::words::{comparing, fill};
use hearth_core::measure;
use hearth_messages::FileId;
use yew::prelude::*;

/// Sets parameters of the link, as `Actions::on_set`.
type Set = Callback<(Vec<(&'static str, String)>, bool)>;

/// The part of an open file, to be chosen.
pub fn role(files: &[Candidate], id: FileId, on_set: &Set) -> Html {
    let w = comparing();
    let Some(at) = files.iter().position(|file| file.id == id) else { return Html::default() };
    let (role, name) = (files[at].role, files[at].name.clone());
    let (set, files) = (on_set.clone(), files.to_vec());
    let on_role = move |event: Event| {
        let role = value_of(&event).parse::<usize>().ok().and_then(|i| Role::ALL.get(i).copied());
        let Some(role) = role else { return };
        let mut files = files.clone();
        // With two files, one's part decides the other's.
        if files.len() == 2 && role != Role::None {
            files[1 - at].role = if role == Role::Base { Role::Current } else { Role::Base };
        }
        files[at].role = role;
        set.emit((places(&files).into(), true));
    };
    html! {
        <select
            class="role"
            data-testid={["side-", &(at + 1).to_string()].concat()}
            aria-label={[w.sides, ": ", &name].concat()}
            onchange={on_role}
        >
            for (i, one) in Role::ALL.into_iter().enumerate() {
                <option value={i.to_string()} selected={one == role}>
                    { if one == Role::None { "–" } else { w.roles[i] } }
                </option>
            }
        </select>
    }
}

/// A file's part, to be read: nothing where it has none.
pub fn named_role(files: &[Candidate], id: FileId) -> Html {
    let role = files.iter().find(|file| file.id == id).map_or(Role::None, |file| file.role);
    match role {
        Role::None => Html::default(),
        role => html! {
            <span class="kind" data-testid="role">{ comparing().roles[role as usize] }</span>
        },
    }
}

/// A button that shows what changed between the two sides that there are.
pub fn offer(files: &[Candidate], on_compare: Callback<MouseEvent>) -> Html {
    let [base, current] = [Role::Base, Role::Current].map(|role| names(files, role));
    html! {
        <button
            type="button"
            class="offer"
            data-testid="offer-compare"
            title={[&base, " → ", &current, " (", Tab::Compare.key(), ")"].concat()}
            onclick={on_compare}
        >
            { comparing().offer }
        </button>
    }
}

/// Base and current change places.
fn swap(props: &CompareProps) -> Html {
    let w = comparing();
    let set = props.actions.on_set.clone();
    let after_swap = swapped_words(&props.files);
    let is_pair = !ids(&props.files, Role::Base).is_empty();
    let onclick = move |_| set.emit((after_swap.clone().into(), true));
    let onclick = Callback::from(onclick);
    tools::button("swap".to_owned(), w.swap, w.swap_title, None, !is_pair, onclick)
}

/// The figures of a function, as links say it.
pub const FIGURES: [&str; 3] = ["flat", "cum", "own"];

/// Their number in a form of the comparison.
fn figures_of(show: &str) -> Option<usize> {
    match show {
        "" => Some(3),
        "source" => Some(2),
        _ => None,
    }
}

/// Choice of the divisor of figures, and of the matching of functions.
pub fn modes(props: &CompareProps) -> Html {
    let w = comparing();
    let mode = &*props.sides.mode;
    let per = mode.strip_prefix("per:").and_then(|rest| rest.split_once(','));
    let [old, new] = per.map_or(["1", "1"], |(old, new)| [old, new]);
    let chosen = match mode {
        "second" => 1,
        "share" => 2,
        _ if per.is_some() => 3,
        _ => 0,
    };
    const MODES: [&str; 4] = ["", "second", "share", "per:1,1"];
    let set = &props.actions.on_set;
    let emit = |name: &'static str| {
        let set = set.clone();
        move |value: String| set.emit((vec![(name, value)], true))
    };
    let on_mode = {
        let emit = emit(params::MODE);
        move |event: Event| emit(value_of(&event))
    };
    let on_number = |side: usize| {
        let emit = emit(params::MODE);
        let numbers = [old.to_owned(), new.to_owned()];
        move |event: Event| {
            let mut numbers = numbers.clone();
            let value = value_of(&event);
            if measure::parse(&value).is_some_and(|n| n > 0.0) {
                numbers[side] = value;
                emit(["per:", &numbers[0], ",", &numbers[1]].concat());
            }
        }
    };
    // The query's own switches are off by a word, the page's by none.
    let switch =
        |[name, off]: [&'static str; 2], on: bool, text: &'static str, title: &'static str| {
            let emit = emit(name);
            let onclick = move |_| emit(if on { off } else { "t" }.to_owned());
            let testid = if name == params::STRICT { "strict" } else { name }.to_owned();
            tools::button(testid, text, title, Some(on), false, Callback::from(onclick))
        };
    // The one that says most needs no word.
    let figures = {
        let (emit, default) = (emit(params::BY), props.data.data.figure.clone());
        move |word: String| emit(if word == default { String::new() } else { word })
    };
    let figure = match figures_of(&props.sides.show) {
        Some(shown) if props.figure() >= shown => shown - 1,
        _ => props.figure(),
    };
    html! {
        <div class="tools" role="group" aria-label={w.modes}>
            <label>
                { w.mode }
                { " " }
                <select data-testid="mode" onchange={on_mode}>
                    for (i, text) in w.mode_names.into_iter().enumerate() {
                        <option value={MODES[i]} selected={i == chosen}>{ text }</option>
                    }
                </select>
            </label>
            if chosen == 3 {
                for (side, value) in [old, new].into_iter().enumerate() {
                    <label>
                        { w.operations[side] }
                        { " " }
                        <input
                            type="text"
                            inputmode="decimal"
                            size="8"
                            data-testid={["operations-", &side.to_string()].concat()}
                            value={value.to_owned()}
                            onchange={on_number(side)}
                        />
                    </label>
                }
            }
            if let Some(shown) = figures_of(&props.sides.show) {
                <label>
                    { w.figures }
                    { " " }
                    <select data-testid="by" onchange={move |event: Event| figures(value_of(&event))}>
                        for (at, text) in w.by.into_iter().enumerate().take(shown) {
                            <option value={FIGURES[at]} selected={at == figure}>{ text }</option>
                        }
                    </select>
                </label>
            }
            { switch(["norm", "f"], props.sides.normalize, w.normalize, w.normalize_title) }
            { switch([params::STRICT, ""], props.sides.strict, w.strict, w.strict_title) }
        </div>
    }
}

/// Choice of what is shown, and of the meaning of widths.
pub fn shows(props: &CompareProps) -> Html {
    let w = comparing();
    let set = &props.actions.on_set;
    let emit = |name: &'static str, value: &'static str| {
        let set = set.clone();
        move |_: MouseEvent| set.emit((vec![(name, value.to_owned())], true))
    };
    let choice = |name: &'static str, value: &'static str, text: &'static str, on: bool| {
        let word = if value.is_empty() { "table" } else { value };
        let onclick = Callback::from(emit(name, value));
        tools::button(["compare-", word].concat(), text, "", Some(on), false, onclick)
    };
    let width = &*props.sides.width;
    let halves = has_halves(&props.sides);
    // What boxes look like stays as it is when their widths mean something else.
    let drawn = |width: &'static str, halves: bool, word: &'static str, text: &'static str| {
        let is_on = width == &*props.sides.width && halves == has_halves(&props.sides);
        let boxes = match halves {
            _ if halves == halves_by_default(&props.sides.show, width) => "",
            true => "halves",
            false => "solid",
        };
        let set = set.clone();
        let onclick = move |_: MouseEvent| {
            let words = [(params::WIDTH, width), (params::BOXES, boxes)];
            set.emit((words.map(|(name, value)| (name, value.to_owned())).into(), true));
        };
        let testid = ["compare-", word].concat();
        tools::button(testid, text, "", Some(is_on), false, Callback::from(onclick))
    };
    let width_word = if width == "sum" { "sum" } else { "" };
    html! {
        <div class="tools" role="group" aria-label={w.shows}>
            { swap(props) }
            for (value, text) in SHOWS.into_iter().zip(w.show_names) {
                { choice(params::SHOW, value, text, value == props.sides.show) }
            }
            if props.sides.show == "flame" {
                <span class="dim">{ w.width }</span>
                { drawn("", halves, "larger", w.widths[0]) }
                { drawn("sum", halves, "sum", w.widths[1]) }
            }
            if matches!(&*props.sides.show, "flame" | "both") {
                <span class="dim">{ w.boxes }</span>
                { drawn(width_word, false, "solid", w.box_names[0]) }
                { drawn(width_word, true, "halves", w.box_names[1]) }
            }
        </div>
    }
}

/// Views that can be shown, as links say it: the first is the table.
pub const SHOWS: [&str; 6] = ["", "flame", "both", "graph", "peek", "source"];

/// Remarks on the sides, with what can be done about them.
pub fn remark_list(props: &CompareProps) -> Html {
    let remarks = &props.data.data.remarks;
    if remarks.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="remarks" aria-label={comparing().remarks}>
            for remark in remarks {
                <li
                    class={if remark.is_warning { "warning" } else { "note" }}
                    data-testid="remark"
                    data-kind={remark.kind.clone()}
                >
                    <span aria-hidden="true">{ if remark.is_warning { "⚠" } else { "·" } }</span>
                    <span>{ text(remark) }</span>
                    for (kind, value) in &remark.remedies { { remedy(props, kind, value) } }
                </li>
            }
        </ul>
    }
}

/// The same, folded: the answer comes first. How many are warnings is to be seen.
pub fn remarks(props: &CompareProps) -> Html {
    let (w, remarks) = (comparing(), &props.data.data.remarks);
    if remarks.is_empty() {
        return Html::default();
    }
    let warnings = remarks.iter().filter(|remark| remark.is_warning).count();
    let count = format::count_of(remarks.len() as f64, w.remark_count);
    let warned = format::count_of(warnings as f64, w.warning_count);
    html! {
        <details class="remarks-folded" data-testid="remarks">
            <summary title={w.remarks}>
                { count }
                if warnings > 0 { { w.list }{ "⚠ " }{ warned } }
            </summary>
            { remark_list(props) }
        </details>
    }
}

fn remedy(props: &CompareProps, kind: &str, value: &str) -> Html {
    let w = comparing();
    let (set, on_alone) = (props.actions.on_set.clone(), props.on_alone.clone());
    let parameter = match kind {
        "mode" => params::MODE,
        "type" => "si",
        "normalize" => "norm",
        "strict" => params::STRICT,
        _ => "",
    };
    let text = match (kind, value) {
        ("mode", "second") => w.mode_names[1].to_owned(),
        ("mode", "share") => w.mode_names[2].to_owned(),
        ("mode", _) => w.per_run.to_owned(),
        ("normalize", _) => w.normalize.to_owned(),
        ("alone", "old") => w.alone[0].to_owned(),
        ("alone", _) => w.alone[1].to_owned(),
        _ => value.to_owned(),
    };
    let role = if value == "old" { Role::Base } else { Role::Current };
    let file = ids(&props.files, role).first().copied();
    let value = value.to_owned();
    let onclick = move |_| match (parameter, file) {
        ("", Some(file)) => on_alone.emit(file),
        ("", None) => {}
        _ => set.emit((vec![(parameter, value.clone())], true)),
    };
    html! { <button type="button" data-testid="remedy" {onclick}>{ text }</button> }
}

/// A button that says that two functions are the same.
fn accept(props: &CompareProps, old: &str, new: &str) -> Html {
    let mut renames = props.sides.renames.clone();
    renames.push((old.to_owned(), new.to_owned()));
    set_renames(props, &renames, "accept-rename", comparing().accept)
}

/// Rename that was accepted, and a button that takes it back.
fn accepted(props: &CompareProps, at: usize) -> Html {
    let mut renames = props.sides.renames.clone();
    let (old, new) = renames.remove(at);
    html! {
        <li data-testid="renamed">
            { [&old, " → ", &new].concat() }
            { set_renames(props, &renames, "undo-rename", "×") }
        </li>
    }
}

fn set_renames(
    props: &CompareProps,
    renames: &[(String, String)],
    testid: &'static str,
    text: &'static str,
) -> Html {
    let (set, word) = (props.actions.on_set.clone(), rename_word(renames));
    let onclick = move |_| set.emit((vec![(params::RENAME, word.clone())], true));
    html! { <>{ " " }<button type="button" data-testid={testid} {onclick}>{ text }</button></> }
}

/// Functions on one side only, and those that may have been renamed.
pub fn unmatched(props: &CompareProps) -> Html {
    let (w, data) = (comparing(), &props.data.data);
    let [old, new] = data.matched.map(percent);
    let counts = [data.unmatched_count, data.renamed].map(|n| format::count(f64::from(n)));
    html! {
        <details class="unmatched" data-testid="unmatched">
            <summary>{ fill(w.matching, &[&old, &new, &counts[0], &counts[1]]) }</summary>
            if !data.renames.is_empty() {
                <h3>{ w.renames }</h3>
                <ul>
                    for (old, new, likeness) in data.renames.iter() {
                        <li data-testid="rename">
                            { fill(w.rename, &[old, new, &percent(*likeness)]) }
                            { accept(props, old, new) }
                        </li>
                    }
                </ul>
            }
            if !props.sides.renames.is_empty() {
                <h3>{ w.accepted }</h3>
                <ul>
                    for at in 0..props.sides.renames.len() { { accepted(props, at) } }
                </ul>
            }
            <h3>{ w.unmatched }</h3>
            <ul>
                for (name, side, share) in data.unmatched.iter() {
                    <li data-testid="one-sided">
                        <span class="dim">{ w.roles[if side == "old" { 1 } else { 2 }] }</span>
                        { " " }
                        <span>{ percent(*share) }</span>
                        { " " }
                        { name }
                    </li>
                }
            </ul>
        </details>
    }
}
