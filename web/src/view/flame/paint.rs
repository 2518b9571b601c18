//! Drawing: boxes on one canvas, outlines on another above it, so that moving
//! the pointer repaints only outlines.
//!
//! Everything here is in device pixels. Boxes are gathered by color, since
//! changing the color is what costs.

use super::camera::Span;
use super::palette::{COLORS, Mode, Palette, colors};
use super::scene::Scene;
use super::text::Glyphs;
use super::written::Written;
use crate::format::between;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{CanvasPattern, CanvasRenderingContext2d, HtmlCanvasElement};

/// The height of a row, in CSS pixels.
pub const ROW: f64 = 20.0;

/// The narrowest box that gets a text, in CSS pixels.
const TEXT_FROM: f64 = 32.0;

/// A scene with the colors of its boxes.
#[derive(Clone)]
pub struct Layer {
    pub scene: Rc<Scene>,
    pub colors: Rc<[u8]>,
    /// Part of each box's name that has to be written to tell it from those around it: so
    /// many parts before its last. Empty: nobody has looked yet.
    pub told: Rc<[u8]>,
    /// Text of the root's box: its name and the total.
    root: Rc<str>,
}

/// Boxes of a frame, gathered. Kept for the next one, so that a frame
/// allocates nothing.
#[derive(Default)]
pub struct Gathered {
    /// The colors, and the same faded.
    pub colors: Vec<String>,
    by_color: Vec<Vec<Rect>>,
    many: Vec<Rect>,
    /// The lower edges of boxes that a search finds.
    found: Vec<Rect>,
    /// The boxes that are wide enough for a text: number, left end, width, middle; and
    /// whether they are faded.
    texts: Vec<(usize, f64, f64, f64, bool)>,
    pub written: Written,
    /// Pattern of boxes that stand for several.
    pub stripes: Option<CanvasPattern>,
}

impl Gathered {
    fn clear(&mut self) {
        self.by_color.resize_with(2 * COLORS, Vec::new);
        self.by_color.iter_mut().for_each(Vec::clear);
        self.many.clear();
        self.found.clear();
        self.texts.clear();
    }
}

impl Layer {
    pub fn new(scene: Rc<Scene>, mode: Mode) -> Self {
        let root = match &scene.over.0 {
            Some(over) => over.root(),
            None => [scene.names.get(0), " · ", &*scene.left_of_total()].concat(),
        };
        let told = Rc::default();
        Self { colors: colors(&scene, mode).into(), scene, told, root: root.into() }
    }

    /// Text on a box.
    pub fn text(&self, index: usize) -> &str {
        if index == 0 && self.scene.pivot.is_empty() { &self.root } else { self.scene.name(index) }
    }
}

/// Part that is on the screen, in device pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Screen {
    pub width: f64,
    pub height: f64,
    /// Device pixels for each CSS pixel.
    pub ratio: f64,
    /// Distance that the rows are scrolled away from depth 0.
    pub scroll: f64,
    /// Depth 0 is at the bottom.
    pub up: bool,
    /// The height of a row, in CSS pixels.
    pub row: f64,
    /// Rows before this depth lie above the box that fills the screen.
    pub above: usize,
}

impl Screen {
    /// The height of a row.
    pub fn row(&self) -> f64 {
        (self.row * self.ratio).round().max(1.0)
    }

    /// The upper edge of a row.
    pub fn top(&self, depth: usize) -> f64 {
        let from_root = depth as f64 * self.row() - self.scroll;
        if self.up { self.height - self.row() - from_root } else { from_root }
    }

    /// The row at a height.
    pub fn depth_at(&self, y: f64) -> usize {
        let from_root = if self.up { self.height - y } else { y };
        ((from_root + self.scroll) / self.row()).max(0.0) as usize
    }

    /// The rows that reach into the screen, of this many.
    pub fn rows(&self, depths: usize) -> std::ops::Range<usize> {
        let first = (self.scroll / self.row()).floor().max(0.0) as usize;
        let last = ((self.scroll + self.height) / self.row()).ceil().max(0.0) as usize;
        first..last.min(depths)
    }
}

/// Where a box is, in device pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// Where a box is on the screen, with the gaps that tell it from its neighbors.
pub fn place(scene: &Scene, index: usize, depth: usize, view: Span, screen: &Screen) -> Rect {
    let scale = screen.width / view.width();
    let x = |at: f64| between((at - view.from) * scale, -8.0, screen.width + 8.0).round();
    let (left, right) = (x(scene.left[index]), x(scene.right(index)));
    let gap = screen.ratio.round().max(1.0);
    let width = right - left;
    let width = if width >= 3.0 * gap { width - gap } else { width.max(1.0) };
    // Nothing separates an inlined function from the one that it is in: its caller, which
    // is the one nearer to depth 0.
    let gap = if scene.inlined[index] == 1 { 0.0 } else { gap };
    let y = screen.top(depth) + if screen.up { 0.0 } else { gap };
    Rect { x: left, y, width, height: screen.row() - gap }
}

