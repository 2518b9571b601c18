//! The whole graph in a thin strip, and where the window lies in it.
//!
//! It is there while only a part of the graph fills the screen. Its boxes are drawn
//! when they are others; the window is an element, which moving costs nothing.

use super::camera::Span;
use super::paint::{self, Gathered, Layer, Screen};
use super::palette::Palette;
use super::stage::Stage;
use super::text::Glyphs;
use crate::format;
use gloo_events::EventListener;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlElement, PointerEvent};

/// Its height in CSS pixels; the style sheet says the same.
pub const HEIGHT: f64 = 28.0;

/// The height of one of its rows, in CSS pixels.
const ROW: f64 = 2.0;

/// See the module.
pub struct Minimap {
    strip: HtmlElement,
    canvas: HtmlCanvasElement,
    ctx: CanvasRenderingContext2d,
    pane: HtmlElement,
    ratio: f64,
    /// The boxes that are drawn.
    drawn: Option<Rc<[u8]>>,
    window: Option<Span>,
}

impl Minimap {
    /// The minimap of a view, found by its class.
    pub fn new(view: &Element) -> Option<Self> {
        let strip: HtmlElement = view.query_selector(".minimap").ok()??.dyn_into().ok()?;
        let canvas: HtmlCanvasElement = strip.query_selector("canvas").ok()??.dyn_into().ok()?;
        let pane = strip.query_selector(".pane").ok()??.dyn_into().ok()?;
        let ctx = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Self { strip, canvas, ctx, pane, ratio: 1.0, drawn: None, window: None })
    }

    /// Where it is drawn.
    pub fn canvas(&self) -> &HtmlCanvasElement {
        &self.canvas
    }

    /// It has to be drawn again.
    pub fn forget(&mut self) {
        self.drawn = None;
    }

    /// The room, the colors or the device's pixels are others.
    pub fn fit(&mut self, ratio: f64) {
        self.ratio = ratio;
        self.forget();
    }

    /// Shows where a window lies in the whole graph.
    pub fn show(
        &mut self,
        whole: Option<&Layer>,
        view: Span,
        palette: &Palette,
        up: bool,
        glyphs: &mut Glyphs,
        gathered: &mut Gathered,
    ) {
        let whole = whole.filter(|layer| !view.is_whole(layer.scene.width));
        let Some(whole) = whole else {
            if self.window.take().is_some() {
                self.strip.set_hidden(true);
            }
            return;
        };
        let width = whole.scene.width;
        if self.window != Some(view) {
            if self.window.replace(view).is_none() {
                self.strip.set_hidden(false);
            }
            let style = self.pane.style();
            let percent = |part: f64| format::number(part / width * 100.0) + "%";
            let _ = style.set_property("left", &percent(view.from));
            let _ = style.set_property("width", &percent(view.width()));
        }
        if !self.drawn.as_ref().is_some_and(|drawn| Rc::ptr_eq(drawn, &whole.colors)) {
            let height = (HEIGHT * self.ratio).round();
            let across = (f64::from(self.strip.client_width()) * self.ratio).round();
            self.canvas.set_width(across as u32);
            self.canvas.set_height(height as u32);
            let rows = (HEIGHT / ROW) as usize;
            // With a pivot: what is around it.
            let first = whole.scene.pivot_depth.saturating_sub(rows / 2);
            let mut screen = Screen {
                width: across,
                height,
                ratio: self.ratio,
                up,
                row: ROW,
                ..Screen::default()
            };
            screen.scroll = first as f64 * screen.row();
            let all = Span::new(0.0, width);
            paint::boxes(&self.ctx, whole, all, &screen, palette, glyphs, gathered);
            self.drawn = Some(whole.colors.clone());
        }
    }
}

/// Moves the window where the strip is pressed or dragged.
pub fn listen(view: &Element, stage: &Stage) -> Vec<EventListener> {
    let strip = view.query_selector(".minimap").ok().flatten();
    let Some(strip) = strip else { return Vec::new() };
    let listen = |name: &'static str| {
        let (stage, strip_of) = (stage.clone(), strip.clone());
        EventListener::new(&strip, name, move |event| {
            let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
            if event.buttons() & 1 == 0 {
                return;
            }
            let _ = strip_of.set_pointer_capture(event.pointer_id());
            let room = strip_of.get_bounding_client_rect();
            let at = (f64::from(event.client_x()) - room.left()) / room.width().max(1.0);
            stage.with(|inner| {
                let (goal, whole) = (inner.camera.goal, inner.width());
                let to = goal.moved(at * whole - (goal.from + goal.to) / 2.0, whole);
                inner.camera.jump(to);
                inner.touch();
            });
            super::input::moved(&stage);
        })
    };
    vec![listen("pointerdown"), listen("pointermove")]
}
