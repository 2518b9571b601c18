//! Sizes of boxes and labels, by the widths of their texts.

use hearth_layout::Size;

/// The size of the text of arrows.
pub const LABEL_FONT: f64 = 11.0;
/// The height of a line, in parts of the font's size.
pub const LINE: f64 = 1.25;
/// Margin beside and above a box's text.
const MARGIN: (f64, f64) = (8.0, 5.0);

/// Widths of characters.
pub struct TextSizes<'a> {
    advances: &'a [f64],
    other: f64,
}

impl<'a> TextSizes<'a> {
    /// `advances` are the widths of the characters from U+0020 on, and last that of all
    /// others, in parts of the font's size.
    pub fn new(advances: &'a [f64]) -> Self {
        let (other, advances) = advances.split_last().unwrap_or((&0.6, &[]));
        Self { advances, other: *other }
    }

    fn width(&self, line: &str) -> f64 {
        let advance = |c: char| {
            let known =
                u32::from(c).checked_sub(0x20).and_then(|at| self.advances.get(at as usize));
            *known.unwrap_or(&self.other)
        };
        line.chars().map(advance).sum()
    }

    fn of<'b>(&self, lines: impl Iterator<Item = &'b str>, font: f64) -> Size {
        let (count, width) = lines
            .fold((0, 0.0_f64), |(count, width), line| (count + 1, width.max(self.width(line))));
        Size { width: (width * font).ceil(), height: (f64::from(count) * font * LINE).ceil() }
    }

    /// The size of a box with this text.
    pub fn of_box(&self, text: &str, font: f64) -> Size {
        let Size { width, height } = self.of(text.split('\n'), font);
        Size { width: width + 2.0 * MARGIN.0, height: height + 2.0 * MARGIN.1 }
    }

    /// The size of an arrow's text, with some room around it.
    pub fn of_label(&self, text: &str) -> Size {
        let Size { width, height } = self.of(text.split('\n'), LABEL_FONT);
        Size { width: width + 6.0, height: height + 2.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_as_large_as_their_texts() {
        // A space is half as wide as the font is high, `!` a quarter, all else is 1.
        let sizes = TextSizes::new(&[0.5, 0.25, 1.0]);
        assert_eq!(sizes.of_box("!! a\n ", 8.0), Size { width: 32.0, height: 30.0 });
        assert_eq!(sizes.of_label("ä"), Size { width: 17.0, height: 16.0 });
        assert_eq!(TextSizes::new(&[]).of_box("", 8.0), Size { width: 16.0, height: 20.0 });
    }
}
