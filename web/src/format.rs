//! Counts and sizes of files as text. Values of profiles have their spelling
//! from `hearth_core::measure`.

use hearth_core::measure;

/// `1234567` as `1,234,567`.
pub fn count(number: f64) -> String {
    let digits = measure::fixed(number.abs(), 0);
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0.0 {
        text.push('-');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Count of things: a word for one, and for several.
pub fn count_of(number: f64, [one, several]: [&str; 2]) -> String {
    format!("{} {}", count(number), if number == 1.0 { one } else { several })
}

/// A file's size: `412.50 kB`.
pub fn bytes(size: f64) -> String {
    let label = measure::label(size as i64, "bytes");
    match label.find(|c: char| c.is_ascii_alphabetic()) {
        Some(unit) => format!("{} {}", &label[..unit], &label[unit..]),
        None => format!("{label} B"),
    }
}

/// A time that someone waited, given in milliseconds: `85 ms`, `1.3 s`.
pub fn wait(milliseconds: f64) -> String {
    if milliseconds < 1000.0 {
        measure::fixed(milliseconds, 0) + " ms"
    } else {
        measure::fixed(milliseconds / 1000.0, 1) + " s"
    }
}

/// As `clamp`, which brings the writing of floats along, to complain of its limits.
pub fn between(number: f64, low: f64, high: f64) -> f64 {
    if number < low {
        low
    } else if number > high {
        high
    } else {
        number
    }
}

/// A number as JavaScript and CSS write it.
pub fn number(number: f64) -> String {
    js_sys::Number::from(number).to_string_with_radix(10).map(String::from).unwrap_or_default()
}

/// A share as in pprof's reports, without its padding: `0.89%`.
pub fn share(value: i64, total: i64) -> String {
    measure::percentage(value, total).trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_groups_of_three() {
        assert_eq!(count(0.0), "0");
        assert_eq!(count(999.0), "999");
        assert_eq!(count(-1_000.0), "-1,000");
        assert_eq!(count(1_234_567.0), "1,234,567");
        assert_eq!(count_of(1.0, ["sample", "samples"]), "1 sample");
        assert_eq!(count_of(1_200.0, ["sample", "samples"]), "1,200 samples");
    }

    #[test]
    fn sizes_have_a_space_before_the_unit() {
        assert_eq!(bytes(0.0), "0 B");
        assert_eq!(bytes(512.0), "512 B");
        assert_eq!(bytes(2560.0), "2.50 kB");
    }

    #[test]
    fn waits_are_rounded_to_what_matters() {
        assert_eq!(wait(84.7), "85 ms");
        assert_eq!(wait(1_260.0), "1.3 s");
    }
}
