//! Colors of boxes, and what they mean. By package it is the engine's to say whose
//! code it is: warm for the user's own, violet for dependencies, cool for the standard
//! library, one shade for each package; one color each for the runtime, memory, the
//! system and waiting.

use super::scene::Scene;
use hearth_messages::FRAME_MANY;

/// Number of shades of each of the first families.
pub const SHADES: usize = 8;

/// Number of families with shades: own code, dependencies, the standard library. Those after them
/// have one color each.
pub const SHADED: usize = 3;

/// Number of families.
pub const FAMILIES: usize = 7;

/// The number of different colors: those of families, the root, and a scale for shares.
pub const COLORS: usize = ROOT as usize + 1 + SHADES;

/// The runtime's color.
const RUNTIME: u8 = (SHADED * SHADES) as u8;

/// The root's color.
pub const ROOT: u8 = RUNTIME + (FAMILIES - SHADED) as u8;

/// The smallest share's color.
const HEAT: u8 = ROOT + 1;

/// Meaning of colors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Whose code it is, and a shade for each package.
    #[default]
    Package,
    /// A shade for each file.
    File,
    /// Share of the total.
    Share,
    /// Nothing: one hue, a shade for each function.
    Hue,
}

impl Mode {
    /// All of them, in the order in which a key goes through them.
    pub const ALL: [Self; 4] = [Self::Package, Self::File, Self::Share, Self::Hue];

    /// The word in links; empty for the default.
    pub fn word(self) -> &'static str {
        ["", "file", "share", "hue"][self as usize]
    }

    /// Returns the meaning of a link's word.
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|mode| mode.word() == word).unwrap_or_default()
    }

    /// The one after this.
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }
}

