//! A profile under construction whose sample types turn up while it is read: values of one
//! stack and the same labels are joined into one sample.

use super::note::{LeftOut, Note};
use crate::profile::{Label, Profile, Samples, StackId, StringId, ValueType};
use crate::read::text::builder::Builder;
use rustc_hash::FxHashMap;

/// An index into the sets of labels; 0 is the empty set.
pub type SetId = u32;

/// No more labels than this: each sample repeats those of its resource, and a small file can
/// say that there are many of both.
const MOST_LABELS: usize = 1 << 24;

/// No more sample types than this: each sample has a value of each.
const MOST_COLUMNS: usize = 32;

/// Samples under construction.
pub struct Joined {
    /// Strings, functions, locations and stacks.
    pub builder: Builder,
    columns: Vec<ValueType>,
    values: Vec<Vec<i64>>,
    rows: Vec<(StackId, SetId)>,
    by_key: FxHashMap<(StackId, SetId), u32>,
    sets: Vec<Set>,
    by_set: FxHashMap<Set, SetId>,
    left_out: Vec<Note>,
}

/// Labels beyond those of another set.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
struct Set {
    parent: SetId,
    labels: Box<[Label]>,
}

impl Joined {
    /// No samples, and no sample types.
    pub fn new() -> Self {
        Self {
            builder: Builder::new(&[]),
            columns: Vec::new(),
            values: Vec::new(),
            rows: Vec::new(),
            by_key: FxHashMap::default(),
            sets: vec![Set::default()],
            by_set: FxHashMap::default(),
            left_out: Vec::new(),
        }
    }

    /// The column of this sample type, which is appended if it is new. Where there are too
    /// many, it is a number that no column has, and what is added to it is left out.
    pub fn column(&mut self, kind: &[u8], unit: &[u8]) -> usize {
        let kind = self.builder.string(kind);
        let unit = self.builder.string(unit);
        let column = ValueType { kind, unit };
        self.columns.iter().position(|&other| other == column).unwrap_or_else(|| {
            if self.columns.len() < MOST_COLUMNS {
                self.columns.push(column);
                self.values.push(Vec::new());
                self.columns.len() - 1
            } else {
                MOST_COLUMNS
            }
        })
    }

    /// Returns whether there is a sample type of this kind.
    pub fn has_column(&mut self, kind: &[u8]) -> bool {
        let kind = self.builder.string(kind);
        self.columns.iter().any(|column| column.kind == kind)
    }

    /// The set with these labels besides those of `parent`.
    pub fn set(&mut self, parent: SetId, labels: &[Label]) -> SetId {
        if labels.is_empty() {
            return parent;
        }
        let set = Set { parent, labels: labels.into() };
        let Self { sets, by_set, .. } = self;
        *by_set.entry(set).or_insert_with_key(|set| {
            sets.push(set.clone());
            (sets.len() - 1) as SetId
        })
    }

    /// Adds a value to the sample with this stack and these labels.
    pub fn add(&mut self, stack: StackId, labels: SetId, column: usize, value: i64) {
        if column >= self.columns.len() {
            return self.leave_out(LeftOut::SampleTypes);
        }
        let rows = &mut self.rows;
        let row = *self.by_key.entry((stack, labels)).or_insert_with(|| {
            rows.push((stack, labels));
            (rows.len() - 1) as u32
        }) as usize;
        let values = &mut self.values[column];
        if values.len() <= row {
            values.resize(row + 1, 0);
        }
        values[row] = values[row].saturating_add(value);
    }

    /// Counts something that is left out.
    pub fn leave_out(&mut self, part: LeftOut) {
        self.leave_out_some(part, 1);
    }

    /// Counts some things that are left out.
    pub fn leave_out_some(&mut self, part: LeftOut, count: usize) {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        match self.left_out.iter_mut().find(|note| note.part == part) {
            _ if count == 0 => {}
            Some(note) => note.count = note.count.saturating_add(count),
            None => self.left_out.push(Note { part, count }),
        }
    }

    /// Number of samples.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The id of a text.
    pub fn string(&mut self, text: &[u8]) -> StringId {
        self.builder.string(text)
    }

    /// The profile, with comments on what was left out: that are also the labels that samples
    /// share, where all would be too many.
    pub fn finish(mut self) -> Profile {
        for values in &mut self.values {
            values.resize(self.rows.len(), 0);
        }
        let samples = Samples {
            stack: self.rows.iter().map(|&(stack, _)| stack).collect(),
            values: std::mem::take(&mut self.values),
            ..Samples::default()
        };
        self.builder.set_samples(std::mem::take(&mut self.columns), samples);
        // Labels up to the root of each set: a parent comes before its children.
        let mut counts: Vec<usize> = Vec::with_capacity(self.sets.len());
        for set in &self.sets {
            let above = counts.get(set.parent as usize).copied().unwrap_or(0);
            counts.push(above.saturating_add(set.labels.len()));
        }
        let all = self.rows.iter().map(|&(_, set)| counts[set as usize]);
        let is_too_many = all.fold(0, usize::saturating_add) > MOST_LABELS;
        if is_too_many {
            self.leave_out(LeftOut::SharedLabels);
        }
        for note in std::mem::take(&mut self.left_out) {
            self.builder.comment(note.comment().as_bytes());
        }
        let mut left = MOST_LABELS;
        let mut path = Vec::new();
        for (sample, &(_, set)) in self.rows.iter().enumerate() {
            path.clear();
            let mut at = set;
            while at != 0 {
                path.push(at);
                at = if is_too_many { 0 } else { self.sets[at as usize].parent };
            }
            for &set in path.iter().rev() {
                let labels = &self.sets[set as usize].labels;
                let labels = &labels[..labels.len().min(left)];
                left -= labels.len();
                labels.iter().for_each(|&label| self.builder.label_of(sample, label));
            }
        }
        self.builder.finish()
    }
}
