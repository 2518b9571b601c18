//! The state of the drawing that must not pass through yew: where the camera
//! is, what is under the pointer, what has to be painted again.
//!
//! Methods change the state and ask for a frame; a frame paints what changed.
//! What the app has to hear of leaves through [`Events`].

use super::camera::{Camera, Span};
use super::minimap::Minimap;
use super::paint::{Gathered, Layer, ROW, Screen};
use super::scene::Scene;
use super::text::Glyphs;
use super::{Change, Look};
use crate::view::canvas::{Drawing, Shell};
use crate::view::drawing::empty;
use gloo_timers::callback::Timeout;
use hearth_messages::FlameWindow;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement};
use yew::Callback;

/// Boxes narrower than this, in CSS pixels, are gathered: what is narrower can be
/// neither read nor hit, and there may be thousands of them.
pub const MIN_PIXELS: f64 = 2.0;

/// Events of the drawing for the app.
#[derive(Clone, PartialEq)]
pub struct Events {
    /// Other boxes are needed: those in this window.
    pub on_window: Callback<FlameWindow>,
    /// Another part fills the screen; the flag says that it was one step of the
    /// user, which Back should undo.
    pub on_zoom: Callback<(Option<(f64, f64)>, bool)>,
    /// A function was selected.
    pub on_select: Callback<String>,
    /// The menu of a function was opened, at a place in the window.
    pub on_menu: Callback<(String, i32, i32)>,
    /// Something else is to be drawn, or otherwise.
    pub on_change: Callback<Change>,
}

/// A place in the graph. It stays where it is when other boxes arrive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    pub depth: usize,
    pub position: f64,
}

/// Part of a graph that is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    pub view: Span,
    pub hover: Option<Spot>,
    /// In device pixels.
    pub scroll: f64,
}

/// Texts and marks beside the boxes. The first paint does without.
pub(super) trait Extras {
    /// Comes before anything is painted in a frame.
    fn prepare(&mut self, inner: &mut Inner);

    /// Comes after that: `here` is the box (and its depth) that is pointed at.
    fn finish(&mut self, inner: &mut Inner, layer: &Layer, here: Option<(usize, usize)>);
}

/// See the module.
pub type Stage = Shell<Inner>;

/// State of the drawing.
pub struct Inner {
    pub events: Events,
    pub(super) base: (HtmlCanvasElement, CanvasRenderingContext2d),
    pub(super) over: (HtmlCanvasElement, CanvasRenderingContext2d),
    pub(super) view: Element,
    /// `None` before what comes after the first view is there.
    pub(super) extras: Option<Box<dyn Extras>>,
    pub(super) minimap: Option<Minimap>,
    /// The boxes of the whole graph, and those of the window asked for last.
    pub whole: Option<Layer>,
    pub(super) detail: Option<Layer>,
    /// Width of the canvas when the whole was asked for, in CSS pixels.
    pub(super) whole_pixels: f64,
    pub look: Look,
    pub camera: Camera,
    pub screen: Screen,
    pub hover: Option<Spot>,
    pub focus: Option<Spot>,
    /// The range that is being chosen.
    pub band: Option<Span>,
    pub(super) selected: String,
    pub(super) dark: bool,
    pub(super) glyphs: Option<Glyphs>,
    pub(super) gathered: Gathered,
    pub(super) boxes_dirty: bool,
    pub asking: Option<Timeout>,
    pub settling: Option<Timeout>,
    /// Who has to know what is seen.
    pub(super) watcher: Option<Rc<dyn Fn(Seen)>>,
}

impl Drawing for Inner {
    fn frame(stage: &Stage, now: f64) {
        let (flying, seen, watcher) = stage.quietly(|inner| {
            let flying = inner.camera.step(now);
            inner.paint(flying);
            let (view, hover, scroll) = (inner.camera.now, inner.hover, inner.screen.scroll);
            (flying, Seen { view, hover, scroll }, inner.watcher.clone())
        });
        if let Some(watcher) = watcher {
            watcher(seen);
        }
        if flying {
            stage.with(|inner| inner.boxes_dirty = true);
        }
    }
}

