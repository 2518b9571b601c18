//! Numbers as the reference computes them, to the last bit, natively and in
//! WebAssembly.

/// A float without its fraction. What does not fit, or is no number, is the
/// smallest integer: so convert the machines that the reference runs on.
pub fn truncate(number: f64) -> i64 {
    // 2^63 is the first that does not fit.
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if (-LIMIT..LIMIT).contains(&number) { number as i64 } else { i64::MIN }
}

/// The binary logarithm.
///
/// By the method of FreeBSD's `e_log.c`, as in Go's `math.Log2`: exact for powers
/// of two, and otherwise off by a bit where the reference is off by the same bit.
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
}
