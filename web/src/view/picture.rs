//! Pictures that are taken away: what is wished, what stands above a drawing (its title, how
//! much of what is shown, the filters, the legend), and how it gets to a file or to the
//! clipboard. Not a part of the first view.

use super::drawing::{download, escaped};
use crate::host;
use crate::words::beside;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::fmt::Write;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, Element, HtmlCanvasElement};
use web_sys::{HtmlElement, window};

/// Device pixels for each CSS pixel of a picture.
pub const RATIO: f64 = 2.0;
/// The room left and right of what stands above a drawing, between its items, and the
/// height of its lines, in CSS pixels.
const PAD: f64 = 8.0;
const GAP: f64 = 16.0;
const LINE: f64 = 18.0;
/// The side of a legend's square, with the gap after it.
const SWATCH: (f64, f64) = (10.0, 5.0);

/// Options of a picture.
#[derive(Clone, Debug)]
pub struct Wish {
    /// `svg`, `png`, or `copy` for the clipboard.
    pub form: String,
    /// The name of the file without its ending.
    pub name: String,
    pub is_dark: bool,
    /// Is told what became of a copy: nothing, or why there is none; empty: the browser
    /// takes no pictures.
    done: Option<Function>,
}

impl Wish {
    /// Reads the detail of a `hearth-save` event: an object of [`Wish::detail`], or a form
    /// alone, after a colon with what tells the file from those of other views.
    pub fn read(detail: &JsValue, view: &str) -> Option<Self> {
        if let Some(text) = detail.as_string() {
            let (form, of) = text.split_once(':').unwrap_or((&text, ""));
            let name = [view, if of.is_empty() { "" } else { "-" }, of].concat();
            return Some(Self { form: form.to_owned(), name, is_dark: false, done: None });
        }
        let field = |name: &str| Reflect::get(detail, &name.into()).ok();
        Some(Self {
            form: field("form")?.as_string()?,
            name: field("name")?.as_string()?,
            is_dark: field("dark")?.is_truthy(),
            done: field("done").and_then(|done| done.dyn_into().ok()),
        })
    }

    /// The detail of an event that wishes this.
    pub fn detail(form: &str, name: &str, is_dark: bool, done: &JsValue) -> Object {
        let detail = Object::new();
        let fields: [(&str, JsValue); 4] = [
            ("form", form.into()),
            ("name", name.into()),
            ("dark", is_dark.into()),
            ("done", done.clone()),
        ];
        for (name, value) in fields {
            let _ = Reflect::set(&detail, &name.into(), &value);
        }
        detail
    }

    /// Saves a text as a file of SVG.
    pub fn save_svg(&self, svg: String) {
        let kind = BlobPropertyBag::new();
        kind.set_type("image/svg+xml");
        if let Ok(blob) = Blob::new_with_str_sequence_and_options(&Array::of1(&svg.into()), &kind) {
            download(&blob, &[&*self.name, ".svg"].concat());
        }
    }

    /// Saves what a canvas shows, or puts it on the clipboard.
    pub fn take(&self, canvas: HtmlCanvasElement) {
        if self.form == "copy" {
            return self.copy(canvas);
        }
        let name = [&*self.name, ".png"].concat();
        let done = Closure::once_into_js(move |blob: Option<Blob>| {
            if let Some(blob) = blob {
                download(&blob, &name);
            }
        });
        let _ = canvas.to_blob(done.unchecked_ref());
    }

    fn copy(&self, canvas: HtmlCanvasElement) {
        let done = self.done.clone();
        let tell = move |why: Option<String>| {
            if let Some(done) = &done {
                let why = why.map_or(JsValue::UNDEFINED, JsValue::from);
                let _ = done.call1(&JsValue::UNDEFINED, &why);
            }
        };
        let Some(written) = write(canvas) else { return tell(Some(String::new())) };
        wasm_bindgen_futures::spawn_local(async move {
            let why = wasm_bindgen_futures::JsFuture::from(written).await.err();
            tell(why.map(|error| {
                let message = Reflect::get(&error, &"message".into()).ok();
                message.and_then(|m| m.as_string()).unwrap_or_else(|| "?".to_owned())
            }));
        });
    }
}

