//! The line below the graph: what the pointer, or the keyboard, is at.
//!
//! It is written straight into the document: it changes with every movement.

use super::super::paint::Layer;
use super::super::scene::Scene;
use crate::format;
use crate::shortcuts;
use crate::view::{shown, split_name};
use crate::words::{fill, words};
use std::rc::Rc;
use web_sys::Element;

/// A box and its depth.
type At = Option<(usize, usize)>;

pub struct Details {
    view: Element,
    path: Option<Element>,
    name: Option<Element>,
    file: Option<Element>,
    figures: Option<Element>,
    /// The boxes and the box that are written: hovering costs nothing while they stay.
    shown: Option<(Rc<Scene>, At)>,
}

impl Details {
    /// The line of a view, found by its parts' classes.
    pub fn new(view: &Element) -> Self {
        let part = |class: &str| view.query_selector(class).ok().flatten();
        Self {
            view: view.clone(),
            path: part(".details .path"),
            name: part(".details .own"),
            file: part(".details .file-place .text"),
            figures: part(".details .figures"),
            shown: None,
        }
    }

    /// Says what is at a box of a depth.
    pub fn show(&mut self, layer: &Layer, at: At) {
        let scene = &layer.scene;
        if self.shown.as_ref().is_some_and(|(old, was)| Rc::ptr_eq(old, scene) && *was == at) {
            return;
        }
        self.shown = Some((scene.clone(), at));
        let [name, file, figures] = match at {
            Some((index, depth)) => figures(scene, index, depth),
            None => {
                let hint = words().flame.hint[usize::from(!shortcuts::has_keyboard())];
                [hint.to_owned(), String::new(), String::new()]
            }
        };
        let write = |part: &Option<Element>, text: &str| {
            if let Some(part) = part {
                part.set_text_content(Some(text));
            }
        };
        let (path, own) = if at.is_some() { split_name(&name) } else { ("", &*name) };
        write(&self.path, path);
        write(&self.name, own);
        write(&self.file, &file);
        write(&self.figures, &figures);
        let hover = if at.is_some() { format!("{name} · {figures}") } else { String::new() };
        let _ = self.view.set_attribute("data-hover", &hover);
        let _ = self.view.set_attribute("data-hint", if at.is_some() { "" } else { "hint" });
    }
}

/// A box's name, its file and its figures.
pub fn figures(scene: &Scene, index: usize, depth: usize) -> [String; 3] {
    if let Some(over) = scene.over.0.as_ref().filter(|_| !scene.is_many(index)) {
        return over.figures(scene, index);
    }
    let words = &words().flame;
    let of_total = |v| format!("{} ({})", scene.label(v), format::share(v, scene.total));
    let cum = scene.cum[index];
    let mut figures = format!("cum {}", of_total(cum));
    if scene.is_many(index) {
        let count = format::count(f64::from(scene.count[index]));
        return [fill(words.many_here, &[&count]), String::new(), figures];
    }
    let middle = scene.left[index] + scene.widths[index] / 2.0;
    // What a share is of: for a caller the pivot, else what called the box.
    let of = if depth < scene.pivot_depth {
        figures = format!("{} · {}", fill(words.caller_of, &[&shown(&scene.pivot)]), of_total(cum));
        Some((scene.pivot_depth, words.of_pivot))
    } else {
        figures = format!("flat {} · {figures}", of_total(scene.flat[index]));
        let is_deep = depth > scene.pivot_depth + usize::from(scene.pivot.is_empty());
        is_deep.then(|| (depth - 1, words.of_caller))
    };
    let share = of.and_then(|(depth, words)| Some((scene.at(depth, middle)?, words)));
    if let Some((of, words)) = share {
        figures.push_str(" · ");
        figures.push_str(&fill(words, &[&format::share(cum, scene.cum[of])]));
    }
    let mut name = shown(scene.name(index));
    if scene.inlined[index] == 1 {
        name.push_str(" (inline)");
    }
    [name, shown(scene.file(index)), figures]
}
