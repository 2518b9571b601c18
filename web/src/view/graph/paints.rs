//! Colors, fonts and dashes as canvases take them.

use super::palette::Palette;
use super::scene::Scene;
use crate::view::drawing::FONTS;
use web_sys::CanvasRenderingContext2d;

/// Paints of a drawing, as canvases take them: made once, not for each frame.
#[derive(Default)]
pub struct Paints {
    /// Of boxes, and then of arrows.
    pub lines: Vec<String>,
    /// Of boxes.
    pub fills: Vec<String>,
    /// By size.
    fonts: Vec<String>,
    /// By the width of a dotted line.
    pub dashes: Vec<js_sys::Array>,
    pub solid: js_sys::Array,
}

impl Paints {
    pub fn new(scene: &Scene, palette: &Palette) -> Self {
        let fill = |index: usize| match scene.is_node(index) {
            true => palette.fill(scene.box_color(index)),
            false => palette.nodelet.to_owned(),
        };
        let arrows = (0..scene.ends.len()).map(|arrow| scene.arrow_color(arrow));
        let colors = (0..scene.len()).map(|index| scene.box_color(index)).chain(arrows);
        let dash = |width: i32| {
            let width = f64::from(width);
            js_sys::Array::of2(&(1.5 + width).into(), &(3.0 + width).into())
        };
        Self {
            lines: colors.map(|color| palette.line(color)).collect(),
            fills: (0..scene.len()).map(fill).collect(),
            fonts: (0..=24).map(|size| format!("{size}px {FONTS}")).collect(),
            dashes: (0..=6).map(dash).collect(),
            solid: js_sys::Array::new(),
        }
    }

    pub fn set_font(&self, ctx: &CanvasRenderingContext2d, size: f64) {
        if let Some(font) = self.fonts.get(size as usize) {
            ctx.set_font(font);
        }
    }
}
