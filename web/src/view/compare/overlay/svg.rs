//! Marks on boxes of a picture, as SVG: as on a canvas.

use super::{HATCHED, PALE, Pair};
use crate::view::flame::paint::{Rect, Screen};
use crate::view::flame::palette::Palette;
use crate::view::flame::{Scene, Span};
use std::fmt::Write;

/// Ids of the hatchings in pictures.
const HATCHES: [&str; 2] = ["gone", "new"];

/// The hatchings, which boxes refer to.
pub fn defs(palette: &Palette) -> String {
    // The lines of the canvas's tiles: falling, then rising.
    let lines = ["M-1,-1L9,9M7,-1L9,1M-1,7L1,9", "M-1,9L9,-1M7,9L9,7M-1,1L1,-1"];
    let pattern = |(name, line): (&str, &str)| {
        format!(
            "<pattern id=\"{name}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
             <path d=\"{line}\" stroke=\"{}\" stroke-opacity=\"{HATCHED}\"/></pattern>",
            palette.text
        )
    };
    let patterns: String = HATCHES.into_iter().zip(lines).map(pattern).collect();
    ["<defs>", &patterns, "</defs>\n"].concat()
}

/// Marks on one box.
pub fn marks(
    pair: &Pair,
    scene: &Scene,
    index: usize,
    rect: &Rect,
    seen: (Span, &Screen),
    palette: &Palette,
) -> String {
    let mut parts = String::new();
    let hatch = pair.mark(scene, index, rect, seen, |part| {
        let Rect { x, y, width, height } = part;
        // Writing to a text does not fail.
        let _ = write!(parts, "M{x},{y}h{width}v{height}h-{width}z");
    });
    let mut svg = String::new();
    if !parts.is_empty() {
        let ground = palette.ground;
        let _ = write!(svg, "<path d=\"{parts}\" fill=\"{ground}\" fill-opacity=\"{PALE}\"/>");
    }
    if let Some(hatch) = hatch {
        let Rect { x, y, width, height } = rect;
        let _ = write!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
             fill=\"url(#{})\"/>",
            HATCHES[hatch]
        );
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::super::tests::pair;
    use super::super::{Columns, NEW, Width};
    use super::*;
    use crate::view::flame::paint::ROW;
    use crate::view::flame::palette::LIGHT;

    #[test]
    fn pictures_have_halves_and_hatches() {
        let pair = Pair {
            columns: Columns {
                old: vec![5, 0],
                new: vec![10, 4],
                verdict: vec![2, NEW],
                ..Columns::default()
            },
            units: [1.0; 2],
            ..pair(Width::Larger)
        };
        let scene = Scene {
            width: 10.0,
            to: 10.0,
            left: vec![0.0, 0.0],
            widths: vec![10.0, 4.0],
            frame: vec![0, 1],
            ..Scene::default()
        };
        let screen = Screen {
            width: 100.0,
            height: 40.0,
            ratio: 1.0,
            scroll: 0.0,
            up: false,
            row: ROW,
            above: 0,
        };
        let seen = (Span::new(0.0, 10.0), &screen);
        let on_box = |index: usize, width: f64| {
            let rect = Rect { x: 0.0, y: 20.0, width, height: 19.0 };
            marks(&pair, &scene, index, &rect, seen, &LIGHT)
        };
        // The base has half of it: the upper half's rest is pale.
        let grew = on_box(0, 100.0);
        assert!(grew.contains("d=\"M50,20h50v9h-50z\""), "{grew}");
        assert!(!grew.contains("url"), "{grew}");
        // What is new has nothing of the base.
        let new = on_box(1, 40.0);
        assert!(new.contains("M0,20h40v9h-40z") && new.contains("url(#new)"), "{new}");
        // One color by default: nothing is drawn on it.
        let solid = Pair { has_halves: false, ..pair };
        let rect = Rect { x: 0.0, y: 20.0, width: 40.0, height: 19.0 };
        assert_eq!(marks(&solid, &scene, 1, &rect, seen, &LIGHT), "");
        let defs = defs(&LIGHT);
        assert!(HATCHES.iter().all(|name| defs.contains(&["id=\"", name, "\""].concat())));
    }
}
