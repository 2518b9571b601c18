//! The flame graph: an icicle, its root on top.
//!
//! Yew mounts two canvases and a line of text, once. What happens on them, from
//! a hover to a zoom, happens in [`stage`], outside yew; the app hears only of
//! what belongs into the URL, and of windows whose boxes have to be asked for.
//!
//! Box `i` of a scene spans from `(left - from) / (to - from)` of the canvas's
//! width on; its row is `data-row-height` CSS pixels high. The view's attributes
//! `data-from`, `data-to`, `data-boxes` and `data-hover` say what is drawn.

mod camera;
mod details;
mod frame;
mod input;
mod keys;
mod paint;
mod palette;
mod scene;
mod stage;
mod text;
mod written;

pub use scene::Scene;
pub use stage::{Events, MIN_PIXELS};

use crate::format;
use gloo_events::EventListener;
use hearth_core::measure;
use stage::Stage;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlCanvasElement, ResizeObserver};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FlameProps {
    pub scene: Rc<Scene>,
    /// Counts graphs: the boxes of one graph belong together.
    pub graph: u32,
    pub zoom: Option<(f64, f64)>,
    pub selected: AttrValue,
    pub events: Events,
}

pub struct Flame {
    view: NodeRef,
    base: NodeRef,
    over: NodeRef,
    stage: Option<Stage>,
    _listeners: Vec<EventListener>,
    _resizing: Option<(ResizeObserver, Closure<dyn FnMut()>)>,
}

impl Component for Flame {
    type Message = ();
    type Properties = FlameProps;

    fn create(_: &Context<Self>) -> Self {
        Self {
            view: NodeRef::default(),
            base: NodeRef::default(),
            over: NodeRef::default(),
            stage: None,
            _listeners: Vec::new(),
            _resizing: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &FlameProps) -> bool {
        let props = ctx.props();
        let Some(stage) = &self.stage else { return true };
        let other_graph = props.graph != old.graph;
        if !Rc::ptr_eq(&props.scene, &old.scene) {
            stage.show(props.scene.clone(), other_graph, props.zoom);
        }
        if props.zoom != old.zoom {
            stage.go(props.zoom);
        }
        if props.selected != old.selected {
            stage.select(&props.selected);
        }
        // The rest is painted outside; only the description is yew's.
        other_graph
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let scene = &ctx.props().scene;
        let total = measure::scaled_label(scene.total, &scene.unit, measure::AUTO);
        let label = format!(
            "Flame graph of {total}, {} deep, the root on top. Arrow keys walk its boxes, Enter \
             zooms in, Escape zooms out.",
            format::counted(scene.depths() as f64, "row"),
        );
        html! {
                    <div class="flame" data-testid="view-flame" ref={&self.view}>
                        <div class="canvases">
                            <canvas class="boxes" ref={&self.base} tabindex="0" role="application" aria-label={label} />
                            <canvas class="marks" ref={&self.over} aria-hidden="true" />
                        </div>
                        <div class="details" data-testid="flame-details">
                            <span class="what">
        <span class="text"><span class="path"></span><span class="own"></span></span>
        </span>
                            <span class="figures"></span>
                            <span class="source"><span class="text"></span></span>
                        </div>
                        <p class="spoken hidden" aria-live="polite"></p>
                    </div>
                }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if !first {
            return;
        }
        let parts = (
            self.base.cast::<HtmlCanvasElement>(),
            self.over.cast::<HtmlCanvasElement>(),
            self.view.cast::<Element>(),
        );
        let (Some(base), Some(over), Some(view)) = parts else { return };
        let props = ctx.props();
        let Some(stage) = Stage::new(base.clone(), over, view, props.events.clone()) else {
            return;
        };
        self._listeners = input::listen(&base, &stage);
        if let Some(listener) = follow_scheme(&stage) {
            self._listeners.push(listener);
        }
        let resized = stage.clone();
        let on_resize = Closure::<dyn FnMut()>::new(move || resized.fit());
        if let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            observer.observe(&base);
            self._resizing = Some((observer, on_resize));
        }
        stage.fit();
        stage.select(&props.selected);
        stage.show(props.scene.clone(), true, props.zoom);
        crate::view::focus_if_free(&base);
        self.stage = Some(stage);
    }

    fn destroy(&mut self, _: &Context<Self>) {
        if let Some((observer, _)) = &self._resizing {
            observer.disconnect();
        }
    }
}

/// Repaints when the system turns light or dark.
fn follow_scheme(stage: &Stage) -> Option<EventListener> {
    let scheme = web_sys::window()?.match_media("(prefers-color-scheme: dark)").ok()??;
    let stage = stage.clone();
    Some(EventListener::new(&scheme, "change", move |_| stage.fit()))
}
