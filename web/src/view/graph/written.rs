//! Texts beside the drawing: the line below it, and, for screen readers, the
//! box that the keyboard is at between its callers and its callees, as a tree.

use super::scene::Scene;
use super::stage::Spot;
use crate::format;
use crate::view::{shown, split_name};
use crate::words::{self, fill};
use web_sys::Element;

/// At most this many callers, and callees, are written.
const MANY: usize = 60;

pub struct Written {
    view: Element,
    parts: [Option<Element>; 3],
    keyboard: Option<Element>,
    items: Option<Element>,
    line: String,
    /// The box around which the tree is written.
    tree: Option<Option<usize>>,
    count: u32,
}

impl Written {
    /// Finds the texts of a view by its parts' classes.
    pub fn new(view: &Element) -> Self {
        let part = |class: &str| view.query_selector(class).ok().flatten();
        Self {
            view: view.clone(),
            parts: [".details .path", ".details .own", ".details .figures"].map(part),
            keyboard: part(".canvases"),
            items: part(".items"),
            line: "-".to_owned(),
            tree: None,
            count: 0,
        }
    }

    /// All of it has to be written again.
    pub fn forget(&mut self) {
        self.tree = None;
        self.line = "-".to_owned();
    }

    /// Writes what is pointed at, or else where the keyboard is.
    pub fn show(
        &mut self,
        scene: &Scene,
        hover: Option<Spot>,
        focus: Option<usize>,
        selected: &str,
    ) {
        let at = hover.or(focus.map(Spot::Box));
        let [name, figures] = at.map_or_else(
            || [words::graph().hint.to_owned(), String::new()],
            |spot| said(scene, spot),
        );
        let line = [&*name, "\n", &*figures].concat();
        if line != self.line {
            let (path, own) = if at.is_some() { split_name(&name) } else { ("", &*name) };
            for (part, text) in self.parts.iter().zip([path, own, &*figures]) {
                if let Some(part) = part {
                    part.set_text_content(Some(text));
                }
            }
            let hover =
                if at.is_some() { [&*name, " · ", &*figures].concat() } else { String::new() };
            let _ = self.view.set_attribute("data-hover", &hover);
            let _ = self.view.set_attribute("data-hint", if at.is_some() { "" } else { "hint" });
            self.line = line;
        }
        if self.tree != Some(focus) {
            self.tree = Some(focus);
            self.write_tree(scene, focus.or_else(|| scene.start()), selected);
        }
    }

    fn write_tree(&mut self, scene: &Scene, around: Option<usize>, selected: &str) {
        let (Some(keyboard), Some(items)) = (&self.keyboard, &self.items) else { return };
        items.set_text_content(None);
        let (Some(here), Some(document)) = (around, items.owner_document()) else { return };
        self.count += 1;
        let id = format!("graph-item-{}", self.count);
        let write = |index: usize, level: &str, role: &str, arrow: Option<usize>| {
            let Ok(element) = document.create_element("div") else { return };
            let name = scene.names.get(index);
            let said_name = shown(name);
            let weight = arrow.map(|arrow| scene.value(scene.weights[arrow]));
            let text = [&*said_name, ", ", role, &weight.unwrap_or_default()].concat();
            let text =
                if role.is_empty() { said(scene, Spot::Box(index)).join(", ") } else { text };
            element.set_text_content(Some(&text));
            let is_selected = if name == selected { "true" } else { "false" };
            for (attribute, value) in
                [("role", "treeitem"), ("aria-level", level), ("aria-selected", is_selected)]
            {
                let _ = element.set_attribute(attribute, value);
            }
            if role.is_empty() {
                element.set_id(&id);
            }
            let _ = items.append_child(&element);
        };
        let words = words::graph();
        for arrow in scene.arrows_of(here, false).take(MANY) {
            write(scene.ends[arrow][0] as usize, "1", words.caller, Some(arrow));
        }
        write(here, "2", "", None);
        for arrow in scene.arrows_of(here, true).take(MANY) {
            write(scene.ends[arrow][1] as usize, "3", words.callee, Some(arrow));
        }
        let _ = keyboard.set_attribute("aria-activedescendant", &id);
    }
}

/// The name and the figures of what is pointed at.
pub fn said(scene: &Scene, spot: Spot) -> [String; 2] {
    let words = words::graph();
    match spot {
        Spot::Box(index) if !scene.is_node(index) => {
            [scene.lines(index).collect::<Vec<_>>().join(" "), scene.with_share(scene.cum[index])]
        }
        Spot::Box(index) => {
            let (flat, cum) = (scene.flat[index], scene.cum[index]);
            let own = || format!("flat {} · cum {}", scene.with_share(flat), scene.with_share(cum));
            let mut figures = scene.notes.get(index).cloned().unwrap_or_else(own);
            let [callers, callees] = scene.hidden[index].map(|n| format::count(f64::from(n)));
            if scene.hidden[index] != [0, 0] {
                figures += " · ";
                figures += &fill(words.hidden, &[&callers, &callees]);
            }
            [shown(scene.names.get(index)), figures]
        }
        Spot::Arrow(arrow) => {
            let [from, to] = scene.ends[arrow].map(|end| shown(scene.names.get(end as usize)));
            let over = if scene.is_dotted(arrow) { " ... " } else { " → " };
            let note = scene.arrow_notes.get(arrow).filter(|note| !note.is_empty()).cloned();
            let mut figures = note.unwrap_or_else(|| scene.with_share(scene.weights[arrow]));
            if scene.is_inlined(arrow) {
                figures += " (inline)";
            }
            [[&*from, over, &*to].concat(), figures]
        }
        Spot::Handle(index, callees) => {
            let count = format::count(f64::from(scene.hidden[index][usize::from(callees)]));
            let words = if callees { words.show_callees } else { words.show_callers };
            [shown(scene.names.get(index)), fill(words, &[&count])]
        }
    }
}
