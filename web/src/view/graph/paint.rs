//! Drawing on a canvas: arrows, boxes, texts that can be read, and marks.

use super::camera::{View, between};
use super::paints::Paints;
use super::palette::Palette;
use super::paths::Lit;
use super::scene::{Place, Scene};
use wasm_bindgen::JsValue;
use web_sys::CanvasRenderingContext2d;

/// The size of the text of arrows; the engine leaves room for it.
pub const LABEL_FONT: f64 = 11.0;
/// The height of a line, in parts of the font's size; so has the engine.
pub const LINE: f64 = 1.25;
/// Height in pixels that a text must have to be read.
const LEGIBLE: f64 = 4.0;
/// Opacity of what is not lit.
const DIM: f64 = 0.18;

/// A drawing at a moment.
pub struct Frame<'a> {
    pub scene: &'a Scene,
    pub paints: &'a Paints,
    pub palette: &'a Palette,
    pub view: View,
    /// The size of the screen in CSS pixels.
    pub screen: (f64, f64),
    pub ratio: f64,
    /// Where boxes come from, and how far they have come: 1 is where they belong.
    pub starts: &'a [Option<Place>],
    pub arrived: f64,
    /// Parts that are not dimmed; `None`: everything.
    pub lit: Option<&'a Lit>,
    /// The path to stress.
    pub stressed: Option<&'a Lit>,
    pub marks: Marks,
}

/// Boxes with outlines.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Marks {
    pub hovered: Option<usize>,
    pub focused: Option<usize>,
    pub selected: Option<usize>,
}

impl Marks {
    /// The boxes that say how many neighbors they hide.
    fn says_hidden(&self, index: usize) -> bool {
        [self.hovered, self.focused, self.selected].contains(&Some(index))
    }
}

/// Where a box says how many callers, or callees, are not shown.
pub fn handle([left, top, width, height]: Place, callees: bool) -> Place {
    let y = if callees { top + height } else { top };
    [left + width / 2.0 - 15.0, y - 7.0, 30.0, 14.0]
}

