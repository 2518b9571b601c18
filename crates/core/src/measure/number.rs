//! Numbers as pprof computes them, to the last bit, natively and in
//! WebAssembly.

/// A float without its fraction. What does not fit, or is no number, is the
/// smallest integer: so convert the machines that pprof runs on.
pub fn truncate(number: f64) -> i64 {
    // 2^63 is the first that does not fit.
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if (-LIMIT..LIMIT).contains(&number) { number as i64 } else { i64::MIN }
}

/// The binary logarithm.
///
/// By the method of FreeBSD's `e_log.c`, as in Go's `math.Log2`: exact for powers
/// of two, and otherwise off by a bit where pprof is off by the same bit.
pub fn log2(number: f64) -> f64 {
    if number.is_nan() || number < 0.0 {
        return f64::NAN;
    }
    if number == 0.0 || number.is_infinite() {
        return if number == 0.0 { f64::NEG_INFINITY } else { number };
    }
    let (fraction, exponent) = libm::frexp(number);
    if fraction == 0.5 {
        return f64::from(exponent - 1);
    }
    ln_of_fraction(fraction) * (1.0 / std::f64::consts::LN_2) + f64::from(exponent)
}

/// The natural logarithm of a number from 0.5 to 1.
fn ln_of_fraction(number: f64) -> f64 {
    const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
    const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    const EVEN: [f64; 3] =
        [1.531_383_769_920_937_3e-1, 2.222_219_843_214_978_4e-1, 3.999_999_999_940_942e-1];
    const ODD: [f64; 4] = [
        1.479_819_860_511_658_6e-1,
        1.818_357_216_161_805e-1,
        2.857_142_874_366_239e-1,
        6.666_666_666_666_735e-1,
    ];
    let (number, exponent) =
        if number < std::f64::consts::FRAC_1_SQRT_2 { (number * 2.0, -1.0) } else { (number, 0.0) };
    let f = number - 1.0;
    let s = f / (2.0 + f);
    let s2 = s * s;
    let s4 = s2 * s2;
    let horner = |coefficients: &[f64]| coefficients.iter().fold(0.0, |sum, c| sum * s4 + c);
    let r = s2 * horner(&ODD) + s4 * horner(&EVEN);
    let half = 0.5 * f * f;
    exponent * LN2_HIGH - ((half - (s * (half + r) + exponent * LN2_LOW)) - f)
}

/// Reads a decimal number: `12`, `-0.5`, `1e6`. Exact for up to 15 digits, with up to 22
/// zeros before or behind them; nearly so beyond.
///
/// The standard library's own reading is exact for everything, and brings 10 KB of
/// tables that do not compress into both modules of the page: for options that people
/// type, that is too dear.
pub fn parse(text: &str) -> Option<f64> {
    let (sign, digits) = match text.as_bytes() {
        [b'-', rest @ ..] => (-1.0, rest),
        [b'+', rest @ ..] => (1.0, rest),
        rest => (1.0, rest),
    };
    let end = digits.iter().position(|b| matches!(b, b'e' | b'E')).unwrap_or(digits.len());
    let (digits, exponent) = digits.split_at(end);
    let mut power: i32 = match exponent {
        [] => 0,
        [_, exponent @ ..] => std::str::from_utf8(exponent).ok()?.parse().ok()?,
    };
    let (mut mantissa, mut seen, mut point) = (0_u64, false, false);
    for &byte in digits {
        match byte {
            b'.' if !point => point = true,
            b'0'..=b'9' => {
                seen = true;
                // Digits that a number of 64 bits can't hold count as zeros.
                let more =
                    mantissa.checked_mul(10).and_then(|m| m.checked_add((byte - b'0').into()));
                let fits = more.is_some();
                mantissa = more.unwrap_or(mantissa);
                power = power.saturating_add(i32::from(!fits)).saturating_sub(i32::from(point));
            }
            _ => return None,
        }
    }
    if !seen {
        return None;
    }
    let number = mantissa as f64;
    let power = power.clamp(-400, 400);
    let scale = |power: i32| (0..power).fold(1.0, |scale, _| scale * 10.0);
    let number = if power < 0 { number / scale(-power) } else { number * scale(power) };
    Some(sign * number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_become_integers_as_on_the_reference_s_machines() {
        assert_eq!([1.9, -1.9, 0.0].map(truncate), [1, -1, 0]);
        let all = [f64::NAN, 1e19, -1e19, 9_223_372_036_854_775_808.0, f64::INFINITY];
        assert_eq!(all.map(truncate), [i64::MIN; 5]);
        assert_eq!(truncate(9_223_372_036_854_774_784.0), 9_223_372_036_854_774_784);
    }

    #[test]
    fn logarithms() {
        assert_eq!([1.0, 2.0, 0.5, 0.125, 1024.0].map(log2), [0.0, 1.0, -1.0, -3.0, 10.0]);
        assert_eq!(log2(0.0), f64::NEG_INFINITY);
        assert!(log2(-1.0).is_nan() && log2(f64::NAN).is_nan());
        for n in 1..2000 {
            let number = f64::from(n) / 1999.0;
            assert!(
                (log2(number) - libm::log2(number)).abs() <= 4e-16 * log2(number).abs().max(1.0)
            );
        }
    }

    #[test]
    fn what_people_type_is_read_exactly() {
        for text in [
            "0",
            "-0.5",
            "1e6",
            "0.005",
            ".25",
            "3.",
            "123456789012345",
            "1.5e-7",
            "2.5E+3",
            "0.1",
            "1e22",
        ] {
            assert_eq!(parse(text), text.parse().ok(), "{text}");
        }
        for text in ["", "-", ".", "e5", "1e", "1.2.3", "0x10", " 1", "1 ", "ten", "NaN", "inf"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse("1e999"), Some(f64::INFINITY));
        assert_eq!(parse("1e-999"), Some(0.0));
        let long = parse("1.2345678901234567890123").unwrap_or_default();
        assert!((long - 1.234_567_890_123_456_8).abs() < 1e-15);
    }
}