/// Has the browser put a picture on the clipboard; `None` where it can't. The picture is
/// promised: it must be written while the browser still remembers the user's click.
fn write(canvas: HtmlCanvasElement) -> Option<Promise> {
    let window = window()?;
    let get = |of: &JsValue, name: &str| {
        Reflect::get(of, &name.into()).ok().filter(|value| !value.is_undefined())
    };
    let item: Function = get(&window, "ClipboardItem")?.dyn_into().ok()?;
    let clipboard = get(&get(&window, "navigator")?, "clipboard")?;
    let write: Function = get(&clipboard, "write")?.dyn_into().ok()?;
    let blob = Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |blob: Option<Blob>| {
            let _ = match blob {
                Some(blob) => resolve.call1(&JsValue::UNDEFINED, &blob),
                None => reject.call0(&JsValue::UNDEFINED),
            };
        });
        let _ = canvas.to_blob(done.unchecked_ref());
    });
    let content = Object::new();
    let _ = Reflect::set(&content, &"image/png".into(), &blob);
    let item = Reflect::construct(&item, &Array::of1(&content)).ok()?;
    let written = write.call1(&clipboard, &Array::of1(&item)).ok()?;
    written.dyn_into().ok()
}

/// A canvas of a size in CSS pixels, and how many device pixels each is there.
pub fn canvas(
    (width, height): (f64, f64),
    longest: f64,
) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d, f64)> {
    let ratio = RATIO.min(longest / width.max(height).max(1.0));
    let canvas = window()?.document()?.create_element("canvas").ok()?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
    canvas.set_width((width * ratio).round() as u32);
    canvas.set_height((height * ratio).round() as u32);
    let ctx = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    Some((canvas, ctx, ratio))
}

/// An item above a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub text: String,
    /// A legend's color.
    pub color: Option<String>,
}

/// Head above a drawing: its lines, and where each item is.
#[derive(Debug)]
pub struct Head {
    title: String,
    items: Vec<(Item, f64, f64)>,
    /// In CSS pixels, with what separates it from the drawing.
    pub height: f64,
}

/// The colors of a head: its text's, and those of what is said below the title.
pub type Inks<'a> = [&'a str; 2];

impl Head {
    /// The head of a drawing of this width; `measure` says how wide a text is.
    pub fn new(
        title: &str,
        filters: &str,
        legend: Vec<Item>,
        width: f64,
        measure: impl Fn(&str) -> f64,
    ) -> Self {
        let mut head = Self { title: title.to_owned(), items: Vec::new(), height: LINE };
        let filters = filters.split(" · ").filter(|text| !text.is_empty());
        let filters = filters.map(|text| Item { text: text.to_owned(), color: None });
        for items in [filters.collect(), legend] {
            let mut x = PAD;
            for (at, item) in items.into_iter().enumerate() {
                let swatch = if item.color.is_some() { SWATCH.0 + SWATCH.1 } else { 0.0 };
                let wide = measure(&item.text) + swatch;
                if at == 0 || x + wide > width - PAD {
                    (x, head.height) = (PAD, head.height + LINE);
                }
                head.items.push((item, x, head.height));
                x += wide + GAP;
            }
        }
        head.height += LINE / 2.0;
        head
    }

    /// Writes it as SVG.
    pub fn svg(&self, svg: &mut String, [ink, faded]: Inks) {
        let title = escaped(&self.title);
        let _ = writeln!(
            svg,
            "<text x=\"{PAD}\" y=\"{LINE}\" font-size=\"12\" font-weight=\"bold\" \
             fill=\"{ink}\">{title}</text>"
        );
        for (Item { text, color }, x, y) in &self.items {
            let mut x = *x;
            if let Some(color) = color {
                let (side, top) = (SWATCH.0, y - SWATCH.0 + 1.0);
                let _ = write!(
                    svg,
                    "<path d=\"M{x:.1},{top:.1}h{side}v{side}h-{side}Z\" fill=\"{color}\"/>"
                );
                x += SWATCH.0 + SWATCH.1;
            }
            let text = escaped(text);
            let _ = writeln!(
                svg,
                "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"12\" fill=\"{faded}\">{text}</text>"
            );
        }
    }

