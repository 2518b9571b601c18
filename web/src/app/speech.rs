//! Announcements to those who hear the page instead of seeing it: that files are read and
//! opened, what the flame graph was zoomed to, and what became of a copy.
//!
//! It compares what is there with what was told last, after the page is drawn, and writes
//! into the document. It runs once the deferred chunk is there.

use super::{App, Msg};
use crate::clipboard::{self, Copied, What};
use crate::clock;
use crate::files::Reading;
use crate::format;
use crate::host;
use crate::view::Tab;
use crate::view::flame::Scene;
use crate::words::{fill, links, words};
use gloo_timers::callback::Timeout;
use hearth_messages::FileId;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use yew::{Callback, Context};

/// Announcements.
#[derive(Default)]
pub struct Said {
    /// Files that were told of: as being read, or as opened.
    reading: Vec<FileId>,
    opened: Vec<FileId>,
    zoom: Option<(f64, f64)>,
    /// Counts graphs: another one is not zoomed out.
    graph: u32,
    /// Announcement for when the graph stands still.
    zooming: Option<Timeout>,
    /// The flame graph's name as it is by itself, and as it was written here.
    names: [String; 2],
}

/// Duration of reading, in milliseconds, beyond which its beginning is announced.
const SLOW: f64 = 1000.0;
/// A zoom in many steps is told of once, this many milliseconds after the last.
const STILL: u32 = 350;
/// Number of characters of a copied text that are shown.
const SHOWN: usize = 60;

impl App {
    /// Tells the user of copies from now on.
    pub(super) fn listen_to_copies(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        clipboard::listen(Callback::from(move |copied: Copied| {
            let link = link.clone();
            wasm_bindgen_futures::spawn_local(async move {
                // Some browsers answer the old way of copying only at once after a click.
                let is_done = copied.is_done || copy_again(&copied.text).await.is_ok();
                link.send_message(told(&copied, is_done));
            });
        }));
    }

    /// See the module.
    pub(super) fn say_what_changed(&mut self) {
        if let Some(text) = self.of_files() {
            say(&text);
        }
        self.of_zoom();
    }

    /// Announcement of files.
    fn of_files(&mut self) -> Option<String> {
        let (state, said, w) = (&self.state, &mut self.said, links());
        said.opened.retain(|&id| state.file(id).is_some());
        said.reading.retain(|&id| state.file(id).is_some());
        let slow = state.files.iter().find(|f| {
            matches!(f.reading, Reading::Under { .. }) && clock::now() - f.received > SLOW
        });
        if let Some(file) = slow.filter(|f| !said.reading.contains(&f.id)) {
            said.reading.push(file.id);
            return Some(fill(w.reading, &[&file.name]));
        }
        let is_new = |id: &FileId| !said.opened.contains(id);
        let new: Vec<FileId> = state.files.iter().map(|f| f.id).filter(is_new).collect();
        if new.is_empty() || state.files.iter().any(|f| f.summary().is_none()) {
            return None;
        }
        let one = |id: FileId| {
            let file = state.file(id)?;
            let samples = f64::from(file.summary()?.samples);
            Some([file.name.clone(), format::count_of(samples, words().page.samples)])
        };
        let text = match &*new {
            [id] => one(*id).map(|[name, samples]| fill(w.opened, &[&name, &samples])),
            new => state.shown().and_then(|(shown, _)| one(shown.id)).map(|[name, samples]| {
                fill(w.opened_all, &[&new.len().to_string(), &name, &samples])
            }),
        };
        said.opened.extend(new);
        text
    }

    /// Has the flame graph's name say what it is zoomed to, and tells of that.
    fn of_zoom(&mut self) {
        let (state, said, w) = (&self.state, &mut self.said, links());
        if state.link.tab != Tab::Flame || state.shown().is_none() {
            return;
        }
        let Some(scene) = state.answers.data::<Scene>(Tab::Flame) else { return };
        let Some(tree) = host::find("[data-testid=view-flame] [role=tree]") else { return };
        let zoom = state.link.zoom;
        let zoomed = zoom.map(|zoom| zoomed(&scene, zoom, &state.link.selected));
        // Yew writes the name only where it is another one than before.
        let now = tree.get_attribute("aria-label").unwrap_or_default();
        if now != said.names[1] {
            said.names = [now.clone(), now.clone()];
        }
        let name = match &zoomed {
            Some([name, part]) => fill(w.zoomed_graph, &[name, part, &scene.depths().to_string()]),
            None => said.names[0].clone(),
        };
        if name != now {
            let _ = tree.set_attribute("aria-label", &name);
            said.names[1] = name;
        }
        let is_same_graph = std::mem::replace(&mut said.graph, state.graph) == state.graph;
        if std::mem::replace(&mut said.zoom, zoom) == zoom || !is_same_graph && zoom.is_none() {
            return;
        }
        let text = match &zoomed {
            Some([name, part]) => fill(w.zoomed, &[name, part]),
            None => w.zoomed_out.to_owned(),
        };
        said.zooming = Some(Timeout::new(STILL, move || say(&text)));
    }
}