/// The colors of one scheme.
pub struct Palette {
    /// The boxes' colors, by number.
    pub boxes: [&'static str; COLORS],
    /// Texts in boxes.
    pub text: &'static str,
    /// Texts in boxes that a search does not find.
    pub faded_text: &'static str,
    /// The mark of boxes that a search finds.
    pub found: &'static str,
    /// Boxes that stand for several.
    pub many: &'static str,
    /// Color behind the boxes; also between them.
    pub ground: &'static str,
    /// Outlines of the hovered box.
    pub outline: &'static str,
    /// Outlines of the other boxes of the same function.
    pub same: &'static str,
    /// Outlines of the selected function's boxes.
    pub selected: &'static str,
}

/// Light: dark text on soft boxes.
pub const LIGHT: Palette = Palette {
    boxes: [
        "#f6b48f", "#f3c07c", "#f0a58b", "#eecb8a", "#f2b3a4", "#e9b878", "#f5c6a0",
        "#eaa77c", //
        "#d8bfe0", "#cdb9e4", "#e3c2dc", "#d3c8ea", "#c9b3da", "#dccbe6", "#e0b8d6",
        "#c4bce0", //
        "#9fc6d8", "#a3cfc4", "#a9c1e0", "#b2d2dd", "#97c9cf", "#b5c8e6", "#a8d3b9",
        "#9dbcd4", //
        "#cfd2d6", "#c3cdb4", "#b9bdc6", "#e6e6e3", "#e3ddd4", //
        "#f6efe6", "#f8e6d2", "#fadcbb", "#fbd0a3", "#fac28b", "#f7b276", "#f3a063", "#ee8c52",
    ],
    text: "#221d18",
    faded_text: "#6b6258",
    found: "#7e22ce",
    many: "#d9d5cf",
    ground: "#fdfcfa",
    outline: "#221d18",
    same: "#7a4a1e",
    selected: "#1d4ed8",
};

/// Dark: light text on deep boxes.
pub const DARK: Palette = Palette {
    boxes: [
        "#8a4b2a", "#84592a", "#80402f", "#77602a", "#824a40", "#7a5426", "#8c5a3a",
        "#7c4424", //
        "#5c3f6b", "#503f70", "#683f60", "#54476f", "#4b3960", "#5f4d6c", "#673a58",
        "#484068", //
        "#2c5a6e", "#2d6059", "#35547a", "#3a6370", "#2a5f66", "#42557e", "#34634a",
        "#2d506a", //
        "#4a4e54", "#4c5540", "#3d434d", "#33332f", "#3b3731", //
        "#2b2724", "#382c24", "#473124", "#563625", "#653b26", "#754027", "#854528", "#954a29",
    ],
    text: "#f4eee6",
    faded_text: "#a3988b",
    found: "#d8a6ff",
    many: "#3a3733",
    ground: "#171513",
    outline: "#fff7ec",
    same: "#f3b27a",
    selected: "#8ab4ff",
};

impl Palette {
    /// The boxes' colors, then the same faded: three quarters of each are the ground.
    pub fn table(&self) -> Vec<String> {
        let faded = self.boxes.iter().map(|color| mix(color, self.ground));
        self.boxes.iter().map(|color| (*color).to_owned()).chain(faded).collect()
    }
}

/// A quarter of one color and three of another, both `#rrggbb`.
fn mix(color: &str, ground: &str) -> String {
    let parse = |text: &str| u32::from_str_radix(text.trim_start_matches('#'), 16).unwrap_or(0);
    let (a, b) = (parse(color), parse(ground));
    let part = |shift: u32| {
        let channel = |color: u32| (color >> shift) & 255;
        ((channel(a) + 3 * channel(b)) / 4) << shift
    };
    format!("#{:06x}", part(16) | part(8) | part(0))
}

/// The number of each box's color; those that a search does not find are faded, which
/// is `COLORS` further on.
pub fn colors(scene: &Scene, mode: Mode) -> Vec<u8> {
    if let Some(over) = &scene.over.0 {
        return over.colors(scene);
    }
    let of_frame: Vec<u8> = match mode {
        Mode::Package => scene.shades.iter().map(|&shade| color(shade)).collect(),
        Mode::File => (scene.files.iter())
            .map(|file| {
                // Without the line: it is the file that has a shade.
                let file = file.rsplit_once(':').map_or(file, |(file, _)| file);
                let shade = (hash(file) % u32::from(RUNTIME)) as u8;
                if file.is_empty() { RUNTIME } else { shade }
            })
            .collect(),
        Mode::Share => Vec::new(),
        Mode::Hue => scene.names.iter().map(|name| (hash(name) % SHADES as u32) as u8).collect(),
    };
    let searches = !scene.search.is_empty();
    let mut colors: Vec<u8> = (scene.frame.iter().zip(&scene.cum))
        .map(|(&frame, &cum)| {
            let of_share = || HEAT + step(cum.unsigned_abs(), scene.total.unsigned_abs());
            let color = if mode == Mode::Share {
                of_share()
            } else {
                of_frame.get(frame as usize).copied().unwrap_or(ROOT)
            };
            let is_faded = searches && frame != FRAME_MANY && !scene.is_found(frame);
            if is_faded { color + COLORS as u8 } else { color }
        })
        .collect();
    if let Some(root) = colors.first_mut().filter(|_| scene.pivot.is_empty()) {
        *root = if *root >= COLORS as u8 { ROOT + COLORS as u8 } else { ROOT };
    }
    colors
}

/// The step of a share: the last one from a half of the total on, the one before it from
/// a quarter on, and so on.
fn step(value: u64, total: u64) -> u8 {
    let mut step = SHADES as u8 - 1;
    let mut from = total / 2;
    while step > 0 && value < from {
        (step, from) = (step - 1, from / 2);
    }
    step
}

/// The number of the color of an engine's shade: a family times [`SHADES`], and one of these.
fn color(shade: u8) -> u8 {
    if shade < RUNTIME { shade } else { RUNTIME - SHADED as u8 + shade / SHADES as u8 }
}

/// The family of an engine's shade, and its colors in this palette.
pub fn family_of(shade: u8) -> usize {
    usize::from(shade) / SHADES
}

/// FNV-1a: the same color for a file on every machine and every day.
fn hash(text: &str) -> u32 {
    let hash =
        text.bytes().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
    hash ^ (hash >> 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_have_steps() {
        assert_eq!([1000, 500, 499, 250, 8, 0].map(|v| step(v, 1000)), [7, 7, 6, 6, 1, 0]);
        assert_eq!(step(0, 0), 7);
    }

    #[test]
    fn what_a_search_does_not_find_is_faded() {
        let scene = Scene {
            frame: vec![0, 1, 2],
            cum: vec![4, 4, 4],
            total: 4,
            search: "a".to_owned(),
            matches: vec![0, 0, 1],
            names: crate::view::NameList::of(&["root", "main.b", "main.a"]),
            ..Scene::default()
        };
        let colors = colors(&scene, Mode::Hue);
        assert_eq!([0, 1, 2].map(|i| colors[i] >= COLORS as u8), [true, true, false]);
        assert_eq!(mix("#000000", "#fc0804"), "#bd0603");
        assert_eq!(LIGHT.table().len(), 2 * COLORS);
    }

    #[test]
    fn families_have_colors_of_their_own() {
        let shades: Vec<u8> = (0..(FAMILIES * SHADES) as u8).collect();
        let mut colors: Vec<u8> = shades.iter().map(|&shade| color(shade)).collect();
        assert_eq!(colors[..RUNTIME as usize], shades[..RUNTIME as usize]);
        colors.dedup();
        assert_eq!(colors, (0..ROOT).collect::<Vec<_>>());
        assert_eq!([0, 7, 8, 24, 55].map(family_of), [0, 0, 1, 3, 6]);
    }

    /// The contrast of two colors `#rrggbb`, as WCAG has it.
    fn contrast(a: &str, b: &str) -> f64 {
        let light = |color: &str| {
            let part = |at: usize| {
                let c = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
                if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
        };
        let (a, b) = (light(a), light(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn texts_can_be_read_on_every_color() {
        for palette in [&LIGHT, &DARK] {
            for color in palette.boxes {
                let contrast = contrast(color, palette.text);
                assert!(contrast >= 4.5, "{color}: {contrast}");
            }
        }
    }
}
