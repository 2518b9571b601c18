//! Verdicts on series: all rules, in one place.
//!
//! The limits were chosen on one half of our own trials (`tests/leaks`) and measured on
//! the other; see `trials`.

use super::columns::{Columns, Sum};
use super::kept::Measure;
use super::trend::{SIGNIFICANT, Trend};
use crate::diagnose::BlockedOn;
use crate::measure::exp;
use crate::stats::{mann_kendall, median, theil_sen, upper_tail};

/// Below this many snapshots nothing can be told: two cannot tell a leak from a cache that
/// fills, and of four that rise by chance alone one in 24 does.
pub const ENOUGH: usize = 5;

/// Verdict on a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It grows as long as it is watched, and nothing of it goes.
    Leak,
    /// It grows; but more than that cannot be said, or something speaks against a leak.
    Growing,
    /// It grew and then stayed: a cache that fills, a pool that has what it needs.
    WarmUp,
    /// It comes and goes.
    Burst,
    /// Much is allocated, and nearly all of it freed.
    Churn,
    /// It moves no more than chance would have it.
    Noise,
    /// More is there in the last snapshot than in the first; there are too few between them
    /// to say what that is.
    Grew,
}

impl Verdict {
    /// The name that `hearth leaks` prints.
    pub fn name(self) -> &'static str {
        match self {
            Self::Leak => "leak",
            Self::Growing => "growing",
            Self::WarmUp => "warm-up",
            Self::Burst => "burst",
            Self::Churn => "churn",
            Self::Noise => "noise",
            Self::Grew => "grew",
        }
    }
}

/// Why. Amounts are in samples where nothing else is said: sampled objects of a heap,
/// goroutines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// It went from one value to another, in the series' unit.
    From(i64, i64),
    /// It never fell from one snapshot to the next.
    OnlyRises,
    /// The growth is this many standard deviations of what chance makes.
    BeyondChance(f64),
    /// The growth is no more than chance makes: this many standard deviations.
    WithinChance(f64),
    /// So few samples that it may be chance.
    FewSamples(f64),
    /// It grows as fast in the later half as in the earlier: this many times as fast.
    Steady(f64),
    /// It grows slower in the later half: this many times as fast.
    Flattens(f64),
    /// Numbers of samples that came, and of those that were seen to go.
    Gone(f64, f64),
    /// Bytes that were allocated while it was watched, and those that stayed.
    Survival {
        /// Bytes allocated.
        allocated: i64,
        /// Bytes by which the heap grew there.
        kept: i64,
    },
    /// Most of it came at once: this part.
    OneStep(f64),
    /// Amount in proportion to what is allocated a second: more load, no leak.
    LoadDriven,
    /// It was higher in between: the highest, and the median.
    ComesAndGoes(i64, i64),
    /// Life of an object on average, in seconds, by Little's law. Only where
    /// the series is in balance.
    MeanAge(f64),
    /// Reason why the goroutines wait.
    Waits(BlockedOn),
    /// The garbage collector found that they can never run again: so many.
    Proven(i64),
    /// It is growth of connections, so many: more clients, or clients that never go.
    Connections(i64),
    /// Of those that were there for a minute and a half before the last dump, this many waited
    /// for a minute or longer.
    LongWaits(usize, usize),
    /// Number of the last snapshots that have no more than the one before them.
    FlatTail(usize),
    /// Number of goroutines of the first snapshot that are there in the last, by their ids.
    StillThere(usize, usize),
}

/// A verdict and its reasons, the strongest first.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Judgement {
    pub verdict: Verdict,
    pub reasons: Vec<Reason>,
    pub trend: Trend,
}

/// The growth that counts: this many samples.
const LEAST: f64 = 2.5;
/// Fewer samples are no burst.
const FEW: f64 = 4.0;
/// In the later half alone, with half the evidence.
const SIGNIFICANT_LATE: f64 = 1.2;
/// Ratios of late to early growth below which a series flattens: in any case, and with evidence.
const FLAT: f64 = 0.2;
const FLATTER: f64 = 0.45;
const FLATTENS: f64 = 1.6;
/// Significance of growth that is only late: it may be a burst that has not ended.
const ONLY_LATE: f64 = 6.0;
/// A leak loses nothing; but other objects are allocated on the same line.
const TURNOVER: f64 = 0.13;
/// Goroutines that wait at the same line include those that are served soon.
const TURNOVER_GOROUTINES: f64 = 0.3;
/// A tail that adds nothing costs certainty where chance makes it less often than that.
const CHANCE_OF_NONE: f64 = 0.3;
/// From this many standard deviations on, such a tail costs certainty, but not the verdict.
const SURE: f64 = 3.0;
/// The largest part of all growth that may come at once.
const ONE_STEP: f64 = 0.6;

