//! The difference of two sides as a profile, for reports and files.

use super::{Comparison, Mode, NEW, OLD, Options};
use crate::profile::Profile;
use crate::profile::combine::{self, CombineError, Subtraction};

/// The difference of two sides, as `-diff_base` and `-normalize` make it of files. Other modes
/// than the absolute one scale the new side to the old one first, each sample rounded: then
/// what is left is in what the old side measured. A mode that cannot be had scales nothing.
///
/// # Errors
///
/// When the new side has no profile, or when units do not go together. Without an old side,
/// the new one is a difference already.
pub fn difference(
    [old, new]: [Vec<Profile>; 2],
    options: &Options,
    mode: Mode,
) -> Result<Profile, CombineError> {
    if old.is_empty() {
        return combine::merge(new);
    }
    let mut how = Subtraction { diff_base: true, normalize: options.normalize };
    if mode == Mode::Absolute {
        return combine::subtract(combine::merge(new)?, combine::merge(old)?, how);
    }
    let comparison = Comparison::new(old.clone(), new.clone(), options)?;
    let factor = |index: usize| {
        comparison.scale(mode, index).map_or(1.0, |scale| scale.factors[NEW] / scale.factors[OLD])
    };
    let factors: Vec<f64> = (0..comparison.type_count()).map(factor).collect();
    drop(comparison);
    let mut sides = [combine::merge(old)?, combine::merge(new)?];
    combine::align(&mut sides)?;
    let [old, mut new] = sides;
    if std::mem::take(&mut how.normalize) {
        let ratios = combine::ratios(&new, &old);
        combine::multiply(&mut new, &ratios);
    }
    combine::multiply(&mut new, &factors);
    combine::subtract(new, old, how)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::profile;

    /// Rest of each sample: old 100 in one second, new 400 in two.
    fn left(mode: Mode, normalize: bool) -> Vec<i64> {
        let (mut old, mut new) = (profile(&["a 60", "b 40"]), profile(&["a 320", "b 80"]));
        (old.duration_nanos, new.duration_nanos) = (1_000_000_000, 2_000_000_000);
        let options = Options { normalize, ..Options::default() };
        let difference = difference([vec![old], vec![new]], &options, mode).unwrap();
        difference.samples.values[0].to_vec()
    }

    #[test]
    fn modes_scale_the_new_side_to_the_old_one() {
        assert_eq!(left(Mode::Absolute, false), [320, 80, -60, -40]);
        assert_eq!(left(Mode::PerSecond, false), [160, 40, -60, -40]);
        assert_eq!(left(Mode::Share, false), [80, 20, -60, -40]);
        assert_eq!(left(Mode::PerOperation([1.0, 8.0]), false), [40, 10, -60, -40]);
    }

    #[test]
    fn modes_scale_what_is_normalized() {
        assert_eq!(left(Mode::Absolute, true), [80, 20, -60, -40]);
        assert_eq!(left(Mode::PerSecond, true), [40, 10, -60, -40]);
        assert_eq!(left(Mode::Share, true), [80, 20, -60, -40]);
    }

    #[test]
    fn what_is_a_difference_already_stays() {
        let one = profile(&["a 1"]);
        let same = difference([vec![], vec![one]], &Options::default(), Mode::Share).unwrap();
        assert_eq!(same.samples.values[0].to_vec(), [1]);
    }
}