impl Frame<'_> {
    /// Where a box is at this moment.
    pub fn place(&self, index: usize) -> Place {
        let goal = self.scene.places[index];
        match self.starts.get(index).copied().flatten() {
            Some(start) if self.arrived < 1.0 => {
                [0, 1, 2, 3].map(|i| between(start[i], goal[i], self.arrived))
            }
            _ => goal,
        }
    }

    /// Draws everything that can be seen.
    pub fn paint(&self, ctx: &CanvasRenderingContext2d) {
        let (view, ratio) = (self.view, self.ratio);
        let _ = ctx.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        ctx.set_global_alpha(1.0);
        ctx.set_fill_style_str(self.palette.ground);
        ctx.fill_rect(0.0, 0.0, self.screen.0 * ratio, self.screen.1 * ratio);
        let (scale, origin) = (view.scale * ratio, view.on_screen((0.0, 0.0), self.screen));
        let _ = ctx.set_transform(scale, 0.0, 0.0, scale, origin.0 * ratio, origin.1 * ratio);
        let _ = js_sys::Reflect::set(ctx, &"fontKerning".into(), &JsValue::from_str("none"));
        ctx.set_text_align("center");
        ctx.set_text_baseline("middle");
        ctx.set_line_join("round");
        for arrow in 0..self.scene.ends.len() {
            self.arrow(ctx, arrow);
        }
        let _ = ctx.set_line_dash(&self.paints.solid);
        self.labels(ctx);
        for index in 0..self.scene.len() {
            self.node(ctx, index);
        }
        ctx.set_global_alpha(1.0);
        for index in 0..self.scene.len() {
            self.marks(ctx, index);
        }
    }

    /// Draws all boxes small, and where the screen is; at a place, so much smaller.
    pub fn paint_map(&self, ctx: &CanvasRenderingContext2d, (left, top, scale): (f64, f64, f64)) {
        let (scene, palette, ratio) = (self.scene, self.palette, self.ratio);
        let _ = ctx.set_transform(ratio, 0.0, 0.0, ratio, left * ratio, top * ratio);
        let (width, height) = (scene.size.0 * scale, scene.size.1 * scale);
        ctx.set_global_alpha(0.9);
        ctx.set_fill_style_str(palette.ground);
        ctx.fill_rect(-4.0, -4.0, width + 8.0, height + 8.0);
        ctx.set_global_alpha(1.0);
        ctx.set_line_width(1.0);
        ctx.set_stroke_style_str(palette.dim);
        ctx.stroke_rect(-4.0, -4.0, width + 8.0, height + 8.0);
        for index in 0..scene.len() {
            let [x, y, width, height] = self.place(index).map(|v| v * scale);
            ctx.set_fill_style_str(&self.paints.lines[index]);
            ctx.fill_rect(x, y, width.max(1.0), height.max(1.0));
        }
        let (x0, y0) = self.view.at((0.0, 0.0), self.screen);
        let (x1, y1) = self.view.at(self.screen, self.screen);
        let [x0, x1] = [x0, x1].map(|x| (x * scale).clamp(-4.0, width + 4.0));
        let [y0, y1] = [y0, y1].map(|y| (y * scale).clamp(-4.0, height + 4.0));
        ctx.set_line_width(2.0);
        ctx.set_stroke_style_str(palette.selected);
        ctx.stroke_rect(x0, y0, x1 - x0, y1 - y0);
    }

    /// Returns whether some of a place is on the screen.
    fn is_seen(&self, [left, top, width, height]: Place) -> bool {
        let (x0, y0) = self.view.at((0.0, 0.0), self.screen);
        let (x1, y1) = self.view.at(self.screen, self.screen);
        left < x1 && top < y1 && left + width > x0 && top + height > y0
    }

    fn alpha(&self, is_lit: impl Fn(&Lit) -> bool, is_new: bool) -> f64 {
        let lit = if self.lit.is_none_or(is_lit) { 1.0 } else { DIM };
        if is_new { lit * self.arrived } else { lit }
    }

    fn arrow(&self, ctx: &CanvasRenderingContext2d, arrow: usize) {
        let scene = self.scene;
        let curve = scene.curve(arrow);
        let Some((&[x, y], rest)) = curve.split_first() else { return };
        let bound = |axis: usize, of: fn(f64, f64) -> f64, start: f64| {
            curve.iter().fold(start, |bound, point| of(bound, point[axis]))
        };
        let (left, top) = (bound(0, f64::min, x), bound(1, f64::min, y));
        let (right, bottom) = (bound(0, f64::max, x), bound(1, f64::max, y));
        if !self.is_seen([left - 8.0, top - 8.0, right - left + 16.0, bottom - top + 16.0]) {
            return;
        }
        // While boxes move, arrows are nowhere yet.
        ctx.set_global_alpha(self.alpha(|lit| lit.arrows[arrow], true));
        let is_stressed = self.stressed.is_some_and(|lit| lit.arrows[arrow]);
        let color = match is_stressed {
            true => self.palette.selected,
            false => &self.paints.lines[scene.len() + arrow],
        };
        ctx.set_stroke_style_str(color);
        ctx.set_fill_style_str(color);
        let own = scene.width(arrow);
        let width = own + if is_stressed { 1.5 } else { 0.0 };
        ctx.set_line_width(width.max(0.8 / self.view.scale));
        let dash = self.paints.dashes.get(own as usize).filter(|_| scene.is_dotted(arrow));
        let _ = ctx.set_line_dash(dash.unwrap_or(&self.paints.solid));
        ctx.begin_path();
        ctx.move_to(x, y);
        for part in rest.as_chunks::<3>().0 {
            let [[ax, ay], [bx, by], [cx, cy]] = *part;
            ctx.bezier_curve_to(ax, ay, bx, by, cx, cy);
        }
        ctx.stroke();
        if let Some(head) = head(curve, width) {
            ctx.begin_path();
            ctx.move_to(head[0][0], head[0][1]);
            head[1..].iter().for_each(|p| ctx.line_to(p[0], p[1]));
            ctx.close_path();
            ctx.fill();
        }
    }

    fn labels(&self, ctx: &CanvasRenderingContext2d) {
        let scene = self.scene;
        if LABEL_FONT * self.view.scale < LEGIBLE {
            return;
        }
        self.paints.set_font(ctx, LABEL_FONT);
        ctx.set_fill_style_str(self.palette.dim);
        for (arrow, &[x, y]) in scene.label_places.iter().enumerate() {
            if x.is_nan() || !self.is_seen([x - 60.0, y - 20.0, 120.0, 40.0]) {
                continue;
            }
            ctx.set_global_alpha(self.alpha(|lit| lit.arrows[arrow], true));
            write(ctx, scene.label(arrow), (x, y), LABEL_FONT);
        }
    }

    fn node(&self, ctx: &CanvasRenderingContext2d, index: usize) {
        let (scene, palette) = (self.scene, self.palette);
        let place = self.place(index);
        if !self.is_seen(place) {
            return;
        }
        let [left, top, width, height] = place;
        let is_new = self.starts.get(index).copied().flatten().is_none();
        ctx.set_global_alpha(self.alpha(|lit| lit.boxes[index], is_new));
        ctx.set_fill_style_str(&self.paints.fills[index]);
        ctx.fill_rect(left, top, width, height);
        ctx.set_line_width(1_f64.max(0.6 / self.view.scale));
        ctx.set_stroke_style_str(&self.paints.lines[index]);
        ctx.stroke_rect(left, top, width, height);
        let font = scene.font_sizes[index];
        if font * self.view.scale >= LEGIBLE {
            self.paints.set_font(ctx, font);
            ctx.set_fill_style_str(palette.text);
            write(ctx, scene.lines(index), (left + width / 2.0, top + height / 2.0), font);
        }
    }

    fn marks(&self, ctx: &CanvasRenderingContext2d, index: usize) {
        let (palette, marks) = (self.palette, &self.marks);
        let is_found = !self.scene.search.is_empty()
            && self.scene.is_node(index)
            && self.scene.is_found(index);
        let color = if marks.selected == Some(index) {
            palette.selected
        } else if marks.hovered == Some(index) || marks.focused == Some(index) {
            palette.text
        } else if is_found {
            palette.found
        } else {
            return;
        };
        let place @ [left, top, width, height] = self.place(index);
        ctx.set_stroke_style_str(color);
        ctx.set_line_width(2.5_f64.max(1.5 / self.view.scale));
        ctx.stroke_rect(left, top, width, height);
        if !marks.says_hidden(index) || self.arrived < 1.0 {
            return;
        }
        for (side, &count) in self.scene.hidden[index].iter().enumerate() {
            if count > 0 {
                let [left, top, width, height] = handle(place, side == 1);
                ctx.set_fill_style_str(color);
                ctx.fill_rect(left, top, width, height);
                ctx.set_fill_style_str(palette.ground);
                self.paints.set_font(ctx, 10.0);
                let text = ["+", &count.to_string()].concat();
                let _ = ctx.fill_text(&text, left + width / 2.0, top + height / 2.0 + 0.5);
            }
        }
    }
}

