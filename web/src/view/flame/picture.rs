//! Pictures of what is shown, as files. Part of the deferred chunk.

use super::frame::set_font;
use super::paint::{self, Gathered, ROW, Screen};
use super::palette::{DARK, LIGHT, Palette};
use super::scene::Scene;
use super::stage::{Inner, Stage};
use super::svg::svg;
use super::text::Glyphs;
use crate::view::drawing::FONTS;
use crate::view::picture::{self, Head, Wish, legend};
use wasm_bindgen::JsValue;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Browsers draw no canvas that is longer than about this on a side, in device pixels.
const LONGEST: f64 = 16_000.0;

/// Takes away what a view shows, as the detail of a `hearth-save` event says.
pub fn take(detail: &JsValue, stage: &Stage) {
    let Some(wish) = Wish::read(detail, "flame") else { return };
    if wish.form == "svg" {
        let svg = stage.with(|inner| inner.picture_svg(wish.is_dark));
        wish.save_svg(svg.unwrap_or_default());
    } else if let Some(canvas) = stage.with(|inner| inner.picture(wish.is_dark)) {
        wish.take(canvas);
    }
}

impl Inner {
    fn picture_palette(&self, is_dark: bool) -> &'static Palette {
        match self.layer().and_then(|layer| layer.scene.over.0.as_ref()) {
            Some(over) => over.palette(is_dark),
            None if is_dark => &DARK,
            None => &LIGHT,
        }
    }

    fn head(&self, ctx: &CanvasRenderingContext2d, palette: &Palette, is_dark: bool) -> Head {
        // Measured as it is drawn later.
        ctx.set_font(&["12px ", FONTS].concat());
        let measure = |text: &str| ctx.measure_text(text).map_or(0.0, |m| m.width());
        let (look, width) = (&self.look, self.screen.width / self.screen.ratio);
        Head::new(&look.title, &look.filters, legend(is_dark, palette.many), width, measure)
    }

    /// All rows of what the window shows, as SVG.
    fn picture_svg(&self, is_dark: bool) -> Option<String> {
        let layer = self.layer()?;
        let (palette, screen) = (self.picture_palette(is_dark), self.screen);
        // Names are cut for the device's pixels; here they are CSS pixels.
        let (_, ctx, _) = picture::canvas((1.0, 1.0), LONGEST)?;
        let head = self.head(&ctx, palette, is_dark);
        let mut glyphs = glyphs(&ctx, 1.0);
        let view = self.camera.now;
        let rows = rows(&layer.scene, view.from, view.to);
        let width = (screen.width / screen.ratio).round();
        let size = Screen {
            width,
            height: rows as f64 * ROW,
            ratio: 1.0,
            up: screen.up,
            row: ROW,
            scroll: 0.0,
            above: screen.above,
        };
        Some(svg(layer, view, &size, palette, &mut glyphs, &self.look.title, &head))
    }

    /// The same on a canvas.
    fn picture(&self, is_dark: bool) -> Option<HtmlCanvasElement> {
        let layer = self.layer()?;
        let (palette, view) = (self.picture_palette(is_dark), self.camera.now);
        let (_, ctx, _) = picture::canvas((1.0, 1.0), LONGEST)?;
        let head = self.head(&ctx, palette, is_dark);
        let rows = rows(&layer.scene, view.from, view.to) as f64;
        let width = (self.screen.width / self.screen.ratio).round();
        let (canvas, ctx, ratio) = picture::canvas((width, rows * ROW + head.height), LONGEST)?;
        let mut screen = Screen {
            width: width * ratio,
            ratio,
            up: self.screen.up,
            row: ROW,
            above: self.screen.above,
            ..Screen::default()
        };
        screen.height = rows * screen.row();
        ctx.set_fill_style_str(palette.ground);
        ctx.fill_rect(0.0, 0.0, screen.width, f64::from(canvas.height()));
        head.paint(&ctx, ratio, [palette.text, palette.faded_text], FONTS);
        let _ = ctx.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, (head.height * ratio).round());
        let mut glyphs = glyphs(&ctx, ratio);
        let mut gathered = Gathered::default();
        gathered.colors = palette.table();
        gathered.stripes = paint::stripes(&ctx, &screen, palette);
        paint::boxes(&ctx, layer, view, &screen, palette, &mut glyphs, &mut gathered);
        Some(canvas)
    }
}

/// Number of rows with boxes in a window: below them a picture would be empty.
fn rows(scene: &Scene, from: f64, to: f64) -> usize {
    let has_boxes = |&depth: &usize| !scene.within(depth, from, to).is_empty();
    (0..scene.depths()).rev().find(has_boxes).map_or(1, |depth| depth + 1)
}

fn glyphs(ctx: &CanvasRenderingContext2d, ratio: f64) -> Glyphs {
    set_font(ctx, ratio);
    let measure = ctx.clone();
    Glyphs::new(move |text| measure.measure_text(text).map_or(f64::INFINITY, |m| m.width()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_ends_with_the_last_row_that_has_boxes_in_it() {
        let scene = Scene {
            width: 10.0,
            left: vec![0.0, 0.0, 6.0, 6.0],
            widths: vec![10.0, 4.0, 4.0, 2.0],
            frame: vec![0; 4],
            levels: vec![0, 1, 3, 4],
            ..Scene::default()
        };
        assert_eq!(rows(&scene, 0.0, 10.0), 3);
        assert_eq!(rows(&scene, 0.0, 4.0), 2);
        assert_eq!(rows(&scene, 4.5, 5.5), 1);
    }
}
