//! Tooltip of a drawing, beside the pointer. It follows the pointer
//! without the page being rendered, lies within the drawing and never below the pointer; a
//! finger has none. It says nothing that the line below the drawing does not say, so screen
//! readers are spared it.

use gloo_events::EventListener;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent};

/// Distance from the pointer: right or left, below, above; in CSS pixels.
const AWAY: (f64, f64, f64) = (14.0, 20.0, 10.0);
/// Distance that it keeps from the edges.
const MARGIN: f64 = 4.0;

const STYLE: &str = "position:absolute;top:0;left:0;z-index:2;max-width:min(34rem,calc(100% - 8px));\
    padding:.35rem .55rem;border:1px solid var(--line-strong);border-radius:4px;\
    background:var(--surface);color:var(--text);line-height:1.35;pointer-events:none;\
    overflow-wrap:anywhere;box-shadow:0 2px 8px rgb(0 0 0/.18);font-variant-numeric:tabular-nums";

/// See the module.
pub struct Tip {
    element: HtmlElement,
    lines: [Element; 3],
    /// Where the pointer is on the canvas, in CSS pixels; `None` while a finger points, or
    /// nothing does.
    pointer: Rc<Cell<Option<(f64, f64)>>>,
    /// Subject; `None`: it is hidden.
    shown: Option<(usize, usize)>,
    /// Its size, and that of its room.
    sizes: [(f64, f64); 2],
    placed: Option<(f64, f64)>,
    _listeners: Vec<EventListener>,
}

impl Tip {
    /// A tooltip for a canvas, in what that is in; `moved` is told of every movement.
    pub fn new(canvas: &Element, moved: impl Fn() + 'static) -> Option<Self> {
        let document = canvas.owner_document()?;
        let room = canvas.parent_element()?;
        let make = |class: &str| {
            let element = document.create_element("div").ok()?;
            element.set_class_name(class);
            Some(element)
        };
        let element: HtmlElement = make("tip")?.unchecked_into();
        element.style().set_css_text(STYLE);
        for (name, value) in [("data-testid", "tip"), ("aria-hidden", "true")] {
            let _ = element.set_attribute(name, value);
        }
        let lines = [make("tip-name")?, make("tip-figures")?, make("tip-file")?];
        for (line, style) in lines.iter().zip(["font-weight:600", "", "color:var(--dim)"]) {
            line.unchecked_ref::<HtmlElement>().style().set_css_text(style);
            let _ = element.append_child(line);
        }
        element.set_hidden(true);
        let _ = room.append_child(&element);
        let pointer: Rc<Cell<Option<(f64, f64)>>> = Rc::default();
        let moved = Rc::new(moved);
        let listeners = ["pointermove", "pointerdown", "pointerleave"].map(|name| {
            let (pointer, moved) = (pointer.clone(), moved.clone());
            EventListener::new(canvas, name, move |event| {
                let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
                let points = name == "pointermove" && event.pointer_type() != "touch";
                let at = (f64::from(event.offset_x()), f64::from(event.offset_y()));
                pointer.set(points.then_some(at));
                moved();
            })
        });
        Some(Self {
            element,
            lines,
            pointer,
            shown: None,
            sizes: Default::default(),
            placed: None,
            _listeners: listeners.into(),
        })
    }

    /// Shows what `content` says: a name, figures and a file. It is asked only when `key`
    /// is another one than before; `None` hides.
    pub fn show(
        &mut self,
        key: Option<(usize, usize)>,
        content: impl FnOnce() -> Option<[String; 3]>,
    ) {
        let Some((at, key)) = self.pointer.get().zip(key) else { return self.hide() };
        if self.shown != Some(key) {
            let Some(content) = content() else { return self.hide() };
            for (line, text) in self.lines.iter().zip(&content) {
                line.set_text_content(Some(text));
                line.unchecked_ref::<HtmlElement>().set_hidden(text.is_empty());
            }
            self.element.set_hidden(false);
            self.shown = Some(key);
            let room = self.element.parent_element().map_or((0.0, 0.0), |room| {
                (f64::from(room.client_width()), f64::from(room.client_height()))
            });
            let (width, height) = (self.element.offset_width(), self.element.offset_height());
            self.sizes = [(f64::from(width), f64::from(height)), room];
            self.placed = None;
        }
        let place = place(at, self.sizes[0], self.sizes[1]);
        if self.placed != Some(place) {
            self.placed = Some(place);
            let style = self.element.style();
            let (x, y) = (place.0.round(), place.1.round());
            let _ = style.set_property("transform", &format!("translate({x}px,{y}px)"));
        }
    }

    fn hide(&mut self) {
        if self.shown.take().is_some() {
            self.element.set_hidden(true);
        }
    }
}

/// Where the upper left corner lies: right below the pointer where there is room for it,
/// else left of it, or above; within the room as far as that does not cover the pointer.
fn place((x, y): (f64, f64), size: (f64, f64), room: (f64, f64)) -> (f64, f64) {
    let (away, below, above) = AWAY;
    let fits_below = y + below + size.1 <= room.1 - MARGIN;
    let fits_above = y - above - size.1 >= MARGIN;
    let highest = (room.1 - MARGIN - size.1).max(MARGIN);
    let top = match (fits_below, fits_above) {
        (true, _) => y + below,
        (false, true) => y - above - size.1,
        (false, false) => (y - size.1 / 2.0).clamp(MARGIN, highest),
    };
    let widest = (room.0 - MARGIN - size.0).max(MARGIN);
    let (right, left) = (x + away, x - away - size.0);
    let across = if right <= widest {
        right
    } else if left >= MARGIN {
        left
    } else if fits_below || fits_above {
        // There it covers nothing, wherever it is from left to right.
        right.min(widest)
    } else {
        right
    };
    (across, top)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_inside_and_never_below_the_pointer() {
        let (room, size) = ((400.0, 300.0), (180.0, 60.0));
        for x in (0..=400).step_by(7) {
            for y in (0..=300).step_by(7) {
                let pointer = (f64::from(x), f64::from(y));
                let (left, top) = place(pointer, size, room);
                let at = format!("{pointer:?}: {left},{top}");
                assert!(left >= MARGIN && left + size.0 <= room.0, "{at}");
                assert!(top >= MARGIN && top + size.1 <= room.1, "{at}");
                let covers = (left..=left + size.0).contains(&pointer.0)
                    && (top..=top + size.1).contains(&pointer.1);
                assert!(!covers, "{at}");
            }
        }
    }

    #[test]
    fn in_a_room_that_is_too_low_it_goes_beside_the_pointer() {
        let (left, top) = place((200.0, 30.0), (150.0, 60.0), (400.0, 70.0));
        assert!(left > 200.0 && top >= MARGIN && top + 60.0 <= 70.0);
    }
}
