//! What is shown as SVG: boxes, names and figures, and nothing that does anything.

use super::camera::Span;
use super::details::figures;
use super::paint::{self, Layer, ROW, Rect, Screen};
use super::palette::{COLOURS, Palette};
use super::text::Glyphs;
use crate::view::drawing::{FONTS, escaped};
use std::fmt::Write;

/// The height of the title above the boxes, in CSS pixels.
pub const HEAD: f64 = 44.0;

/// What a picture says above its boxes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Caption<'a> {
    /// What it is a picture of.
    pub title: &'a str,
    /// The total, and how it was filtered.
    pub filters: &'a str,
}

/// All rows of the part of a graph that a window shows, so many CSS pixels wide.
pub fn svg(
    layer: &Layer,
    view: Span,
    (width, up): (f64, bool),
    palette: &Palette,
    glyphs: &mut Glyphs,
    caption: Caption,
) -> String {
    let scene = &*layer.scene;
    let height = scene.depths() as f64 * ROW;
    let screen = Screen { width, height, ratio: 1.0, scroll: 0.0, up, row: ROW };
    let colours = palette.table();
    let (title, filters) = (escaped(caption.title), escaped(caption.filters));
    let all = height + HEAD;
    let (text, ground, faded) = (palette.text, palette.ground, palette.faded_text);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{all}\" \
         viewBox=\"0 0 {width} {all}\" font-family=\"{FONTS}\" font-size=\"12\" fill=\"{text}\">\n\
         <title>{title}</title>\n\
         <rect width=\"{width}\" height=\"{all}\" fill=\"{ground}\"/>\n\
         <text x=\"8\" y=\"18\" font-weight=\"bold\">{title}</text>\n\
         <text x=\"8\" y=\"35\" fill=\"{faded}\">{filters}</text>\n"
    );
    let over = scene.over.0.as_ref();
    svg.extend(over.map(|over| over.svg_defs(palette)));
    for depth in 0..scene.depths() {
        for index in scene.within(depth, view.from, view.to) {
            let rect = paint::place(scene, index, depth, view, &screen);
            let colour = layer.colours[index] as usize;
            let is_many = scene.is_many(index);
            let fill = if is_many { palette.many } else { &colours[colour] };
            let [name, _, figures] = figures(scene, index, depth);
            let (x, y, width, height) = (rect.x, rect.y + HEAD, rect.width, rect.height);
            // Writing to a text does not fail.
            let _ = write!(
                svg,
                "<g><title>{}: {}</title><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" \
                 height=\"{height}\" fill=\"{fill}\"/>",
                escaped(&name),
                escaped(&figures),
            );
            let below = Rect { y, ..rect };
            svg.extend(over.map(|over| over.svg(scene, index, &below, (view, &screen), palette)));
            let left = rect.x.max(0.0);
            let room = (rect.x + rect.width).min(screen.width) - left - 10.0;
            let fits =
                if is_many { String::new() } else { glyphs.fit(layer.text(index), room as f32) };
            if !fits.is_empty() {
                let (x, y) = (left + 5.0, screen.top(depth) + HEAD + 15.0);
                let fill = if colour < COLOURS { text } else { faded };
                let fits = escaped(&fits);
                let _ = write!(svg, "<text x=\"{x}\" y=\"{y}\" fill=\"{fill}\">{fits}</text>");
            }
            svg.push_str("</g>\n");
        }
    }
    svg.push_str("</svg>\n");
    svg
}

#[cfg(test)]
mod tests {
    use super::super::palette::{LIGHT, Mode};
    use super::super::scene::Scene;
    use super::*;
    use crate::view::NameList;
    use std::rc::Rc;

    /// A root of 10 over `a<b>` at 2..8, which is over five small ones.
    fn layer() -> Layer {
        let scene = Scene {
            total: 10,
            width: 10.0,
            to: 10.0,
            left: vec![0.0, 2.0, 2.0],
            widths: vec![10.0, 6.0, 1.0],
            cum: vec![10, 6, 1],
            flat: vec![0, 5, 0],
            frame: vec![0, 1, hearth_messages::FRAME_MANY],
            count: vec![1, 1, 5],
            inlined: vec![0; 3],
            names: NameList::of(&["root", "main.a<b>"]),
            levels: vec![0, 1, 2, 3],
            ..Scene::default()
        };
        Layer::new(Rc::new(scene), Mode::Package)
    }

    fn drawn(up: bool) -> String {
        let mut glyphs = Glyphs::new(|_| 6.0);
        let caption = Caption { title: "\"a\" & b", filters: "f=<x>\u{1}" };
        svg(&layer(), Span::new(0.0, 10.0), (1000.0, up), &LIGHT, &mut glyphs, caption)
    }

    #[test]
    fn boxes_are_where_they_are_on_the_screen() {
        let icicle = drawn(false);
        assert_eq!(icicle.matches("<rect ").count(), 1 + 3);
        assert!(icicle.contains("<rect x=\"200\" y=\"65\" width=\"599\" height=\"19\""));
        assert!(icicle.contains("height=\"104\" viewBox=\"0 0 1000 104\""));
        // From below, the same row lies between the others too; its gap is below it.
        assert!(drawn(true).contains("<rect x=\"200\" y=\"64\" width=\"599\" height=\"19\""));
    }

    #[test]
    fn texts_are_texts() {
        let svg = drawn(false);
        assert!(svg.contains("<title>&quot;a&quot; &amp; b</title>"));
        assert!(svg.contains(">f=&lt;x&gt;\u{fffd}</text>"));
        assert!(svg.contains("<title>main.a&lt;b&gt;: flat 5 (50.00%) · cum 6 (60.00%)</title>"));
        assert!(svg.contains(">main.a&lt;b&gt;</text>"));
    }
}
