//! Significance of a difference, and its interval.

use super::mode::Scale;
use super::{FALSE_DISCOVERIES, NEW, OLD};
use crate::stats::p_value;

/// Sums of some stacks on both sides, and the samples behind them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// The values: old, new.
    pub value: [i64; 2],
    /// The values without what both sides share: in two snapshots of one process, what is
    /// in both was sampled once, and says nothing about how sure the difference is.
    pub own: [f64; 2],
    /// The sum, over all samples of `own`, of the square of its weight: the variance
    /// of `own`, if samples come as they like. 0 where samples are not known.
    pub square: [f64; 2],
    /// Number of samples of `own`, on both sides together.
    pub count: f64,
    /// The part of the values that was seen wholly, and is not in `own`: objects so large
    /// that none of them escapes the sampling.
    pub whole: [f64; 2],
}

impl Sums {
    /// Adds the sums of other stacks.
    pub fn add(&mut self, other: &Self) {
        for side in [OLD, NEW] {
            self.value[side] = self.value[side].wrapping_add(other.value[side]);
            self.own[side] += other.own[side];
            self.square[side] += other.square[side];
            self.whole[side] += other.whole[side];
        }
        self.count += other.count;
    }

    /// Sums of the stacks between two points of a running sum.
    pub fn since(&self, start: &Self) -> Self {
        let mut this = *self;
        for side in [OLD, NEW] {
            this.value[side] = this.value[side].wrapping_sub(start.value[side]);
            this.own[side] = (this.own[side] - start.own[side]).max(0.0);
            this.square[side] = (this.square[side] - start.square[side]).max(0.0);
            this.whole[side] -= start.whole[side];
        }
        this.count = (this.count - start.count).max(0.0);
        this
    }

    /// As if this value, a part of these stacks, rested on as many samples as any.
    pub fn part(&self, value: [i64; 2]) -> Self {
        let mut part = Self { value, ..Self::default() };
        for side in [OLD, NEW] {
            let share = match self.value[side] {
                0 => 0.0,
                all => (value[side] as f64 / all as f64).clamp(0.0, 1.0),
            };
            part.own[side] = self.own[side] * share;
            part.square[side] = self.square[side] * share;
            part.whole[side] = self.whole[side] * share;
        }
        part.count = part.samples().iter().sum();
        part
    }

    /// Weight of one sample of a side; that of the other side where it has none.
    fn weights(&self) -> Option<[f64; 2]> {
        let of = |side: usize| {
            let weight = self.square[side] / self.own[side];
            (self.own[side] > 0.0 && weight > 0.0).then_some(weight)
        };
        let (old, new) = (of(OLD), of(NEW));
        Some([old.or(new)?, new.or(old)?])
    }

    /// The number of samples of each side: of as many equal ones as would be as sure.
    pub fn samples(&self) -> [f64; 2] {
        let Some(weights) = self.weights() else { return [0.0; 2] };
        [OLD, NEW].map(|side| self.own[side] / weights[side])
    }
}

/// Verdict on a difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// There is none.
    #[default]
    Same,
    /// It may be chance.
    Noise,
    /// It is larger now.
    Grew,
    /// It is smaller now.
    Shrank,
    /// It was not there before.
    New,
    /// It is not there any more.
    Gone,
}

impl Verdict {
    /// Returns whether it is more than chance.
    pub fn is_real(self) -> bool {
        !matches!(self, Self::Same | Self::Noise)
    }

    /// A word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Noise => "within noise",
            Self::Grew => "grew",
            Self::Shrank => "shrank",
            Self::New => "new",
            Self::Gone => "gone",
        }
    }
}

/// One figure of a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Difference {
    /// The values as they are in the profiles: old, new.
    pub value: [i64; 2],
    /// Change, scaled as the mode has it.
    pub change: f64,
    /// The ends of the interval in which it lies with 99 % of certainty; `None` where
    /// nothing is known of the samples.
    pub interval: Option<[f64; 2]>,
    /// Verdict on it.
    pub verdict: Verdict,
}

