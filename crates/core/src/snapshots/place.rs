//! A suspect, with all that is known of it.

use super::columns::Columns;
use super::file::LARGE;
use super::hints::{self, Hint};
use super::identity::FrameId;
use super::kept::Measure;
use super::snapshot_set::{Series, SnapshotSet};
use super::suspects::{Candidate, Suspect};
use super::trials::{confidence, interval};
use super::verdict::{Reason, Verdict};
use crate::profile::{StackId, StringId};
use crate::stats::theil_sen;
use std::ops::Range;

/// Number of additional samples that is a sign.
const SIGN: f64 = 2.0;

/// Where suspects are found.
pub(super) struct Place<'a> {
    pub set: &'a SnapshotSet,
    pub series: &'a Series,
    pub index: usize,
    pub columns: &'a Columns,
    pub segment: Range<usize>,
}

impl Place<'_> {
    pub fn suspect(&self, candidate: Candidate) -> Suspect {
        let Candidate { judgement, sum, stack, cells, head } = candidate;
        let identity = &self.set.identity;
        let text = |id| identity.strings.text(id).into_owned();
        let frame = |&frame: &FrameId| {
            let frame = identity.frame(frame);
            let function = identity.function(frame.function);
            (text(function.name), text(function.file), frame.line)
        };
        let frames: Vec<_> = identity.stack(stack).iter().map(frame).collect();
        let site = identity.site(stack);
        let is_head = |frame: &FrameId| Some(identity.frame(*frame).function) == head;
        let depth = identity.stack(stack).iter().position(is_head).unwrap_or(site.depth as usize);
        let created = self.set.goroutines.created.get(&stack);
        let created = created.map(|&(by, at)| (text(by), text(at)));
        let (function, file, line) = frames.get(depth).cloned().unwrap_or_default();
        let package = identity.stack(stack).get(depth).map_or(String::new(), |&frame| {
            text(identity.function(identity.frame(frame).function).package)
        });
        // A snapshot that is the one before again has its values.
        let spread = |values: &[i64]| {
            let mut all = vec![0; self.series.snapshots.len()];
            let ends = self.columns.places.iter().skip(1).copied().chain([self.segment.end]);
            for ((&start, end), &value) in self.columns.places.iter().zip(ends).zip(values) {
                all[start..end].fill(value);
            }
            all
        };
        let last = self.columns.width - 1;
        let slope = theil_sen(&self.columns.at, sum.values.iter().map(|&v| v as f64));
        let per_snapshot = match self.columns.has_time {
            true => slope * self.columns.at[last] / last.max(1) as f64,
            false => slope,
        };
        let mut reasons = judgement.reasons.clone();
        // A tail that adds nothing makes it as sure as what is less beyond chance.
        let is_flat = reasons.iter().any(|reason| matches!(reason, Reason::FlatTail(_)));
        let z = judgement.trend.z - if is_flat { 1.0 } else { 0.0 };
        reasons.extend(self.still_there(stack));
        Suspect {
            series: self.index,
            verdict: judgement.verdict,
            hints: match self.columns.measure {
                Measure::Cumulative => Vec::new(),
                _ if judgement.verdict > Verdict::Growing => Vec::new(),
                _ => hints::of(self.signs(stack), &sum, &judgement, &self.sizes(stack)),
            },
            confidence: confidence(self.columns.measure, judgement.verdict, z),
            interval: interval(self.columns.measure, judgement.verdict, z),
            reasons,
            function,
            file,
            line,
            package,
            owner: site.owner,
            stack: frames,
            blocked: self.set.goroutines.blocked.get(&stack).copied(),
            created,
            labels: self.labels(&cells),
            stays: self.stays(stack),
            values: spread(&sum.values),
            allocated: spread(&sum.allocated),
            segment: self.segment.clone(),
            slope_per_second: self.columns.has_time.then_some(slope),
            slope_per_snapshot: per_snapshot,
            trend: judgement.trend,
            parts: Vec::new(),
            each: 1,
        }
    }

    /// Shapes that names of functions are signs of: those of the stack, and those that the
    /// function to blame calls where that grows as well. A timer keeps what is allocated
    /// beside it.
    fn signs(&self, stack: StackId) -> Vec<Hint> {
        let identity = &self.set.identity;
        let of_function: Vec<Option<Hint>> = (0..identity.function_count() as u32)
            .map(|id| hints::sign(&identity.strings.text(identity.function(id).name)))
            .collect();
        let function = |frame: &FrameId| identity.frame(*frame).function;
        let sign = |frame: &FrameId| of_function[function(frame) as usize];
        let mut found: Vec<Hint> = Vec::new();
        for hint in identity.stack(stack).iter().filter_map(sign) {
            if !found.contains(&hint) {
                found.push(hint);
            }
        }
        let Some(blamed) = identity.site(stack).frame.as_ref().map(function) else { return found };
        let mut beside: Vec<(Hint, Vec<u32>)> = Vec::new();
        for (cell, key) in (0..).zip(&self.columns.cells) {
            let frames = identity.stack(key.stack);
            let callees = frames.iter().position(|frame| function(frame) == blamed).unwrap_or(0);
            let Some(hint) = frames[..callees].iter().find_map(sign) else { continue };
            match beside.iter_mut().find(|(known, _)| *known == hint) {
                Some((_, cells)) => cells.push(cell),
                None => beside.push((hint, vec![cell])),
            }
        }
        for (hint, cells) in beside {
            let samples = self.columns.sum(&cells).samples;
            let grown = samples.last().unwrap_or(&0.0) - samples.first().unwrap_or(&0.0);
            if grown >= SIGN && !found.contains(&hint) {
                found.push(hint);
            }
        }
        found
    }

    /// By how many objects of each size the function of a stack grew, all of its lines
    /// together.
    fn sizes(&self, stack: StackId) -> Vec<(u32, i64)> {
        let identity = &self.set.identity;
        let function =
            |stack| identity.site(stack).frame.map(|frame| identity.frame(frame).function);
        let wanted = function(stack);
        let mut sizes: Vec<(u32, i64)> = Vec::new();
        for (cell, key) in self.columns.cells.iter().enumerate() {
            if key.size == 0 || key.size == LARGE || function(key.stack) != wanted {
                continue;
            }
            let objects = self.columns.growth(cell) / i64::from(key.size);
            match sizes.iter_mut().find(|(size, _)| *size == key.size) {
                Some((_, all)) => *all += objects,
                None => sizes.push((key.size, objects)),
            }
        }
        sizes
    }

    /// The labels that nearly all that came has.
    fn labels(&self, cells: &[u32]) -> Vec<(String, String)> {
        let sets = &self.set.labels.sets;
        let mut by_label: Vec<((StringId, StringId), i64)> = Vec::new();
        let mut all = 0_i64;
        for &cell in cells {
            let growth = self.columns.growth(cell as usize).max(0);
            all = all.saturating_add(growth);
            for &label in &sets[self.columns.cells[cell as usize].labels as usize] {
                match by_label.iter_mut().find(|(known, _)| *known == label) {
                    Some((_, sum)) => *sum += growth,
                    None => by_label.push((label, growth)),
                }
            }
        }
        let text = |id| self.set.identity.strings.text(id).into_owned();
        let is_common = |&&(_, sum): &&((StringId, StringId), i64)| all > 0 && sum >= all / 10 * 9;
        let common = by_label.iter().filter(is_common);
        common.map(|&((key, value), _)| (text(key), text(value))).collect()
    }

    /// The goroutines of the last snapshot, by where they were first.
    fn stays(&self, stack: StackId) -> Vec<(usize, Vec<i64>)> {
        let Some(last) = self.segment.end.checked_sub(1) else { return Vec::new() };
        let number = self.series.snapshots[last];
        let series = std::slice::from_ref(self.series);
        let Some(stays) = self.set.stays(series, number) else { return Vec::new() };
        let since = stays.since(&self.set.ids_of(number, stack)).into_iter();
        since.map(|(dump, ids)| (stays.dumps.start + dump, ids)).collect()
    }

    /// Number of goroutines of the first snapshot that are there in the last.
    fn still_there(&self, stack: StackId) -> Option<Reason> {
        let numbers = &self.series.snapshots[self.segment.clone()];
        let ids = |number: Option<&usize>| number.map(|&n| &self.set.snapshots()[n].ids);
        let (first, last) = (ids(numbers.first())?, ids(numbers.last())?);
        let mut of_stack = first.iter().filter(|(_, s)| *s == stack).peekable();
        of_stack.peek()?;
        let (mut all, mut left) = (0, 0);
        for goroutine in of_stack {
            all += 1;
            left += usize::from(last.binary_search(goroutine).is_ok());
        }
        Some(Reason::StillThere(left, all))
    }
}
