//! Message where nearly all boxes are too narrow to be drawn, and the way to the largest
//! of them.

use super::super::camera::Span;
use super::super::input::zoom_to;
use super::super::paint::ROW;
use super::super::scene::Scene;
use super::super::stage::{Inner, Stage};
use crate::format;
use crate::words::{beside, fill};
use gloo_events::EventListener;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The share of the graph's width that is too narrow.
const MOST: f64 = 0.8;
/// If there are more rows or boxes than this, there is something to see.
const FEW: (usize, usize) = (8, 60);
/// Number of the largest boxes that fill the screen then.
const SHOWN: f64 = 12.0;

const STYLE: &str = "position:absolute;left:0;right:0;display:flex;flex-direction:column;\
    align-items:center;gap:.6rem;padding:1.5rem 1rem;pointer-events:none;text-align:center";

pub struct Narrow {
    room: Option<Element>,
    stage: Stage,
    said: Option<(HtmlElement, EventListener)>,
    /// Where the largest are.
    goal: Rc<Cell<Span>>,
    /// Part that was looked at, and whether all of it was on the screen.
    shown: Option<(usize, bool)>,
}

impl Narrow {
    pub fn new(view: &Element, stage: Stage) -> Self {
        let room = view.query_selector(".canvases").ok().flatten();
        Self { room, stage, said: None, goal: Rc::default(), shown: None }
    }

    /// Says it, or takes back that it was said.
    pub fn show(&mut self, inner: &Inner, scene: &Scene) {
        let is_whole = inner.camera.goal.is_whole(scene.width);
        let key = (std::ptr::from_ref(scene).addr(), is_whole);
        if self.shown.replace(key) == Some(key) {
            return;
        }
        if let Some((element, _)) = self.said.take() {
            element.remove();
        }
        let Some((depth, index)) = narrow(scene).filter(|_| is_whole) else { return };
        let count = f64::from(scene.count[index]);
        let to = scene.left[index] + scene.widths[index] * (SHOWN / count).min(1.0);
        self.goal.set(Span::new(scene.left[index], to));
        let top = if inner.screen.up { 0.0 } else { (depth + 1) as f64 * ROW };
        self.said = self.say(&format::count(count), top);
    }

    fn say(&self, count: &str, top: f64) -> Option<(HtmlElement, EventListener)> {
        let room = self.room.as_ref()?;
        let document = room.owner_document()?;
        let make = |name: &str, text: &str| {
            let element = document.create_element(name).ok()?;
            element.set_text_content(Some(text));
            Some(element)
        };
        let words = beside();
        let element: HtmlElement = make("div", "")?.unchecked_into();
        element.style().set_css_text(STYLE);
        let _ = element.style().set_property("top", &[&*format::number(top), "px"].concat());
        for (name, value) in
            [("role", "status"), ("data-testid", "message"), ("data-kind", "too-narrow")]
        {
            let _ = element.set_attribute(name, value);
        }
        let button: HtmlElement = make("button", words.to_largest)?.unchecked_into();
        let _ = button.set_attribute("type", "button");
        button.set_class_name("button");
        let _ = button.style().set_property("pointer-events", "auto");
        let _ = element.append_child(make("p", &fill(words.too_narrow, &[count]))?.as_ref());
        let _ = element.append_child(&button);
        // Above the drawing, which is a tree for screen readers: a button is no part of that.
        let frame: HtmlElement = make("div", "")?.unchecked_into();
        frame.style().set_css_text("position:relative;z-index:1;height:0");
        let _ = frame.append_child(&element);
        let _ = room.parent_node()?.insert_before(&frame, Some(room));
        let (stage, goal) = (self.stage.clone(), self.goal.clone());
        let room: HtmlElement = room.clone().unchecked_into();
        let on_click = EventListener::new(&button, "click", move |_| {
            // The button goes, and what has the keyboard should stay.
            let _ = room.focus();
            zoom_to(&stage, goal.get());
        });
        Some((frame, on_click))
    }
}

/// The depth and the box of what is too narrow, if that is nearly all there is.
fn narrow(scene: &Scene) -> Option<(usize, usize)> {
    if scene.depths() > FEW.0 || scene.len() > FEW.1 || scene.over.0.is_some() {
        return None;
    }
    let is_wide = |&index: &usize| {
        scene.is_many(index) && scene.count[index] > 1 && scene.widths[index] >= MOST * scene.width
    };
    (0..scene.depths()).find_map(|depth| Some((depth, scene.level(depth).find(is_wide)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearth_messages::FRAME_MANY;

    #[test]
    fn only_what_is_nearly_all_too_narrow_is_said_to_be() {
        let mut scene = Scene {
            width: 10.0,
            left: vec![0.0, 0.0, 1.0],
            widths: vec![10.0, 1.0, 9.0],
            frame: vec![0, 1, FRAME_MANY],
            count: vec![1, 1, 900],
            levels: vec![0, 1, 3],
            ..Scene::default()
        };
        assert_eq!(narrow(&scene), Some((1, 2)));
        (scene.widths[1], scene.left[2], scene.widths[2]) = (5.0, 5.0, 5.0);
        assert_eq!(narrow(&scene), None);
    }
}
