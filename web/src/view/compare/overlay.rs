//! Both sides in one flame graph. A box is as wide as its width stands for; its upper half
//! is as long as what the base spent, its lower half as what the current side spent, and
//! the rest of it is pale. It is hatched where only one side has it. In a graph of one side
//! boxes are what that side spent.

use super::amounts::{Amounts, Columns, GONE, NEW, NOISE, verdict};
use crate::view::flame::paint::{ROW, Rect, Screen, place};
use crate::view::flame::palette::{COLOURS, DARK, LIGHT, Palette, ROOT};
use crate::view::flame::{Over, Overlay, Scene, Span};
use crate::words::comparing;
use hearth_messages::{CompareFlame, Detail, FRAME_MANY};
use std::cell::RefCell;
use std::fmt::Write;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{CanvasPattern, CanvasRenderingContext2d, HtmlCanvasElement};

/// How many shades there are of more, and of less.
const STEPS: usize = 4;

/// How much of the ground covers what a side does not have.
const PALE: f64 = 0.72;
/// How much of the text's colour is in the lines of a hatching.
const HATCHED: f64 = 0.3;
/// What pictures call the hatchings.
const HATCHES: [&str; 2] = ["gone", "new"];

/// The colours: none, then more and less, from a little to all of it.
const fn colours(palette: Palette, own: [&'static str; 1 + 2 * STEPS]) -> Palette {
    let mut boxes = palette.boxes;
    let mut at = 0;
    while at < own.len() {
        boxes[at] = own[at];
        at += 1;
    }
    Palette { boxes, ..palette }
}

/// Orange and blue are told apart by everyone, and by their brightness they are not
/// mistaken for grey.
static LIGHT_PAIR: Palette = colours(
    LIGHT,
    [
        "#d5d3cf", //
        "#f8dcc0", "#f3bf8e", "#ec9f58", "#e07f26", //
        "#cfe0f4", "#a6c8ee", "#7aade4", "#4f8fd6",
    ],
);

static DARK_PAIR: Palette = colours(
    DARK,
    [
        "#403d39", //
        "#54402c", "#6e4922", "#8d571c", "#ac6514", //
        "#2c3f54", "#28517a", "#2562a0", "#2373c4",
    ],
);

/// What widths stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Width {
    Larger,
    Sum,
    /// One side alone.
    One,
}

/// See the module.
pub struct Pair {
    amounts: Amounts,
    columns: Columns,
    /// What values are multiplied by to be widths.
    units: [f64; 2],
    width: Width,
    /// Where the stacks of each box start and end.
    pub stacks: Vec<[u32; 2]>,
    hatches: RefCell<Option<(f64, &'static str, [CanvasPattern; 2])>>,
}

/// The boxes of a graph, as `asked` has them.
pub fn scene(data: &CompareFlame, amounts: &Amounts, asked: &Detail) -> (Scene, Rc<Pair>) {
    let mut scene = Scene::from(&data.flame);
    scene.search.clone_from(&asked.search);
    scene.pivot.clone_from(&asked.subject);
    let pair = Rc::new(Pair {
        amounts: amounts.clone(),
        columns: Columns::from(&data.boxes),
        units: data.units,
        width: match (&*asked.sides.show, &*asked.sides.width) {
            ("both", _) => Width::One,
            (_, "sum") => Width::Sum,
            _ => Width::Larger,
        },
        stacks: data.stacks.to_vec().as_chunks().0.to_vec(),
        hatches: RefCell::default(),
    });
    scene.over = Over(Some(pair.clone()));
    (scene, pair)
}

/// The number of a change's colour.
fn colour(change: f64, sides: [f64; 2], verdict: u8) -> u8 {
    if verdict <= NOISE {
        return 0;
    }
    let largest = sides.map(f64::abs).into_iter().fold(f64::MIN_POSITIVE, f64::max);
    let step = match change.abs() / largest {
        part if part < 0.1 => 0,
        part if part < 0.25 => 1,
        part if part < 0.5 => 2,
        _ => STEPS as u8 - 1,
    };
    1 + step + if change < 0.0 { STEPS as u8 } else { 0 }
}

impl Pair {
    #[cfg(test)]
    pub fn of_stacks(stacks: Vec<[u32; 2]>) -> Self {
        Self {
            amounts: Amounts::default(),
            columns: Columns::default(),
            units: [1.0; 2],
            width: Width::One,
            stacks,
            hatches: RefCell::default(),
        }
    }

