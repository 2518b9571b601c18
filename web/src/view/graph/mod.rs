//! The call graph: boxes and arrows, as the engine laid them out.
//!
//! Yew mounts a canvas, the tools and a line of text; what happens on the canvas happens in
//! [`stage`], outside yew. The view's attributes `data-scale`, `data-hover` and `data-focus`
//! (left, top, width and height of the keyboard's box, in CSS pixels) say what is drawn;
//! `data-path` has the names of the heaviest path, a line for each, and `data-labels` where
//! those of them are that are written beside boxes. A `hearth-save` event at the view takes a
//! picture of it away.

mod camera;
mod empty;
mod hits;
mod input;
mod labels;
mod legend;
mod map;
mod paint;
mod paints;
mod palette;
mod paths;
mod scene;
mod stage;
mod svg;
mod toolbar;
mod written;

pub use empty::all_too_small;
pub use legend::legend;
pub use scene::Scene;

use super::Actions;
use super::canvas::Typing;
use super::drawing::{FONTS, Fitting};
use super::picture::Wish;
use super::searching;
use crate::params;
use crate::words::{self, fill};
use gloo_events::EventListener;
use stage::Stage;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlElement};
use yew::prelude::*;

/// Number of nodes unless the link says.
pub const NODE_COUNT: usize = 80;

/// Look of the graph: all of it is in the link.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    pub search: String,
    /// The most nodes; 0: all.
    pub count: usize,
    /// Paths are kept apart.
    pub tree: bool,
    /// The heaviest path is stressed.
    pub heavy: bool,
    /// Where the camera is; empty: everything is on the screen.
    pub at: String,
    /// The nodes whose neighbors are shown.
    pub expand: String,
    /// Title of a saved picture, and its line about the total and the filters.
    pub title: String,
    /// See `title`.
    pub filters: String,
}

#[derive(Properties, PartialEq)]
pub struct GraphProps {
    pub scene: Rc<Scene>,
    /// Which file it is of: within one, boxes move from where they were.
    pub file: u32,
    pub selected: AttrValue,
    pub look: Look,
    pub actions: Actions,
}

pub enum Msg {
    Typed(String),
    Leave,
    Find(bool),
    Expand(bool),
    Fit,
}

pub struct Graph {
    view: NodeRef,
    canvas: NodeRef,
    keyboard: NodeRef,
    stage: Option<Stage>,
    search: Typing,
    _listeners: Vec<EventListener>,
    _fitting: Option<Fitting>,
}

