//! List of what was dropped: how far it is gone through, a line that sums it up, and the list of all
//! entries with what each was taken for.

use super::dialog::use_open_dialog;
use crate::files::{Dropped, FAILED, Gathering};
use crate::format;
use crate::view::{said, shown};
use crate::words::{dropped, fill, words};
use hearth_messages::EntryData;
use std::rc::Rc;
use yew::prelude::*;

/// Number of rows at a time: a list of all of a large archive would take seconds to lay out.
const ROWS: usize = 300;

/// Progress of the worker.
pub fn gathering(gathering: &Gathering, on_cancel: Callback<u32>) -> Html {
    let words = dropped::words();
    let so_far = &gathering.so_far;
    let drop = gathering.drop;
    let count = format::count(so_far.count.into());
    let share = (so_far.total > 0.0).then(|| format::between(so_far.done / so_far.total, 0.0, 1.0));
    let text = if gathering.is_cancelled {
        self::words().page.stopping.to_owned()
    } else if so_far.total > 0.0 {
        let (done, total) = (format::bytes(so_far.done), format::bytes(so_far.total));
        fill(words.so_far, &[&count, &done, &total])
    } else {
        words.waiting.to_owned()
    };
    let title = fill(words.gathering, &[&gathering.name]);
    html! {
        <div class="gathering" data-testid="gathering" key={drop}>
            <strong>{ &title }</strong>
            <span class="dim">{ text }</span>
            <progress aria-label={title} max="1" value={share.map(format::number)} />
            <button
                type="button"
                class="cancel"
                data-testid="cancel-gathering"
                disabled={gathering.is_cancelled}
                onclick={move |_| on_cancel.emit(drop)}
            >
                { self::words().page.cancel }
            </button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct DroppedProps {
    pub dropped: Rc<Dropped>,
    pub is_open: bool,
    /// True if the list is to be open, and whether all is to be forgotten.
    pub on_change: Callback<(bool, bool)>,
}

/// One line about what was dropped, and a button that shows all of it.
#[component]
pub fn DroppedLine(props: &DroppedProps) -> Html {
    let words = dropped::words();
    let (on_show, on_forget) = (props.on_change.clone(), props.on_change.clone());
    html! {
        <div class="dropped-line" data-testid="dropped">
            <span>
                { fill(words.title, &[&props.dropped.name, &props.dropped.summary()]) }
            </span>
            <button
                type="button"
                class="link"
                aria-haspopup="dialog"
                data-testid="dropped-show"
                onclick={move |_| on_show.emit((true, false))}
            >
                { words.show }
            </button>
            <button
                type="button"
                class="icon"
                aria-label={self::words().page.dismiss}
                title={self::words().page.dismiss}
                data-testid="dropped-forget"
                onclick={move |_| on_forget.emit((false, true))}
            >
                { crate::ui::cross() }
            </button>
            if props.is_open {
                <DroppedList
                    dropped={props.dropped.clone()}
                    on_close={props.on_change.reform(|()| (false, false))}
                />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ListProps {
    dropped: Rc<Dropped>,
    on_close: Callback<()>,
}

/// All entries, in the browser's own dialog.
#[component]
fn DroppedList(props: &ListProps) -> Html {
    let dialog = use_open_dialog();
    let chosen = use_state(|| "");
    let rows = use_state(|| ROWS);
    let words = dropped::words();
    let (on_close, on_button) = (props.on_close.clone(), props.on_close.clone());
    let fits = |entry: &&EntryData| chosen.is_empty() || entry.group() == *chosen;
    let count = props.dropped.entries.iter().filter(fits).count();
    let kinds = [("", words.all, "")].into_iter().chain(words.kinds()).filter_map(|(kind, name, _)| {
        let all = props.dropped.entries.len();
        let count = if kind.is_empty() { all } else { props.dropped.count(kind) };
        if count == 0 {
            return None;
        }
        let (state, rows) = (chosen.clone(), rows.clone());
        let choose = move |_| {
            state.set(kind);
            rows.set(ROWS);
        };
        Some(html! {
            <button
                type="button"
                class="chip-kind"
                aria-pressed={(*chosen == kind).to_string()}
                data-testid={["dropped-kind-", if kind.is_empty() { "all" } else { kind }].concat()}
                onclick={choose}
            >
                { name }
                <span class="dim">{ format::count(count as f64) }</span>
            </button>
        })
    });
    let more = rows.clone();
    html! {
        <dialog
            class="keys dropped-list"
            ref={dialog}
            aria-labelledby="dropped-title"
            data-testid="dropped-list"
            onclose={move |_| on_close.emit(())}
        >
            <div class="keys-head">
                <h2 id="dropped-title">{ fill(words.list, &[&props.dropped.name]) }</h2>
                <button
                    type="button"
                    class="icon"
                    aria-label={self::words().page.close}
                    onclick={move |_| on_button.emit(())}
                >
                    { crate::ui::cross() }
                </button>
            </div>
            <div class="dropped-kinds" role="group" aria-label={words.kinds_label}>
                for kind in kinds {
                    { kind }
                }
            </div>
            <div class="dropped-rows" tabindex="0" role="region" aria-labelledby="dropped-title">
                <table>
                    <thead>
                        <tr>
                            for column in words.columns {
                                <th scope="col">{ column }</th>
                            }
                        </tr>
                    </thead>
                    <tbody>
                        for entry in props.dropped.entries.iter().filter(fits).take(*rows) {
                            { row(entry) }
                        }
                    </tbody>
                </table>
                if count > *rows {
                    <button
                        type="button"
                        class="button"
                        data-testid="dropped-more"
                        onclick={move |_| more.set(*more + ROWS)}
                    >
                        { fill(words.more, &[&format::count((count - *rows) as f64)]) }
                    </button>
                }
            </div>
        </dialog>
    }
}

fn why(entry: &EntryData) -> String {
    match &*entry.facts {
        [why] if entry.code == FAILED => said(why),
        _ => dropped::why(entry),
    }
}

fn row(entry: &EntryData) -> Html {
    html! {
        <tr data-testid="dropped-entry" data-kind={entry.group().to_owned()}>
            <td class="path">{ shown(&entry.path) }</td>
            <td class="size">{ format::bytes(entry.size) }</td>
            <td class="what">{ dropped::kind(entry) }</td>
            <td>{ why(entry) }</td>
        </tr>
    }
}