impl Stage {
    /// A stage on two canvases of the same place; `None` where the browser has
    /// no canvas to draw on.
    pub fn on(
        base: HtmlCanvasElement,
        over: HtmlCanvasElement,
        view: Element,
        events: Events,
    ) -> Option<Self> {
        let context = |c: &HtmlCanvasElement| c.get_context("2d").ok()??.dyn_into().ok();
        let (base_ctx, over_ctx) = (context(&base)?, context(&over)?);
        let minimap = Minimap::new(&view);
        let _ = view.set_attribute("data-row-height", &crate::format::number(ROW));
        Some(Self::new(Inner {
            events,
            base: (base, base_ctx),
            over: (over, over_ctx),
            view,
            extras: None,
            minimap,
            whole: None,
            detail: None,
            whole_pixels: 0.0,
            look: Look::default(),
            camera: Camera::default(),
            screen: Screen { row: ROW, ..Screen::default() },
            hover: None,
            focus: None,
            band: None,
            selected: String::new(),
            dark: false,
            glyphs: None,
            gathered: Gathered::default(),
            boxes_dirty: true,
            asking: None,
            settling: None,
            watcher: None,
        }))
    }

    /// Lets go of all that holds the stage in turn, and of the canvases' memory: browsers give
    /// that back late, or not at all while a page needs little memory of its own.
    pub(super) fn leave(&self) {
        self.quietly(|inner| {
            inner.extras = None;
            inner.watcher = None;
            (inner.asking, inner.settling) = (None, None);
            let canvases = [&inner.base.0, &inner.over.0];
            let minimap = inner.minimap.as_ref().map(Minimap::canvas);
            canvases.into_iter().chain(minimap).for_each(empty);
        });
    }

    /// Shows other boxes: of another graph, or of another window of this one.
    pub fn show(&self, scene: Rc<Scene>, other_graph: bool, zoom: Option<(f64, f64)>) {
        if self.with(|inner| inner.show(scene, other_graph, zoom)) {
            self.ask();
        }
    }

    /// Draws otherwise.
    pub fn look(&self, look: &Look) {
        self.with(|inner| inner.dress(look));
    }

    /// Goes where a link says.
    pub fn go(&self, zoom: Option<(f64, f64)>) {
        let moved = self.with(|inner| {
            let to =
                zoom.map_or(inner.all(), |(from, to)| Span::new(from, to).clamped(inner.width()));
            let moved = to != inner.camera.goal;
            if moved {
                inner.settling = None;
                inner.fly(to);
            }
            moved
        });
        if moved {
            self.ask();
        }
    }

    /// Outlines the boxes of this function.
    pub fn select(&self, name: &str) {
        self.with(|inner| name.clone_into(&mut inner.selected));
    }

    /// Fits the canvases to the room that there is, and the colors to the
    /// scheme. Asks for other boxes if there is more or less room than before.
    pub fn fit(&self) {
        let wider = self.with(Inner::fit);
        if wider {
            self.ask();
        }
    }

    /// Asks for the boxes of where the camera is going, unless they are here.
    pub(super) fn ask(&self) {
        let stage = self.clone();
        self.quietly(|inner| {
            if inner.asking.is_some() || inner.wanted_window().is_none() {
                return;
            }
            // While the user zooms and pans, ask for some of the places, not all.
            inner.asking = Some(Timeout::new(40, move || {
                let asked = stage.with(|inner| {
                    inner.asking = None;
                    let window = inner.wanted_window()?;
                    if window.to <= window.from {
                        inner.whole_pixels = window.pixels;
                    }
                    Some((inner.events.on_window.clone(), window))
                });
                if let Some((on_window, window)) = asked {
                    on_window.emit(window);
                }
            }));
        });
    }
}
