//! Names along the heaviest path, at a size that can be read however small the drawing is:
//! over their boxes or beside them, never over each other. Pure, but for painting.

use super::paints::Paints;
use super::palette::Palette;
use super::scene::{Place, Scene};
use crate::view::split_name;
use web_sys::CanvasRenderingContext2d;

/// The size of the names, in CSS pixels; a box whose own text is smaller has one.
pub const FONT: f64 = 11.0;
const SMALLEST: f64 = 8.0;
/// The height of a name with what is around it, and what is left and right of it.
const HEIGHT: f64 = 16.0;
const PAD: f64 = 4.0;
/// From a box to the name beside it.
const AWAY: f64 = 6.0;
/// Number of characters of a name that are shown.
const LONGEST: usize = 48;
/// Number of heights above and below its box that a name may be.
const ROWS: i32 = 24;

/// The names of a path.
#[derive(Debug, Default)]
pub struct Labels {
    names: Vec<Name>,
    /// Which of them is where on the screen, in CSS pixels.
    pub placed: Vec<(usize, Place)>,
}

#[derive(Debug)]
struct Name {
    index: usize,
    text: String,
    width: f64,
}

impl Labels {
    /// The names of some boxes; `measure` says how wide a text is.
    pub fn new(scene: &Scene, boxes: &[u32], measure: impl Fn(&str) -> f64) -> Self {
        let name = |&index: &u32| {
            let own = split_name(scene.names.get(index as usize)).1;
            let mut text: String = own.chars().take(LONGEST).collect();
            if text.len() < own.len() {
                text.push('…');
            }
            Name { index: index as usize, width: measure(&text) + 2.0 * PAD, text }
        };
        Self { names: boxes.iter().map(name).collect(), placed: Vec::new() }
    }

    /// Finds a place for the name of each box that is on the screen and that is too small.
    /// `on_screen` says where a box is there, and how large its text.
    pub fn place(&mut self, screen: (f64, f64), on_screen: impl Fn(usize) -> (Place, f64)) {
        self.placed.clear();
        for (at, name) in self.names.iter().enumerate() {
            let (place @ [left, top, width, height], font) = on_screen(name.index);
            let is_seen =
                left < screen.0 && top < screen.1 && left + width > 0.0 && top + height > 0.0;
            if !is_seen || font >= SMALLEST {
                continue;
            }
            if let Some(free) = free(place, name.width, screen, &self.placed) {
                self.placed.push((at, free));
            }
        }
    }

    /// Writes them; `on_screen` as above.
    pub fn paint(
        &self,
        ctx: &CanvasRenderingContext2d,
        (palette, paints, ratio): (&Palette, &Paints, f64),
        on_screen: impl Fn(usize) -> (Place, f64),
    ) {
        let _ = ctx.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        ctx.set_line_width(1.0);
        ctx.set_stroke_style_str(palette.selected);
        ctx.set_global_alpha(0.8);
        // Lines first: they pass below names.
        for &(at, [left, top, width, height]) in &self.placed {
            let ([box_left, box_top, box_width, box_height], _) = on_screen(self.names[at].index);
            let (x, y) = (box_left + box_width / 2.0, box_top + box_height / 2.0);
            ctx.begin_path();
            ctx.move_to(x, y);
            ctx.line_to(x.clamp(left, left + width), y.clamp(top, top + height));
            ctx.stroke();
        }
        paints.set_font(ctx, FONT);
        for &(at, [left, top, width, height]) in &self.placed {
            ctx.set_global_alpha(0.94);
            ctx.set_fill_style_str(palette.ground);
            ctx.fill_rect(left, top, width, height);
            ctx.set_global_alpha(1.0);
            ctx.stroke_rect(left + 0.5, top + 0.5, width - 1.0, height - 1.0);
            ctx.set_fill_style_str(palette.text);
            let (x, y) = (left + width / 2.0, top + height / 2.0 + 0.5);
            let _ = ctx.fill_text(&self.names[at].text, x, y);
        }
    }
}

/// The free place that is nearest to a box: over it, right, left, and so on above and below.
fn free(
    [left, top, width, height]: Place,
    wide: f64,
    screen: (f64, f64),
    taken: &[(usize, Place)],
) -> Option<Place> {
    let (x, y) = (left + width / 2.0 - wide / 2.0, top + height / 2.0 - HEIGHT / 2.0);
    let inside = |x: f64| x.min(screen.0 - wide).max(0.0);
    let across = [x, left + width + AWAY, left - AWAY - wide];
    let is_free = |place: &Place| {
        place[1] >= 0.0
            && place[1] + HEIGHT <= screen.1
            && !taken.iter().any(|(_, other)| overlap(place, other))
    };
    let rows = (0..=ROWS).flat_map(|row| [row, -row]);
    let near = rows.clone().flat_map(|row| across.map(|x| (x, row)));
    // A path that is higher than the screen has more columns.
    let far = rows.flat_map(|row| [1.5, -1.5, 3.0, -3.0].map(|by| (x + by * wide, row)));
    near.chain(far)
        .map(|(x, row)| [inside(x), y + f64::from(row) * HEIGHT, wide, HEIGHT])
        .find(is_free)
}

fn overlap(a: &Place, b: &Place) -> bool {
    a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of boxes that are one above the other.
    fn placed(count: usize, step: f64, screen: (f64, f64)) -> Vec<(usize, Place)> {
        let names = (0..count).map(|index| Name { index, text: "x".into(), width: 90.0 });
        let mut labels = Labels { names: names.collect(), placed: Vec::new() };
        labels.place(screen, |index| ([300.0, 4.0 + index as f64 * step, 8.0, 3.0], 1.2));
        labels.placed
    }

    #[test]
    fn every_name_has_a_place_of_its_own() {
        for (count, step) in [(5, 40.0), (40, 12.0), (60, 9.0), (80, 7.0)] {
            let screen = (640.0, 600.0);
            let all = placed(count, step, screen);
            assert_eq!(all.len(), count, "{step}");
            for (i, (_, one)) in all.iter().enumerate() {
                let inside = one[0] >= 0.0 && one[0] + one[2] <= screen.0;
                assert!(inside && one[1] >= 0.0 && one[1] + one[3] <= screen.1, "{one:?}");
                assert!(all[..i].iter().all(|(_, other)| !overlap(one, other)), "{i} of {count}");
            }
        }
    }

    #[test]
    fn what_can_be_read_and_what_is_elsewhere_has_none() {
        let names = vec![Name { index: 0, text: "x".into(), width: 20.0 }];
        let mut labels = Labels { names, placed: Vec::new() };
        labels.place((100.0, 100.0), |_| ([10.0, 10.0, 50.0, 20.0], 9.0));
        assert!(labels.placed.is_empty());
        labels.place((100.0, 100.0), |_| ([110.0, 10.0, 50.0, 20.0], 2.0));
        assert!(labels.placed.is_empty());
    }
}
