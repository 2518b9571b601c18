//! The flame graph: an icicle, its root on top, or a flame, its root at the bottom; or
//! a pivot with its callers on one side and what it called on the other.
//!
//! Yew mounts the canvases and a line of text, once. What happens on them, from
//! a hover to a zoom, happens in [`stage`], outside yew; the app hears only of
//! what belongs into the URL, and of windows whose boxes have to be asked for.
//!
//! Box `i` of a scene spans from `(left - from) / (to - from)` of the canvas's
//! width on; its row is `data-row-height` CSS pixels high. The view's attributes
//! `data-from`, `data-to`, `data-boxes` and `data-hover` say what is drawn; `data-path` has
//! the names of the heaviest path, a line for each, once it is known to its leaf.
//! A `hearth-save` event at the view saves a picture of it: see [`save`].

mod beside;
mod camera;
pub mod deferred;
mod frame;
mod input;
mod keyboard;
mod layers;
mod legend;
mod minimap;
mod moves;
mod overlay;
pub mod paint;
pub mod palette;
mod picture;
mod save;
mod scene;
mod stage;
mod svg;
mod text;
mod together;
mod toolbar;
mod written;

pub use camera::Span;
pub use overlay::{Over, Overlay};
pub use palette::Mode;
pub use scene::Scene;
pub use stage::{Events, MIN_PIXELS, Seen, Spot, Stage};

use crate::view::canvas::Typing;
use crate::view::drawing::Fitting;
use crate::view::searching;
use crate::words::{fill, words};
use gloo_events::EventListener;
use hearth_messages::Slot;
use std::rc::Rc;
use web_sys::{Element, HtmlCanvasElement, HtmlElement};
use yew::prelude::*;

/// Filled when the deferred chunk is there.
pub static DEFERRED: Slot<dyn deferred::Deferred> = Slot::new();

/// Look of the drawing: all of it is in the link.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// Text that is looked for.
    pub search: String,
    /// Frames that repeat in a row are one.
    pub collapse: bool,
    /// The function that the graph is turned around; empty: none.
    pub pivot: String,
    /// The root is at the bottom.
    pub up: bool,
    /// Meaning of colors.
    pub mode: Mode,
    /// The heaviest path is stressed.
    pub heavy: bool,
    /// Title of a saved picture, and its line about the total and the filters.
    pub title: String,
    /// See `title`.
    pub filters: String,
}

/// Something of a [`Look`] that the user changes.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    Search(String),
    Collapse(bool),
    Pivot(String),
    Up(bool),
    Mode(Mode),
    Heavy(bool),
}

#[derive(Properties, PartialEq)]
pub struct FlameProps {
    pub scene: Rc<Scene>,
    /// Counts graphs: the boxes of one graph belong together.
    pub graph: u32,
    pub zoom: Option<(f64, f64)>,
    pub selected: AttrValue,
    pub look: Look,
    pub events: Events,
    /// Set if the deferred chunk is there.
    pub has_deferred: bool,
    /// Who wants to have the drawing in hand.
    #[prop_or_default]
    pub on_stage: Callback<Stage>,
}

pub enum Msg {
    /// Something is typed into the search.
    Typed(String),
    /// The search is left.
    Leave,
    /// To the next one that is found, or to the one before.
    Find(bool),
    Pivot,
}

pub struct Flame {
    view: NodeRef,
    base: NodeRef,
    over: NodeRef,
    keyboard: NodeRef,
    stage: Option<Stage>,
    search: Typing,
    _listeners: Vec<EventListener>,
    _fitting: Option<Fitting>,
}