    /// Which part of a box's width each side takes, the base first.
    fn extents(&self, index: usize, width: f64) -> [[f64; 2]; 2] {
        let part = |value: i64, unit: f64| {
            let part = value.unsigned_abs() as f64 * unit / width.max(f64::MIN_POSITIVE);
            if part > 1.0 { 1.0 } else { part }
        };
        let old = part(self.columns.old[index], self.units[0]);
        let new = part(self.columns.new[index], self.units[1]);
        match self.width {
            Width::Larger => [[0.0, old], [0.0, new]],
            Width::Sum => [[0.0, old], [(1.0 - new).max(0.0), 1.0]],
            Width::One => [[0.0, 1.0]; 2],
        }
    }

    /// What is drawn on a box: passes on the parts that are pale, which a side does not have,
    /// and says which hatching the box has, if it has one.
    fn mark(
        &self,
        scene: &Scene,
        index: usize,
        rect: &Rect,
        (view, screen): (Span, &Screen),
        mut pale: impl FnMut(Rect),
    ) -> Option<usize> {
        if scene.is_many(index) || rect.width < 2.0 * screen.ratio {
            return None;
        }
        let (width, scale) = (scene.widths[index], screen.width / view.width());
        let (half, end) = ((rect.height / 2.0).floor(), rect.x + rect.width);
        let on_screen = |part: f64| {
            let x = (scene.left[index] + part * width - view.from) * scale;
            x.max(rect.x).min(end)
        };
        for (side, [from, to]) in self.extents(index, width).into_iter().enumerate() {
            let (y, height) = match side {
                0 => (rect.y, half),
                _ => (rect.y + half, rect.height - half),
            };
            for [from, to] in [[rect.x, on_screen(from)], [on_screen(to), end]] {
                if to - from >= 1.0 {
                    pale(Rect { x: from, y, width: to - from, height });
                }
            }
        }
        match self.columns.verdict[index] {
            GONE => Some(0),
            NEW => Some(1),
            _ => None,
        }
    }

    /// The hatching of what is gone, and of what is new.
    fn hatches(
        &self,
        ctx: &CanvasRenderingContext2d,
        palette: &Palette,
        ratio: f64,
    ) -> Option<[CanvasPattern; 2]> {
        if let Some((of, text, hatches)) = &*self.hatches.borrow()
            && (*of, *text) == (ratio, palette.text)
        {
            return Some(hatches.clone());
        }
        let hatches =
            [hatch(ctx, palette.text, ratio, false)?, hatch(ctx, palette.text, ratio, true)?];
        *self.hatches.borrow_mut() = Some((ratio, palette.text, hatches.clone()));
        Some(hatches)
    }
}

/// Diagonal lines, rising or falling.
fn hatch(
    ctx: &CanvasRenderingContext2d,
    colour: &str,
    ratio: f64,
    rising: bool,
) -> Option<CanvasPattern> {
    let document = web_sys::window()?.document()?;
    let tile: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    let size = (8.0 * ratio).round();
    tile.set_width(size as u32);
    tile.set_height(size as u32);
    let on_tile: CanvasRenderingContext2d = tile.get_context("2d").ok()??.dyn_into().ok()?;
    on_tile.set_stroke_style_str(colour);
    on_tile.set_line_width(ratio);
    on_tile.begin_path();
    // Also its neighbours' corners, so that lines go on from tile to tile.
    for shift in [-size, 0.0, size] {
        let (from, to) = if rising { (size, 0.0) } else { (0.0, size) };
        on_tile.move_to(shift - 1.0, from + if rising { 1.0 } else { -1.0 });
        on_tile.line_to(shift + size + 1.0, to + if rising { -1.0 } else { 1.0 });
    }
    on_tile.stroke();
    ctx.create_pattern_with_html_canvas_element(&tile, "repeat").ok()?
}

impl Overlay for Pair {
    fn palette(&self, is_dark: bool) -> &'static Palette {
        if is_dark { &DARK_PAIR } else { &LIGHT_PAIR }
    }

