//! Drawing as SVG: boxes, names and figures, and nothing that does anything.

use super::beside::details::figures;
use super::camera::Span;
use super::paint::{self, Layer, Rect, Screen};
use super::palette::{COLORS, Palette};
use super::text::Glyphs;
use crate::view::drawing::{FONTS, escaped};
use crate::view::picture::Head;
use std::fmt::Write;

/// All rows of the part of a graph that a window shows, below what is said of it. Lengths
/// are CSS pixels: those of the screen too.
pub fn svg(
    layer: &Layer,
    view: Span,
    screen: &Screen,
    palette: &Palette,
    glyphs: &mut Glyphs,
    title: &str,
    head: &Head,
) -> String {
    let scene = &*layer.scene;
    let (width, above) = (screen.width, head.height);
    let colors = palette.table();
    let (title, all) = (escaped(title), screen.height + above);
    let (text, ground, faded) = (palette.text, palette.ground, palette.faded_text);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{all}\" \
         viewBox=\"0 0 {width} {all}\" font-family=\"{FONTS}\" font-size=\"12\" fill=\"{text}\">\n\
         <title>{title}</title>\n\
         <rect width=\"{width}\" height=\"{all}\" fill=\"{ground}\"/>\n"
    );
    head.svg(&mut svg, [text, faded]);
    let over = scene.over.0.as_ref();
    svg.extend(over.map(|over| over.svg_defs(palette)));
    for depth in screen.rows(scene.depths()) {
        for index in scene.within(depth, view.from, view.to) {
            let rect = paint::place(scene, index, depth, view, screen);
            let color = paint::shade(layer, index, depth, view, screen);
            let is_many = scene.is_many(index);
            let fill = if is_many { palette.many } else { &colors[color] };
            let [name, _, figures] = figures(scene, index, depth);
            let (x, y, width, height) = (rect.x, rect.y + above, rect.width, rect.height);
            // Writing to a text does not fail.
            let _ = write!(
                svg,
                "<g><title>{}: {}</title><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" \
                 height=\"{height}\" fill=\"{fill}\"/>",
                escaped(&name),
                escaped(&figures),
            );
            let below = Rect { y, ..rect };
            svg.extend(over.map(|over| over.svg(scene, index, &below, (view, screen), palette)));
            let left = rect.x.max(0.0);
            let room = (rect.x + rect.width).min(screen.width) - left - 10.0;
            let fits = if is_many {
                String::new()
            } else {
                glyphs.fit(
                    layer.text(index),
                    layer.told.get(index).copied().unwrap_or(0),
                    room as f32,
                )
            };
            if !fits.is_empty() {
                let (x, y) = (left + 5.0, screen.top(depth) + above + 15.0);
                let fill = if color < COLORS { text } else { faded };
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
    use super::super::paint::ROW;
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
        let title = "\"a\" & b";
        let head = Head::new(title, "f=<x>\u{1}", Vec::new(), 1000.0, |_| 9.0);
        let screen = Screen {
            width: 1000.0,
            height: 3.0 * ROW,
            ratio: 1.0,
            up,
            row: ROW,
            ..Screen::default()
        };
        svg(&layer(), Span::new(0.0, 10.0), &screen, &LIGHT, &mut glyphs, title, &head)
    }

    #[test]
    fn boxes_are_where_they_are_on_the_screen() {
        let icicle = drawn(false);
        assert_eq!(icicle.matches("<rect ").count(), 1 + 3);
        assert!(icicle.contains("<rect x=\"200\" y=\"66\" width=\"599\" height=\"19\""));
        assert!(icicle.contains("height=\"105\" viewBox=\"0 0 1000 105\""));
        // From below, the same row lies between the others too; its gap is below it.
        assert!(drawn(true).contains("<rect x=\"200\" y=\"65\" width=\"599\" height=\"19\""));
    }

    #[test]
    fn texts_are_texts() {
        let svg = drawn(false);
        assert!(svg.contains("<title>&quot;a&quot; &amp; b</title>"));
        assert!(svg.contains(">f=&lt;x&gt;\\x01</text>"));
        assert!(svg.contains("<title>main.a&lt;b&gt;: flat 5 (50.00%) · cum 6 (60.00%)</title>"));
        assert!(svg.contains(">main.a&lt;b&gt;</text>"));
    }
}
