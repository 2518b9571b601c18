//! One profile of two sides.
//!
//! Its samples have each sample type twice, new and old, and behind each side's types how
//! many samples its values rest on. So stacks, filters, granularity and caches are those of
//! any profile, and a view gets two weights for the same stacks.

use super::context::{NONE, NameId};
use super::matching::{self, Matched, Matching};
use super::samples::{Source, is_cumulative, is_exact, is_snapshot};
use super::{NEW, OLD};
use crate::profile::combine::{self, CombineError};
use crate::profile::{FunctionId, Interner, Mapping, MappingId, Profile, ValueType};
use crate::selection::base_name;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// Where the columns of both sides are in the combined profile.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Number of sample types.
    pub types: usize,
    /// Number of columns that a side has.
    side: usize,
    /// For each sample type, which of a side's columns has the numbers of samples.
    counts: Vec<Option<usize>>,
    /// For a type of what is there now, the numbers of samples of all that ever was.
    ever: Vec<Option<usize>>,
    /// For a type of a heap profile, the column of its numbers of objects.
    objects: Vec<Option<usize>>,
    /// True if values only grow while the process runs.
    pub cumulative: Vec<bool>,
    /// True if values are of one moment.
    pub snapshot: Vec<bool>,
    /// True if values count everything, on both sides, instead of samples.
    pub exact: Vec<bool>,
}

impl Columns {
    fn of_side(&self, side: usize) -> usize {
        if side == NEW { 0 } else { self.side }
    }

    /// The column of a sample type.
    pub fn value(&self, side: usize, index: usize) -> usize {
        self.of_side(side) + index
    }

    /// The column of its numbers of samples, if they are known.
    pub fn count(&self, side: usize, index: usize) -> Option<usize> {
        self.counts[index].map(|column| self.of_side(side) + column)
    }

    /// The column of the numbers of objects that a heap profile says there are.
    pub fn objects(&self, side: usize, index: usize) -> Option<usize> {
        self.objects[index].map(|column| self.of_side(side) + column)
    }

    /// The column of the numbers of all samples that ever were, beside those that are
    /// left.
    pub fn ever(&self, side: usize, index: usize) -> Option<usize> {
        self.ever[index].map(|column| self.of_side(side) + column)
    }

    /// Sees which columns two sides of the same types can have.
    fn new(sides: &[Profile; 2]) -> (Self, Vec<Source>) {
        let profile = &sides[NEW];
        let types = profile.sample_types.len();
        let mut this = Self { types, ..Self::default() };
        let mut sources: Vec<Source> = Vec::new();
        for index in 0..types {
            let [old, new] = [OLD, NEW].map(|side| Source::of(&sides[side], index));
            // Periods may differ; where one side is not known, the other is no use.
            let is_known = old != Source::Unknown && new != Source::Unknown;
            this.counts.push(is_known.then(|| {
                let known = sources.iter().position(|source| *source == new);
                types
                    + known.unwrap_or_else(|| {
                        sources.push(new);
                        sources.len() - 1
                    })
            }));
            this.objects.push(match new {
                Source::Heap { objects, .. } => Some(objects),
                _ => None,
            });
            this.cumulative.push(is_cumulative(profile, index));
            this.snapshot.push(is_snapshot(profile, index));
            this.exact.push(sides.iter().all(|side| is_exact(side, index)));
        }
        this.side = types + sources.len();
        let names: Vec<&[u8]> = profile.sample_type_names().collect();
        this.ever = (names.iter())
            .map(|name| {
                let rest = name.strip_prefix(b"inuse_")?;
                let ever = names.iter().position(|n| n.strip_prefix(b"alloc_") == Some(rest))?;
                this.counts[ever]
            })
            .collect();
        (this, sources)
    }
}

/// Two sides as one profile.
pub struct Combined {
    pub profile: Profile,
    pub columns: Columns,
    pub matching: Matching,
    /// Some functions are inlined on one side and called on the other.
    pub differs_in_inlining: bool,
}

