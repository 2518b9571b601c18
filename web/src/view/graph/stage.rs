//! The state of the drawing that must not pass through yew: where the camera is, what is
//! under the pointer, what moves.

use super::Look;
use super::camera::{FLIGHT, View, between, eased};
use super::labels::{self, Labels};
use super::paint::{Frame, Marks, handle};
use super::paints::Paints;
use super::palette::{DARK, LIGHT, Palette};
use super::paths::Lit;
use super::scene::{Place, Scene};
use super::svg::{MARGIN, svg, width};
use super::written::{Written, said};
use crate::params;
use crate::view::Actions;
use crate::view::canvas::{Drawing, Shell};
use crate::view::drawing::{FONTS, empty, is_still};
use crate::view::picture::{self, Head};
use crate::view::tip::Tip;
use crate::{clock, settings};
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement};

/// Pause in movement before the link says where the camera is, in milliseconds.
const SETTLED: u32 = 300;

/// Browsers draw no canvas that is longer than about this on a side, in device pixels.
const LONGEST: f64 = 12_000.0;

/// Parts that can be pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    Box(usize),
    Arrow(usize),
    /// Handle of a box that hides callers, or callees.
    Handle(usize, bool),
}

/// See the module.
pub type Stage = Shell<Inner>;

pub struct Inner {
    pub actions: Actions,
    canvas: HtmlCanvasElement,
    ctx: CanvasRenderingContext2d,
    view: Element,
    written: Written,
    pub scene: Rc<Scene>,
    paints: Paints,
    /// Where boxes were in the drawing before this, and when this one came.
    starts: Vec<Option<Place>>,
    came: f64,
    pub camera: View,
    /// Where it flies to, from where and since when.
    flight: Option<(View, View, f64)>,
    /// The camera is where it began, whatever the size of drawing and screen.
    untouched: bool,
    pub screen: (f64, f64),
    ratio: f64,
    is_dark: bool,
    pub hover: Option<Spot>,
    pub focus: Option<usize>,
    selected: String,
    /// The nodes whose neighbors are shown.
    pub expanded: String,
    /// Paths are kept apart.
    pub is_tree: bool,
    /// Caption of a saved picture: its title, the filters.
    caption: [String; 2],
    /// The heaviest path is stressed.
    heavy: Option<Lit>,
    /// The names along it.
    labels: Labels,
    tip: Option<Tip>,
    lit: Option<(Spot, Lit)>,
    /// Parts that a search found.
    searched: Option<Lit>,
    settling: Option<Timeout>,
}

impl Drawing for Inner {
    fn frame(stage: &Stage, now: f64) {
        if stage.quietly(|inner| inner.step(now) | inner.paint(now)) {
            stage.with(|_| ());
        }
    }
}