/// The function that fills the screen, or else how much of everything does; and how much of
/// everything that is.
fn zoomed(scene: &Scene, (from, to): (f64, f64), selected: &str) -> [String; 2] {
    let total = scene.label(scene.total);
    let part = (to.min(scene.width) - from).max(0.0) as i64;
    let part_of = fill(links().part, &[&format::share(part, scene.total), &total]);
    let near = |a: f64, b: f64| (a - b).abs() <= 1.0_f64.min(scene.width * 1e-6);
    let fills = |&index: &usize| {
        !scene.is_many(index) && near(scene.left[index], from) && near(scene.right(index), to)
    };
    let boxes = || (0..scene.len()).filter(fills);
    let chosen = boxes().find(|&index| !selected.is_empty() && scene.name(index) == selected);
    // What a function alone called is as wide as it.
    match chosen.or_else(|| boxes().next()) {
        Some(index) => [scene.name(index).to_owned(), part_of],
        None => [scene.label(part), part_of],
    }
}

/// Has screen readers say something.
fn say(text: &str) {
    if let Some(said) = host::find("[data-part=said]") {
        // The same once more is said only if it is written otherwise.
        let is_same = said.text_content().as_deref() == Some(text);
        said.set_text_content(Some(&[text, if is_same { "\u{a0}" } else { "" }].concat()));
    }
}

async fn copy_again(text: &str) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let navigator = window.navigator();
    // Without TLS there is none, whatever the type says.
    if js_sys::Reflect::get(&navigator, &"clipboard".into())?.is_undefined() {
        return Err(JsValue::NULL);
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.map(drop)
}

/// Words for what became of a copy.
fn told(copied: &Copied, is_done: bool) -> Msg {
    let w = links();
    let [title, text] = match copied.what {
        _ if !is_done => [w.not_copied.to_owned(), w.not_copied_text.to_owned()],
        What::Link => [w.link_copied.to_owned(), w.link_text.to_owned()],
        What::Text => [w.copied.to_owned(), glimpse(&copied.text)],
    };
    Msg::Notify(!is_done, [title, text])
}

/// The beginning of a text, and how long it is.
fn glimpse(text: &str) -> String {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default().replace('\t', " ");
    let mut start: String = first.chars().take(SHOWN).collect();
    if start.len() < first.len() {
        start.push('…');
    }
    match lines.count() {
        0 => start,
        more => fill(links().copied_lines, &[&start, &(more + 1).to_string()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::NameList;

    /// A root of 10 over boxes at 0..4 and 4..10; the second is over one as wide.
    fn scene() -> Scene {
        Scene {
            total: 10,
            unit: "count".to_owned(),
            width: 10.0,
            left: vec![0.0, 0.0, 4.0, 4.0],
            widths: vec![10.0, 4.0, 6.0, 6.0],
            frame: vec![0, 1, 2, 3],
            names: NameList::of(&["root", "a", "b", "c"]),
            levels: vec![0, 1, 3, 4],
            ..Scene::default()
        }
    }

    #[test]
    fn a_zoom_is_named_after_what_fills_it() {
        let named = |zoom, selected| zoomed(&scene(), zoom, selected).join(", ");
        assert_eq!(named((0.0, 4.0), ""), "a, 40.00% of 10");
        assert_eq!(named((4.0, 10.0), ""), "b, 60.00% of 10");
        assert_eq!(named((4.0, 10.0), "c"), "c, 60.00% of 10");
        assert_eq!(named((1.0, 3.0), "c"), "2, 20.00% of 10");
    }

    #[test]
    fn of_long_texts_the_beginning_is_shown() {
        assert_eq!(glimpse("main.main"), "main.main");
        assert_eq!(glimpse("\n# a leaks\n\nb\nc\n"), "# a leaks (3 lines)");
        assert_eq!(glimpse(&"x".repeat(99)), "x".repeat(60) + "…");
    }
}