/// Combines two sides of the same types and units, old and new. With `normalize`, the new
/// one is scaled to the old one's totals.
pub fn combine(
    mut sides: [Profile; 2],
    options: &matching::Options,
    normalize: bool,
) -> Result<Combined, CombineError> {
    let (columns, sources) = Columns::new(&sides);
    let default = sides[NEW].default_sample_index().unwrap_or(0);
    let (matched, matching) = {
        let [old, new] = &sides;
        matching::matching([old, new], [default, default], options)
    };
    let mut differs_in_inlining = false;
    if !options.strict {
        differs_in_inlining = differs(&matched);
    }
    let ratios = normalize.then(|| combine::ratios(&sides[NEW], &sides[OLD]));
    let [old, new] = &mut sides;
    rename(old, new, &matched, options.strict);
    for side in [OLD, NEW] {
        let profile = &mut sides[side];
        let own = |source: &Source| match source {
            Source::Period { column, .. } => {
                Source::Period { column: *column, period: profile.period }
            }
            other => *other,
        };
        let counts: Vec<Vec<i64>> =
            (sources.iter()).map(|source| own(source).count(profile).unwrap_or_default()).collect();
        profile.samples.values.extend(counts);
    }
    if let Some(mut ratios) = ratios {
        ratios.resize(columns.side, 1.0);
        combine::multiply(&mut sides[NEW], &ratios);
    }
    let [old, new] = sides;
    let types = types(&new, columns.side, default);
    let profile = combine::merge_equal(&[widened(new, NEW, &types), widened(old, OLD, &types)])?;
    Ok(Combined { profile, columns, matching, differs_in_inlining })
}

/// Returns whether a function that is on both sides is inlined on one of them only.
fn differs(matched: &Matched) -> bool {
    let [old, new] = &matched.names;
    let pairs = old.inlined.iter().zip(&matched.new_of).filter(|&(_, &new)| new != NONE);
    let differs = |(a, b): ([bool; 2], [bool; 2])| a != b;
    pairs.map(|(&a, &b)| (a, new.inlined[b as usize])).any(differs)
}

/// The names and units of all columns, and which is the default.
struct Types {
    texts: Vec<[Vec<u8>; 2]>,
    default: Vec<u8>,
    period: [Vec<u8>; 2],
}

fn types(new: &Profile, side: usize, default: usize) -> Types {
    let text = |t: ValueType| [t.kind, t.unit].map(|id| new.strings.get(id).to_vec());
    let mut texts: Vec<[Vec<u8>; 2]> = new.sample_types.iter().map(|&t| text(t)).collect();
    texts.resize(side, [b"samples of the current side".to_vec(), b"count".to_vec()]);
    let of_base =
        |[kind, unit]: &[Vec<u8>; 2]| [[kind, &b" of the base"[..]].concat(), unit.clone()];
    texts.extend(texts.iter().map(of_base).collect::<Vec<_>>());
    let default = texts.first().map_or(Vec::new(), |_| texts[default][0].clone());
    Types { texts, default, period: text(new.period_type) }
}

/// A side with columns for both.
fn widened(mut profile: Profile, side: usize, types: &Types) -> Profile {
    let rows = profile.samples.len();
    let own = std::mem::take(&mut profile.samples.values);
    let zeros = vec![vec![0; rows]; own.len()];
    profile.samples.values =
        if side == NEW { [own, zeros].concat() } else { [zeros, own].concat() };
    let mut interner = Interner::new(&profile.strings);
    let strings = &mut *profile.strings;
    let mut intern = |text: &Vec<u8>| interner.intern(strings, text);
    profile.sample_types = (types.texts.iter())
        .map(|[kind, unit]| ValueType { kind: intern(kind), unit: intern(unit) })
        .collect();
    profile.default_sample_type = intern(&types.default);
    let [kind, unit] = &types.period;
    profile.period_type = ValueType { kind: intern(kind), unit: intern(unit) };
    profile
}

