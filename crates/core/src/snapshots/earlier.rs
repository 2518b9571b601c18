//! Goroutines beside those of an earlier dump, whatever the forms of the two.

use super::grown::grown;
use super::snapshot_set::SnapshotSet;
use super::suspects::Suspect;
use crate::profile::{Profile, StackId};
use crate::view::goroutines::Group;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Goroutines of an earlier snapshot.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// The number of that snapshot in the set: the first since the program was started.
    pub number: usize,
    /// Number of its goroutines.
    pub total: i64,
    /// The function that grew most since then, if any did.
    pub grown: Option<Suspect>,
    /// The set's stack for each stack of the profile.
    stacks: Vec<StackId>,
    /// Number of goroutines of each stack.
    counts: FxHashMap<StackId, i64>,
}

impl SnapshotSet {
    /// Goroutines before a snapshot; `None` for the first of a run.
    /// `profile` is the one that was added as this number.
    pub fn earlier(&mut self, number: usize, profile: &Profile) -> Option<Earlier> {
        let all = self.series();
        let index = all.iter().position(|series| series.snapshots.contains(&number))?;
        let series = &all[index];
        let place = series.snapshots.iter().position(|&n| n == number)?;
        let segment = series.segments.iter().find(|segment| segment.contains(&place))?;
        let first = segment.start;
        if !series.kind.starts_with("goroutine") || first == place {
            return None;
        }
        let snapshot = &self.snapshots()[series.snapshots[first]];
        let total = snapshot.total;
        let mut counts: FxHashMap<StackId, i64> = FxHashMap::default();
        for row in &snapshot.rows {
            *counts.entry(row.cell.stack).or_default() += row.value;
        }
        Some(Earlier {
            number: series.snapshots[first],
            total,
            grown: grown(self, index, series, first..place + 1).into_iter().next(),
            counts,
            // Nothing is new here: the profile was taken in before.
            stacks: self.identity.stacks_of(profile, true),
        })
    }
}

impl Earlier {
    /// Number of goroutines that each of some groups had then. Groups of one stack, which only
    /// states, labels or creators tell apart, share what that stack had: the largest first,
    /// and what is left is the largest one's.
    pub fn counts(&self, groups: &[Group]) -> Vec<i64> {
        let mut order: Vec<usize> = (0..groups.len()).collect();
        order.sort_by_key(|&group| Reverse(groups[group].count));
        let mut left = self.counts.clone();
        let mut first: FxHashMap<StackId, usize> = FxHashMap::default();
        let mut was = vec![0; groups.len()];
        for group in order {
            let stack = self.stacks[groups[group].stack as usize];
            first.entry(stack).or_insert(group);
            let Some(left) = left.get_mut(&stack) else { continue };
            was[group] = groups[group].count.min(*left);
            *left -= was[group];
        }
        for (stack, group) in first {
            was[group] += left.get(&stack).copied().unwrap_or(0);
        }
        was
    }
}
