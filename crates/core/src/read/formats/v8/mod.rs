//! Profiles of V8: `.cpuprofile` and `.heapprofile` of Node and Chrome, as lists of nodes or
//! as trees, and the same in pieces among the events of Chrome's traces.
//!
//! A sample stands for the time since the one before it, and the first for that since the
//! start, so all together are the sum of `timeDeltas`. Counts are V8's own, `hitCount`, where
//! nodes have them: a few hits are not in the list of samples. The root is no function, and is left out
//! of stacks.
//! Sources: the protocol's `Profiler.Profile` and `HeapProfiler.SamplingHeapProfile`.

mod events;
mod nodes;

use super::joined::Joined;
use super::json::Json;
use super::note::LeftOut;
use crate::profile::Profile;
use crate::read::{FormatError, ReadError};
use nodes::{Nodes, Stacks};

pub use events::read as read_events;

/// Fields of one profile, beside its nodes.
#[derive(Default)]
pub struct Recorded {
    nodes: Nodes,
    /// The ids of the nodes that were running.
    samples: Vec<u32>,
    /// Microseconds since the sample before it.
    deltas: Vec<i64>,
    /// Microseconds; what the old form has instead.
    timestamps: Vec<i64>,
    /// In microseconds, or (in the old form) seconds.
    start: Option<f64>,
    end: Option<f64>,
}

/// Reads a `.cpuprofile` or a `.heapprofile`.
///
/// # Errors
///
/// `None` if it is neither.
pub fn read(content: &[u8]) -> Result<Profile, Option<ReadError>> {
    let mut json = Json::new(content);
    let mut recorded = Recorded::default();
    let result = profile(&mut json, &mut recorded);
    if !recorded.nodes.has_names {
        return Err(None);
    }
    result?;
    let mut to = Joined::new();
    if recorded.nodes.has_sizes {
        recorded.add_sizes(&mut to);
    } else {
        recorded.add_times(&mut to, 0);
    }
    finish(to, content.len()).map_err(Some)
}

fn finish(to: Joined, size: usize) -> Result<Profile, ReadError> {
    if to.len() == 0 {
        return Err(ReadError::Format { at: size, kind: FormatError::NoSamples });
    }
    Ok(to.finish())
}

/// Reads the object of a profile, or adds a piece of one.
fn profile(json: &mut Json, to: &mut Recorded) -> Result<(), ReadError> {
    if !json.object()? {
        return Ok(());
    }
    while let Some(key) = json.key()? {
        match &*key {
            b"nodes" => to.nodes.list(json)?,
            b"head" => to.nodes.tree(json)?,
            // Those of a heap profile are objects, whose bytes the nodes have as well.
            b"samples" => json.indices(&mut to.samples)?,
            b"timeDeltas" => integers(json, &mut to.deltas)?,
            b"timestamps" => integers(json, &mut to.timestamps)?,
            b"startTime" => to.start = json.number()?,
            b"endTime" => to.end = json.number()?,
            _ => json.skip()?,
        }
    }
    Ok(())
}

fn integers(json: &mut Json, to: &mut Vec<i64>) -> Result<(), ReadError> {
    if json.array()? {
        while json.item()? {
            to.push(json.integer()?.unwrap_or(0));
        }
    }
    Ok(())
}

impl Recorded {
    /// Adds what the nodes of a heap profile have: bytes that are in use, as V8 scaled them.
    fn add_sizes(&self, to: &mut Joined) {
        let column = to.column(b"inuse_space", b"bytes");
        to.builder.set_period_type(b"space", b"bytes");
        let mut stacks = Stacks::new(&self.nodes);
        for node in 0..self.nodes.len() {
            let size = self.nodes.size[node];
            if size != 0 {
                let stack = stacks.of(node, to);
                to.add(stack, 0, column, size);
            }
        }
    }

    /// Adds the samples of a CPU profile: how many, and how long they lasted. Without counts
    /// at the nodes, those of a list of samples are counted.
    fn add_times(&self, to: &mut Joined, labels: u32) {
        let counts = to.column(b"samples", b"count");
        let mut stacks = Stacks::new(&self.nodes);
        let has_hits = self.nodes.hits.iter().any(|&hits| hits != 0);
        if self.samples.is_empty() {
            self.add_hits(&mut stacks, to, labels, counts);
            self.set_times(to);
            return;
        }
        let times = self.has_times().then(|| to.column(b"wall", b"microseconds"));
        to.builder.set_period_type(b"wall", b"microseconds");
        let lasted = self.durations();
        for (sample, &id) in self.samples.iter().enumerate() {
            let Some(node) = self.nodes.by_id(id) else {
                to.leave_out(LeftOut::Samples);
                continue;
            };
            let stack = stacks.of(node, to);
            if !has_hits {
                to.add(stack, labels, counts, 1);
            }
            if let Some(times) = times {
                to.add(stack, labels, times, lasted.get(sample).copied().unwrap_or(0));
            }
        }
        if has_hits {
            self.add_hits(&mut stacks, to, labels, counts);
        }
        self.set_times(to);
    }

    /// Adds how often each node was running.
    fn add_hits(&self, stacks: &mut Stacks<'_>, to: &mut Joined, labels: u32, counts: usize) {
        for node in 0..self.nodes.len() {
            let hits = self.nodes.hits[node];
            if hits != 0 {
                let stack = stacks.of(node, to);
                to.add(stack, labels, counts, hits);
            }
        }
    }

    fn has_times(&self) -> bool {
        let samples = self.samples.len();
        self.deltas.len() >= samples || self.timestamps.len() >= samples
    }

    /// Number of microseconds since the sample before, for each. Samples are not always in
    /// the order in which they were taken; their times tell.
    fn durations(&self) -> Vec<i64> {
        let count = self.samples.len();
        let (times, start): (Vec<i64>, _) = if self.deltas.len() >= count {
            let sum = |sum: &mut i64, &delta: &i64| {
                *sum = sum.saturating_add(delta);
                Some(*sum)
            };
            (self.deltas[..count].iter().scan(0, sum).collect(), Some(0))
        } else {
            let start = self.start.map(|start| (start * self.factor()) as i64);
            (self.timestamps.iter().copied().take(count).collect(), start)
        };
        let mut order: Vec<usize> = (0..times.len()).collect();
        order.sort_by_key(|&sample| times[sample]);
        let mut lasted = vec![0; times.len()];
        let mut before = start;
        for sample in order {
            let since = before.map_or(0, |before| times[sample].saturating_sub(before));
            lasted[sample] = since.max(0);
            before = Some(times[sample]);
        }
        lasted
    }

    /// The old form has seconds, with a fraction.
    fn factor(&self) -> f64 {
        if self.nodes.is_old { 1e6 } else { 1.0 }
    }

    fn length_micros(&self) -> Option<i64> {
        Some(((self.end? - self.start?) * self.factor()).round() as i64)
    }

    /// The start is counted from when the machine started: only the duration means something.
    fn set_times(&self, to: &mut Joined) {
        if let Some(length) = self.length_micros().filter(|&length| length > 0) {
            to.builder.set_times(0, length.saturating_mul(1000));
        }
    }
}
