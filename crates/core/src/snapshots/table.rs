//! All that moves, at the grain that is asked for.

use super::columns::{Columns, Sum};
use super::file::{CellKey, LARGE};
use super::kept::Measure;
use super::snapshot_set::{Series, SnapshotSet};
use super::suspects::limit;
use super::verdict::{ENOUGH, Verdict, judge};
use crate::profile::{StackId, StringId};
use rustc_hash::FxHashMap;

/// Subject of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A stack.
    Stack,
    /// A function: what its own code holds, its callees not counted.
    Function,
    /// A source file, likewise.
    File,
    /// A package, likewise.
    Package,
    /// A value of a label.
    Label,
    /// The size of the objects.
    Size,
}

impl Level {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Stack, Self::Function, Self::File, Self::Package, Self::Label, Self::Size];

    /// A short name.
    pub fn name(self) -> &'static str {
        ["stack", "function", "file", "package", "label", "size"][self as usize]
    }

    /// The level of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// Subject: a name; of a stack, its functions, leaf first, with ` < ` between.
    pub name: String,
    /// Verdict; `None` where the snapshots are too few to tell.
    pub verdict: Option<Verdict>,
    /// The values in each snapshot of the segment.
    pub values: Vec<i64>,
    /// The growth in the series' unit for each snapshot.
    pub slope: f64,
}

/// Number of names of a stack that are shown.
const MAX_NAMES: usize = 6;

impl SnapshotSet {
    /// The rows of a series' longest segment, those that grow most first.
    pub fn table(&self, series: &Series, level: Level) -> Vec<TableRow> {
        let segment = series.longest();
        if segment.is_empty() {
            return Vec::new();
        }
        let columns = Columns::new(self, series, segment);
        let (names, group) = self.names(level, &columns);
        let groups = columns.groups(|cell| Some(group[cell]));
        let sums: Vec<Sum> = groups.iter().map(|(_, cells)| columns.sum(cells)).collect();
        let is_enough = columns.width >= ENOUGH;
        let limit = if is_enough { limit(&columns, &sums) } else { 0.0 };
        let row = |((name, _), sum): (&(u32, Vec<u32>), Sum)| {
            let judgement = is_enough.then(|| judge(&columns, &sum, limit, None));
            let last = columns.width.saturating_sub(1).max(1);
            let growth = match &judgement {
                Some(j) if j.trend.slope != 0.0 => j.trend.slope * columns.at[columns.width - 1],
                _ => sum.growth() as f64,
            };
            TableRow {
                name: names[*name as usize].clone(),
                verdict: judgement.map(|judgement| judgement.verdict),
                slope: growth / last as f64,
                values: sum.values,
            }
        };
        let mut rows: Vec<TableRow> = groups.iter().zip(sums).map(row).collect();
        rows.retain(|row| row.values.iter().any(|&value| value != 0));
        rows.sort_by(|a, b| b.slope.total_cmp(&a.slope).then_with(|| a.name.cmp(&b.name)));
        rows
    }

    /// The names of groups, and the group of each cell.
    fn names(&self, level: Level, columns: &Columns) -> (Vec<String>, FxHashMap<CellKey, u32>) {
        let identity = &self.identity;
        let text = |id: StringId| identity.strings.text(id).into_owned();
        let mut names: Vec<String> = Vec::new();
        let mut known: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        let mut groups = FxHashMap::default();
        for cell in &columns.cells {
            let key = match level {
                Level::Stack => (cell.stack, 0),
                Level::Label => (cell.labels, 0),
                Level::Size => (cell.size, 0),
                Level::Function | Level::File | Level::Package => (self.leaf(cell.stack, level), 0),
            };
            let group = *known.entry(key).or_insert_with(|| {
                names.push(match level {
                    Level::Stack => self.stack_name(cell.stack),
                    Level::Label => self.label_name(cell.labels),
                    Level::Size => match cell.size {
                        LARGE => ">".to_owned(),
                        0 => String::new(),
                        size => size.to_string(),
                    },
                    Level::Function | Level::File | Level::Package => text(key.0),
                });
                (names.len() - 1) as u32
            });
            groups.insert(*cell, group);
        }
        (names, groups)
    }

    /// The name at the leaf: of a function, a file or a package.
    fn leaf(&self, stack: StackId, level: Level) -> StringId {
        let identity = &self.identity;
        let Some(&frame) = identity.stack(stack).first() else { return 0 };
        let function = identity.function(identity.frame(frame).function);
        match level {
            Level::File => function.file,
            Level::Package => function.package,
            _ => function.name,
        }
    }

    fn stack_name(&self, stack: StackId) -> String {
        let site = self.identity.site(stack).depth as usize;
        let names = self.identity.names(stack).skip(site).take(MAX_NAMES);
        let names: Vec<_> = names.map(String::from_utf8_lossy).collect();
        names.join(" < ")
    }

    fn label_name(&self, set: u32) -> String {
        let text = |id: StringId| self.identity.strings.text(id);
        let pairs = self.labels.sets[set as usize].iter();
        let pairs: Vec<String> =
            pairs.map(|&(key, value)| format!("{}={}", text(key), text(value))).collect();
        pairs.join(" ")
    }

    /// The totals of each snapshot of a series: what is there, or, of a cumulative kind,
    /// what came since the snapshot before.
    pub fn totals(&self, series: &Series) -> Vec<i64> {
        let all = series.snapshots.iter().map(|&n| &self.snapshots()[n]);
        let totals: Vec<i64> = all.clone().map(|snapshot| snapshot.total).collect();
        let is_cumulative = all.clone().any(|s| s.measure == Measure::Cumulative);
        if !is_cumulative {
            return totals;
        }
        let starts: Vec<usize> = series.segments.iter().map(|segment| segment.start).collect();
        let since = |i: usize| match starts.contains(&i) {
            true => 0,
            false => totals[i].saturating_sub(totals[i - 1]),
        };
        (0..totals.len()).map(since).collect()
    }
}

/// By how much totals grow a second, robustly; 0 where there are no times. What is left to
/// a limit, divided by it, is the time until the limit is reached.
pub fn growth_per_second(totals: &[i64], seconds: &[f64]) -> f64 {
    if seconds.len() != totals.len() {
        return 0.0;
    }
    crate::stats::theil_sen(seconds, totals.iter().map(|&total| total as f64))
}
