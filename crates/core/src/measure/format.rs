//! Values and shares as text, as pprof writes them.

use super::decimal::{fixed, two_digits};
use super::{AUTO, scale, truncate};

/// A value divided by `divide_by`, without its fraction. pprof leaves
/// values as they are if that is not positive.
pub fn divided(value: i64, divide_by: f64) -> i64 {
    let ratio = 1.0 / divide_by;
    if ratio > 0.0 && ratio != 1.0 { truncate(value as f64 * ratio) } else { value }
}

/// `value` in the unit that suits it best: `1.10s`, `512kB`, `0`.
pub fn label(value: i64, unit: &str) -> String {
    scaled_label(value, unit, AUTO)
}

/// `value`, given in `unit`, as text in the unit `to`: two decimals, or none
/// when they are both zero. Nothing at all is `0`, without a unit.
pub fn scaled_label(value: i64, unit: &str, to: &str) -> String {
    let (scaled, unit) = scale(value, unit, to);
    let mut text = fixed(scaled, 2);
    if let Some(whole) = text.strip_suffix(".00") {
        text.truncate(whole.len());
    }
    if text == "0" || text == "-0" {
        return "0".to_owned();
    }
    text.push_str(unit);
    text
}

/// The share that `value` is of `total`, six characters wide or more:
/// `  100%`, `89.29%`, ` 0.89%`, `9.5e-09%`. The sign is lost, as in the
/// reference.
pub fn percentage(value: i64, total: i64) -> String {
    let ratio = if total == 0 { 0.0 } else { (value as f64 / total as f64).abs() * 100.0 };
    if (99.95..=100.05).contains(&ratio) {
        "  100%".to_owned()
    } else if ratio >= 1.0 {
        format!("{:>5}%", fixed(ratio, 2))
    } else {
        format!("{:>5}%", brief(ratio))
    }
}

/// C's `%.2g` for a number from 0 up to, but not including, 1.
fn brief(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let (digits, exponent) = two_digits(number);
    if exponent < -4 {
        let (first, second) = (digits / 10, digits % 10);
        let second = if second == 0 { String::new() } else { format!(".{second}") };
        return format!("{first}{second}e-{:02}", -exponent);
    }
    let text = fixed(number, (1 - exponent).max(0) as u32);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_drop_only_whole_decimals() {
        assert_eq!(label(10_000_000_000, "nanoseconds"), "10s");
        assert_eq!(label(1_100_000_000, "nanoseconds"), "1.10s");
        assert_eq!(scaled_label(9_961_936, "bytes", "kB"), "9728.45kB");
        assert_eq!(scaled_label(1, "bytes", "MB"), "0");
        assert_eq!(scaled_label(-1, "bytes", "MB"), "0");
        assert_eq!(scaled_label(-2048, "bytes", "kB"), "-2kB");
        assert_eq!(label(125, "count"), "125");
    }

    #[test]
    fn shares_keep_two_significant_digits_below_one_percent() {
        for (value, total, text) in [
            (1, 1, "  100%"),
            (9_996, 10_000, "  100%"),
            (9_994, 10_000, "99.94%"),
            (-1, 2, "50.00%"),
            (89, 10_000, " 0.89%"),
            (9, 1_000, "  0.9%"),
            (17, 100_000, "0.017%"),
            (999_999, 100_000_000, "    1%"),
            (95, 1_000_000_000_000, "9.5e-09%"),
            (1, 10_000_000, "1e-05%"),
            (0, 5, "    0%"),
            (5, 0, "    0%"),
            (20_724, 19_300, "107.38%"),
        ] {
            assert_eq!(percentage(value, total), text, "{value} of {total}");
        }
    }
}
