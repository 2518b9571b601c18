//! Change that nearly all functions have in common.
//!
//! Values of one moment have no such factor: no machine is slower there, and what grows is
//! a leak or a load. Few functions have none either: of three, "most" are two.
//!
//! If the machine was slower or the load larger, everything grew by the same factor. It is
//! estimated as the median of what functions changed by, as Anders and Huber do it for other
//! counts ("Differential expression analysis for sequence count data", Genome Biology 11,
//! 2010). A function weighs the root of its number of samples: what it says gets as much
//! more certain with more of them, and one that is most of a program is still one.

use super::pair::Columns;
use super::{NEW, OLD};
use crate::profile::{LocationId, Profile};

/// Functions with fewer samples, on both sides together, say nothing.
const FEWEST: f64 = 20.0;

/// Fewer functions than this say nothing about all of them.
const FEWEST_FUNCTIONS: usize = 20;

/// By what most functions changed.
#[derive(Clone, Copy, Debug)]
pub struct Common {
    /// The factor.
    pub factor: f64,
    /// The variance that it has by chance.
    chance: f64,
}

/// The factor for each sample type; none where it cannot be told.
pub fn factors(profile: &Profile, columns: &Columns) -> Vec<Option<Common>> {
    (0..columns.types).map(|index| factor(profile, columns, index)).collect()
}

fn factor(profile: &Profile, columns: &Columns, index: usize) -> Option<Common> {
    if columns.snapshot[index] || columns.exact[index] {
        return None;
    }
    let column = |column: usize| &profile.samples.values[column][..];
    let counts = [column(columns.count(OLD, index)?), column(columns.count(NEW, index)?)];
    let values = [OLD, NEW].map(|side| column(columns.value(side, index)));
    let leaf_of: Vec<Option<u32>> = (profile.stacks.iter())
        .map(|stack| {
            let leaf: LocationId = *stack.first()?;
            let line = profile.locations.lines_of(leaf).first()?;
            Some(profile.functions.name[line.function as usize])
        })
        .collect();
    // By name: the values of both sides, and the number of samples.
    let mut sums = vec![([0.0; 2], 0.0); profile.strings.len()];
    for (row, &stack) in profile.samples.stack.iter().enumerate() {
        let Some(name) = leaf_of[stack as usize] else { continue };
        let (value, count) = &mut sums[name as usize];
        for side in [OLD, NEW] {
            value[side] += values[side][row] as f64;
            *count += counts[side][row] as f64;
        }
    }
    let is_enough =
        |([old, new], count): &([f64; 2], f64)| *count >= FEWEST && *old >= 0.0 && *new >= 0.0;
    sums.retain(is_enough);
    if sums.len() < FEWEST_FUNCTIONS {
        return None;
    }
    let samples: f64 = sums.iter().map(|(_, count)| count).sum();
    let mut ratios: Vec<(f64, f64)> =
        sums.into_iter().map(|([old, new], count)| (new / old, count.sqrt())).collect();
    ratios.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let half = ratios.iter().map(|(_, weight)| weight).sum::<f64>() / 2.0;
    let mut sum = 0.0;
    let middle = ratios.iter().find(|(_, weight)| {
        sum += weight;
        sum >= half
    });
    let ratio = middle.map(|&(ratio, _)| ratio).filter(|ratio| ratio.is_finite() && *ratio > 0.0);
    // Of functions with `n` samples, half of them on each side, ratios have the variance 4/n,
    // and their median, of `f` functions, π/2 times that, divided by `f`.
    let chance = 2.0 * std::f64::consts::PI / samples;
    ratio.map(|factor| Common { factor, chance })
}

impl Common {
    /// A factor as a variance of ratios: the square of its distance from 1, as a share of the
    /// mean of both sides, less what chance brings twice over.
    pub fn variance(&self, scaled: f64) -> f64 {
        let distance = (scaled - 1.0) / ((scaled + 1.0) / 2.0);
        (distance * distance - 2.0 * self.chance).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::{Comparison, Mode, Options, Verdict};
    use crate::profile::Profile;
    use crate::query::Query;
    use crate::view::compare::top::top;
    use crate::view::testing::profile;

    /// Thirty functions of this many samples of 10, the first one of others.
    fn run(first: i64, others: i64) -> Profile {
        functions(30, first, others)
    }

    fn functions(count: usize, first: i64, others: i64) -> Profile {
        let mut texts = vec![format!("f0 {}", first * 10)];
        texts.extend((1..count).map(|i| format!("f{i} {}", others * 10)));
        let mut profile = profile(&texts.iter().map(|s| &**s).collect::<Vec<_>>());
        profile.period_type = profile.sample_types[0];
        profile.period = 10;
        profile
    }

    #[test]
    fn what_all_have_in_common_is_nobodys() {
        let real = |old: Profile, new: Profile| {
            let mut comparison =
                Comparison::new(vec![old], vec![new], &Options::default()).unwrap();
            let compared = comparison.select(&Query::default(), Mode::Absolute).unwrap();
            let rows = top(&compared).rows;
            let found = rows.iter().filter(|row| row.flat.verdict == Verdict::Grew);
            let mut names: Vec<_> =
                found.map(|row| String::from_utf8_lossy(&row.name).into_owned()).collect();
            names.sort();
            (names, comparison.common_factor(Mode::Absolute, 0))
        };
        // Everything by 15 %.
        assert_eq!(real(run(1000, 1000), run(1150, 1150)), (vec![], 1.15));
        // One function, however large it is.
        let (names, factor) = real(run(9000, 1000), run(12_000, 1000));
        assert_eq!((names, factor), (vec!["f0".to_owned()], 1.0));
        // One that stands out.
        let (names, _) = real(run(1000, 1000), run(2000, 1100));
        assert_eq!(names, ["f0"]);
    }

    #[test]
    fn few_functions_have_nothing_in_common() {
        let factor = |old: Profile, new: Profile| {
            let comparison = Comparison::new(vec![old], vec![new], &Options::default()).unwrap();
            comparison.common_factor(Mode::Absolute, 0)
        };
        let runs = |count| (functions(count, 1000, 1000), functions(count, 1150, 1150));
        let (old, new) = runs(19);
        assert_eq!(factor(old, new), 1.0);
        let (old, new) = runs(20);
        assert_eq!(factor(old, new), 1.15);
    }

    #[test]
    fn what_is_there_at_one_moment_has_no_common_factor() {
        let levels = ["goroutine", "goroutineleak", "threadcreate", "inuse_space", "inuse_objects"];
        for name in levels.into_iter().chain(["space", "alloc_space"]) {
            let [old, new] = [1000, 3000].map(|count| {
                let mut profile = run(count, count);
                profile.sample_types[0].kind = profile.strings.push(name.as_bytes());
                profile.period_type = profile.sample_types[0];
                profile
            });
            let comparison = Comparison::new(vec![old], vec![new], &Options::default()).unwrap();
            let factor = comparison.common_factor(Mode::Absolute, 0);
            assert_eq!(factor, if name == "alloc_space" { 3.0 } else { 1.0 }, "{name}");
        }
    }
}
