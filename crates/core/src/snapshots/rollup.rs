//! One cause, one finding: what grows is tested at each function with all that it calls, and
//! named at the deepest function that explains the growth. Its lines are parts of it.
//!
//! A server allocates for one thing in ten functions, and each of them may have too few
//! samples to be told from chance. Together they do not.

use super::columns::{Columns, Sum};
use super::identity::FunctionId;
use super::sites::{Cut, Sites};
use super::snapshot_set::SnapshotSet;
use super::suspects::{Candidate, FALSE_DISCOVERIES, TESTABLE, largest};
use super::verdict::{Judgement, Reason, Verdict, judge};
use crate::stats::discovery_limit;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// The deepest function explains so much of the growth of the topmost.
const EXPLAINS: f64 = 0.75;
/// The share of the growth that must be in functions that grew more than once: a leak is
/// the same thing again and again.
const REPEATED: f64 = 0.5;
/// Largest number of causes.
const MAX_CAUSES: usize = 12;
/// A part below this share of the growth is not worth a line.
const PART: f64 = 0.02;
/// Largest number of parts.
const MAX_PARTS: usize = 12;

/// A part of a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The function.
    pub function: String,
    /// Its file.
    pub file: String,
    /// The line.
    pub line: i64,
    /// By how much it grew, in the series' unit.
    pub grew: i64,
    /// The share of the growth of all parts, 0 to 1.
    pub share: f64,
}

/// A function with all that it calls, or what a candidate of one line is made of.
struct Group {
    function: FunctionId,
    cells: Vec<u32>,
    /// Its place in the stack: the number of frames nearer to the leaf.
    depth: usize,
    is_line: bool,
    sum: Sum,
    judgement: Option<Judgement>,
}

impl Group {
    fn verdict(&self) -> Option<Verdict> {
        self.judgement.as_ref().map(|judgement| judgement.verdict)
    }
}

/// The causes of what grows, the largest first. `lines` are the candidates of single functions,
/// and `of_lines` the largest probability of chance that is a finding among those.
pub(super) fn causes(
    set: &SnapshotSet,
    columns: &Columns,
    lines: &[Candidate],
    of_lines: f64,
) -> Vec<Candidate> {
    let sites = Sites::new(set);
    let mut groups = groups(set, columns, lines);
    let trends = groups.iter().map(|group| group.sum.trend(columns));
    let testable = trends.filter(|t| t.births + t.deaths >= TESTABLE);
    // Sums of the same stacks depend on each other positively, for which the limit holds.
    let limit = discovery_limit(testable.map(|t| t.p).collect(), FALSE_DISCOVERIES);
    let assess = |group: &mut Group| {
        let limit = if group.is_line { of_lines } else { limit };
        group.judgement = (group.sum.growth() > 0).then(|| judge(columns, &group.sum, limit, None));
        if let Some(judgement) = &mut group.judgement
            && judgement.verdict == Verdict::Leak
            && !group.is_line
            && repeated(columns, &sites, &group.cells) < REPEATED
        {
            // Many things that are made once are no leak, however many they are.
            judgement.verdict = Verdict::Growing;
            judgement.reasons.insert(0, Reason::FewSamples(judgement.trend.births));
        }
    };
    groups.iter_mut().for_each(assess);
    let has_line = lines.iter().any(|line| line.judgement.verdict <= Verdict::Growing);
    let mut found = Vec::new();
    while found.len() < MAX_CAUSES {
        let mut wanted = Verdict::Leak;
        let mut next = deepest(set, columns, &groups, wanted);
        // A line that grows says more than all that calls it.
        if next.is_none() && found.is_empty() && !has_line {
            wanted = Verdict::Growing;
            next =
                deepest(set, columns, &groups, wanted).filter(|&at| is_found(&groups[at], limit));
        }
        let Some(at) = next else { break };
        let head = groups.swap_remove(at);
        let mut is_taken = vec![false; columns.cells.len()];
        head.cells.iter().for_each(|&cell| is_taken[cell as usize] = true);
        for group in &mut groups {
            let before = group.cells.len();
            group.cells.retain(|&cell| !is_taken[cell as usize]);
            if group.cells.len() < before {
                group.sum = columns.sum(&group.cells);
                assess(group);
            }
        }
        groups.retain(|group| !group.cells.is_empty());
        let Some(judgement) = head.judgement else { break };
        let stack = largest(columns, &head.cells);
        found.push(Candidate {
            judgement,
            sum: head.sum,
            stack,
            cells: head.cells,
            head: Some(head.function),
        });
        if wanted == Verdict::Growing {
            break;
        }
    }
    found
}

/// The share of the growth that is in functions that rose between more than one pair of
/// neighbors.
fn repeated(columns: &Columns, sites: &Sites, cells: &[u32]) -> f64 {
    let mut by_function: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for &cell in cells {
        if let Some(function) = sites.of(Cut::Function, columns.cells[cell as usize].stack) {
            by_function.entry(function).or_default().push(cell);
        }
    }
    let (mut all, mut often) = (0.0, 0.0);
    for cells in by_function.into_values() {
        let samples = columns.sum(&cells).samples;
        let grew = samples[samples.len() - 1] - samples[0];
        let rises = samples.windows(2).filter(|pair| pair[1] > pair[0] + 0.5).count();
        all += grew.max(0.0);
        often += if rises > 1 { grew.max(0.0) } else { 0.0 };
    }
    if all > 0.0 { often / all } else { 0.0 }
}

fn is_found(group: &Group, limit: f64) -> bool {
    group.judgement.as_ref().is_some_and(|judgement| judgement.trend.p <= limit)
}

