//! Texts on the canvas, kept from frame to frame.
//!
//! To cut a name and to hand it to the browser costs more than to draw it, and
//! while the graph is moved, nearly all texts are those of the frame before.

use super::text::Glyphs;
use crate::view::shown;
use js_sys::JsString;
use std::collections::HashMap;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

/// While a graph is moved, rounding makes boxes a pixel wider or narrower.
const SAME_ROOM: f64 = 1.5;
/// Number of names that are kept, and of texts for each.
const NAMES: usize = 4096;
const TEXTS: usize = 8;

#[wasm_bindgen]
extern "C" {
    type Canvas2d;

    /// `web-sys` would make another string of the same text in each frame.
    #[wasm_bindgen(method, js_name = fillText)]
    fn fill_text(this: &Canvas2d, text: &JsString, x: f64, y: f64);
}

/// Texts that were made of names. They belongs to one font.
#[derive(Default)]
pub struct Written(HashMap<String, Vec<Text>>);

/// Text that fits a width in device pixels, if this many parts must be told.
struct Text {
    room: f64,
    told: u8,
    text: JsString,
}

impl Written {
    /// Writes as much of a name as fits into so much room; beside it stands how many of its
    /// parts have to be told.
    pub fn write(
        &mut self,
        ctx: &CanvasRenderingContext2d,
        (name, told): (&str, u8),
        room: f64,
        glyphs: &mut Glyphs,
        (x, y): (f64, f64),
    ) {
        let is_same = |text: &&Text| (text.room - room).abs() <= SAME_ROOM && text.told == told;
        if let Some(found) = self.0.get(name).and_then(|texts| texts.iter().find(is_same)) {
            return draw(ctx, &found.text, x, y);
        }
        if self.0.len() >= NAMES {
            self.0.clear();
        }
        let text = JsString::from(glyphs.fit(&shown(name), told, room as f32));
        draw(ctx, &text, x, y);
        let texts = self.0.entry(name.to_owned()).or_default();
        if texts.len() >= TEXTS {
            texts.remove(0);
        }
        texts.push(Text { room, told, text });
    }
}

fn draw(ctx: &CanvasRenderingContext2d, text: &JsString, x: f64, y: f64) {
    if text.length() > 0 {
        ctx.unchecked_ref::<Canvas2d>().fill_text(text, x, y);
    }
}
