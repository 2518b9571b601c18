//! The sidebar: what is open, by kind of document. A series is one row, which unfolds to its files.

use super::groups::{Group, SidebarState, groups};
use super::keyboard::{file_of, mark_of, walk};
use super::plain::under_way;
use super::row::{read, times};
use super::{OpenFile, Reading};
use crate::names::shown;
use crate::ui;
use crate::words::words;
use hearth_messages::FileId;
use yew::prelude::*;

pub struct Sidebar<'a> {
    pub files: &'a [OpenFile],
    /// The order to list them in: indices into `files`.
    pub order: &'a [usize],
    pub active: Option<FileId>,
    pub state: &'a SidebarState,
    pub on_activate: Callback<FileId>,
    pub on_close: Callback<FileId>,
    pub on_cancel: Callback<FileId>,
    /// The name of a series, and whether it is to be unfolded.
    pub on_fold: Callback<(String, bool)>,
    /// Marks a file, or no longer.
    pub on_mark: Callback<FileId>,
    /// Opens the menu of a file, at a place of the window.
    pub on_menu: Callback<(FileId, i32, i32)>,
    /// Mark beside a file: its part in a comparison.
    pub role: &'a dyn Fn(FileId) -> Html,
    /// Marks of a series: its totals over time, and a verdict.
    pub marks: &'a dyn Fn(&[FileId]) -> Html,
}

/// Lists of the sidebar; nothing where no file is open.
pub fn sidebar(props: &Sidebar) -> Html {
    let words = &words().page;
    let groups = groups(props.files, props.order);
    let (series, single): (Vec<_>, Vec<_>) = groups.iter().partition(|group| group.is_series());
    let reading: Vec<_> = props.files.iter().filter(|file| file.summary().is_none()).collect();
    let has_both = !series.is_empty() && !single.is_empty();
    let (on_mark, on_menu) = (props.on_mark.clone(), props.on_menu.clone());
    let onkeydown = move |event: KeyboardEvent| match mark_of(&event) {
        Some(file) => {
            event.prevent_default();
            on_mark.emit(file);
        }
        None => walk(event),
    };
    // Some browsers press a button as its key is let go.
    let onkeyup = |event: KeyboardEvent| {
        if mark_of(&event).is_some() {
            event.prevent_default();
        }
    };
    let oncontextmenu = move |event: MouseEvent| {
        if let Some(file) = file_of(&event) {
            event.prevent_default();
            on_menu.emit((file, event.client_x(), event.client_y()));
        }
    };
    html! {
        <div
            class="documents"
            role="group"
            aria-label={words.open_files}
            {onkeydown}
            {onkeyup}
            {oncontextmenu}
        >
            if !series.is_empty() {
                <h2>{ words.series }</h2>
                <ul>{ for series.into_iter().map(|group| series_row(props, group)) }</ul>
            }
            if has_both {
                <h2>{ words.profiles }</h2>
            }
            if !single.is_empty() {
                <ul>{ for single.iter().map(|group| file(props, group.files[0])) }</ul>
            }
            if !reading.is_empty() {
                <ul class="reading">
                    for one in reading {
                        { item(props, one, under_way(one, &props.on_cancel)) }
                    }
                </ul>
            }
        </div>
    }
}

/// A row of its own for a series, and below it its files, if it is unfolded.
fn series_row(props: &Sidebar, group: &Group) -> Html {
    let words = &words().page;
    let files: Vec<&OpenFile> = group.files.iter().map(|&at| &props.files[at]).collect();
    let ids: Vec<FileId> = files.iter().map(|file| file.id).collect();
    let Some((last, summary)) = files.last().and_then(|file| Some((file, file.summary()?))) else {
        return Html::default();
    };
    let at = ids.iter().position(|&id| props.active == Some(id));
    let is_unfolded = props.state.is_unfolded(group);
    let newest = last.id;
    let (on_activate, on_fold, name) =
        (props.on_activate.clone(), props.on_fold.clone(), group.name.clone());
    // One that is shown already stays at its moment.
    let show = move |_| {
        if at.is_none() {
            on_activate.emit(newest);
        }
    };
    let label = [words.series, ": ", &shown(&summary.kind), " ", &shown(&summary.binary)].concat();
    html! {
        <li key={group.name.clone()}>
            <div
                class={classes!("series-row", at.map(|_| "active"))}
                data-testid="series"
                data-part="row"
                data-file={newest.to_string()}
            >
                <button
                    type="button"
                    class="icon fold"
                    aria-expanded={is_unfolded.to_string()}
                    aria-label={label.clone()}
                    title={if is_unfolded { words.fold } else { words.unfold }}
                    onclick={move |_| on_fold.emit((name.clone(), !is_unfolded))}
                >
                    { ui::fold() }
                </button>
                <button type="button" class="show" title={label} onclick={show}>
                    <span class="line">
                        <span class="kind">{ shown(&summary.kind) }</span>
                        <span class="file-name">{ shown(&summary.binary) }</span>
                        <span class="count">{ ["×", &ids.len().to_string()].concat() }</span>
                    </span>
                    <span class="line">
                        <span class="facts">{ span(&files, at) }</span>
                        { (props.marks)(&ids) }
                    </span>
                </button>
            </div>
            <ul class="of-series" hidden={!is_unfolded}>
                { for group.files.iter().map(|&at| file(props, at)) }
            </ul>
        </li>
    }
}

/// Which file of a series is shown and when it was taken, or when its first and its last were.
fn span(files: &[&OpenFile], at: Option<usize>) -> String {
    if let Some(at) = at {
        let place = [(at + 1).to_string(), files.len().to_string()].join("/");
        let time = times(files[at]);
        return if time.is_empty() { place } else { [place, time].join(" · ") };
    }
    let ends = [files.first(), files.last()].into_iter().flatten().map(|file| times(file));
    let [first, last] = &ends.collect::<Vec<_>>()[..] else { return String::new() };
    // Of one day, the day is said once.
    match (first.get(..10), last.get(..10), last.get(11..)) {
        (Some(day), Some(other), Some(time)) if day == other && first.len() == last.len() => {
            [first.trim_end_matches(" UTC"), time].join(" – ")
        }
        _ => [first.clone(), last.clone()].join(if first.is_empty() { "" } else { " – " }),
    }
}

/// A row of one file.
fn file(props: &Sidebar, at: usize) -> Html {
    let file = &props.files[at];
    match file.summary() {
        Some(summary) => item(props, file, read(props, file, summary)),
        None => Html::default(),
    }
}

fn item(props: &Sidebar, file: &OpenFile, content: Html) -> Html {
    html! {
        <li
            key={file.id}
            class={classes!(
                "file",
                (props.active == Some(file.id)).then_some("active"),
                props.state.marked.contains(&file.id).then_some("marked"),
            )}
            data-testid="file"
            data-part="row"
            data-file={file.id.to_string()}
            data-state={if matches!(file.reading, Reading::Done(_)) { "ready" } else { "opening" }}
        >
            { content }
        </li>
    }
}
