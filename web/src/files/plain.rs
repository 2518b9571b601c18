//! Files as they are listed until the deferred chunk is there: their names, and how far each is read.

use super::{OpenFile, Reading};
use crate::format;
use crate::names::shown;
use crate::words::{fill, words};
use hearth_messages::{FileId, Phase};
use yew::prelude::*;

/// The list. `active` is the file that is shown.
pub fn plain(files: &[OpenFile], active: Option<FileId>, on_cancel: &Callback<FileId>) -> Html {
    html! {
        <div class="documents">
            <ul>
                for file in files {
                    <li
                        key={file.id}
                        class={classes!("file", (active == Some(file.id)).then_some("active"))}
                        data-testid="file"
                        data-state={if file.summary().is_some() { "ready" } else { "opening" }}
                    >
                        if file.summary().is_some() {
                            <span class="show file-name">{ shown(&file.name) }</span>
                        } else {
                            { under_way(file, on_cancel) }
                        }
                    </li>
                }
            </ul>
        </div>
    }
}

/// A file that is being read: how far, and a button that stops it.
pub fn under_way(file: &OpenFile, on_cancel: &Callback<FileId>) -> Html {
    let words = &words().page;
    let (id, on_cancel) = (file.id, on_cancel.clone());
    let (text, share) = match &file.reading {
        Reading::Under { phase, done, total, samples } => {
            let share = (*total > 0.0).then(|| format::between(done / total, 0.0, 1.0));
            let text = match phase {
                Phase::Bytes => {
                    fill(words.part_of, &[&format::bytes(*done), &format::bytes(file.size)])
                }
                Phase::Samples => format::count_of(*samples, words.samples),
            };
            (text, share)
        }
        Reading::Cancelling => (words.stopping.to_owned(), None),
        Reading::Waiting | Reading::Done(_) => {
            (fill(words.waiting, &[&format::bytes(file.size)]), None)
        }
    };
    let value = share.map(format::number);
    html! {
        <>
            <div class="show">
                <span class="line">
                    <span class="file-name">{ shown(&file.name) }</span>
                    <span class="facts">{ text }</span>
                </span>
                <progress
                    data-testid="progress"
                    aria-label={fill(words.reading_file, &[&shown(&file.name)])}
                    max="1"
                    {value}
                />
            </div>
            <button
                type="button"
                class="cancel"
                data-testid="cancel"
                disabled={file.reading == Reading::Cancelling}
                onclick={move |_| on_cancel.emit(id)}
            >
                { words.cancel }
            </button>
        </>
    }
}
