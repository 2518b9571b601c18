//! Going from one box that a search finds to the next.

use super::super::camera::Span;
use super::super::input::moved;
use super::super::scene::Scene;
use super::super::stage::{Spot, Stage};

/// Brings the next box that is found onto the screen, or the one before; after the last
/// comes the first.
pub fn find(stage: &Stage, forward: bool) {
    let flies = stage.with(|inner| {
        let whole = inner.whole.as_ref().map(|layer| layer.scene.clone());
        let scene = whole.or(inner.scene())?;
        let here = inner.focus.and_then(|f| scene.at(f.depth, f.position));
        let index = next(&scene, here, forward)?;
        let (left, right) = (scene.left[index], scene.right(index));
        let depth = scene.depth_of(index);
        inner.hover = None;
        inner.focus = Some(Spot { depth, position: (left + right) / 2.0 });
        Some(inner.bring(depth, Span::new(left, right), true))
    });
    if flies == Some(true) {
        moved(stage);
    }
}

/// The next box that is found, by depth and then from left to right.
fn next(scene: &Scene, here: Option<usize>, forward: bool) -> Option<usize> {
    let is_found = |&index: &usize| scene.is_found(scene.frame[index]);
    let all = 0..scene.len();
    match (here, forward) {
        (None, true) => all.clone().find(is_found),
        (None, false) => all.clone().rfind(is_found),
        (Some(here), true) => (here + 1..scene.len()).chain(0..=here).find(is_found),
        (Some(here), false) => (0..here).rev().chain((here..scene.len()).rev()).find(is_found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_the_last_comes_the_first() {
        let scene = Scene {
            left: vec![0.0; 4],
            frame: vec![0, 1, 2, 1],
            matches: vec![0, 1, 0],
            ..Scene::default()
        };
        assert_eq!([None, Some(1), Some(3)].map(|h| next(&scene, h, true)), [1, 3, 1].map(Some));
        assert_eq!([None, Some(1), Some(3)].map(|h| next(&scene, h, false)), [3, 3, 1].map(Some));
    }
}
