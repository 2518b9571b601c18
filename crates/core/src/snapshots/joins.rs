//! Where goroutines and the heap grow together: "+480 goroutines created at X, +31 MB
//! allocated below Y".

use super::columns::Columns;
use super::pile::{Pile, Series};
use super::suspects::Suspect;
use super::verdict::{ENOUGH, Verdict};

/// What two suspects have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// The heap grows below the function in which the goroutines wait.
    Function,
    /// The heap grows below the function that started them.
    Creator,
    /// The heap grows below functions of the same package.
    Package,
}

/// Goroutines, and what the heap grew beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    /// The suspect that is goroutines.
    pub suspect: usize,
    /// What it has in common with the heap: the strongest that is there.
    pub shared: Shared,
    /// The name of that: a function or a package.
    pub name: String,
    /// By how many goroutines it grew.
    pub goroutines: i64,
    /// By how many bytes the heap grew there meanwhile.
    pub bytes: i64,
}

/// The joins of all suspects that are goroutines and grow.
pub(super) fn joins(pile: &Pile, series: &[Series], suspects: &[Suspect]) -> Vec<Join> {
    let Some(heap) = series.iter().find(|s| s.kind == "heap" && s.longest().len() >= ENOUGH) else {
        return Vec::new();
    };
    let columns = Columns::new(pile, heap, heap.longest());
    let is_growing = |suspect: &Suspect| {
        series[suspect.series].kind.starts_with("goroutine") && suspect.verdict <= Verdict::Growing
    };
    let growing = suspects.iter().enumerate().filter(|(_, suspect)| is_growing(suspect));
    growing.filter_map(|(index, suspect)| join(pile, &columns, index, suspect)).collect()
}

fn join(pile: &Pile, columns: &Columns, index: usize, suspect: &Suspect) -> Option<Join> {
    let creator = suspect.created.as_ref().map_or("", |(by, _)| by);
    let ways = [
        (Shared::Function, suspect.function.as_str()),
        (Shared::Creator, creator),
        (Shared::Package, suspect.package.as_str()),
    ];
    let grown = |values: &[i64], at: &std::ops::Range<usize>| match values.get(at.clone()) {
        Some([first, .., last]) => last - first,
        _ => 0,
    };
    ways.into_iter().filter(|(_, name)| !name.is_empty()).find_map(|(shared, name)| {
        let bytes = growth_below(pile, columns, shared, name);
        (bytes > 0).then(|| Join {
            suspect: index,
            shared,
            name: name.to_owned(),
            goroutines: grown(&suspect.values, &suspect.segment),
            bytes,
        })
    })
}

/// By how much the heap grew in stacks that go through a function or a package.
fn growth_below(pile: &Pile, columns: &Columns, shared: Shared, name: &str) -> i64 {
    let identity = &pile.identity;
    let is_wanted: Vec<bool> = (0..identity.function_count() as u32)
        .map(|id| {
            let function = identity.function(id);
            let text = if shared == Shared::Package { function.package } else { function.name };
            identity.strings.get(text) == name.as_bytes()
        })
        .collect();
    let goes_through = |&cell: &usize| {
        let stack = columns.cells[cell].stack;
        let mut frames = identity.stack(stack).iter();
        frames.any(|&frame| is_wanted[identity.frame(frame).function as usize])
    };
    (0..columns.cells.len()).filter(goes_through).map(|cell| columns.growth(cell)).sum()
}