    fn colours(&self, scene: &Scene) -> Vec<u8> {
        let (columns, factors) = (&self.columns, self.amounts.factors);
        let searches = !scene.search.is_empty();
        let of = |(index, &frame): (usize, &u32)| {
            let value = [columns.old[index], columns.new[index]];
            let sides = [value[0] as f64 * factors[0], value[1] as f64 * factors[1]];
            let colour = match scene.pivot.is_empty() && index == 0 {
                true => ROOT,
                false => colour(columns.change[index], sides, columns.verdict[index]),
            };
            let is_faded = searches && frame != FRAME_MANY && !scene.is_found(frame);
            if is_faded { colour + COLOURS as u8 } else { colour }
        };
        scene.frame.iter().enumerate().map(of).collect()
    }

    fn root(&self) -> String {
        ["root · ", &self.amounts.summary()].concat()
    }

    fn paint(
        &self,
        ctx: &CanvasRenderingContext2d,
        scene: &Scene,
        view: Span,
        screen: &Screen,
        palette: &Palette,
    ) {
        if screen.row < ROW {
            return;
        }
        let (mut pale, mut hatched) = (Vec::new(), [Vec::new(), Vec::new()]);
        for depth in screen.rows(scene.depths()) {
            for index in scene.within(depth, view.from, view.to) {
                let rect = place(scene, index, depth, view, screen);
                if let Some(hatch) =
                    self.mark(scene, index, &rect, (view, screen), |part| pale.push(part))
                {
                    hatched[hatch].push(rect);
                }
            }
        }
        let fill = |rects: &[Rect]| {
            rects.iter().for_each(|r| ctx.fill_rect(r.x, r.y, r.width, r.height));
        };
        ctx.set_fill_style_str(palette.ground);
        ctx.set_global_alpha(PALE);
        fill(&pale);
        if let Some(hatches) = self.hatches(ctx, palette, screen.ratio) {
            ctx.set_global_alpha(HATCHED);
            for (hatch, rects) in hatches.iter().zip(&hatched) {
                ctx.set_fill_style_canvas_pattern(hatch);
                fill(rects);
            }
        }
        ctx.set_global_alpha(1.0);
    }

    fn svg_defs(&self, palette: &Palette) -> String {
        // The lines of the canvas's tiles: falling, then rising.
        let lines = ["M-1,-1L9,9M7,-1L9,1M-1,7L1,9", "M-1,9L9,-1M7,9L9,7M-1,1L1,-1"];
        let pattern = |(name, line): (&str, &str)| {
            format!(
                "<pattern id=\"{name}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
                 <path d=\"{line}\" stroke=\"{}\" stroke-opacity=\"{HATCHED}\"/></pattern>",
                palette.text
            )
        };
        let patterns: String = HATCHES.into_iter().zip(lines).map(pattern).collect();
        ["<defs>", &patterns, "</defs>\n"].concat()
    }

    fn svg(
        &self,
        scene: &Scene,
        index: usize,
        rect: &Rect,
        seen: (Span, &Screen),
        palette: &Palette,
    ) -> String {
        let mut parts = String::new();
        let hatch = self.mark(scene, index, rect, seen, |part| {
            let Rect { x, y, width, height } = part;
            // Writing to a text does not fail.
            let _ = write!(parts, "M{x},{y}h{width}v{height}h-{width}z");
        });
        let mut svg = String::new();
        if !parts.is_empty() {
            let ground = palette.ground;
            let _ = write!(svg, "<path d=\"{parts}\" fill=\"{ground}\" fill-opacity=\"{PALE}\"/>");
        }
        if let Some(hatch) = hatch {
            let Rect { x, y, width, height } = rect;
            let _ = write!(
                svg,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
                 fill=\"url(#{})\"/>",
                HATCHES[hatch]
            );
        }
        svg
    }

