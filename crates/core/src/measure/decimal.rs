//! Floats as decimal text, to the same digit as the standard library writes them.
//!
//! Its own way serves every float at every width: with its tables it is 16 KB of each module
//! of the page. Values of profiles are of a size at which exact integers do.

/// As `{:.decimals$}`: rounded from the exact binary value, a tie to the even digit. So for up to
/// 22 decimals; more are zeros.
pub fn fixed(number: f64, decimals: u32) -> String {
    if !number.is_finite() {
        let word = if number.is_nan() { "NaN" } else { "inf" };
        return if number < 0.0 { ["-", word].concat() } else { word.to_owned() };
    }
    let kept = decimals.min(MOST);
    let mut digits = rounded(number.abs(), kept);
    digits.extend(std::iter::repeat_n('0', (decimals - kept) as usize));
    let decimals = decimals as usize;
    if digits.len() <= decimals {
        digits.insert_str(0, &"0".repeat(decimals + 1 - digits.len()));
    }
    if decimals > 0 {
        digits.insert(digits.len() - decimals, '.');
    }
    if number.is_sign_negative() {
        digits.insert(0, '-');
    }
    digits
}

/// As `{}` for numbers that people type: the fewest decimals, up to 22, that mean the same.
pub fn shortest(number: f64) -> String {
    let candidates = (0..=MOST).map(|decimals| fixed(number, decimals));
    let mut last = String::new();
    for text in candidates {
        if super::parse(&text) == Some(number) {
            return text;
        }
        last = text;
    }
    last
}

/// A number's two leading digits, and the power of ten of the first: 0.0123 is 12 and -2.
/// For numbers from 1e-20 up to, but not including, 1.
pub(super) fn two_digits(number: f64) -> (u32, i32) {
    let digits = |decimals: u32| rounded(number, decimals).parse::<u32>().unwrap_or(0);
    let decimals = (0..MOST).find(|&decimals| digits(decimals) >= 10).unwrap_or(MOST - 1);
    // It may have come to ten by rounding, and have another digit.
    match digits(decimals + 1) {
        two @ 10..100 => (two, 1 - (decimals + 1) as i32),
        _ => (digits(decimals), 1 - decimals as i32),
    }
}

/// 10 to this power, times any mantissa, fits into 127 bits.
const MOST: u32 = 22;

/// The digits of a number, not negative, times a power of ten, rounded.
fn rounded(number: f64, decimals: u32) -> String {
    let bits = number.to_bits();
    let (fraction, exponent) = (bits & ((1 << 52) - 1), (bits >> 52) as i32);
    // A number is `mantissa` times 2 to the power of `exponent`.
    let (mantissa, exponent) = match exponent {
        0 => (fraction, -1074),
        _ => (fraction | 1 << 52, exponent - 1075),
    };
    let whole = u128::from(mantissa) * 10_u128.pow(decimals);
    if exponent < -127 {
        return "0".to_owned();
    }
    if exponent >= 0 {
        return doubled(whole, exponent as u32);
    }
    let (whole, rest) = (whole >> -exponent, whole & ((1 << -exponent) - 1));
    let half = 1_u128 << (-exponent - 1);
    let up = rest > half || rest == half && whole % 2 == 1;
    (whole + u128::from(up)).to_string()
}

/// A number times a power of two: digit by digit where it is too large.
fn doubled(number: u128, times: u32) -> String {
    if times < number.leading_zeros() {
        return (number << times).to_string();
    }
    let mut digits = number.to_string().into_bytes();
    for _ in 0..times {
        let mut carry = 0;
        for digit in digits.iter_mut().rev() {
            let twice = 2 * (*digit - b'0') + carry;
            (*digit, carry) = (b'0' + twice % 10, twice / 10);
        }
        if carry > 0 {
            digits.insert(0, b'0' + carry);
        }
    }
    digits.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ties_go_to_the_even_digit_and_zeros_stay() {
        for number in
            [0.0, -0.0, 0.5, 1.5, 2.5, 0.125, 0.375, 99.995, 0.05, 1e-9, 1e22, 1e300, -7.0]
        {
            for decimals in 0..6 {
                let std = format!("{number:.0$}", decimals as usize);
                assert_eq!(fixed(number, decimals), std);
            }
        }
        assert_eq!(fixed(f64::NEG_INFINITY, 2), "-inf");
        assert_eq!(fixed(0.1, 25), "0.1000000000000000055511000");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn every_float_is_written_as_by_the_standard_library(bits: u64, decimals in 0_u32..23) {
            let number = f64::from_bits(bits);
            let std = format!("{number:.0$}", decimals as usize);
            prop_assert_eq!(fixed(number, decimals), std);
        }

        #[test]
        fn so_is_every_value_of_a_usual_size(
            number in -1e15..1e15_f64,
            scale in -25_i32..5,
            decimals in 0_u32..6,
        ) {
            let number = number * 10_f64.powi(scale);
            let std = format!("{number:.0$}", decimals as usize);
            prop_assert_eq!(fixed(number, decimals), std);
        }

        #[test]
        fn two_digits_are_those_of_the_e_format(number in 0.0..1.0_f64, scale in -19_i32..1) {
            let number = (number * 10_f64.powi(scale)).clamp(1e-20, 0.999);
            let std = format!("{number:.1e}");
            let (digits, exponent) = two_digits(number);
            prop_assert_eq!(format!("{}.{}e{exponent}", digits / 10, digits % 10), std);
        }

        #[test]
        fn what_people_type_comes_back(mantissa in 0_u32..1_000_000, power in 0_u32..9) {
            let number = f64::from(mantissa) / f64::from(10_u32.pow(power));
            prop_assert_eq!(shortest(number), number.to_string());
        }
    }
}