/// Facts that are needed to judge the figures of one selection.
#[derive(Clone, Copy, Debug)]
pub struct Judge {
    /// Scaling of values.
    pub scale: Scale,
    /// The variance of the ratio of both sides' rates, beside what sampling brings.
    pub spread: f64,
    /// The part of it that nearly all functions have in common.
    pub common: f64,
    /// True if the number of samples behind the values is known. Otherwise every difference counts.
    pub is_sampled: bool,
    /// Half of what all stacks together changed by, where that is more than chance; else 0.
    /// Threshold: a larger change makes most of the total's change, and is never called chance.
    pub most: f64,
}

/// Fewer samples than this, of both sides together, are not tested: they could not be
/// found to differ, and would only raise the bar for the others. Whether a difference is
/// tested must not depend on the difference; it does not, on the sum.
pub const FEWEST: f64 = 6.0;

/// Number of standard deviations that 99 % are.
const NINETY_NINE: f64 = 2.5758;

impl Judge {
    /// Probability of such a difference without a change; `None` where that is not to be
    /// tested.
    pub fn p_value(&self, sums: &Sums) -> Option<f64> {
        if !self.is_sampled || sums.count < FEWEST {
            return None;
        }
        let weights = sums.weights()?;
        // Without a change, samples divide as the scaled weight of one of them does not.
        let expected = [OLD, NEW].map(|side| 1.0 / (weights[side] * self.scale.factors[side]));
        let share = expected[NEW] / (expected[OLD] + expected[NEW]);
        let [old, new] = sums.samples();
        Some(p_value(old, new, share, self.spread))
    }

    /// Judges a figure. `threshold` is what a probability must not pass for a discovery.
    pub fn difference(&self, sums: &Sums, threshold: f64) -> Difference {
        let value = sums.value;
        let change = self.scale.change(value);
        if value == [0, 0] || (value[OLD] == value[NEW] && self.scale.is_equal()) {
            let interval = self.interval(sums, 0.0).filter(|_| value != [0, 0]);
            return Difference { value, change: 0.0, interval, verdict: Verdict::Same };
        }
        let is_real = match self.is_sampled {
            true => {
                self.makes_most(change)
                    || self.was_seen(sums, change)
                    || self.p_value(sums).is_some_and(|p| p <= threshold)
            }
            false => true,
        };
        let verdict = match () {
            () if change == 0.0 => Verdict::Same,
            () if !is_real => Verdict::Noise,
            () if value[OLD] == 0 => Verdict::New,
            () if value[NEW] == 0 => Verdict::Gone,
            () if change > 0.0 => Verdict::Grew,
            () => Verdict::Shrank,
        };
        Difference { value, change, interval: self.interval(sums, change), verdict }
    }

    /// Learns the sums of all stacks together. Their change is judged alone, and for what it
    /// is: what nearly all functions have in common is part of it.
    pub fn of_all(self, all: &Sums) -> Self {
        let alone = Self { spread: self.spread - self.common, common: 0.0, most: 0.0, ..self };
        let Difference { change, verdict, .. } = alone.difference(all, FALSE_DISCOVERIES);
        Self { most: if verdict.is_real() { change / 2.0 } else { 0.0 }, ..self }
    }

    /// Returns whether more than half of a change is in objects that sampling cannot miss.
    fn was_seen(&self, sums: &Sums, change: f64) -> bool {
        let factors = self.scale.factors;
        let whole = sums.whole[NEW] * factors[NEW] - sums.whole[OLD] * factors[OLD];
        change != 0.0 && whole / change > 0.5
    }

    fn makes_most(&self, change: f64) -> bool {
        self.most != 0.0 && change / self.most > 1.0
    }