    /// Draws it at the upper edge of a canvas, in `font` (at 12 pixels).
    pub fn paint(
        &self,
        ctx: &CanvasRenderingContext2d,
        ratio: f64,
        [ink, faded]: Inks,
        font: &str,
    ) {
        let _ = ctx.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        ctx.set_text_align("left");
        ctx.set_text_baseline("alphabetic");
        ctx.set_global_alpha(1.0);
        ctx.set_font(&["bold 12px ", font].concat());
        ctx.set_fill_style_str(ink);
        let _ = ctx.fill_text(&self.title, PAD, LINE);
        ctx.set_font(&["12px ", font].concat());
        for (Item { text, color }, x, y) in &self.items {
            let mut x = *x;
            if let Some(color) = color {
                ctx.set_fill_style_str(color);
                ctx.fill_rect(x, y - SWATCH.0 + 1.0, SWATCH.0, SWATCH.0);
                x += SWATCH.0 + SWATCH.1;
            }
            ctx.set_fill_style_str(faded);
            let _ = ctx.fill_text(text, x, *y);
        }
    }
}

/// Items of the page's legend, with its colors in a light or a dark picture. `many` is the
/// color of what is striped there.
pub fn legend(is_dark: bool, many: &str) -> Vec<Item> {
    let Some(legend) = host::find("[data-testid=legend]") else { return Vec::new() };
    let html: Option<&HtmlElement> = legend.dyn_ref();
    let scheme = |value: &str| {
        let _ = html.map(|legend| legend.style().set_property("color-scheme", value));
    };
    // The colors of the page are each a light and a dark one: this chooses.
    scheme(if is_dark { "dark" } else { "light" });
    let children = legend.children();
    let items = (0..children.length()).filter_map(|at| item(&children.item(at)?, many)).collect();
    if let Some(legend) = html {
        let _ = legend.style().remove_property("color-scheme");
    }
    items
}

fn item(element: &Element, many: &str) -> Option<Item> {
    let text = element.text_content()?.trim().to_owned();
    if text.is_empty() {
        return None;
    }
    let of_square = || {
        let style = window()?.get_computed_style_with_pseudo_elt(element, "::before").ok()??;
        let content = style.get_property_value("content").ok()?;
        (content != "none" && content != "normal").then_some(())?;
        style.get_property_value("background-color").ok()
    };
    let is_clear = |color: &String| color.is_empty() || color.ends_with(", 0)");
    // A range of shades is a row of rectangles; its first stands for it.
    let of_range = || {
        let first = element.query_selector("rect").ok()??;
        let style = window()?.get_computed_style(&first).ok()??;
        style.get_property_value("fill").ok()
    };
    let color = of_square().map(|color| if is_clear(&color) { many.to_owned() } else { color });
    let color = color.or_else(of_range);
    Some(Item { text, color })
}

/// Message about a copy: whether it failed, a title, and a text.
pub fn copied(why: Option<&str>) -> (bool, [String; 2]) {
    let words = beside();
    match why {
        None => (false, [words.picture_copied.to_owned(), String::new()]),
        Some("") => (true, [words.not_copied.to_owned(), words.not_copied_text.to_owned()]),
        Some(why) => {
            let text = crate::words::fill(words.not_copied_why, &[why]);
            (true, [words.not_copied.to_owned(), text])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_a_line_goes_to_the_next() {
        let item = |text: &str| Item { text: text.to_owned(), color: Some("#abc".to_owned()) };
        let legend = ["aaaa", "bbbb", "cccc"].map(item).into();
        let head =
            Head::new("t<", "1s of 2s · f=x", legend, 100.0, |text| text.len() as f64 * 6.0);
        let places: Vec<_> = head.items.iter().map(|(item, x, y)| (&*item.text, *x, *y)).collect();
        assert_eq!(
            places,
            [
                ("1s of 2s", 8.0, 36.0),
                ("f=x", 72.0, 36.0),
                ("aaaa", 8.0, 54.0),
                ("bbbb", 8.0, 72.0),
                ("cccc", 8.0, 90.0)
            ]
        );
        assert_eq!(head.height, 99.0);
        let mut svg = String::new();
        head.svg(&mut svg, ["#000", "#555"]);
        assert!(svg.contains(">t&lt;</text>"));
        assert_eq!(svg.matches("<path").count(), 3);
    }
}