/// Draws the boxes of a layer, and says how many.
pub fn boxes(
    ctx: &CanvasRenderingContext2d,
    layer: &Layer,
    view: Span,
    screen: &Screen,
    palette: &Palette,
    glyphs: &mut Glyphs,
    gathered: &mut Gathered,
) -> usize {
    ctx.set_fill_style_str(palette.ground);
    ctx.fill_rect(0.0, 0.0, screen.width, screen.height);
    let scene = &*layer.scene;
    gathered.clear();
    let Gathered { colors, by_color, many, found, texts, written, stripes } = gathered;
    let (searches, bar) = (!scene.search.is_empty(), (2.0 * screen.ratio).round());
    let text_from = if screen.row < ROW { f64::INFINITY } else { TEXT_FROM * screen.ratio };
    let mut drawn = 0;
    for depth in screen.rows(scene.depths()) {
        let middle = screen.top(depth) + (screen.row() / 2.0).round() + 1.0;
        for index in scene.within(depth, view.from, view.to) {
            let rect = place(scene, index, depth, view, screen);
            drawn += 1;
            if scene.is_many(index) {
                many.push(rect);
                continue;
            }
            let color = layer.colors[index] as usize;
            let shade = shade(layer, index, depth, view, screen);
            if rect.width >= text_from {
                texts.push((index, rect.x, rect.width, middle, shade >= COLORS));
            }
            by_color[shade].push(rect);
            // On narrower ones it could not be seen.
            if searches && color < COLORS && rect.width >= 2.0 * bar {
                let y = rect.y + rect.height - bar;
                found.push(Rect { y, height: bar, ..rect });
            }
        }
    }
    for (color, rects) in colors.iter().zip(&*by_color) {
        fill(ctx, color, rects);
    }
    fill(ctx, palette.found, found);
    // Nobody knows what a search would find in them.
    ctx.set_global_alpha(if searches { 0.4 } else { 1.0 });
    slivers(ctx, many, stripes.as_ref());
    ctx.set_global_alpha(1.0);
    if let Some(over) = &scene.over.0 {
        over.paint(ctx, scene, view, screen, palette);
    }
    if scene.pivot_depth > 0 {
        // Lines above and below the pivot: on one side are callers, on the other callees.
        let (top, line) = (screen.top(scene.pivot_depth), screen.ratio.round().max(1.0));
        let edge = |y: f64| Rect { x: 0.0, y, width: screen.width, height: line };
        fill(ctx, palette.outline, &[edge(top), edge(top + screen.row() - line)]);
    }
    let pad = 5.0 * screen.ratio;
    for (color, faded) in [(palette.text, false), (palette.faded_text, true)] {
        ctx.set_fill_style_str(color);
        for &(index, x, width, middle, is_faded) in &*texts {
            if is_faded != faded {
                continue;
            }
            // What is left of the screen's edge needs no text there.
            let (left, right) = (x.max(0.0), (x + width).min(screen.width));
            let room = right - left - 2.0 * pad;
            let name = (layer.text(index), layer.told.get(index).copied().unwrap_or(0));
            written.write(ctx, name, room, glyphs, (left + pad, middle));
        }
    }
    drawn
}

/// The number of a box's color as it is drawn: faded where the box that fills the window
/// lies in it, as it is there only to go back to.
pub fn shade(layer: &Layer, index: usize, depth: usize, view: Span, screen: &Screen) -> usize {
    let (scene, color) = (&*layer.scene, layer.colors[index] as usize);
    let is_above = scene.left[index] <= view.from
        && scene.right(index) >= view.to
        && (scene.widths[index] > view.width() * 1.000_001 || depth < screen.above);
    if is_above { color % COLORS + COLORS } else { color }
}

fn fill(ctx: &CanvasRenderingContext2d, color: &str, rects: &[Rect]) {
    if !rects.is_empty() {
        ctx.set_fill_style_str(color);
        rects.iter().for_each(|r| ctx.fill_rect(r.x, r.y, r.width, r.height));
    }
}

/// Draws boxes that stand for several: neutral, and finely striped as the many
/// narrow boxes would be. The stripes are one pattern: painted one by one, they
/// would be most of what a dense graph draws.
fn slivers(ctx: &CanvasRenderingContext2d, many: &[Rect], pattern: Option<&CanvasPattern>) {
    match pattern {
        Some(pattern) => ctx.set_fill_style_canvas_pattern(pattern),
        None => return,
    }
    many.iter().for_each(|r| ctx.fill_rect(r.x, r.y, r.width, r.height));
}