/// Gives the functions of the old side the names and places that they have on the new one,
/// and their lines the distance by which they moved.
fn rename(old: &mut Profile, new: &Profile, matched: &Matched, strict: bool) {
    let mut interner = Interner::new(&old.strings);
    if !strict {
        rename_binaries(old, new, &mut interner);
    }
    // The functions of each new name.
    let mut rows_of: HashMap<NameId, Vec<FunctionId>, FxBuildHasher> = HashMap::default();
    for (function, &name) in (0..).zip(&matched.names[NEW].of_function) {
        if name != NONE {
            rows_of.entry(name).or_default().push(function);
        }
    }
    let mut moved = vec![0i64; old.functions.len()];
    let old_names = &matched.names[OLD].of_function;
    for (function, &name) in old_names.iter().enumerate().filter(|&(_, &name)| name != NONE) {
        let new_name = matched.new_of[name as usize];
        if new_name == NONE || (strict && is_same_name(old, new, function, new_name, matched)) {
            continue;
        }
        let row = likest(old, function, new, &rows_of[&new_name]);
        let from = &new.functions;
        let [name, system_name, filename] =
            [from.name[row], from.system_name[row], from.filename[row]]
                .map(|text| interner.intern(&mut old.strings, new.strings.get(text)));
        let starts = (old.functions.start_line[function], from.start_line[row]);
        if starts.0 > 0 && starts.1 > 0 {
            moved[function] = starts.1 - starts.0;
        }
        let to = &mut *old.functions;
        to.name[function] = name;
        to.system_name[function] = system_name;
        to.filename[function] = filename;
        to.start_line[function] = starts.1;
    }
    if moved.iter().any(|&by| by != 0) {
        for line in old.locations.lines.iter_mut().filter(|line| line.line > 0) {
            line.line = line.line.saturating_add(moved[line.function as usize]).max(1);
        }
    }
}

/// Of some functions of one name, the one whose file and place are most like this one's.
fn likest(old: &Profile, function: usize, new: &Profile, rows: &[FunctionId]) -> usize {
    let file = |profile: &Profile, row: usize| {
        profile.strings.get(profile.functions.filename[row]).to_vec()
    };
    let own_file = file(old, function);
    let system_name = old.strings.get(old.functions.system_name[function]);
    let likeness = |&row: &FunctionId| {
        let row = row as usize;
        let path = file(new, row);
        [
            base_name(&path) == base_name(&own_file),
            path == own_file,
            new.functions.start_line[row] == old.functions.start_line[function],
            new.strings.get(new.functions.system_name[row]) == system_name,
        ]
    };
    // Of equally good ones, the first.
    let best = rows.iter().rev().max_by_key(|row| likeness(row));
    best.map_or(0, |&row| row as usize)
}

/// With equal names only, nothing but what the user calls a rename is renamed.
fn is_same_name(
    old: &Profile,
    new: &Profile,
    function: usize,
    new_name: NameId,
    matched: &Matched,
) -> bool {
    let text = matched.names[NEW].text[new_name as usize];
    old.strings.get(old.functions.name[function]) == new.strings.get(text)
}

/// Binaries are the same if their files are called the same; the main ones always are.
fn rename_binaries(old: &mut Profile, new: &Profile, interner: &mut Interner) {
    for id in 0..old.mappings.len() as MappingId {
        let file = old.strings.get(old.mappings[id as usize].file);
        let of = |m: &Mapping| new.strings.get(m.file);
        let is_equal = new.mappings.iter().any(|m| of(m) == file);
        let same = new.mappings.iter().find(|&m| base_name(of(m)) == base_name(file));
        let main = new.mappings.first().filter(|_| id == 0);
        if let Some(same) = same.or(main).filter(|_| !is_equal) {
            let file = interner.intern(&mut old.strings, new.strings.get(same.file));
            old.mappings[id as usize].file = file;
        }
    }
}