impl Stage {
    /// A stage on a canvas of a view; `None` where the browser has no canvas to draw on.
    pub fn on(canvas: HtmlCanvasElement, view: Element, actions: Actions) -> Option<Self> {
        let ctx = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Self::new(Inner {
            actions,
            canvas,
            ctx,
            written: Written::new(&view),
            view,
            scene: Rc::default(),
            paints: Paints::default(),
            starts: Vec::new(),
            came: f64::NEG_INFINITY,
            camera: View::default(),
            flight: None,
            untouched: true,
            screen: (0.0, 0.0),
            ratio: 1.0,
            is_dark: false,
            hover: None,
            focus: None,
            selected: String::new(),
            expanded: String::new(),
            is_tree: false,
            caption: Default::default(),
            heavy: None,
            labels: Labels::default(),
            tip: None,
            lit: None,
            searched: None,
            settling: None,
        }))
    }

    /// Lets go of all that holds the stage in turn, and of the canvas's memory.
    pub fn leave(&self) {
        self.quietly(|inner| {
            (inner.tip, inner.settling) = (None, None);
            empty(&inner.canvas);
        });
    }

    /// Shows a drawing; `same_file`: what stays in it moves from where it was. `word` says
    /// where the camera is, if the link does.
    pub fn show(&self, scene: Rc<Scene>, same_file: bool, word: &str) {
        self.with(|inner| {
            let old = std::mem::replace(&mut inner.scene, scene);
            let scene = &inner.scene;
            let moves = same_file && !is_still() && old.len() > 0 && old.places != scene.places;
            inner.starts = match moves {
                true => scene.names.iter().map(|n| old.find(n).map(|i| old.places[i])).collect(),
                false => Vec::new(),
            };
            inner.came = if moves { clock::now() } else { f64::NEG_INFINITY };
            let focused = inner.focus.map(|i| old.names.get(i).to_owned());
            inner.focus = focused.and_then(|name| scene.find(&name));
            (inner.hover, inner.lit) = (None, None);
            inner.searched = (!scene.search.is_empty()).then(|| scene.lit_search());
            inner.stress(inner.heavy.is_some());
            inner.written.forget();
            inner.paints = Paints::new(&inner.scene, inner.palette());
            if let Some(view) = View::from_word(word) {
                (inner.camera, inner.flight, inner.untouched) = (view, None, false);
            }
            inner.begin_if_untouched();
        });
    }

    /// Has a tooltip at the pointer.
    pub fn add_tip(&self) {
        let stage = self.clone();
        self.with(|inner| inner.tip = Tip::new(&inner.canvas, move || stage.with(|_| ())));
    }

    /// Selects the box of a name; none if it is empty.
    pub fn select(&self, name: &str) {
        self.with(|inner| {
            name.clone_into(&mut inner.selected);
            inner.written.forget();
        });
    }

    /// Stresses the heaviest path, or not.
    pub fn stress(&self, heavy: bool) {
        self.with(|inner| inner.stress(heavy));
    }

    /// Fits the canvas to its room and the colors to the scheme.
    pub fn fit(&self) {
        self.with(|inner| {
            let Some(window) = web_sys::window() else { return };
            inner.is_dark = settings::is_dark();
            inner.paints = Paints::new(&inner.scene, inner.palette());
            inner.ratio = window.device_pixel_ratio().max(0.5);
            let room = inner.canvas.get_bounding_client_rect();
            inner.screen = (room.width(), room.height());
            inner.canvas.set_width((room.width() * inner.ratio).round() as u32);
            inner.canvas.set_height((room.height() * inner.ratio).round() as u32);
            inner.begin_if_untouched();
        });
    }

    /// After a step of a gesture: tells the link where the camera is once it stands still.
    pub fn moved(&self) {
        let stage = self.clone();
        self.with(|inner| {
            inner.settling = Some(Timeout::new(SETTLED, move || {
                let (actions, word) = stage.with(|inner| {
                    let word = if inner.untouched { String::new() } else { inner.goal().to_word() };
                    (inner.actions.clone(), word)
                });
                actions.on_set.emit((vec![(params::AT, word)], false));
            }));
        });
    }
}

/// A number for each thing that can be pointed at.
fn number(spot: Spot) -> usize {
    match spot {
        Spot::Box(index) => 4 * index,
        Spot::Arrow(arrow) => 4 * arrow + 1,
        Spot::Handle(index, callees) => 4 * index + 2 + usize::from(callees),
    }
}

impl Inner {
    /// Takes what changed in how things are drawn, and who is told of what happens.
    pub fn dress(&mut self, look: &Look, actions: &Actions) {
        self.actions = actions.clone();
        self.expanded.clone_from(&look.expand);
        self.is_tree = look.tree;
        self.caption = [look.title.clone(), look.filters.clone()];
    }

    /// The name of the selected function; empty: none.
    pub fn selected(&self) -> &str {
        &self.selected
    }

    fn stress(&mut self, heavy: bool) {
        self.heavy = heavy.then(|| self.scene.heaviest());
        let boxes: &[u32] = if heavy { &self.scene.heaviest[0] } else { &[] };
        let names: Vec<&str> =
            boxes.iter().map(|&index| self.scene.names.get(index as usize)).collect();
        let _ = match heavy {
            true => self.view.set_attribute("data-path", &names.join("\n")),
            false => self.view.remove_attribute("data-path"),
        };
        let _ = self.ctx.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        self.paints.set_font(&self.ctx, labels::FONT);
        let ctx = &self.ctx;
        let measure = |text: &str| ctx.measure_text(text).map_or(0.0, |m| m.width());
        self.labels = Labels::new(&self.scene, boxes, measure);
    }

