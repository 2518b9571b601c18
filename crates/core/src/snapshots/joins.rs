//! Sites at which goroutines and the heap grow together: "+480 goroutines created at X, +31 MB
//! allocated below Y".

use super::columns::Columns;
use super::snapshot_set::{Series, SnapshotSet};
use super::suspects::Suspect;
use super::verdict::{ENOUGH, Verdict};

/// Link between two suspects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// The heap grows below the function in which the goroutines wait.
    Function,
    /// The heap grows below the function that started them.
    Creator,
    /// Label that the growing part of the heap has, too.
    Label,
    /// Lines of the same package are suspected of growing the heap.
    Package,
}

/// Goroutines, and what the heap grew beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    /// The suspect that is goroutines.
    pub suspect: usize,
    /// Strongest link with the heap.
    pub shared: Shared,
    /// The name of that: a function, a label as `key=value`, or a package.
    pub name: String,
    /// By how many goroutines it grew.
    pub goroutines: i64,
    /// By how many bytes the heap grew there meanwhile.
    pub bytes: i64,
}

/// The joins of all suspects that are goroutines and grow.
pub(super) fn joins(set: &SnapshotSet, series: &[Series], suspects: &[Suspect]) -> Vec<Join> {
    let Some(heap) = series.iter().find(|s| s.kind == "heap" && s.longest().len() >= ENOUGH) else {
        return Vec::new();
    };
    let columns = Columns::new(set, heap, heap.longest());
    let is_growing = |suspect: &Suspect| {
        series[suspect.series].kind.starts_with("goroutine") && suspect.verdict <= Verdict::Growing
    };
    let growing = suspects.iter().enumerate().filter(|(_, suspect)| is_growing(suspect));
    let heap_index = series.iter().position(|s| s == heap);
    let of_heap: Vec<&Suspect> = suspects
        .iter()
        .filter(|s| Some(s.series) == heap_index && s.verdict <= Verdict::Growing)
        .collect();
    let join = |(index, suspect)| join(set, &columns, &of_heap, index, suspect);
    growing.filter_map(join).collect()
}

fn join(
    set: &SnapshotSet,
    columns: &Columns,
    of_heap: &[&Suspect],
    index: usize,
    suspect: &Suspect,
) -> Option<Join> {
    let creator = suspect.created.as_ref().map_or("", |(by, _)| by);
    let labels: Vec<String> =
        suspect.labels.iter().map(|(key, value)| [key, "=", value].concat()).collect();
    let mut ways = vec![(Shared::Function, suspect.function.as_str()), (Shared::Creator, creator)];
    ways.extend(labels.iter().map(|label| (Shared::Label, label.as_str())));
    ways.push((Shared::Package, suspect.package.as_str()));
    let grown = |values: &[i64], at: &std::ops::Range<usize>| match values.get(at.clone()) {
        Some([first, .., last]) => last - first,
        _ => 0,
    };
    ways.into_iter().filter(|(_, name)| !name.is_empty()).find_map(|(shared, name)| {
        let bytes = match shared {
            // A package has caches too: what counts is what grows there as well.
            Shared::Package => of_heap
                .iter()
                .filter(|other| other.package == name)
                .map(|other| grown(&other.values, &other.segment))
                .sum(),
            Shared::Label => growth_with(set, columns, name),
            Shared::Function | Shared::Creator => growth_below(set, columns, name),
        };
        (bytes > 0).then(|| Join {
            suspect: index,
            shared,
            name: name.to_owned(),
            goroutines: grown(&suspect.values, &suspect.segment),
            bytes,
        })
    })
}

/// By how much the heap grew in stacks that go through a function.
fn growth_below(set: &SnapshotSet, columns: &Columns, name: &str) -> i64 {
    let identity = &set.identity;
    let is_wanted: Vec<bool> = (0..identity.function_count() as u32)
        .map(|id| identity.strings.get(identity.function(id).name) == name.as_bytes())
        .collect();
    let goes_through = |&cell: &usize| {
        let stack = columns.cells[cell].stack;
        let mut frames = identity.stack(stack).iter();
        frames.any(|&frame| is_wanted[identity.frame(frame).function as usize])
    };
    (0..columns.cells.len()).filter(goes_through).map(|cell| columns.growth(cell)).sum()
}

/// By how much the heap grew in what has a label; 0 where nearly all has it, which then
/// tells nothing.
fn growth_with(set: &SnapshotSet, columns: &Columns, name: &str) -> i64 {
    let text = |id| set.identity.strings.text(id);
    let has = |set: &Vec<_>| {
        set.iter().any(|&(key, value)| [&*text(key), "=", &*text(value)].concat() == name)
    };
    let sets: Vec<bool> = set.labels.sets.iter().map(has).collect();
    let (mut growth, mut with, mut all) = (0_i64, 0_i64, 0_i64);
    for (cell, key) in columns.cells.iter().enumerate() {
        let last = columns.values(cell).last().copied().unwrap_or(0);
        all = all.saturating_add(last);
        if sets[key.labels as usize] {
            with = with.saturating_add(last);
            growth = growth.saturating_add(columns.growth(cell));
        }
    }
    if with > all / 10 * 9 { 0 } else { growth }
}
