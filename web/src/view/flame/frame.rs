//! Work of one frame: it fits the canvases to their space, and paints what changed.

use super::paint::{self, Layer, Marks, Screen};
use super::palette::{DARK, LIGHT, Palette};
use super::stage::Inner;
use super::text::Glyphs;
use super::written::Written;
use crate::view::drawing::FONTS;
use crate::{format, settings};
use wasm_bindgen::JsValue;
use web_sys::CanvasRenderingContext2d;

impl Inner {
    pub(super) fn palette(&self) -> &'static Palette {
        match self.layer().and_then(|layer| layer.scene.over.0.as_ref()) {
            Some(over) => over.palette(self.dark),
            None if self.dark => &DARK,
            None => &LIGHT,
        }
    }

    /// Fits the canvases to the room that there is; says whether it is wider or
    /// narrower than before.
    pub(super) fn fit(&mut self) -> bool {
        let Some(window) = web_sys::window() else { return false };
        self.dark = settings::is_dark();
        let ratio = window.device_pixel_ratio().max(0.5);
        let room = self.base.0.get_bounding_client_rect();
        let (width, height) = ((room.width() * ratio).round(), (room.height() * ratio).round());
        let old = self.screen;
        self.screen = Screen { width, height, ratio, ..old };
        self.gathered.colors = self.palette().table();
        if let Some(minimap) = &mut self.minimap {
            minimap.fit(ratio);
        }
        if (old.width, old.height) != (width, height) || self.glyphs.is_none() || old.ratio != ratio
        {
            for canvas in [&self.base.0, &self.over.0] {
                canvas.set_width(width as u32);
                canvas.set_height(height as u32);
            }
            self.set_font();
        }
        self.gathered.stripes = paint::stripes(&self.base.1, &self.screen, self.palette());
        self.touch();
        old.width != 0.0 && old.width != width
    }

    /// Sets the font, which a canvas forgets when its size changes.
    fn set_font(&mut self) {
        self.gathered.written = Written::default();
        let ctx = &self.base.1;
        set_font(ctx, self.screen.ratio);
        let measure = ctx.clone();
        self.glyphs = Some(Glyphs::new(move |text| {
            measure.measure_text(text).map_or(f64::INFINITY, |m| m.width())
        }));
    }

    pub(super) fn paint(&mut self, flying: bool) {
        let mut extras = self.extras.take();
        if let Some(extras) = &mut extras {
            extras.prepare(self);
        }
        if let (Some((layer, here)), Some(extras)) = (self.draw(flying), &mut extras) {
            extras.finish(self, &layer, here);
        }
        self.extras = extras;
    }

    /// Paints boxes and marks; returns what was painted, and what is pointed at.
    fn draw(&mut self, flying: bool) -> Option<(Layer, Option<(usize, usize)>)> {
        let (layer, palette) = (self.layer()?.clone(), self.palette());
        let (view, screen) = (self.camera.now, self.screen);
        if view.width() <= 0.0 || screen.width < 1.0 {
            return None;
        }
        if std::mem::take(&mut self.boxes_dirty) {
            let (glyphs, gathered) = (self.glyphs.as_mut()?, &mut self.gathered);
            let drawn =
                paint::boxes(&self.base.1, &layer, view, &screen, palette, glyphs, gathered);
            let _ = self.view.set_attribute("data-boxes", &drawn.to_string());
            let _ = self.view.set_attribute("data-from", &format::number(view.from));
            let _ = self.view.set_attribute("data-to", &format::number(view.to));
        }
        let spot = self.hover.or(self.focus);
        let here = spot.and_then(|s| layer.scene.at(s.depth, s.position)).filter(|_| !flying);
        let marks = Marks { here, selected: &self.selected, band: self.band };
        paint::marks(&self.over.1, &layer.scene, view, &screen, palette, &marks);
        if let (Some(minimap), Some(glyphs)) = (&mut self.minimap, &mut self.glyphs) {
            let whole = self.whole.as_ref();
            minimap.show(whole, view, palette, screen.up, glyphs, &mut self.gathered);
        }
        let depth = spot.map_or(0, |s| s.depth);
        Some((layer, here.map(|here| (here, depth))))
    }
}

/// Sets the font that names are written in.
pub(super) fn set_font(ctx: &CanvasRenderingContext2d, ratio: f64) {
    let size = 12.0 * ratio;
    ctx.set_font(&[&*format::number(size), "px ", FONTS].concat());
    ctx.set_text_baseline("middle");
    // Widths are added up from glyphs, so no pair may be pulled together.
    let _ = js_sys::Reflect::set(ctx, &"fontKerning".into(), &JsValue::from_str("none"));
}