/// Judges a series of at least [`ENOUGH`] snapshots. `limit` is the largest probability
/// of chance that counts as a finding, among all that was tested.
pub(super) fn judge(
    columns: &Columns,
    sum: &Sum,
    limit: f64,
    blocked: Option<BlockedOn>,
) -> Judgement {
    if columns.measure == Measure::Cumulative {
        return rate(columns, sum);
    }
    let trend = sum.trend(columns);
    let mut reasons = Vec::new();
    let verdict = growth(columns, sum, &trend, limit, blocked, &mut reasons);
    reasons.extend(blocked.map(Reason::Waits));
    Judgement { verdict, reasons, trend }
}

fn growth(
    columns: &Columns,
    sum: &Sum,
    trend: &Trend,
    limit: f64,
    blocked: Option<BlockedOn>,
    reasons: &mut Vec<Reason>,
) -> Verdict {
    let is_growth = trend.z >= SIGNIFICANT && trend.growth >= LEAST;
    if !is_growth {
        return balance(columns, sum, trend, reasons);
    }
    let (first, last) = (sum.values[0], sum.values[sum.values.len() - 1]);
    reasons.push(Reason::From(first, last));
    if sum.values.windows(2).all(|pair| pair[0] <= pair[1]) {
        reasons.push(Reason::OnlyRises);
    }
    reasons.push(Reason::BeyondChance(trend.z));
    if let (Some(a), Some(b)) = (sum.allocated.first(), sum.allocated.last())
        && b > a
    {
        reasons.push(Reason::Survival { allocated: b - a, kept: last - first });
    }
    if trend.late < FLAT || (trend.z_flattens > FLATTENS && trend.late < FLATTER) {
        reasons.insert(0, Reason::Flattens(trend.late.max(0.0)));
        return Verdict::WarmUp;
    }
    if trend.floor <= 0.0 {
        reasons.insert(0, comes_and_goes(sum));
        return Verdict::Burst;
    }
    let against = against(columns, sum, trend, limit, blocked);
    if let Some(reason) = against {
        reasons.insert(0, reason);
        return Verdict::Growing;
    }
    reasons.insert(1, Reason::Gone(trend.births, trend.deaths));
    reasons.push(Reason::Steady(trend.late));
    reasons.extend(flat_tail(columns, sum, trend).map(Reason::FlatTail));
    Verdict::Leak
}

/// Reasons against a leak, though it grows.
fn against(
    columns: &Columns,
    sum: &Sum,
    trend: &Trend,
    limit: f64,
    blocked: Option<BlockedOn>,
) -> Option<Reason> {
    let has_ids = columns.has_ids();
    if let Some(flat) = flat_tail(columns, sum, trend)
        && trend.z < SURE
    {
        return Some(Reason::FlatTail(flat));
    }
    if trend.step > ONE_STEP {
        return Some(Reason::OneStep(trend.step.min(1.0)));
    }
    if trend.late > ONLY_LATE {
        return Some(Reason::Steady(trend.late));
    }
    if trend.p > limit || trend.z_late < SIGNIFICANT_LATE {
        return Some(Reason::FewSamples(trend.births));
    }
    let turnover = match columns.measure {
        Measure::Sampled => TURNOVER,
        _ => TURNOVER_GOROUTINES,
    };
    if trend.turnover() > turnover {
        return Some(Reason::Gone(trend.births, trend.deaths));
    }
    if is_load_driven(sum) {
        return Some(Reason::LoadDriven);
    }
    let on = blocked?;
    let wakes = matches!(
        on,
        BlockedOn::Sleep | BlockedOn::Running | BlockedOn::Runtime | BlockedOn::Syscall
    );
    // Who wakes by itself may still stay: but that is known only by its id. Waiting for
    // the network is what servers do; none of them may ever go.
    let is_stuck = if has_ids { trend.turnover() < TURNOVER } else { trend.deaths == 0.0 };
    let is_stuck = is_stuck && (has_ids || on == BlockedOn::Io);
    ((wakes || on == BlockedOn::Io) && !is_stuck).then_some(Reason::Waits(on))
}

