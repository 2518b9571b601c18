//! Both sides in one flame graph. A box is as wide as its width stands for, and its color
//! says what changed. With halves, its upper half is as long as what the base spent, its lower
//! half as what the current side spent, the rest of it is pale, and it is hatched where only
//! one side has it. In a graph of one side boxes are what that side spent.

mod canvas;
mod svg;

use super::amounts::{Amounts, Columns, GONE, NEW, NOISE, verdict};
use super::setup::Setup;
use super::sides::has_halves;
use crate::view::flame::paint::{Rect, Screen};
use crate::view::flame::palette::{COLORS, DARK, LIGHT, Palette, ROOT};
use crate::view::flame::{Over, Overlay, Scene, Span};
use crate::words::comparing;
use hearth_messages::{CompareFlame, FRAME_MANY};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::{CanvasPattern, CanvasRenderingContext2d};

/// Number of shades of more, and of less.
const STEPS: usize = 4;

/// Opacity of the ground over what a side does not have.
const PALE: f64 = 0.72;
/// Share of the text's color in the lines of a hatching.
const HATCHED: f64 = 0.3;

/// The colors: none, then more and less, from a little to all of it.
const fn colors(palette: Palette, own: [&'static str; 1 + 2 * STEPS]) -> Palette {
    let mut boxes = palette.boxes;
    let mut at = 0;
    while at < own.len() {
        boxes[at] = own[at];
        at += 1;
    }
    Palette { boxes, ..palette }
}

/// Orange and blue are told apart by everyone, and by their brightness they are not
/// mistaken for gray.
static LIGHT_PAIR: Palette = colors(
    LIGHT,
    [
        "#d5d3cf", //
        "#f8dcc0", "#f3bf8e", "#ec9f58", "#e07f26", //
        "#cfe0f4", "#a6c8ee", "#7aade4", "#4f8fd6",
    ],
);

static DARK_PAIR: Palette = colors(
    DARK,
    [
        "#403d39", //
        "#54402c", "#6e4922", "#8d571c", "#ac6514", //
        "#2c3f54", "#28517a", "#2562a0", "#2373c4",
    ],
);

/// Meaning of widths.
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
    /// Factors that make widths of values.
    units: [f64; 2],
    width: Width,
    /// Both sides are drawn in each box, not only its color.
    has_halves: bool,
    /// Where the stacks of each box start and end.
    pub stacks: Vec<[u32; 2]>,
    hatches: RefCell<Option<(f64, &'static str, [CanvasPattern; 2])>>,
}

/// The boxes of a graph, as `asked` has them.
pub fn scene(data: &CompareFlame, amounts: &Amounts, asked: &Setup) -> (Scene, Rc<Pair>) {
    let mut scene = Scene::from(&data.flame);
    scene.search.clone_from(&asked.search);
    scene.pivot.clone_from(&asked.pivot);
    let pair = Rc::new(Pair {
        amounts: amounts.clone(),
        columns: Columns::from(&data.boxes),
        units: data.units,
        width: match (&*asked.show, &*asked.width) {
            ("both", _) => Width::One,
            (_, "sum") => Width::Sum,
            _ => Width::Larger,
        },
        has_halves: has_halves(asked),
        stacks: data.stacks.to_vec().as_chunks().0.to_vec(),
        hatches: RefCell::default(),
    });
    scene.over = Over(Some(pair.clone()));
    (scene, pair)
}

/// The number of a change's color.
fn color(change: f64, sides: [f64; 2], verdict: u8) -> u8 {
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
            has_halves: true,
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

    /// Mark on a box: passes on the parts that are pale, which a side does not have,
    /// and says which hatching the box has, if it has one.
    fn mark(
        &self,
        scene: &Scene,
        index: usize,
        rect: &Rect,
        (view, screen): (Span, &Screen),
        mut pale: impl FnMut(Rect),
    ) -> Option<usize> {
        if !self.has_halves || scene.is_many(index) || rect.width < 2.0 * screen.ratio {
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
}

impl Overlay for Pair {
    fn palette(&self, is_dark: bool) -> &'static Palette {
        if is_dark { &DARK_PAIR } else { &LIGHT_PAIR }
    }

    fn colors(&self, scene: &Scene) -> Vec<u8> {
        let (columns, factors) = (&self.columns, self.amounts.factors);
        let searches = !scene.search.is_empty();
        let of = |(index, &frame): (usize, &u32)| {
            let value = [columns.old[index], columns.new[index]];
            let sides = [value[0] as f64 * factors[0], value[1] as f64 * factors[1]];
            let color = match scene.pivot.is_empty() && index == 0 {
                true => ROOT,
                false => color(columns.change[index], sides, columns.verdict[index]),
            };
            let is_faded = searches && frame != FRAME_MANY && !scene.is_found(frame);
            if is_faded { color + COLORS as u8 } else { color }
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
        if self.has_halves {
            canvas::paint(self, ctx, scene, (view, screen), palette);
        }
    }

    fn svg_defs(&self, palette: &Palette) -> String {
        if self.has_halves { svg::defs(palette) } else { String::new() }
    }

    fn svg(
        &self,
        scene: &Scene,
        index: usize,
        rect: &Rect,
        seen: (Span, &Screen),
        palette: &Palette,
    ) -> String {
        svg::marks(self, scene, index, rect, seen, palette)
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
    fn colors_say_how_much_of_a_function_changed() {
        assert_eq!(color(5.0, [10.0, 15.0], NOISE), 0);
        assert_eq!(color(5.0, [10.0, 15.0], 2), 3);
        assert_eq!(color(1.0, [99.0, 100.0], 2), 1);
        assert_eq!(color(-10.0, [10.0, 0.0], GONE), 8);
        assert_eq!(color(10.0, [0.0, 10.0], NEW), 4);
    }

    pub(super) fn pair(width: Width) -> Pair {
        Pair {
            amounts: Amounts::default(),
            columns: Columns { old: vec![5], new: vec![10], ..Columns::default() },
            units: [2.0, 1.0],
            width,
            has_halves: true,
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
}