    pub fn is_heavy(&self) -> bool {
        self.heavy.is_some()
    }

    /// Where the canvas's corner is in the window.
    pub fn room(&self) -> (f64, f64) {
        let room = self.canvas.get_bounding_client_rect();
        (room.left(), room.top())
    }

    /// Head above a picture.
    fn head(&self, palette: &Palette) -> Option<Head> {
        let (_, ctx, _) = picture::canvas((1.0, 1.0), LONGEST)?;
        ctx.set_font(&["12px ", FONTS].concat());
        let measure = |text: &str| ctx.measure_text(text).map_or(0.0, |m| m.width());
        let legend = picture::legend(palette.is_dark, palette.dim);
        let [title, filters] = &self.caption;
        Some(Head::new(title, filters, legend, width(&self.scene), measure))
    }

    /// All of the drawing as SVG.
    pub fn svg(&self, is_dark: bool) -> Option<String> {
        let palette = if is_dark { &DARK } else { &LIGHT };
        let head = self.head(palette)?;
        Some(svg(&self.scene, palette, &self.caption[0], &head))
    }

    pub fn palette(&self) -> &'static Palette {
        if self.is_dark { &DARK } else { &LIGHT }
    }

    /// Where the camera is, or will be.
    pub fn goal(&self) -> View {
        self.flight.map_or(self.camera, |(_, goal, _)| goal)
    }

    /// Puts the camera somewhere at once.
    pub fn jump(&mut self, to: View) {
        (self.camera, self.flight, self.untouched) = (to, None, false);
    }

    /// Sets out for somewhere.
    pub fn fly(&mut self, to: View) {
        self.untouched = false;
        match is_still() {
            true => (self.camera, self.flight) = (to, None),
            false => self.flight = Some((self.camera, to, clock::now())),
        }
    }

    /// Shows everything.
    pub fn fly_to_all(&mut self) {
        self.fly(View::all(self.scene.size, self.screen));
    }

    fn begin_if_untouched(&mut self) {
        if self.untouched && self.screen.0 > 0.0 {
            let start = self.scene.start().map_or([0.0; 4], |start| self.scene.places[start]);
            (self.camera, self.flight) = (View::first(self.scene.size, self.screen, start), None);
        }
    }

    /// Makes a box the keyboard's, and brings it onto the screen.
    pub fn focus_on(&mut self, index: usize) {
        self.focus = Some(index);
        self.hover = None;
        let goal = self.goal();
        let to = View::with(self.scene.places[index], goal, self.screen);
        if to != goal {
            self.fly(to);
        }
    }

    /// Spot at a place on the canvas, in CSS pixels.
    pub fn spot(&self, at: (f64, f64)) -> Option<Spot> {
        let (x, y) = self.camera.at(at, self.screen);
        let inside = |[left, top, width, height]: Place| {
            (left..left + width).contains(&x) && (top..top + height).contains(&y)
        };
        let marks = self.marks();
        for index in [marks.hovered, marks.focused, marks.selected].into_iter().flatten() {
            for callees in [false, true] {
                let is_there = self.scene.hidden[index][usize::from(callees)] > 0;
                if is_there && inside(handle(self.scene.places[index], callees)) {
                    return Some(Spot::Handle(index, callees));
                }
            }
        }
        let arrow = || self.scene.arrow_at(x, y, 5.0 / self.camera.scale);
        self.scene.at(x, y).map(Spot::Box).or_else(|| arrow().map(Spot::Arrow))
    }

    fn marks(&self) -> Marks {
        let hovered = match self.hover {
            Some(Spot::Box(index) | Spot::Handle(index, _)) => Some(index),
            _ => None,
        };
        Marks { hovered, focused: self.focus, selected: self.scene.find(&self.selected) }
    }

    /// Moves the camera on; says whether to go on.
    fn step(&mut self, now: f64) -> bool {
        let Some((start, goal, since)) = self.flight else { return false };
        let t = eased(now - since);
        let at = |of: fn(View) -> f64| between(of(start), of(goal), t);
        self.camera = View { x: at(|v| v.x), y: at(|v| v.y), scale: at(|v| v.scale) };
        if t >= 1.0 {
            (self.camera, self.flight) = (goal, None);
        }
        self.flight.is_some()
    }

    /// Paints everything; says whether boxes are still on their way.
    fn paint(&mut self, now: f64) -> bool {
        let marks = self.marks();
        let lights = self.hover.map(|hover| match hover {
            Spot::Handle(index, _) => Spot::Box(index),
            other => other,
        });
        if self.lit.as_ref().map(|lit| lit.0) != lights {
            self.lit = lights.map(|spot| match spot {
                Spot::Arrow(arrow) => (spot, self.scene.lit_arrow(arrow)),
                Spot::Box(index) | Spot::Handle(index, _) => (spot, self.scene.lit(index)),
            });
        }
        let frame = Frame {
            scene: &self.scene,
            paints: &self.paints,
            palette: self.palette(),
            view: self.camera,
            screen: self.screen,
            ratio: self.ratio,
            starts: &self.starts,
            arrived: eased(now - self.came),
            lit: self
                .lit
                .as_ref()
                .map(|lit| &lit.1)
                .or(self.searched.as_ref())
                .or(self.heavy.as_ref()),
            stressed: self.heavy.as_ref(),
            marks,
        };
        frame.paint(&self.ctx);
        if self.heavy.is_some() {
            let (view, screen, scene) = (self.camera, self.screen, &self.scene);
            let on_screen = |index: usize| {
                let [left, top, width, height] = frame.place(index);
                let (x, y) = view.on_screen((left, top), screen);
                let scale = view.scale;
                ([x, y, width * scale, height * scale], scene.font_sizes[index] * scale)
            };
            self.labels.place(screen, on_screen);
            self.labels.paint(&self.ctx, (frame.palette, &self.paints, self.ratio), on_screen);
            let places = self
                .labels
                .placed
                .iter()
                .map(|(_, place)| place.map(|side| side.round().to_string()).join(","));
            let _ = self.view.set_attribute("data-labels", &places.collect::<Vec<_>>().join(" "));
        }
        if let Some(map) = self.map() {
            frame.paint_map(&self.ctx, map);
        }
        self.written.show(&self.scene, self.hover, self.focus, &self.selected);
        if let Some(tip) = &mut self.tip {
            let scene = &self.scene;
            let key = self.hover.map(|spot| (Rc::as_ptr(scene).addr(), number(spot)));
            let hover = self.hover;
            tip.show(key, || {
                let [name, figures] = said(scene, hover?);
                Some([name, figures, String::new()])
            });
        }
        let scale = self.camera.scale;
        let _ = self.view.set_attribute("data-scale", &format!("{scale:.4}"));
        let focus = self.focus.map_or(String::new(), |focus| {
            let [left, top, width, height] = self.scene.places[focus];
            let (x, y) = self.camera.on_screen((left, top), self.screen);
            format!("{x:.1},{y:.1},{:.1},{:.1}", width * scale, height * scale)
        });
        let _ = self.view.set_attribute("data-focus", &focus);
        now - self.came < FLIGHT
    }

    /// All of the drawing on a canvas of its own.
    pub fn picture(&self, is_dark: bool) -> Option<HtmlCanvasElement> {
        let palette = if is_dark { &DARK } else { &LIGHT };
        let head = self.head(palette)?;
        let (wide, high) = self.scene.size;
        let screen = (width(&self.scene), high + head.height + 2.0 * MARGIN);
        let (canvas, ctx, ratio) = picture::canvas(screen, LONGEST)?;
        let frame = Frame {
            scene: &self.scene,
            paints: &Paints::new(&self.scene, palette),
            palette,
            view: View { x: wide / 2.0, y: (high - head.height) / 2.0, scale: 1.0 },
            screen,
            ratio,
            starts: &[],
            arrived: 1.0,
            lit: None,
            stressed: self.heavy.as_ref(),
            marks: Marks::default(),
        };
        frame.paint(&ctx);
        head.paint(&ctx, ratio, [palette.text, palette.dim], FONTS);
        Some(canvas)
    }
}
