//! Legend of the flame graph's colors: only those that are drawn, each with the range of
//! its shades.

use super::palette::{DARK, FAMILIES, LIGHT, Mode, ROOT, SHADED, SHADES, family_of};
use super::scene::Scene;
use crate::words::{code, fill};
use std::ops::Range;
use yew::{Html, html};

/// The legend of a scene of this sample type.
pub fn legend(scene: Option<&Scene>, sample_type: &str, mode: Mode) -> Html {
    let words = code::words();
    let mut keys: Vec<(Range<usize>, &str)> = Vec::new();
    match mode {
        Mode::Package => {
            let drawn = scene.map(families).unwrap_or_default();
            let is_drawn = |family: &usize| drawn[*family];
            keys.extend((0..FAMILIES).filter(is_drawn).map(|f| (colors(f), words.families[f])));
        }
        Mode::Share => {
            let first = usize::from(ROOT) + 1;
            let steps = [first, first + SHADES / 2, first + SHADES - 1];
            keys.extend(steps.into_iter().zip(words.heat).map(|(at, text)| (at..at + 1, text)));
        }
        Mode::File | Mode::Hue => {}
    }
    let has_many = scene.is_some_and(|scene| scene.count.iter().any(|&count| count > 1));
    html! {
        <>
            <span>{ fill(words.shades[mode as usize], &[sample_type]) }</span>
            for (colors, text) in keys {
                <span data-part="key">{ swatch(colors) }{ text }</span>
            }
            if has_many { <span class="key many">{ words.many }</span> }
        </>
    }
}

/// Which families the boxes of a scene have; the root has none.
fn families(scene: &Scene) -> [bool; FAMILIES] {
    let mut drawn = [false; FAMILIES];
    for &frame in &scene.frame {
        let shade =
            scene.shades.get(frame as usize).filter(|_| frame > 0 || !scene.pivot.is_empty());
        if let Some(slot) = shade.and_then(|&shade| drawn.get_mut(family_of(shade))) {
            *slot = true;
        }
    }
    drawn
}

/// The colors of a family, as numbers in a palette.
fn colors(family: usize) -> Range<usize> {
    match family {
        shaded if shaded < SHADED => shaded * SHADES..(shaded + 1) * SHADES,
        one => SHADED * (SHADES - 1) + one..SHADED * (SHADES - 1) + one + 1,
    }
}

/// Some colors side by side, in the page's scheme.
fn swatch(colors: Range<usize>) -> Html {
    let width = if colors.len() > 1 { 3 } else { 10 };
    let all = (width * colors.len()).to_string();
    let (start, view) = (colors.start, ["0 0 ", &all, " 10"].concat());
    html! {
        <svg class="swatch" viewBox={view} width={all} height="10" aria-hidden="true">
            for at in colors {
                <rect
                    x={(width * (at - start)).to_string()}
                    width={width.to_string()}
                    height="10"
                    fill={["light-dark(", LIGHT.boxes[at], ",", DARK.boxes[at], ")"].concat()}
                />
            }
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::NameList;

    #[test]
    fn only_what_is_drawn_is_listed() {
        let scene = Scene {
            frame: vec![0, 2, 3],
            shades: vec![0, 17, 3, 41],
            names: NameList::of(&["root", "not drawn", "main.f", "read"]),
            ..Scene::default()
        };
        assert_eq!(families(&scene), [true, false, false, false, false, true, false]);
        assert_eq!([0, 2, 3, 6].map(colors), [0..8, 16..24, 24..25, 27..28]);
        assert_eq!(colors(FAMILIES - 1).end, usize::from(ROOT));
    }
}
