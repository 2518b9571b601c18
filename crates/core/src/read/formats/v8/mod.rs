//! Profiles of V8: `.cpuprofile` and `.heapprofile` of Node and Chrome, as lists of nodes or
//! as trees, and the same in pieces among the events of Chrome's traces.
//!
//! A sample stands for the time since the one before it, and the first for that since the
//! start, so all together are the sum of `timeDeltas`. The root is no function, and is left out
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

/// What one profile says, beside its nodes.
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

    /// Adds the samples of a CPU profile: how many, and how long they lasted. Without a list
    /// of samples, the nodes have counts.
    fn add_times(&self, to: &mut Joined, labels: u32) {
        let counts = to.column(b"samples", b"count");
        let mut stacks = Stacks::new(&self.nodes);
        if self.samples.is_empty() {
            for node in 0..self.nodes.len() {
                let hits = self.nodes.hits[node];
                if hits != 0 {
                    let stack = stacks.of(node, to);
                    to.add(stack, labels, counts, hits);
                }
            }
            self.set_times(to);
            return;
        }
        let times = self.has_times().then(|| to.column(b"wall", b"microseconds"));
        to.builder.set_period_type(b"wall", b"microseconds");
        for (sample, &id) in self.samples.iter().enumerate() {
            let Some(node) = self.nodes.by_id(id) else {
                to.leave_out(LeftOut::Samples);
                continue;
            };
            let stack = stacks.of(node, to);
            to.add(stack, labels, counts, 1);
            if let Some(times) = times {
                to.add(stack, labels, times, self.lasted(sample));
            }
        }
        self.set_times(to);
    }

    fn has_times(&self) -> bool {
        let samples = self.samples.len();
        self.deltas.len() >= samples || self.timestamps.len() >= samples
    }

    /// How many microseconds it was since the sample before. Clocks that go backwards, as V8's
    /// do at times, take nothing away.
    fn lasted(&self, sample: usize) -> i64 {
        if self.deltas.len() >= self.samples.len() {
            return self.deltas[sample].max(0);
        }
        let at = |sample: usize| self.timestamps.get(sample).copied();
        let before = match sample.checked_sub(1) {
            Some(before) => at(before),
            None => self.start.map(|start| (start * self.factor()) as i64),
        };
        let lasted = at(sample).zip(before).map(|(end, start)| end.saturating_sub(start));
        lasted.unwrap_or(0).max(0)
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
