//! Taking something away: reports and profiles are the engine's, pictures of the flame
//! graph the view's own; pictures of tables are made of their text.

mod aligned;
mod csv;

use super::{App, Msg};
use crate::clipboard::{self, What};
use crate::params;
use crate::view::picture::{self, Wish};
use crate::view::{Tab, drawing};
use crate::words::save;
use hearth_messages::{ExportOf, ExportQuestion, Mode, Question, Request};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, CustomEvent, CustomEventInit,
    HtmlCanvasElement,
};
use yew::Context;

/// Export that was asked of the engine, and the use of its answer.
pub struct Pending {
    request: u32,
    form: &'static str,
    /// The name of the file to save, without its ending.
    name: String,
}

impl Pending {
    /// The number under which the engine was asked.
    pub fn request(&self) -> u32 {
        self.request
    }
}

/// Number of lines of a report that fit a picture.
const PICTURE_LINES: usize = 400;
/// The height of a picture's line, and the width of a character, in pixels.
const LINE: f64 = 16.0;
const CHARACTER: f64 = 7.3;

impl App {
    /// Saves the current view as a picture, as the engine's report, or as a table of its
    /// own data.
    pub(super) fn save_view(&mut self, ctx: &Context<Self>, form: &'static str) {
        let (form, is_dark) = form.strip_suffix("-dark").map_or((form, false), |form| (form, true));
        let tab = self.state.link.tab;
        let show = match tab {
            Tab::Compare => self.state.link.looks.get(params::SHOW).to_owned(),
            tab => tab.name().to_owned(),
        };
        let show = &*show;
        let is_drawn = matches!(show, "flame" | "graph" | "both");
        if is_drawn && matches!(form, "svg" | "png" | "copy-png") {
            let what = match tab {
                Tab::Compare => ["compare-", if show == "both" { "flame" } else { show }].concat(),
                tab => tab.name().to_owned(),
            };
            let link = ctx.link().clone();
            let tell = move |why: Option<String>| {
                let (is_error, said) = picture::copied(why.as_deref());
                link.send_message(Msg::Notify(is_error, said));
            };
            // Only a copy tells what became of it.
            let done = match form {
                "copy-png" => Closure::once_into_js(tell),
                _ => JsValue::UNDEFINED,
            };
            let form = if form == "copy-png" { "copy" } else { form };
            return ask_view_for_picture(tab, form, &self.file_name(&what), is_dark, &done);
        }
        let report = match (form, tab) {
            ("csv" | "folded" | "speedscope" | "proto" | "dot", _) => form,
            _ if is_drawn => "tree",
            (_, Tab::Compare) if show == "peek" => show,
            (_, Tab::Compare) => "top",
            _ => tab.name(),
        };
        let Some(question) = self.state.question(tab) else { return };
        let request = self.state.new_id();
        let name = match (form, &question) {
            ("proto", _) => self.file_name("filtered"),
            (_, Question::Compare(q)) => self.file_name(tab.name()) + per(q.mode),
            _ => self.file_name(tab.name()),
        };
        // A comparison's texts are pprof's, with `-diff_base`; modes scale its sides first.
        let Some(view) = self.state.view() else { return };
        let has_text = view.has_text_report() && form != "csv";
        let has_report = form == "proto" || has_text;
        if !has_report && let Some(rows) = view.rows(&self.state) {
            let text = if form == "csv" { csv::csv(&rows) } else { aligned::text(&rows) };
            return self.hand_out(form, &name, &Uint8Array::from(text.as_bytes()));
        }
        self.pending.push(Pending { request, form, name });
        let file = self.state.active.unwrap_or_default();
        let function = match &question {
            Question::Peek(q) | Question::Source(q) => q.function.clone(),
            Question::Compare(_) => self.state.link.selected.clone(),
            _ => String::new(),
        };
        let of = match &question {
            Question::Compare(q) if !q.sides.old.is_empty() => {
                ExportOf::Difference { sides: q.sides.clone(), mode: q.mode }
            }
            question => ExportOf::File { file: question.file().unwrap_or(file) },
        };
        let (report, query) = (report.to_owned(), question.query().to_owned());
        let export = ExportQuestion { report, function, query, of };
        self.engine.post(&Request::Export { request, file, export });
    }

