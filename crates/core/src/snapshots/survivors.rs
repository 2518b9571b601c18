//! Survivors: goroutines that are still there from one dump to the next, and since when: by their
//! ids, which are never given again as long as the program runs.

use super::file::Form;
use super::snapshot_set::{Series, SnapshotSet};
use std::ops::Range;

/// The goroutines of one dump among the dumps before and after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survivors {
    /// The places in the series of the dumps that were taken since the program started.
    pub dumps: Range<usize>,
    /// The place of this dump among those.
    pub here: usize,
    /// Its ids, in order.
    ids: Vec<i64>,
    /// For each, in how many dumps up to this one it is, one after the other.
    before: Vec<u32>,
    /// For each, in how many dumps after this one.
    after: Vec<u32>,
}

impl Survivors {
    /// For each dump, how many of some goroutines of this one are there.
    pub fn counts(&self, ids: &[i64]) -> Vec<u32> {
        let mut counts = vec![0; self.dumps.len()];
        for id in ids {
            let Ok(at) = self.ids.binary_search(id) else { continue };
            let (from, to) = self.span(at);
            counts[from..to].iter_mut().for_each(|count| *count += 1);
        }
        counts
    }

    /// Some goroutines by the dump in which they are first: its place, and their ids. The
    /// oldest come first.
    pub fn since(&self, ids: &[i64]) -> Vec<(usize, Vec<i64>)> {
        let mut by_dump: Vec<(usize, Vec<i64>)> =
            (0..self.dumps.len()).map(|dump| (dump, Vec::new())).collect();
        for &id in ids {
            if let Ok(at) = self.ids.binary_search(&id) {
                by_dump[self.span(at).0].1.push(id);
            }
        }
        by_dump.retain(|(_, ids)| !ids.is_empty());
        by_dump
    }

    /// The dump since which the oldest of some goroutines are there, and how many those are.
    pub fn oldest(&self, ids: &[i64]) -> Option<(usize, usize)> {
        let known = ids.iter().filter_map(|id| self.ids.binary_search(id).ok());
        let starts = known.map(|at| self.span(at).0);
        let first = starts.clone().min()?;
        Some((first, starts.filter(|&start| start == first).count()))
    }

    /// The dumps in which one is.
    fn span(&self, at: usize) -> (usize, usize) {
        (
            (self.here + 1).saturating_sub(self.before[at] as usize),
            self.here + 1 + self.after[at] as usize,
        )
    }
}

impl SnapshotSet {
    /// Where the goroutines of a dump are in the others of its series; `None` if it has no
    /// ids, or there is no other dump of the same run.
    pub fn stays(&self, series: &[Series], number: usize) -> Option<Survivors> {
        let of_dump = |s: &&Series| s.snapshots.contains(&number);
        let series = series.iter().find(of_dump)?;
        let place = series.snapshots.iter().position(|&n| n == number)?;
        let segment = series.segments.iter().find(|segment| segment.contains(&place))?;
        let is_dump = |place: &usize| {
            let snapshot = &self.snapshots()[series.snapshots[*place]];
            snapshot.form == Form::Dump && !snapshot.ids.is_empty()
        };
        // A form without ids in between says nothing of who is there.
        let start = segment.clone().rev().filter(|&i| i <= place).take_while(is_dump).last()?;
        let end = (place..segment.end).take_while(is_dump).last()? + 1;
        if end - start < 2 {
            return None;
        }
        let ids = |place: usize| self.snapshots()[series.snapshots[place]].ids.iter().map(|i| i.0);
        let own: Vec<i64> = ids(place).collect();
        let count = |dumps: &mut dyn Iterator<Item = usize>| {
            let mut counts = vec![0_u32; own.len()];
            for (step, dump) in (1..).zip(dumps) {
                let mut there = ids(dump).peekable();
                for (count, id) in counts.iter_mut().zip(&own) {
                    while there.next_if(|other| other < id).is_some() {}
                    // Who was missing once is another one.
                    if there.peek() == Some(id) && *count + 1 == step {
                        *count += 1;
                    }
                }
            }
            counts
        };
        let mut before = count(&mut (start..place).rev());
        before.iter_mut().for_each(|count| *count += 1);
        let after = count(&mut (place + 1..end));
        Some(Survivors { dumps: start..end, here: place - start, ids: own, before, after })
    }

    /// The ids of those goroutines of a dump that have a stack.
    pub(super) fn ids_of(&self, number: usize, stack: crate::profile::StackId) -> Vec<i64> {
        let ids = &self.snapshots()[number].ids;
        ids.iter().filter(|(_, s)| *s == stack).map(|&(id, _)| id).collect()
    }
}
