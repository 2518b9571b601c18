//! The colors of the drawing: pprof's on light ground, made for the dark on dark.

/// The colors of one scheme.
pub struct Palette {
    pub is_dark: bool,
    pub ground: &'static str,
    pub text: &'static str,
    pub dim: &'static str,
    /// Boxes that hang on nodes.
    pub nodelet: &'static str,
    pub selected: &'static str,
    pub found: &'static str,
}

pub static LIGHT: Palette = Palette {
    is_dark: false,
    ground: "#fdfcfa",
    text: "#221d18",
    dim: "#6b6258",
    nodelet: "#f4f1ec",
    selected: "#1d4ed8",
    found: "#7e22ce",
};

pub static DARK: Palette = Palette {
    is_dark: true,
    ground: "#171513",
    text: "#f4eee6",
    dim: "#a3988b",
    nodelet: "#24211e",
    selected: "#8ab4ff",
    found: "#d8a6ff",
};

impl Palette {
    /// The color of lines, of one of pprof's dark colors.
    pub fn line(&self, color: u32) -> String {
        if self.is_dark { css(mixed(color, 0xff_ffff, 0.2)) } else { css(color) }
    }

    /// The color of a box with such a border.
    pub fn fill(&self, color: u32) -> String {
        css(if self.is_dark { mixed(color, 0x17_1513, 0.68) } else { background(color) })
    }
}

/// pprof's light color of the share whose dark one this is: that one has 70% of
/// the value and all of the saturation, this one 93% and a tenth.
fn background(color: u32) -> u32 {
    channels(color, |part| {
        let faded = 1.0 - f64::from(part) / (0.7 * 255.0);
        (0.93 * 255.0 * (1.0 - 0.1 * faded)) as u32
    })
}

/// So much of another color.
fn mixed(color: u32, other: u32, share: f64) -> u32 {
    let mut shift = 24;
    channels(color, |part| {
        shift -= 8;
        let of_other = f64::from(other >> shift & 255);
        (f64::from(part) * (1.0 - share) + of_other * share) as u32
    })
}

/// Changes red, green and blue, in this order.
fn channels(color: u32, mut change: impl FnMut(u32) -> u32) -> u32 {
    let mut changed = 0;
    for shift in [16, 8, 0] {
        changed |= change(color >> shift & 255).min(255) << shift;
    }
    changed
}

fn css(color: u32) -> String {
    format!("#{color:06x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_have_the_references_light_colors() {
        for (dark, light) in
            [(0xb2_0000, 0xed_d5d5), (0x00_b200, 0xd5_edd5), (0xb2_b2b2, 0xed_eded)]
        {
            let close =
                |shift: u32| (background(dark) >> shift & 255).abs_diff(light >> shift & 255) <= 1;
            assert!([16, 8, 0].into_iter().all(close), "{:06x}", background(dark));
        }
    }

    #[test]
    fn colors_are_mixed_by_channels() {
        assert_eq!(mixed(0x00_6400, 0xff_ffff, 0.0), 0x00_6400);
        assert_eq!(mixed(0x00_6400, 0xff_c800, 1.0), 0xff_c800);
        assert_eq!(LIGHT.line(0xb2_0000), "#b20000");
    }
}