    /// The name of a file that is saved of the shown one, or of a comparison's current
    /// side, without its ending.
    fn file_name(&self, what: &str) -> String {
        let state = &self.state;
        let is_comparison = state.link.tab == Tab::Compare;
        let question = is_comparison.then(|| state.question(Tab::Compare)).flatten();
        let current = question.and_then(|question| {
            let Question::Compare(asked) = &question else { return None };
            let file = state.file(*asked.sides.new.first()?)?;
            Some((file, file.summary()?))
        });
        let Some((file, summary)) = current.or_else(|| state.shown()) else {
            return what.to_owned();
        };
        file_name(&file.name, &summary.kind, what)
    }

    /// The engine made what was asked for.
    pub(super) fn hand_out_answer(&mut self, request: u32, bytes: &Uint8Array) {
        let Some(at) = self.pending.iter().position(|p| p.request == request) else { return };
        let Pending { form, name, .. } = self.pending.remove(at);
        self.hand_out(form, &name, bytes);
    }

    /// Has the browser save what was made, or puts it on the clipboard.
    fn hand_out(&mut self, form: &str, name: &str, bytes: &Uint8Array) {
        let text = || String::from_utf8_lossy(&bytes.to_vec()).into_owned();
        match form {
            "copy" => clipboard::copy(text(), What::Text),
            "svg" => download(&[name, ".svg"], &svg(name, &text()).into(), "image/svg+xml"),
            "png" => {
                png(name, &text());
            }
            "dot" => download(&[name, ".dot"], bytes, "text/vnd.graphviz"),
            "csv" => download(&[name, ".csv"], bytes, "text/csv"),
            "folded" => download(&[name, ".folded.txt"], bytes, "text/plain"),
            "speedscope" => {
                download(&[name, ".speedscope.json"], bytes, "application/json");
            }
            "proto" => download(&[name, ".pb.gz"], bytes, "application/octet-stream"),
            _ => download(&[name, ".txt"], bytes, "text/plain"),
        }
    }

    /// The engine could not make it.
    pub(super) fn complain_of_export(&mut self, request: u32, why: String) {
        self.pending.retain(|p| p.request != request);
        self.state.notify(true, save().failed.to_owned(), why);
    }
}

/// Suffix of a file's name for a comparison in such a mode.
fn per(mode: Mode) -> &'static str {
    match mode {
        Mode::Absolute => "",
        Mode::Second => "-per-second",
        Mode::Share => "-shares",
        Mode::Per { .. } => "-per-operation",
    }
}

/// Endings of files of profiles.
const ENDINGS: [&str; 8] = [".gz", ".zst", ".pb", ".pprof", ".pgo", ".prof", ".profile", ".proto"];

/// `avalanchego-2024.cpu.flame` of `avalanchego-2024.pgo`: the profile's name, its kind
/// unless its name has that already, and what of it is saved.
fn file_name(file: &str, kind: &str, what: &str) -> String {
    let mut stem = file;
    while let Some(shorter) = ENDINGS.iter().find_map(|end| stem.strip_suffix(end)) {
        if shorter.is_empty() {
            break;
        }
        stem = shorter;
    }
    let kind = kind.to_ascii_lowercase();
    let is_word = |word: &str| word.eq_ignore_ascii_case(&kind);
    let has_kind = stem.split(|c: char| !c.is_alphanumeric()).any(is_word);
    let kind = Some(&*kind).filter(|kind| !kind.is_empty() && !has_kind);
    let parts = [Some(stem), kind, Some(what)];
    parts
        .into_iter()
        .flatten()
        .map(|part| part.replace([' ', '/'], "-"))
        .collect::<Vec<_>>()
        .join(".")
}