    /// Normal, with one more sample on each side: what has none is not certain either.
    fn interval(&self, sums: &Sums, change: f64) -> Option<[f64; 2]> {
        if !self.is_sampled {
            return None;
        }
        let factors = self.scale.factors;
        let weights = sums.weights().unwrap_or_default();
        let mut variance = 0.0;
        let mut mean = 0.0;
        for side in [OLD, NEW] {
            let one = weights[side] * weights[side];
            variance += factors[side] * factors[side] * (sums.square[side] + one);
            mean += factors[side] * sums.own[side] / 2.0;
        }
        let deviation = (variance + self.spread * mean * mean).sqrt() * NINETY_NINE;
        Some([change - deviation, change + deviation])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JUDGE: Judge =
        Judge { scale: Scale::ONE, spread: 0.0, common: 0.0, is_sampled: true, most: 0.0 };

    /// Sums of samples of 10 each.
    fn sums(old: i64, new: i64) -> Sums {
        let samples = [old as f64, new as f64];
        Sums {
            value: [old * 10, new * 10],
            own: samples.map(|n| n * 10.0),
            square: samples.map(|n| n * 100.0),
            count: samples.iter().sum(),
            ..Sums::default()
        }
    }

    #[test]
    fn verdicts() {
        let verdict = |old, new| JUDGE.difference(&sums(old, new), 0.001).verdict;
        assert_eq!(verdict(50, 50), Verdict::Same);
        assert_eq!(verdict(0, 0), Verdict::Same);
        assert_eq!(verdict(50, 60), Verdict::Noise);
        assert_eq!(verdict(0, 3), Verdict::Noise);
        assert_eq!(verdict(50, 150), Verdict::Grew);
        assert_eq!(verdict(150, 50), Verdict::Shrank);
        assert_eq!(verdict(0, 50), Verdict::New);
        assert_eq!(verdict(50, 0), Verdict::Gone);
        let unknown = Judge { is_sampled: false, ..JUDGE };
        let difference = unknown.difference(&sums(50, 51), 0.001);
        assert_eq!((difference.verdict, difference.interval), (Verdict::Grew, None));
    }

    #[test]
    fn what_was_seen_wholly_is_a_fact() {
        // One object more of a hundred times the rest.
        let mut seen = sums(3, 3);
        seen.value[NEW] += 1000;
        seen.whole[NEW] += 1000.0;
        assert_eq!(JUDGE.difference(&seen, 0.001).verdict, Verdict::Grew);
        // No more than half of the change.
        let mut less = sums(3, 5);
        less.value[NEW] += 10;
        less.whole[NEW] += 10.0;
        assert_eq!(JUDGE.difference(&less, 0.001).verdict, Verdict::Noise);
    }

    #[test]
    fn what_makes_most_of_the_change_is_no_chance() {
        // All of it grew from 100 to 160 samples; a third of the way by one of them.
        let judge = JUDGE.of_all(&sums(100, 160));
        assert_eq!(judge.most, 300.0);
        let verdict = |old, new| judge.difference(&sums(old, new), 0.0).verdict;
        assert_eq!(verdict(50, 81), Verdict::Grew);
        assert_eq!(verdict(0, 40), Verdict::New);
        assert_eq!(verdict(50, 80), Verdict::Noise, "no more than half");
        assert_eq!(verdict(100, 60), Verdict::Noise, "the other way");
        // Where the whole may be chance, so may its parts.
        let judge = JUDGE.of_all(&sums(100, 103));
        assert_eq!(judge.difference(&sums(10, 13), 0.0).verdict, Verdict::Noise);
        // The common factor is a part of the total's change.
        let judge = Judge { spread: 1.0, common: 1.0, ..JUDGE }.of_all(&sums(100, 160));
        assert_eq!(judge.most, 300.0);
    }

    #[test]
    fn intervals_are_around_the_change() {
        let difference = JUDGE.difference(&sums(100, 121), 0.001);
        assert_eq!(difference.change, 210.0);
        // Ten each, and one more on each side: 223 samples of 10.
        let [low, high] = difference.interval.unwrap();
        let half = 2.5758 * 22_300.0f64.sqrt();
        assert!((low - (210.0 - half)).abs() < 1e-6 && (high - (210.0 + half)).abs() < 1e-6);
        let [low, high] = JUDGE.difference(&sums(0, 3), 0.001).interval.unwrap();
        assert!(low < 0.0 && high > 0.0);
    }

    #[test]
    fn both_sides_may_be_scaled_and_sampled_at_their_own_rate() {
        // Twice as long, twice as many samples, per second the same.
        let scale = Scale { factors: [1.0, 0.5], is_share: false };
        let judge = Judge { scale, ..JUDGE };
        assert_eq!(judge.p_value(&sums(100, 200)), Some(1.0));
        assert!(judge.p_value(&sums(200, 200)).unwrap() < 1e-5);
        // Ten times as many samples, a tenth of the worth.
        let mut finer = sums(100, 1000);
        finer.value[NEW] /= 10;
        finer.own[NEW] /= 10.0;
        finer.square[NEW] /= 100.0;
        assert_eq!(finer.samples().map(f64::round), [100.0, 1000.0]);
        assert!(JUDGE.p_value(&finer).unwrap() > 0.9);
    }
}