impl Component for Graph {
    type Message = Msg;
    type Properties = GraphProps;

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            view: NodeRef::default(),
            canvas: NodeRef::default(),
            keyboard: NodeRef::default(),
            stage: None,
            search: Typing::new(&ctx.props().look.search),
            _listeners: Vec::new(),
            _fitting: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let on_set = ctx.props().actions.on_set.clone();
        match (msg, &self.stage) {
            (Msg::Typed(text), _) => {
                let search = move |text| on_set.emit((vec![(params::SEARCH, text)], false));
                self.search.typed(text, search);
                return false;
            }
            (Msg::Leave, _) => {
                on_set.emit((vec![(params::SEARCH, String::new())], false));
                self.search.left(&self.keyboard);
                return true;
            }
            (Msg::Find(forward), Some(stage)) => input::find(stage, forward),
            (Msg::Expand(callees), Some(stage)) => input::expand(stage, None, callees),
            (Msg::Fit, Some(stage)) => input::all(stage),
            _ => {}
        }
        false
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &GraphProps) -> bool {
        let props = ctx.props();
        let Some(stage) = &self.stage else { return true };
        stage.with(|inner| inner.dress(&props.look, &props.actions));
        self.search.follow(&old.look.search, &props.look.search);
        if !Rc::ptr_eq(&props.scene, &old.scene) || props.look.at != old.look.at {
            stage.show(props.scene.clone(), props.file == old.file, &props.look.at);
        }
        if props.look.heavy != old.look.heavy {
            stage.stress(props.look.heavy);
        }
        if props.selected != old.selected {
            stage.select(&props.selected);
        }
        // The camera is the stage's; all else may change what stands around it.
        let at = props.look.at.clone();
        props.look != Look { at, ..old.look.clone() }
            || !Rc::ptr_eq(&props.scene, &old.scene)
            || props.selected.is_empty() != old.selected.is_empty()
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let GraphProps { scene, look, selected, actions, .. } = ctx.props();
        let link = ctx.link();
        let hands = toolbar::Hands {
            search: searching::Hands {
                on_typed: link.callback(Msg::Typed),
                on_find: link.callback(Msg::Find),
                on_leave: link.callback(|()| Msg::Leave),
            },
            on_expand: link.callback(Msg::Expand),
            on_fit: link.callback(|_| Msg::Fit),
            on_set: actions.on_set.clone(),
        };
        let nodes = scene.nodes().to_string();
        let label = fill(words::graph().label, &[&nodes, &scene.value(scene.total)]);
        html! {
            <div class="flame graph" data-testid="view-graph" ref={&self.view}>
                { toolbar::toolbar(look, scene, &self.search.text, !selected.is_empty(), hands) }
                <div class="canvases" ref={&self.keyboard} tabindex="0" role="tree" aria-label={label}>
                    <canvas class="boxes marks" ref={&self.canvas} aria-hidden="true" />
                    <div class="items hidden"></div>
                </div>
                <div class="details" data-testid="graph-details">
                    <span class="what"><span class="text"><span class="path"></span><span class="own"></span></span></span>
                    <span class="figures"></span>
                </div>
            </div>
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.stage.iter().for_each(Stage::leave);
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if !first {
            return;
        }
        let parts = (
            self.canvas.cast::<HtmlCanvasElement>(),
            self.view.cast::<Element>(),
            self.keyboard.cast::<HtmlElement>(),
        );
        let (Some(canvas), Some(view), Some(keyboard)) = parts else { return };
        let props = ctx.props();
        let stage = Stage::on(canvas.clone(), view.clone(), props.actions.clone());
        let Some(stage) = stage else { return };
        self._listeners = input::listen(&canvas, &keyboard, &stage);
        stage.add_tip();
        self._listeners.push(save(&view, &stage));
        let resized = stage.clone();
        self._fitting = Some(Fitting::new(&canvas, move || resized.fit()));
        stage.with(|inner| inner.dress(&props.look, &props.actions));
        stage.fit();
        stage.show(props.scene.clone(), false, &props.look.at);
        stage.stress(props.look.heavy);
        stage.select(&props.selected);
        super::focus_if_free(&keyboard);
        self.stage = Some(stage);
    }
}

/// Takes a picture away when the view is asked to.
fn save(view: &Element, stage: &Stage) -> EventListener {
    let stage = stage.clone();
    EventListener::new(view, "hearth-save", move |event| {
        let detail = js_sys::Reflect::get(event, &"detail".into()).ok();
        let Some(wish) = detail.and_then(|detail| Wish::read(&detail, "graph")) else { return };
        if wish.form == "svg" {
            wish.save_svg(stage.with(|inner| inner.svg(wish.is_dark)).unwrap_or_default());
        } else if let Some(canvas) = stage.with(|inner| inner.picture(wish.is_dark)) {
            wish.take(canvas);
        }
    })
}

/// Widths of the page's characters, for the engine, which makes boxes as large as their texts: the
/// characters from U+0020 to U+007E, and last others, in parts of the font's size.
pub fn advances() -> Vec<f64> {
    const SIZE: f64 = 100.0;
    let measure = || -> Option<Vec<f64>> {
        let document = web_sys::window()?.document()?;
        let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
        let ctx: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        ctx.set_font(&format!("{SIZE}px {FONTS}"));
        let known = (' '..='~').chain(['中']);
        known
            .map(|c| ctx.measure_text(c.encode_utf8(&mut [0; 4])).ok().map(|m| m.width() / SIZE))
            .collect()
    };
    measure().unwrap_or_default()
}