/// Drawings on canvases draw their pictures themselves.
fn ask_view_for_picture(tab: Tab, form: &str, name: &str, is_dark: bool, done: &JsValue) {
    let document = web_sys::window().and_then(|w| w.document());
    let view = match tab {
        Tab::Compare => "[data-testid=view-compare] .flame".to_owned(),
        tab => ["[data-testid=view-", tab.name(), "]"].concat(),
    };
    let Some(views) = document.and_then(|d| d.query_selector_all(&view).ok()) else { return };
    for at in 0..views.length() {
        // Two beside each other are the base and the current side.
        let side = match (views.length(), at) {
            // The clipboard has one picture.
            (2, 0) if form == "copy" => continue,
            (2, 0) => "-base",
            (2, _) => "-current",
            _ => "",
        };
        let init = CustomEventInit::new();
        init.set_detail(&Wish::detail(form, &[name, side].concat(), is_dark, done));
        if let Ok(event) = CustomEvent::new_with_event_init_dict("hearth-save", &init) {
            views.get(at).map(|view| view.dispatch_event(&event));
        }
    }
}

/// Has the browser save a file.
fn download(name: &[&str], content: &JsValue, kind: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_buffer_source_sequence_and_options(&Array::of1(content), &options);
    let blob = match content.as_string() {
        Some(_) => Blob::new_with_str_sequence_and_options(&Array::of1(content), &options),
        None => blob,
    };
    if let Ok(blob) = blob {
        drawing::download(&blob, &name.concat());
    }
}

/// The lines that a picture shows, and its size in pixels.
fn laid_out<'a>(title: &'a str, text: &'a str) -> (Vec<&'a str>, f64, f64) {
    let lines: Vec<&str> =
        [title, ""].into_iter().chain(text.lines()).take(PICTURE_LINES).collect();
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let (width, height) = (longest as f64 * CHARACTER, lines.len() as f64 * LINE);
    (lines, width + 2.0 * LINE, height + 2.0 * LINE)
}

fn svg(title: &str, text: &str) -> String {
    let (lines, width, height) = laid_out(title, text);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         font-family=\"monospace\" font-size=\"12\" xml:space=\"preserve\">\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"
    );
    for (i, line) in lines.iter().enumerate() {
        let y = ((i + 2) as f64 * LINE).to_string();
        svg.extend(["<text x=\"16\" y=\"", &y, "\">"]);
        svg.push_str(&drawing::escaped(line));
        svg.push_str("</text>");
    }
    svg + "</svg>\n"
}

fn png(name: &str, text: &str) -> Option<()> {
    let (lines, width, height) = laid_out(name, text);
    let canvas = web_sys::window()?.document()?.create_element("canvas").ok()?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
    canvas.set_width(2 * width as u32);
    canvas.set_height(2 * height as u32);
    let ctx: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let _ = ctx.scale(2.0, 2.0);
    ctx.set_fill_style_str("#fff");
    ctx.fill_rect(0.0, 0.0, width, height);
    ctx.set_fill_style_str("#000");
    ctx.set_font("12px monospace");
    for (i, line) in lines.iter().enumerate() {
        let _ = ctx.fill_text(line, LINE, (i + 2) as f64 * LINE);
    }
    let name = [name, ".png"].concat();
    let on_blob = Closure::once_into_js(move |blob: Option<Blob>| {
        if let Some(blob) = blob {
            drawing::download(&blob, &name);
        }
    });
    canvas.to_blob(on_blob.unchecked_ref()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_after_the_profile_and_what_is_saved() {
        for (file, kind, name) in [
            ("avalanchego-2024.pgo", "CPU", "avalanchego-2024.cpu.flame"),
            ("heap.pb.gz", "heap", "heap.flame"),
            ("app-heap-3.pprof", "heap", "app-heap-3.flame"),
            ("a b.prof", "", "a-b.flame"),
            (".pb.gz", "cpu", ".pb.cpu.flame"),
            ("v1.2", "CPU", "v1.2.cpu.flame"),
        ] {
            assert_eq!(file_name(file, kind, "flame"), name);
        }
    }

    #[test]
    fn pictures_are_inert() {
        let svg = svg("a<b", "<script>&amp;\u{1}</script>\n");
        assert!(svg.contains("&lt;script&gt;&amp;amp;\\x01&lt;/script&gt;"), "{svg}");
        assert!(!svg.contains("<script"));
    }
}
