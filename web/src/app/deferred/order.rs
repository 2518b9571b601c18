//! The order in which open files are listed, and which of them were taken last.

use crate::app::{App, State};
use crate::files::OpenFile;
use crate::view::{Tab, shown};
use hearth_core::snapshots;
use hearth_messages::FileId;
use yew::prelude::*;

impl State {
    /// The order in which open files are listed, as indices into them: those of one kind as
    /// they were taken, the earliest first, in the places that this kind has.
    pub(in crate::app) fn in_order(&self) -> Vec<usize> {
        let kind = |at: usize| self.files[at].summary().map_or("", |summary| &summary.kind);
        in_order(self.files.len(), kind, |at| {
            let file = &self.files[at];
            (&file.name, file.summary().map_or(0, |summary| summary.time_nanos))
        })
    }
}

impl App {
    /// Leaves the view of snapshots, to which many files had led, if no two of them are of one
    /// kind: goroutines have a view of their own.
    pub(in crate::app) fn stay_for_series(&mut self, has_series: bool) {
        if self.state.files.iter().any(|file| file.summary().is_none()) {
            return;
        }
        let Some((before, first)) = self.state.unless_series.take() else { return };
        if has_series || self.state.link.tab != Tab::Growth {
            return;
        }
        self.state.link.tab = match self.latest_goroutines() {
            Some((file, _)) if file >= first => {
                self.activate(file);
                Tab::Goroutines
            }
            _ => before,
        };
        self.save(false);
    }

    /// The open file with goroutines that was taken last, or came last.
    pub(in crate::app) fn latest_goroutines(&self) -> Option<(FileId, AttrValue)> {
        let mut files = self.state.in_order().into_iter().map(|at| &self.state.files[at]);
        let of_goroutines = |f: &&OpenFile| f.summary().is_some_and(|s| s.kind == "goroutine");
        let latest = files.rfind(of_goroutines)?;
        Some((latest.id, shown(&latest.name).into()))
    }
}

/// See [`State::in_order`]: files by their number, their kinds, their names and times.
fn in_order<'a>(
    count: usize,
    kind: impl Fn(usize) -> &'a str,
    named: impl Fn(usize) -> (&'a str, i64),
) -> Vec<usize> {
    let mut all: Vec<usize> = (0..count).collect();
    for first in 0..count {
        if (0..first).any(|other| kind(other) == kind(first)) || kind(first).is_empty() {
            continue;
        }
        let places: Vec<usize> = (first..count).filter(|&at| kind(at) == kind(first)).collect();
        let files: Vec<(&str, i64)> = places.iter().map(|&at| named(at)).collect();
        for (place, at) in places.iter().zip(snapshots::order(&files).0) {
            all[*place] = places[at];
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_kind_are_listed_as_they_were_taken() {
        let listed = |files: &[(&str, &str, i64)]| {
            in_order(files.len(), |at| files[at].0, |at| (files[at].1, files[at].2))
        };
        let [late, early] = ["goroutine.07.debug2.txt", "goroutine.00.debug2.txt"];
        assert_eq!(listed(&[("goroutine", late, 0), ("goroutine", early, 0)]), [1, 0]);
        let mixed = [("heap", "b", 9), ("cpu", "c", 8), ("heap", "a", 7), ("", "d", 0)];
        assert_eq!(listed(&mixed), [2, 1, 0, 3], "each kind keeps its places");
        assert_eq!(listed(&[("heap", "b", 0), ("heap", "a", 7)]), [0, 1]);
    }
}