/// The number of last snapshots that added nothing, where steady growth would have added
/// something: a cache that is full looks so. A leak of these samples would do so by chance
/// with the probability that a Poisson distribution has for none.
fn flat_tail(columns: &Columns, sum: &Sum, trend: &Trend) -> Option<usize> {
    if columns.measure != Measure::Sampled {
        return None;
    }
    let n = &sum.samples;
    let last = n.len() - 1;
    let highest = |at: usize| n[..=at].iter().copied().fold(0.0, f64::max);
    let flat = (1..=last).rev().take_while(|&at| n[at] <= highest(at - 1)).count();
    let rate = (trend.births - trend.deaths).max(0.0) / (last as f64);
    (flat >= 2 && exp(-rate * flat as f64) < CHANCE_OF_NONE).then_some(flat)
}

/// A series that does not grow.
fn balance(columns: &Columns, sum: &Sum, trend: &Trend, reasons: &mut Vec<Reason>) -> Verdict {
    let peak = sum.values.iter().copied().max().unwrap_or(0);
    let allocated = match (sum.allocated.first(), sum.allocated.last()) {
        (Some(first), Some(last)) => last - first,
        _ => 0,
    };
    let highest = sum.samples.iter().copied().fold(0.0, f64::max);
    let usual = median(&mut sum.samples.clone());
    // It rose in the earlier half, and then moved by chance.
    let early = sum.samples[sum.samples.len() / 2] - sum.samples[0];
    if trend.z_early >= SIGNIFICANT && early >= LEAST && usual > highest / 2.0 {
        reasons.push(Reason::From(sum.values[0], sum.values[sum.values.len() - 1]));
        reasons.push(Reason::Flattens(trend.late.clamp(0.0, 1.0)));
        return Verdict::WarmUp;
    }
    if highest >= FEW && highest > 2.5 * usual && highest - usual > 2.0 * highest.sqrt() {
        reasons.push(comes_and_goes(sum));
        return Verdict::Burst;
    }
    if allocated > 0 && allocated / 4 > peak {
        reasons.push(Reason::Survival { allocated, kept: sum.growth() });
        let seconds = columns.at[columns.width - 1];
        if columns.has_time && seconds > 0.0 {
            let mean = sum.values.iter().map(|&v| v as f64).sum::<f64>() / columns.width as f64;
            reasons.push(Reason::MeanAge(mean / (allocated as f64 / seconds)));
        }
        return Verdict::Churn;
    }
    reasons.push(Reason::WithinChance(trend.z));
    Verdict::Noise
}

fn comes_and_goes(sum: &Sum) -> Reason {
    let mut values: Vec<f64> = sum.values.iter().map(|&v| v as f64).collect();
    let peak = sum.values.iter().copied().max().unwrap_or(0);
    Reason::ComesAndGoes(peak, median(&mut values) as i64)
}

/// Returns whether more is there only because more is allocated, and lives no longer: what is
/// there is the rate times the age, by Little's law. Where most of what is allocated
/// stays, there is no age.
fn is_load_driven(sum: &Sum) -> bool {
    let last = sum.values.len() - 1;
    let middle = last / 2;
    let allocated = |from: usize, to: usize| (sum.allocated[to] - sum.allocated[from]) as f64;
    let all = allocated(0, last);
    if all <= 0.0 || sum.growth() as f64 > all / 2.0 {
        return false;
    }
    let early = allocated(0, middle) / middle as f64;
    let late = allocated(middle, last) / (last - middle) as f64;
    if early <= 0.0 || late < 1.25 * early {
        return false;
    }
    let level = |from: usize, to: usize| {
        let values = &sum.values[from..=to];
        values.iter().map(|&v| v as f64).sum::<f64>() / values.len() as f64
    };
    level(middle, last) / late < 1.15 * level(0, middle) / early
}

/// Cumulative kinds have rates: those that rise are growing, and that is all that they
/// can tell.
fn rate(columns: &Columns, sum: &Sum) -> Judgement {
    // The first is not a difference.
    let rates = &sum.samples[1..];
    let z = mann_kendall(rates);
    let at = &columns.at[1..];
    let slope = theil_sen(at, rates.iter().copied());
    let trend = Trend {
        z,
        slope,
        growth: slope * (at[at.len() - 1] - at[0]),
        p: upper_tail(z),
        ..Trend::default()
    };
    let (verdict, reason) = if z >= SIGNIFICANT {
        (Verdict::Growing, Reason::BeyondChance(z))
    } else {
        (Verdict::Noise, Reason::WithinChance(z))
    };
    Judgement { verdict, reasons: vec![reason], trend }
}
