//! Pictures of what is shown, as files. Not a part of the first view: the build puts this
//! module into what comes after it, and the app asks for no picture before that is there.

use super::frame::set_font;
use super::paint::{self, ROW, Screen};
use super::stage::Stage;
use super::svg::{Caption, HEAD, svg};
use super::written::Written;
use crate::view::drawing::download;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement};

/// Browsers draw no canvas that is higher than about this, in device pixels.
const HIGHEST: f64 = 16_000.0;

/// Downloads what a view shows, as `svg` or `png`; after a colon comes what tells its file
/// from those of other views.
#[inline(never)]
pub fn download_as(form: &str, stage: &Stage) {
    let (form, of) = form.split_once(':').unwrap_or((form, ""));
    let name = ["flame", if of.is_empty() { "" } else { "-" }, of, ".", form].concat();
    match form {
        "svg" => {
            let picture = stage.picture_svg();
            let parts = js_sys::Array::of1(&picture.unwrap_or_default().into());
            let kind = BlobPropertyBag::new();
            kind.set_type("image/svg+xml");
            if let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &kind) {
                download(&blob, &name);
            }
        }
        "png" => stage.picture_png(move |blob| download(&blob, &name)),
        _ => {}
    }
}

impl Stage {
    /// All rows of what the window shows, as SVG.
    pub fn picture_svg(&self) -> Option<String> {
        self.with(|inner| {
            let layer = inner.layer()?.clone();
            let (palette, screen) = (inner.palette(), inner.screen);
            // Names are cut for the device's pixels; here they are CSS pixels.
            let ratio = screen.ratio;
            set_font(&inner.base.1, 1.0);
            let measure = inner.base.1.clone();
            let mut glyphs = super::text::Glyphs::new(move |text| {
                measure.measure_text(text).map_or(f64::INFINITY, |m| m.width())
            });
            let look = &inner.look;
            let caption = Caption { title: &look.title, filters: &look.filters };
            let size = ((screen.width / ratio).round(), screen.up);
            let picture = svg(&layer, inner.camera.now, size, palette, &mut glyphs, caption);
            set_font(&inner.base.1, ratio);
            Some(picture)
        })
    }

    /// The same as PNG, in the device's pixels; nothing where the browser makes none.
    pub fn picture_png(&self, done: impl FnOnce(Blob) + 'static) {
        let canvas = self.with(|inner| {
            let layer = inner.layer()?.clone();
            let (palette, old) = (inner.palette(), inner.screen);
            let document = inner.base.0.owner_document()?;
            let canvas: HtmlCanvasElement =
                document.create_element("canvas").ok()?.dyn_into().ok()?;
            let ctx: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
            let head = (HEAD * old.ratio).round();
            let rows = layer.scene.depths() as f64 * old.row();
            let height = rows.min(HIGHEST - head);
            canvas.set_width(old.width as u32);
            canvas.set_height((height + head) as u32);
            ctx.set_fill_style_str(palette.ground);
            ctx.fill_rect(0.0, 0.0, old.width, head);
            let look = &inner.look;
            let lines =
                [(&look.title, palette.text, 14.0), (&look.filters, palette.faded_text, 31.0)];
            set_font(&ctx, old.ratio);
            for (text, colour, y) in lines {
                ctx.set_fill_style_str(colour);
                let _ = ctx.fill_text(text, 8.0 * old.ratio, y * old.ratio);
            }
            let _ = ctx.translate(0.0, head);
            let screen = Screen { height, scroll: 0.0, row: ROW, ..old };
            let view = inner.camera.now;
            let (glyphs, gathered) = (inner.glyphs.as_mut()?, &mut inner.gathered);
            paint::boxes(&ctx, &layer, view, &screen, palette, glyphs, gathered);
            gathered.written = Written::default();
            Some(canvas)
        });
        let Some(canvas) = canvas else { return };
        let done = Closure::once_into_js(move |blob: Option<Blob>| {
            if let Some(blob) = blob {
                done(blob);
            }
        });
        let _ = canvas.to_blob(done.unchecked_ref());
    }
}
