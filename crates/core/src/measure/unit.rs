//! The three families of units that pprof converts between: memory, time and
//! GCU (Google compute units, a rate of CPU use).

/// One unit of a family: its canonical spelling, the lower-case spellings that
/// mean it (without a plural "s"), and its size in the family's base unit.
struct Unit {
    name: &'static str,
    aliases: &'static [&'static str],
    factor: f64,
}

/// Units that convert into each other.
struct Family {
    units: &'static [Unit],
    /// Unit that is used when the asked one is not of this family, or the value is
    /// smaller than every unit: the index into `units`.
    default: usize,
}

const fn unit(name: &'static str, aliases: &'static [&'static str], factor: f64) -> Unit {
    Unit { name, aliases, factor }
}

const KIB: f64 = 1024.0;

static FAMILIES: [Family; 3] = [
    Family {
        units: &[
            unit("B", &["b", "byte"], 1.0),
            unit("kB", &["kb", "kbyte", "kilobyte"], KIB),
            unit("MB", &["mb", "mbyte", "megabyte"], KIB * KIB),
            unit("GB", &["gb", "gbyte", "gigabyte"], KIB * KIB * KIB),
            unit("TB", &["tb", "tbyte", "terabyte"], KIB * KIB * KIB * KIB),
            unit("PB", &["pb", "pbyte", "petabyte"], KIB * KIB * KIB * KIB * KIB),
        ],
        default: 0,
    },
    Family {
        units: &[
            unit("ns", &["ns", "nanosecond"], 1.0),
            unit("us", &["μs", "us", "microsecond"], 1e3),
            unit("ms", &["ms", "millisecond"], 1e6),
            unit("s", &["s", "sec", "second"], 1e9),
            unit("hrs", &["hour", "hr"], 3600e9),
        ],
        default: 3,
    },
    Family {
        units: &[
            unit("n*GCU", &["nanogcu"], 1e-9),
            unit("u*GCU", &["microgcu"], 1e-6),
            unit("m*GCU", &["milligcu"], 1e-3),
            unit("GCU", &["gcu"], 1.0),
            unit("k*GCU", &["kilogcu"], 1e3),
            unit("M*GCU", &["megagcu"], 1e6),
            unit("G*GCU", &["gigagcu"], 1e9),
            unit("T*GCU", &["teragcu"], 1e12),
            unit("P*GCU", &["petagcu"], 1e15),
        ],
        default: 3,
    },
];

impl Family {
    fn find(&self, name: &str) -> Option<&'static Unit>
    where
        Self: 'static,
    {
        let mut name = name.to_ascii_lowercase();
        if name.len() > 2 && name.ends_with('s') {
            name.pop();
        }
        self.units.iter().find(|u| u.aliases.contains(&name.as_str()))
    }

    /// The largest unit in which `value` (in base units) is at least 1.
    fn largest_fit(&'static self, value: f64) -> Option<&'static Unit> {
        self.units.iter().rfind(|u| value / u.factor >= 1.0)
    }
}

/// Converts `value` from one unit to another.
///
/// Returns the converted value and the canonical name of its unit. `to` may be
/// [`AUTO`](super::AUTO) or [`MINIMUM`](super::MINIMUM): the largest unit in
/// which the value is at least 1. A unit of another family gives the default of
/// the value's own family (bytes, seconds, GCU). Values whose unit belongs to
/// no family keep their number; they are shown with the name `to`, or with none
/// where that says nothing (`count`, `auto`, …).
pub fn scale<'a>(value: i64, from: &str, to: &'a str) -> (f64, &'a str) {
    if value < 0 {
        let (v, unit) = scale_magnitude(value.unsigned_abs() as f64, from, to);
        return (-v, unit);
    }
    scale_magnitude(value as f64, from, to)
}

/// Returns whether values in one unit can be converted to the other.
pub fn same_family(a: &str, b: &str) -> bool {
    FAMILIES.iter().any(|family| family.find(a).is_some() && family.find(b).is_some())
}

fn scale_magnitude<'a>(value: f64, from: &str, to: &'a str) -> (f64, &'a str) {
    for family in &FAMILIES {
        let Some(from) = family.find(from) else { continue };
        let base = value * from.factor;
        let found = match to {
            super::AUTO | super::MINIMUM => family.largest_fit(base),
            _ => family.find(to),
        };
        let to = found.unwrap_or(&family.units[family.default]);
        return (base / to.factor, to.name);
    }
    match to {
        "count" | "sample" | "unit" | super::MINIMUM | super::AUTO => (value, ""),
        _ => (value, to),
    }
}

/// The one unit for a whole report whose smallest shown value is `min` and whose
/// total is `max`, both in `unit`: the smallest value's own unit, unless that is
/// more than a hundred times too fine for the total.
pub fn output_unit(min: i64, max: i64, unit: &str) -> &str {
    let (_, min_unit) = scale(min, unit, super::MINIMUM);
    let (_, max_unit) = scale(max, unit, super::MINIMUM);
    // pprof multiplies without a check; so do we.
    let hundredfold = min.wrapping_mul(100);
    let coarser = min_unit != max_unit && hundredfold < max;
    let chosen = if coarser { scale(hundredfold, unit, super::MINIMUM).1 } else { min_unit };
    // Values without a family keep their own unit.
    if chosen.is_empty() { unit } else { chosen }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{AUTO, MINIMUM};

    #[test]
    fn values_scale_within_their_family() {
        for (value, from, to, expected, unit) in [
            (1, "s", "ms", 1000.0, "ms"),
            (1024, "kb", "MB", 1.0, "MB"),
            (1, "kbyte", "b", 1024.0, "B"),
            (2048, "bytes", AUTO, 2.0, "kB"),
            (0, "bytes", AUTO, 0.0, "B"),
            (0, "nanoseconds", AUTO, 0.0, "s"),
            (-2000, "ns", AUTO, -2.0, "us"),
            (7_200, "seconds", MINIMUM, 2.0, "hrs"),
            (10, "count", MINIMUM, 10.0, ""),
            (10, "foo", "bar", 10.0, "bar"),
            (65_536_000, "bytes", "seconds", 65_536_000.0, "B"),
            (3, "MilliGCU", AUTO, 3.0, "m*GCU"),
        ] {
            assert_eq!(scale(value, from, to), (expected, unit), "{value} {from} to {to}");
        }
    }

    #[test]
    fn the_smallest_integer_has_a_magnitude() {
        assert_eq!(scale(i64::MIN, "foo", "auto").0, -9_223_372_036_854_775_808.0);
    }

    #[test]
    fn a_report_has_one_unit() {
        assert_eq!(output_unit(10_000_000, 1_120_000_000, "nanoseconds"), "s");
        assert_eq!(output_unit(100_000_000, 1_120_000_000, "nanoseconds"), "ms");
        assert_eq!(output_unit(1, 5, "count"), "count");
    }
}
