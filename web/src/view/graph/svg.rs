//! The drawing as SVG: boxes, arrows and texts, and nothing that does anything.

use super::paint::{LABEL_FONT, baselines, head};
use super::palette::Palette;
use super::scene::Scene;
use crate::view::drawing::{FONTS, escaped};
use crate::view::picture::Head;
use std::fmt::Write;

/// The room around the drawing, in its unit.
pub const MARGIN: f64 = 12.0;

/// All of a drawing, below its title and what is said of it.
pub fn svg(scene: &Scene, palette: &Palette, title: &str, head: &Head) -> String {
    let (width, height) = (width(scene), scene.size.1 + head.height + 2.0 * MARGIN);
    let (text, ground) = (palette.text, palette.ground);
    let title = escaped(title);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\" fill=\"{text}\">\n\
         <title>{title}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{ground}\"/>\n"
    );
    head.svg(&mut svg, [text, palette.dim]);
    let _ = writeln!(
        svg,
        "<g transform=\"translate({MARGIN} {})\" text-anchor=\"middle\" \
         dominant-baseline=\"central\">",
        head.height + MARGIN
    );
    for arrow in 0..scene.ends.len() {
        write_arrow(&mut svg, scene, palette, arrow);
    }
    for index in 0..scene.len() {
        let [left, top, width, height] = scene.places[index];
        let color = scene.box_color(index);
        let line = palette.line(color);
        let fill =
            if scene.is_node(index) { palette.fill(color) } else { palette.nodelet.to_owned() };
        let name = escaped(&box_title(scene, index));
        let _ = writeln!(
            svg,
            "<g><title>{name}</title><rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" \
             height=\"{height:.1}\" fill=\"{fill}\" stroke=\"{line}\"/>"
        );
        let (x, y) = (left + width / 2.0, top + height / 2.0);
        lines(&mut svg, scene.lines(index), (x, y), scene.font_sizes[index], text);
        svg.push_str("</g>\n");
    }
    svg + "</g>\n</svg>\n"
}

/// The width of a picture: a narrow drawing has room for what is said of it.
pub fn width(scene: &Scene) -> f64 {
    scene.size.0.max(320.0) + 2.0 * MARGIN
}

/// Title of a box: its whole name and its figures.
fn box_title(scene: &Scene, index: usize) -> String {
    let (flat, cum) = (scene.flat[index], scene.cum[index]);
    match scene.is_node(index) {
        false => scene.with_share(cum),
        true => format!(
            "{}, flat {}, cum {}",
            scene.names.get(index),
            scene.with_share(flat),
            scene.with_share(cum)
        ),
    }
}

fn write_arrow(svg: &mut String, scene: &Scene, palette: &Palette, arrow: usize) {
    let curve = scene.curve(arrow);
    let Some((&[x, y], rest)) = curve.split_first() else { return };
    let (color, width) = (palette.line(scene.arrow_color(arrow)), scene.width(arrow));
    let _ = write!(svg, "<path d=\"M{x:.1},{y:.1}");
    for part in rest.as_chunks::<3>().0 {
        let [[ax, ay], [bx, by], [cx, cy]] = part;
        let _ = write!(svg, "C{ax:.1},{ay:.1} {bx:.1},{by:.1} {cx:.1},{cy:.1}");
    }
    let _ = write!(svg, "\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"");
    if scene.is_dotted(arrow) {
        let _ = write!(svg, " stroke-dasharray=\"{} {}\"", 1.5 + width, 3.0 + width);
    }
    svg.push_str("/>\n");
    if let Some([[ax, ay], [bx, by], [cx, cy]]) = head(curve, width) {
        let _ = writeln!(
            svg,
            "<path d=\"M{ax:.1},{ay:.1}L{bx:.1},{by:.1}L{cx:.1},{cy:.1}Z\" fill=\"{color}\"/>"
        );
    }
    let [x, y] = scene.label_places[arrow];
    if !x.is_nan() {
        lines(svg, scene.label(arrow), (x, y), LABEL_FONT, palette.dim);
        svg.push('\n');
    }
}

fn lines<'a>(
    svg: &mut String,
    lines: impl DoubleEndedIterator<Item = &'a str>,
    (x, y): (f64, f64),
    font: f64,
    color: &str,
) {
    for (line, y) in baselines(lines, y, font) {
        let _ = write!(
            svg,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{font}\" fill=\"{color}\">{}</text>",
            escaped(line)
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::palette::LIGHT;
    use super::super::scene::tests::scene;
    use super::*;

    #[test]
    fn everything_is_drawn_and_escaped() {
        let head = Head::new("<cpu>", "a & b", Vec::new(), 400.0, |_| 9.0);
        let picture = svg(&scene(), &LIGHT, "<cpu>", &head);
        assert!(picture.contains("<title>&lt;cpu&gt;</title>"));
        assert_eq!(picture.matches("<rect").count(), 1 + 5);
        assert_eq!(picture.matches("<path").count(), 2 * 5);
        assert!(picture.contains(">0 of 100</text>"));
        assert!(picture.contains("a, flat 0"));
        assert!(!picture.contains("NaN"));
    }
}
