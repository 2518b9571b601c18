//! The line below the graph: what the pointer, or the keyboard, is at.
//!
//! It is written straight into the document: it changes with every movement.

use super::scene::Scene;
use crate::format;
use crate::view::split_name;
use hearth_core::measure;
use web_sys::Element;

/// What the line says while nothing is pointed at.
const HINT: &str = "Point at a box for its figures. Click to zoom in, Esc to zoom out.";

pub struct Details {
    view: Element,
    path: Option<Element>,
    name: Option<Element>,
    file: Option<Element>,
    figures: Option<Element>,
    /// Read aloud; written only when the keyboard moves.
    spoken: Option<Element>,
    shown: String,
}

impl Details {
    /// The line of a view, found by its parts' classes.
    pub fn new(view: &Element) -> Self {
        let part = |class: &str| view.query_selector(class).ok().flatten();
        Self {
            view: view.clone(),
            path: part(".details .path"),
            name: part(".details .own"),
            file: part(".details .source .text"),
            figures: part(".details .figures"),
            spoken: part(".spoken"),
            shown: "-".to_owned(),
        }
    }

    /// Says what is at a box of a depth; `speak` also aloud.
    pub fn show(&mut self, scene: &Scene, at: Option<(usize, usize)>, speak: bool) {
        let [name, file, figures] = match at {
            Some((index, depth)) => describe(scene, index, depth),
            None => [HINT.to_owned(), String::new(), String::new()],
        };
        let all = format!("{name}\n{file}\n{figures}");
        if all == self.shown {
            return;
        }
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
        if speak && at.is_some() {
            write(&self.spoken, &format!("{name}, {figures}"));
        }
        let hover = if at.is_some() { format!("{name} · {figures}") } else { String::new() };
        let _ = self.view.set_attribute("data-hover", &hover);
        let _ = self.view.set_attribute("data-hint", if at.is_some() { "" } else { "hint" });
        self.shown = all;
    }
}

/// A box's name, its file and its figures.
fn describe(scene: &Scene, index: usize, depth: usize) -> [String; 3] {
    let value = |v| measure::scaled_label(v, &scene.unit, measure::AUTO);
    let of_total = |v| format::share(v, scene.total);
    let cum = scene.cum[index];
    let mut figures = format!("cum {} ({})", value(cum), of_total(cum));
    if scene.is_many(index) {
        let count = format::count(f64::from(scene.count[index]));
        let name = format!("{count} small frames here: zoom in to see them");
        return [name, String::new(), figures];
    }
    let flat = scene.flat[index];
    figures = format!("flat {} ({}) · {figures}", value(flat), of_total(flat));
    let middle = scene.left[index] + scene.widths[index] / 2.0;
    let above = depth.checked_sub(1).and_then(|d| scene.at(d, middle));
    if let Some(above) = above.filter(|_| depth > 1) {
        figures.push_str(&format!(" · {} of its caller", format::share(cum, scene.cum[above])));
    }
    let mut name = scene.name(index).to_owned();
    if scene.inlined[index] == 1 {
        name.push_str(" (inline)");
    }
    [name, scene.file(index).to_owned(), figures]
}
