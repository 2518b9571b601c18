//! Rows of the sidebar for files that were read.

use super::OpenFile;
use super::sidebar::Sidebar;
use crate::format;
use crate::host;
use crate::names::shown;
use crate::ui::{self, plain, said};
use crate::words::{fill, words};
use hearth_core::measure;
use hearth_messages::Summary;
use yew::prelude::*;

/// A file that was read: a button that shows it, and one that closes it.
pub fn read(props: &Sidebar, file: &OpenFile, summary: &Summary) -> Html {
    let words = &words().page;
    let id = file.id;
    let (on_activate, on_close) = (props.on_activate.clone(), props.on_close.clone());
    let on_mark = props.on_mark.clone();
    let is_marked = props.state.marked.contains(&id);
    let press = move |event: MouseEvent| match event.ctrl_key() || event.meta_key() {
        true => on_mark.emit(id),
        false => on_activate.emit(id),
    };
    let mut facts =
        vec![format::bytes(file.size), format::count_of(f64::from(summary.samples), words.samples)];
    if summary.duration_nanos > 0 {
        facts.push(fill(words.over, &[&measure::label(summary.duration_nanos, "nanoseconds")]));
    }
    let time = times(file);
    if !time.is_empty() {
        facts.push(time);
    }
    html! {
        <>
            <button
                type="button"
                class="show"
                aria-pressed={(props.active == Some(id)).to_string()}
                title={title(file, summary)}
                onclick={press}
            >
                <span class="line">
                    <span class="kind">{ shown(&summary.kind) }</span>
                    <span class="file-name">{ shown(&file.name) }</span>
                    if is_marked {
                        <span class="mark-sign">{ words.marked }</span>
                    }
                </span>
                <span class="facts">{ facts.join(" · ") }</span>
            </button>
            { (props.role)(id) }
            if !host::is_read_only() {
                <button
                    type="button"
                    class="icon close"
                    aria-label={fill(words.close_file, &[&shown(&file.name)])}
                    title={words.close}
                    onclick={move |_| on_close.emit(id)}
                >
                    { ui::cross() }
                </button>
            }
        </>
    }
}

/// When a file was taken, to the minute; empty if it does not say. Seconds are in the title.
pub fn times(file: &OpenFile) -> String {
    match file.summary().map(|summary| summary.time_nanos) {
        None | Some(0) => String::new(),
        Some(nanos) => {
            let time = measure::date_time_utc(nanos);
            format!("{} UTC", time.get(..16).unwrap_or(&time))
        }
    }
}

fn title(file: &OpenFile, summary: &Summary) -> String {
    let words = &words().page;
    let mut lines = vec![shown(&file.name)];
    if !summary.binary.is_empty() {
        lines.push(fill(words.of_binary, &[&shown(&summary.binary)]));
    }
    lines.push(fill(
        words.uncompressed,
        &[&format::bytes(file.size), &format::bytes(summary.uncompressed)],
    ));
    lines.push(format!(
        "{}, {}, {}",
        format::count_of(f64::from(summary.samples), words.samples),
        format::count_of(f64::from(summary.stacks), words.stacks),
        format::count_of(f64::from(summary.functions), words.functions),
    ));
    if summary.time_nanos != 0 {
        lines.push(fill(words.taken_at, &[&measure::date_time_utc(summary.time_nanos)]));
    }
    lines.extend(summary.remarks.iter().map(|remark| plain(&said(remark))));
    lines.join("\n")
}