/// Writes lines about a middle.
fn write<'a>(
    ctx: &CanvasRenderingContext2d,
    lines: impl DoubleEndedIterator<Item = &'a str>,
    (x, y): (f64, f64),
    font: f64,
) {
    for (line, y) in baselines(lines, y, font) {
        let _ = ctx.fill_text(line, x, y);
    }
}

/// Lines about a middle, and the middle of each.
pub fn baselines<'a>(
    lines: impl DoubleEndedIterator<Item = &'a str>,
    middle: f64,
    font: f64,
) -> Vec<(&'a str, f64)> {
    let lines: Vec<&str> = lines.collect();
    let first = middle - (lines.len() as f64 - 1.0) / 2.0 * font * LINE;
    lines.into_iter().enumerate().map(|(i, line)| (line, first + i as f64 * font * LINE)).collect()
}

/// The head of an arrow: a triangle whose point is the curve's end.
pub fn head(curve: &[[f64; 2]], width: f64) -> Option<[[f64; 2]; 3]> {
    let end = *curve.last()?;
    // The last point that is elsewhere has the direction.
    let before = curve.iter().rev().find(|p| **p != end)?;
    let (dx, dy) = (end[0] - before[0], end[1] - before[1]);
    let length = (dx * dx + dy * dy).sqrt();
    let (dx, dy) = (dx / length, dy / length);
    let (long, wide) = (7.0 + 1.5 * width, 2.5 + 0.9 * width);
    let back = [end[0] - dx * long, end[1] - dy * long];
    Some([
        end,
        [back[0] - dy * wide, back[1] + dx * wide],
        [back[0] + dy * wide, back[1] - dx * wide],
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_point_where_curves_end() {
        let down = [[5.0, 0.0], [5.0, 4.0], [5.0, 10.0], [5.0, 10.0]];
        let [tip, left, right] = head(&down, 2.0).unwrap();
        assert_eq!(tip, [5.0, 10.0]);
        assert_eq!((left[1], right[1]), (0.0, 0.0));
        assert_eq!(left[0] + right[0], 10.0);
        assert_eq!(head(&[[1.0, 1.0]; 4], 1.0), None);
    }

    #[test]
    fn lines_stand_about_their_middle() {
        let lines = baselines(["a", "b", "c"].into_iter(), 20.0, 8.0);
        assert_eq!(lines, [("a", 10.0), ("b", 20.0), ("c", 30.0)]);
    }
}