/// The stripes of [`slivers`].
pub fn stripes(
    ctx: &CanvasRenderingContext2d,
    screen: &Screen,
    palette: &Palette,
) -> Option<CanvasPattern> {
    let tile = web_sys::window()?.document()?.create_element("canvas").ok()?;
    let tile: HtmlCanvasElement = tile.dyn_into().ok()?;
    let step = (3.0 * screen.ratio).round();
    tile.set_width(step as u32);
    tile.set_height(1);
    let on_tile: CanvasRenderingContext2d = tile.get_context("2d").ok()??.dyn_into().ok()?;
    for (color, x, width) in [(palette.many, 0.0, step), (palette.ground, step - 1.0, 1.0)] {
        on_tile.set_fill_style_str(color);
        on_tile.fill_rect(x, 0.0, width, 1.0);
    }
    ctx.create_pattern_with_html_canvas_element(&tile, "repeat").ok()?
}

/// Boxes that are outlined.
pub struct Marks<'a> {
    /// The box under the pointer, or the one that the keyboard is at.
    pub here: Option<usize>,
    /// The selected function's name; empty: none.
    pub selected: &'a str,
    /// The range that is being chosen, in the graph's units.
    pub band: Option<Span>,
}

/// Draws outlines: around all boxes of the selected function, around all boxes
/// of the function that is hovered, and around the hovered box.
pub fn marks(
    ctx: &CanvasRenderingContext2d,
    scene: &Scene,
    view: Span,
    screen: &Screen,
    palette: &Palette,
    marks: &Marks,
) {
    ctx.clear_rect(0.0, 0.0, screen.width, screen.height);
    let hovered = marks.here.map(|i| scene.frame[i]).filter(|&f| f != hearth_messages::FRAME_MANY);
    let selected = if marks.selected.is_empty() {
        None
    } else {
        scene.names.position(marks.selected).map(|f| f as u32)
    };
    let line = (1.5 * screen.ratio).round().max(1.0);
    let (mut same, mut chosen) = (Vec::new(), Vec::new());
    if hovered.is_some() || selected.is_some() {
        for depth in screen.rows(scene.depths()) {
            for index in scene.within(depth, view.from, view.to) {
                let frame = Some(scene.frame[index]);
                if frame == selected {
                    chosen.push(place(scene, index, depth, view, screen));
                } else if frame == hovered {
                    same.push(place(scene, index, depth, view, screen));
                }
            }
        }
    }
    ctx.set_line_width(line);
    outline(ctx, &same, palette.same, line);
    outline(ctx, &chosen, palette.selected, line);
    if let Some(here) = marks.here {
        let depth = scene.depth_of(here);
        outline(ctx, &[place(scene, here, depth, view, screen)], palette.outline, line);
    }
    if let Some(band) = marks.band {
        let scale = screen.width / view.width();
        let (x, width) = ((band.from - view.from) * scale, band.width() * scale);
        let rect = Rect { x, y: 0.0, width, height: screen.height };
        ctx.set_global_alpha(0.2);
        fill(ctx, palette.selected, &[rect]);
        ctx.set_global_alpha(1.0);
        outline(ctx, &[rect], palette.selected, line);
    }
    scrollbar(ctx, scene, screen, palette);
}

fn outline(ctx: &CanvasRenderingContext2d, rects: &[Rect], color: &str, line: f64) {
    if rects.is_empty() {
        return;
    }
    ctx.set_stroke_style_str(color);
    for rect in rects {
        // Narrow boxes get a bar as wide as the line, or nobody would see them.
        let width = (rect.width - line).max(1.0);
        ctx.stroke_rect(rect.x + line / 2.0, rect.y + line / 2.0, width, rect.height - line);
    }
}

/// Shows that there are more rows than fit, and which are on the screen.
fn scrollbar(ctx: &CanvasRenderingContext2d, scene: &Scene, screen: &Screen, palette: &Palette) {
    let all = scene.depths() as f64 * screen.row();
    if all <= screen.height {
        return;
    }
    let share = screen.height / all;
    let length = (share * screen.height).max(24.0 * screen.ratio);
    let top = (screen.scroll / (all - screen.height)).min(1.0) * (screen.height - length);
    let top = if screen.up { screen.height - length - top } else { top };
    let width = 5.0 * screen.ratio;
    ctx.set_fill_style_str(palette.outline);
    ctx.set_global_alpha(0.35);
    ctx.fill_rect(screen.width - width - 2.0, top, width, length);
    ctx.set_global_alpha(1.0);
}