/// The deepest of the groups with a verdict that explains the growth of the largest: the one
/// nearest to the leaf in the stack that grew most.
fn deepest(
    set: &SnapshotSet,
    columns: &Columns,
    groups: &[Group],
    verdict: Verdict,
) -> Option<usize> {
    let of_verdict = || groups.iter().enumerate().filter(|(_, g)| g.verdict() == Some(verdict));
    let (_, top) = of_verdict().max_by_key(|(_, g)| (g.sum.growth(), Reverse(g.cells.len())))?;
    let enough = (top.sum.growth() as f64 * EXPLAINS) as i64;
    let explains = |(_, group): &(usize, &Group)| {
        let is_common = |cell: &&u32| top.cells.binary_search(cell).is_ok();
        let common = group.cells.iter().filter(is_common);
        let common: i64 = common.map(|&cell| columns.growth(cell as usize)).sum();
        common >= enough && group.sum.growth() - common <= common - enough.min(common)
    };
    let identity = &set.identity;
    let stack = identity.stack(largest(columns, &top.cells));
    let place = |function: FunctionId| {
        let is_it = |&frame: &u32| identity.frame(frame).function == function;
        stack.iter().position(is_it).unwrap_or(usize::MAX)
    };
    let inner = of_verdict().filter(explains);
    let key = |(_, g): &(usize, &Group)| (place(g.function), g.cells.len(), !g.is_line, g.depth);
    inner.min_by_key(key).map(|(at, _)| at)
}

/// Each function that may be blamed with its cells: of several with the same cells the
/// deepest. `main` calls everything, and explains nothing.
fn groups(set: &SnapshotSet, columns: &Columns, lines: &[Candidate]) -> Vec<Group> {
    let identity = &set.identity;
    let mut by_function: FxHashMap<FunctionId, (Vec<u32>, usize)> = FxHashMap::default();
    for (cell, key) in (0..).zip(&columns.cells) {
        let site = identity.site(key.stack);
        if site.is_observer {
            continue;
        }
        for (depth, &frame) in identity.stack(key.stack).iter().enumerate() {
            let id = identity.frame(frame).function;
            if identity.function(id).owner != site.owner || depth < site.depth as usize {
                continue;
            }
            let (cells, least) = by_function.entry(id).or_insert((Vec::new(), depth));
            if cells.last() != Some(&cell) {
                cells.push(cell);
            }
            *least = depth.min(*least);
        }
    }
    let is_trunk = |&id: &FunctionId| {
        let name = identity.strings.get(identity.function(id).name);
        name == b"main.main" || name.starts_with(b"main.init")
    };
    let mut ordered: Vec<(FunctionId, Vec<u32>, usize, bool)> = by_function
        .into_iter()
        .filter(|(id, _)| !is_trunk(id))
        .map(|(id, (cells, depth))| (id, cells, depth, false))
        .collect();
    ordered.extend(lines.iter().filter_map(|line| {
        let frame = identity.site(line.stack).frame?;
        Some((identity.frame(frame).function, line.cells.clone(), 0, true))
    }));
    ordered.sort_by(|a, b| (&a.1, !a.3, a.2, a.0).cmp(&(&b.1, !b.3, b.2, b.0)));
    ordered.dedup_by(|later, first| later.1 == first.1);
    let group = |(function, cells, depth, is_line): (FunctionId, Vec<u32>, usize, bool)| {
        let sum = columns.sum(&cells);
        Group { function, cells, depth, is_line, sum, judgement: None }
    };
    ordered.into_iter().map(group).collect()
}

/// The parts of a cause: its functions, those that grew most first. None where it is one
/// function itself.
pub(super) fn parts(
    set: &SnapshotSet,
    columns: &Columns,
    head: FunctionId,
    cells: &[u32],
) -> Vec<Part> {
    let sites = Sites::new(set);
    let mut by_function: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for &cell in cells {
        if let Some(function) = sites.of(Cut::Function, columns.cells[cell as usize].stack) {
            by_function.entry(function).or_default().push(cell);
        }
    }
    if by_function.len() == 1 && by_function.contains_key(&head) {
        return Vec::new();
    }
    let grew = |cells: &[u32]| cells.iter().map(|&cell| columns.growth(cell as usize)).sum::<i64>();
    let mut all: Vec<(i64, Vec<u32>)> =
        by_function.into_values().map(|cells| (grew(&cells), cells)).collect();
    all.retain(|(grew, _)| *grew > 0);
    let total = all.iter().map(|(grew, _)| *grew).sum::<i64>().max(1) as f64;
    all.retain(|(grew, _)| *grew as f64 >= PART * total);
    all.sort_by_key(|(grew, cells)| (Reverse(*grew), cells[0]));
    all.truncate(MAX_PARTS);
    let part = |(grew, cells): (i64, Vec<u32>)| {
        let (function, file, line) = set.blamed(largest(columns, &cells));
        Part { function, file, line, grew, share: grew as f64 / total }
    };
    all.into_iter().map(part).collect()
}

impl SnapshotSet {
    /// The function, file and line that a stack is blamed on.
    pub(super) fn blamed(&self, stack: crate::profile::StackId) -> (String, String, i64) {
        let identity = &self.identity;
        let Some(frame) = identity.site(stack).frame else { return Default::default() };
        let frame = identity.frame(frame);
        let function = identity.function(frame.function);
        let text = |id| identity.strings.text(id).into_owned();
        (text(function.name), text(function.file), frame.line)
    }
}