impl Component for Flame {
    type Message = Msg;
    type Properties = FlameProps;

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            view: NodeRef::default(),
            base: NodeRef::default(),
            over: NodeRef::default(),
            keyboard: NodeRef::default(),
            stage: None,
            search: Typing::new(&ctx.props().look.search),
            _listeners: Vec::new(),
            _fitting: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let on_change = ctx.props().events.on_change.clone();
        match msg {
            Msg::Typed(text) => {
                self.search.typed(text, move |text| on_change.emit(Change::Search(text)));
                return false;
            }
            Msg::Leave => {
                on_change.emit(Change::Search(String::new()));
                self.search.left(&self.keyboard);
            }
            Msg::Find(forward) => {
                if let (Some(stage), Some(deferred)) = (&self.stage, DEFERRED.get()) {
                    deferred.find(stage, forward);
                }
                return false;
            }
            Msg::Pivot => {
                if let Some(stage) = &self.stage {
                    keyboard::pivot(stage);
                }
                return false;
            }
        }
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &FlameProps) -> bool {
        let props = ctx.props();
        let Some(stage) = &self.stage else { return true };
        if props.has_deferred != old.has_deferred
            && let Some(deferred) = DEFERRED.get()
        {
            deferred.equip(stage);
        }
        if props.look != old.look {
            stage.look(&props.look);
            self.search.follow(&old.look.search, &props.look.search);
        }
        let other_graph = props.graph != old.graph;
        let other_boxes = !Rc::ptr_eq(&props.scene, &old.scene);
        if other_boxes {
            stage.show(props.scene.clone(), other_graph, props.zoom);
        }
        if props.zoom != old.zoom {
            stage.go(props.zoom);
        }
        if props.selected != old.selected {
            stage.select(&props.selected);
        }
        // The rest is painted outside; only the tools and the description are yew's.
        let other_search =
            props.scene.search != old.scene.search || props.scene.matched != old.scene.matched;
        other_graph
            || other_search
            || props.look != old.look
            || props.selected.is_empty() != old.selected.is_empty()
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let FlameProps { scene, look, selected, events, .. } = ctx.props();
        let words = &words().flame;
        let depths = scene.depths().to_string();
        let label = fill(words.label, &[&scene.left_of_total(), &depths]);
        let link = ctx.link();
        let hands = toolbar::Hands {
            search: searching::Hands {
                on_typed: link.callback(Msg::Typed),
                on_find: link.callback(Msg::Find),
                on_leave: link.callback(|()| Msg::Leave),
            },
            on_pivot: link.callback(|_| Msg::Pivot),
            on_change: events.on_change.clone(),
        };
        let can_pivot = !selected.is_empty() || !look.pivot.is_empty();
        html! {
            <div
                class={classes!("flame", look.up.then_some("up"))}
                data-testid="view-flame"
                data-hint="hint"
                ref={&self.view}
            >
                { toolbar::toolbar(look, scene, &self.search.text, can_pivot, hands) }
                <div class="canvases" ref={&self.keyboard} tabindex="0" role="tree" aria-label={label}>
                    <canvas class="boxes" ref={&self.base} aria-hidden="true" />
                    <canvas class="marks" ref={&self.over} aria-hidden="true" />
                    <div class="minimap" data-testid="minimap" aria-hidden="true" hidden=true>
                        <canvas />
                        <div class="pane"></div>
                    </div>
                    <div class="items hidden"></div>
                </div>
                <div class="details" data-testid="flame-details">
                    <span class="what"><span class="text"><span class="path"></span><span class="own">{ words.hint[0] }</span></span></span>
                    <span class="figures"></span>
                    <span class="file-place"><span class="text"></span></span>
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
            self.base.cast::<HtmlCanvasElement>(),
            self.over.cast::<HtmlCanvasElement>(),
            self.view.cast::<Element>(),
            self.keyboard.cast::<HtmlElement>(),
        );
        let (Some(base), Some(over), Some(view), Some(keyboard)) = parts else { return };
        let props = ctx.props();
        let stage = Stage::on(base.clone(), over, view.clone(), props.events.clone());
        let Some(stage) = stage else { return };
        self._listeners = input::listen(&base, &keyboard, &stage);
        self._listeners.extend(minimap::listen(&view, &stage));
        self._listeners.push(save::listen(&view, &stage));
        let resized = stage.clone();
        self._fitting = Some(Fitting::new(&base, move || resized.fit()));
        stage.fit();
        stage.look(&props.look);
        stage.select(&props.selected);
        stage.show(props.scene.clone(), true, props.zoom);
        crate::view::focus_if_free(&keyboard);
        if let Some(deferred) = DEFERRED.get().filter(|_| props.has_deferred) {
            deferred.equip(&stage);
        }
        props.on_stage.emit(stage.clone());
        self.stage = Some(stage);
    }
}