    fn figures(&self, scene: &Scene, index: usize) -> [String; 3] {
        let (w, amounts, columns) = (comparing(), &self.amounts, &self.columns);
        let change = columns.change[index];
        let mut figures = [
            w.roles[1],
            " ",
            &amounts.value(columns.old[index], 0),
            " · ",
            w.roles[2],
            " ",
            &amounts.value(columns.new[index], 1),
            " · ",
            &amounts.change(change),
            " (",
            &super::amounts::percent(amounts.share(change)),
            ") · ",
            verdict(columns.verdict[index])[1],
        ]
        .concat();
        let interval = amounts.interval(columns, index);
        if !interval.is_empty() {
            figures.extend([" · ", &interval]);
        }
        let inlined = if scene.inlined[index] == 1 { " (inline)" } else { "" };
        [[scene.name(index), inlined].concat(), scene.file(index).to_owned(), figures]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_say_how_much_of_a_function_changed() {
        assert_eq!(colour(5.0, [10.0, 15.0], NOISE), 0);
        assert_eq!(colour(5.0, [10.0, 15.0], 2), 3);
        assert_eq!(colour(1.0, [99.0, 100.0], 2), 1);
        assert_eq!(colour(-10.0, [10.0, 0.0], GONE), 8);
        assert_eq!(colour(10.0, [0.0, 10.0], NEW), 4);
    }

    fn pair(width: Width) -> Pair {
        Pair {
            amounts: Amounts::default(),
            columns: Columns { old: vec![5], new: vec![10], ..Columns::default() },
            units: [2.0, 1.0],
            width,
            stacks: Vec::new(),
            hatches: RefCell::default(),
        }
    }

    #[test]
    fn both_sides_are_to_scale_in_a_box() {
        assert_eq!(pair(Width::Larger).extents(0, 20.0), [[0.0, 0.5], [0.0, 0.5]]);
        assert_eq!(pair(Width::Sum).extents(0, 20.0), [[0.0, 0.5], [0.5, 1.0]]);
        assert_eq!(pair(Width::One).extents(0, 10.0), [[0.0, 1.0], [0.0, 1.0]]);
    }

    #[test]
    fn pictures_have_halves_and_hatches() {
        let pair = Pair {
            columns: Columns {
                old: vec![5, 0],
                new: vec![10, 4],
                verdict: vec![2, NEW],
                ..Columns::default()
            },
            units: [1.0; 2],
            ..pair(Width::Larger)
        };
        let scene = Scene {
            width: 10.0,
            to: 10.0,
            left: vec![0.0, 0.0],
            widths: vec![10.0, 4.0],
            frame: vec![0, 1],
            ..Scene::default()
        };
        let screen =
            Screen { width: 100.0, height: 40.0, ratio: 1.0, scroll: 0.0, up: false, row: ROW };
        let seen = (Span::new(0.0, 10.0), &screen);
        let on_box = |index: usize, width: f64| {
            let rect = Rect { x: 0.0, y: 20.0, width, height: 19.0 };
            pair.svg(&scene, index, &rect, seen, &LIGHT)
        };
        // The base has half of it: the upper half's rest is pale.
        let grew = on_box(0, 100.0);
        assert!(grew.contains("d=\"M50,20h50v9h-50z\""), "{grew}");
        assert!(!grew.contains("url"), "{grew}");
        // What is new has nothing of the base.
        let new = on_box(1, 40.0);
        assert!(new.contains("M0,20h40v9h-40z") && new.contains("url(#new)"), "{new}");
        let defs = pair.svg_defs(&LIGHT);
        assert!(HATCHES.iter().all(|name| defs.contains(&["id=\"", name, "\""].concat())));
    }
}
