//! The exponential function, to the last bit.

use std::f64::consts::LOG2_E;

/// The natural logarithm of 2, in two parts: the first has so few digits that
/// its product with an exponent is exact.
const LN_2: [f64; 2] = [0.693147180559663, 2.8235290563031577e-13];
/// 1/8!, 1/7!, ... 1/2!, 1.
const TAYLOR: [f64; 8] =
    [1.0 / 40320.0, 1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0];

/// e to the power of `x`.
///
/// The values of old heap profiles are scaled with this function and then cut to
/// integers, so one that differs in the last bit shows as another number. This is
/// the method that Go uses on amd64 with fused multiply-add: Naoki Shibata,
/// "Efficient evaluation methods of elementary functions suitable for SIMD
/// computation", ISC 2010. The argument is reduced to a sixteenth of what is left
/// of it beside a multiple of ln 2; there the Taylor series gives e^x - 1, which
/// is then squared up again.
pub fn exp(x: f64) -> f64 {
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    // Out of what an i32 holds is far out of what a float holds.
    let exponent = (x * LOG2_E).round_ties_even().clamp(-1e6, 1e6);
    let reduced = LN_2.iter().fold(x, |rest, part| part.mul_add(-exponent, rest)) * 0.0625;
    let series = TAYLOR[1..].iter().fold(TAYLOR[0], |sum, &term| sum.mul_add(reduced, term));
    // With y = e^r - 1, e^(2r) - 1 is y(y + 2).
    let squared = (0..3).fold(reduced * series, |y, _| y * (y + 2.0));
    let fraction = squared.mul_add(squared + 2.0, 1.0);
    scale(fraction, exponent as i32 + BIAS)
}

/// Number that is added to the exponent of a float before it is stored.
const BIAS: i32 = 0x3ff;

/// `fraction` times two to the power of `biased - BIAS`.
fn scale(fraction: f64, biased: i32) -> f64 {
    let power = |biased: i32| f64::from_bits((biased as u64) << 52);
    match biased {
        0x7ff.. => f64::INFINITY,
        1.. => fraction * power(biased),
        // Too small for the power to be a normal number: in two steps.
        -52.. => fraction * power(biased + BIAS - 1) * power(1),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_go_to_the_last_bit() {
        for (x, bits) in [
            (-1e-09, 0x3fef_ffff_ff76_8fa1),
            (-0.001953125, 0x3fef_f003_ff55_6aa9),
            (-0.1, 0x3fec_f46d_99d5_2b3a),
            (-0.123456789, 0x3fec_4894_6a8f_cf97),
            (-0.9765625, 0x3fd8_1a45_5c17_4b70),
            (-1.0, 0x3fd7_8b56_362c_ef38),
            (-10.1, 0x3f05_899a_c512_9ae3),
            (-37.5, 0x3c8d_d5c5_6630_1ec7),
            (-708.5, 0x000e_6cf6_d088_97ac),
            (-745.0, 1),
            (-746.0, 0),
            (-1e300, 0),
            (0.0, 0x3ff0_0000_0000_0000),
            (2.5, 0x4028_5d6f_d931_e0bb),
            // Not quite too large, but so it is there.
            (709.7, f64::INFINITY.to_bits()),
            (f64::NEG_INFINITY, 0),
        ] {
            assert_eq!(exp(x).to_bits(), bits, "{x}");
        }
        assert!(exp(f64::NAN).is_nan());
    }

    /// FNV-1a over 100,000 results between e^-40 and 1, as Go computes them.
    #[test]
    fn equals_go_on_many_values() {
        let (mut hash, mut state) = (0xcbf2_9ce4_8422_2325_u64, 1_u64);
        for _ in 0..100_000 {
            state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
            let x = -((state >> 11) as f64) / (1_u64 << 53) as f64 * 40.0;
            hash = (hash ^ exp(x).to_bits()).wrapping_mul(0x0100_0000_01b3);
        }
        assert_eq!(hash, 0x12a0_95d3_8164_48c7);
    }
}
