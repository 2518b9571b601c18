//! Red for what costs, green for what was saved, gray for neither.

/// The color of a share of the total, from -1 to 1, as `0xrrggbb`: a light one for
/// backgrounds, a dark one for all else.
pub fn color(score: f64, is_background: bool) -> u32 {
    let (saturation, value) = if is_background { (0.1, 0.93) } else { (1.0, 0.7) };
    // No number stays none, which not every way of clamping grants.
    let score = if score.is_nan() { score } else { score.clamp(-1.0, 1.0) };
    // Gray, not yellow, near 0.
    let saturation = if score.abs() < 0.2 { saturation * (score.abs() / 0.2) } else { saturation };
    // Small shares are told apart, too.
    let shift = |score: f64| libm::pow(score, 0.3);
    let (red, green) = if score < 0.0 {
        (value * (1.0 - saturation * shift(-score)), value)
    } else {
        let score = if score > 0.0 { shift(score) } else { score };
        (value, value * (1.0 - saturation * score))
    };
    let blue = value * (1.0 - saturation);
    let byte = |part: f64| u32::from((part * 255.0) as u8);
    byte(red) << 16 | byte(green) << 8 | byte(blue)
}

/// As [`color`] on white, but for what rose and fell: orange and blue, which everyone tells
/// apart.
pub fn change_color(score: f64) -> u32 {
    const GREY: [f64; 3] = [178.0, 178.0, 178.0];
    let end = if score < 0.0 { [16.0, 84.0, 178.0] } else { [178.0, 84.0, 0.0] };
    let part = if score.is_nan() { 0.0 } else { score.abs().min(1.0) };
    let part = if part > 0.0 { libm::pow(part, 0.3) } else { 0.0 };
    let byte = |at: usize| (GREY[at] + (end[at] - GREY[at]) * part) as u32;
    byte(0) << 16 | byte(1) << 8 | byte(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_orange_and_blue() {
        assert_eq!(
            [1.0, -1.0, 0.0, 9.0].map(change_color),
            [0xb2_5400, 0x10_54b2, 0xb2_b2b2, 0xb2_5400]
        );
        assert_eq!(change_color(f64::NAN), 0xb2_b2b2);
    }

    #[test]
    fn the_ends_and_the_middle() {
        for (score, dark, light) in [
            (1.0, 0xb2_0000, 0xed_d5d5),
            (2.0, 0xb2_0000, 0xed_d5d5),
            (-1.0, 0x00_b200, 0xd5_edd5),
            (0.0, 0xb2_b2b2, 0xed_eded),
        ] {
            assert_eq!((color(score, false), color(score, true)), (dark, light));
        }
    }
}
