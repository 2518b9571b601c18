//! The names of one side, what they weigh, and what surrounds them in the stacks.

use super::names::{Key, key};
use crate::profile::{Interner, LocationId, Profile, StringId, Strings};
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// An index into [`Names`].
pub type NameId = u32;
/// A number for each different key of both sides.
pub type KeyId = StringId;

/// No name.
pub const NONE: NameId = NameId::MAX;

/// The names of a profile's functions that are in a stack, each once.
pub struct Names {
    /// The text of each.
    pub text: Vec<StringId>,
    /// Its key.
    pub key: Vec<KeyId>,
    /// The numbers that the key does not have.
    pub numbers: Vec<Vec<u32>>,
    /// Flat values: magnitudes of one sample type.
    pub flat: Vec<f64>,
    /// Sum of all flat values.
    pub total: f64,
    /// True if it was inlined somewhere, and whether it was called somewhere.
    pub inlined: Vec<[bool; 2]>,
    /// The name of each function; [`NONE`] for those in no stack, and the nameless.
    pub of_function: Vec<NameId>,
    /// Weight of each stack.
    weights: Vec<f64>,
}

/// The keys of both sides.
#[derive(Default)]
pub struct Keys {
    strings: Strings,
    interner: Interner,
}

impl Keys {
    fn id(&mut self, key: &[u8]) -> KeyId {
        self.interner.intern(&mut self.strings, key)
    }

    /// Their number.
    pub fn len(&self) -> usize {
        self.strings.len()
    }

    /// A key.
    pub fn get(&self, id: KeyId) -> &[u8] {
        self.strings.get(id)
    }
}

impl Names {
    /// Collects the names, with what they spend of a sample type.
    pub fn new(profile: &Profile, column: usize, keys: &mut Keys) -> Self {
        let mut weights = vec![0.0; profile.stacks.len()];
        let samples = &profile.samples;
        for (&stack, &value) in samples.stack.iter().zip(&samples.values[column]) {
            weights[stack as usize] += value.unsigned_abs() as f64;
        }
        let mut this = Self {
            text: Vec::new(),
            key: Vec::new(),
            numbers: Vec::new(),
            flat: Vec::new(),
            total: weights.iter().sum(),
            inlined: Vec::new(),
            of_function: vec![NONE; profile.functions.len()],
            weights,
        };
        let mut is_used = vec![false; profile.locations.len()];
        let all = profile.stacks.iter().flatten();
        all.for_each(|&location| is_used[location as usize] = true);
        let mut by_text: HashMap<&[u8], NameId, FxBuildHasher> = HashMap::default();
        for location in (0..profile.locations.len()).filter(|&l| is_used[l]) {
            let lines = profile.locations.lines_of(location as LocationId);
            for (depth, line) in lines.iter().enumerate() {
                let function = line.function as usize;
                let text = profile.functions.name[function];
                let bytes = profile.strings.get(text);
                if bytes.is_empty() {
                    continue;
                }
                let name = *by_text.entry(bytes).or_insert_with(|| {
                    let Key { text: reduced, numbers } = key(bytes);
                    this.text.push(text);
                    this.key.push(keys.id(&reduced));
                    this.numbers.push(numbers);
                    this.flat.push(0.0);
                    this.inlined.push([false; 2]);
                    this.text.len() as NameId - 1
                });
                this.of_function[function] = name;
                this.inlined[name as usize][usize::from(depth + 1 == lines.len())] = true;
            }
        }
        for (stack, &weight) in profile.stacks.iter().zip(&this.weights) {
            let leaf = stack.first().and_then(|&l| profile.locations.lines_of(l).first());
            let name = leaf.map_or(NONE, |line| this.of_function[line.function as usize]);
            if name != NONE {
                this.flat[name as usize] += weight;
            }
        }
        this
    }

    /// Their number.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// The contexts of the names that are wanted.
    pub fn contexts(&self, profile: &Profile, wanted: &[bool]) -> Vec<Context> {
        let mut contexts: Vec<Context> = vec![Context::default(); self.len()];
        if !wanted.contains(&true) {
            return contexts;
        }
        let mut stack_names: Vec<(NameId, i64)> = Vec::new();
        for (stack, &weight) in profile.stacks.iter().zip(&self.weights) {
            stack_names.clear();
            for line in stack.iter().flat_map(|&l| profile.locations.lines_of(l)) {
                let function = line.function as usize;
                let start = profile.functions.start_line[function];
                let offset = if start > 0 && line.line > 0 { line.line - start } else { -1 };
                stack_names.push((self.of_function[function], offset));
            }
            let key = |at: Option<usize>| {
                let neighbour = at.and_then(|at| stack_names.get(at));
                neighbour.map_or(u64::from(NONE), |&(name, _)| match name {
                    NONE => u64::from(NONE),
                    name => u64::from(self.key[name as usize]),
                })
            };
            for (at, &(name, offset)) in stack_names.iter().enumerate() {
                if name == NONE || !wanted[name as usize] {
                    continue;
                }
                let context = &mut contexts[name as usize];
                context.add(0, key(at.checked_sub(1)), weight);
                context.add(1, key(Some(at + 1)), weight);
                if offset >= 0 {
                    context.add(2, offset as u64, weight);
                }
            }
        }
        contexts
    }
}

/// Callees and callers of a function, and those of its own lines on which it was seen, each
/// with its weight.
#[derive(Clone, Debug, Default)]
pub struct Context {
    features: HashMap<(u8, u64), f64, FxBuildHasher>,
    totals: [f64; 3],
}

impl Context {
    fn add(&mut self, kind: u8, feature: u64, weight: f64) {
        *self.features.entry((kind, feature)).or_default() += weight;
        self.totals[kind as usize] += weight;
    }

    /// Likeness of two contexts, from 0 to 1: the mean, over what is known of
    /// both, of the shares that are the same.
    pub fn likeness(&self, other: &Self) -> f64 {
        let is_known = |kind: usize| self.totals[kind] > 0.0 && other.totals[kind] > 0.0;
        let known = (0..3).filter(|&kind| is_known(kind)).count();
        let common = |(&(kind, feature), &weight): (&(u8, u64), &f64)| {
            let there = other.features.get(&(kind, feature))?;
            let kind = usize::from(kind);
            Some((weight / self.totals[kind]).min(there / other.totals[kind]))
        };
        // A sum in the order of a table must not depend on that order.
        let mut common: Vec<f64> =
            self.features.iter().filter_map(common).filter(|c| c.is_finite()).collect();
        common.sort_unstable_by(f64::total_cmp);
        if known == 0 { 0.0 } else { common.iter().sum::<f64>() / known as f64 }
    }
}
