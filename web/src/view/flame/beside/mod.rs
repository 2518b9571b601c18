//! Parts beside the boxes of a flame graph: the line below it, the tooltip, the tree
//! for screen readers, the heaviest path, names that are told apart, and a word where all is
//! too narrow. Part of the deferred chunk.

pub(super) mod details;
pub(super) mod find;
pub(super) mod heavy;
mod narrow;
pub(super) mod told;
mod tree;

use super::paint::Layer;
use super::stage::{Extras, Inner, Stage};
use crate::format;
use crate::view::tip::Tip;
use crate::words::{beside, fill};
use details::Details;
use heavy::Heavy;
use narrow::Narrow;
use tree::Tree;

/// Adds all of it to a drawing.
pub fn equip(stage: &Stage) {
    let beside = stage.clone();
    stage.with(|inner| {
        let (view, canvas) = (&inner.view, &inner.base.0);
        let tip = Tip::new(canvas, {
            let stage = stage.clone();
            // The next frame shows it.
            move || stage.with(|_| ())
        });
        inner.extras = Some(Box::new(Beside {
            details: Details::new(view),
            tree: Tree::new(view),
            heavy: Heavy::new(beside.clone(), inner.look.heavy),
            narrow: Narrow::new(view, beside),
            tip,
        }));
        inner.touch();
    });
}

struct Beside {
    details: Details,
    tree: Tree,
    heavy: Heavy,
    narrow: Narrow,
    tip: Option<Tip>,
}

impl Extras for Beside {
    fn prepare(&mut self, inner: &mut Inner) {
        for layer in [&mut inner.whole, &mut inner.detail].into_iter().flatten() {
            if layer.told.is_empty() && layer.scene.len() > 0 {
                layer.told = told::told(&layer.scene).into();
                inner.boxes_dirty = true;
            }
        }
        let above = above(inner);
        if above != inner.screen.above {
            inner.screen.above = above;
            inner.boxes_dirty = true;
        }
        self.heavy.follow(inner);
    }

    fn finish(&mut self, inner: &mut Inner, layer: &Layer, here: Option<(usize, usize)>) {
        let scene = &*layer.scene;
        self.heavy.paint(inner, layer);
        self.details.show(layer, here);
        self.tree.show(&layer.scene, inner.focus, &inner.selected);
        self.narrow.show(inner, scene);
        if let Some(tip) = &mut self.tip {
            // The keyboard's box has its line below the graph.
            let here = here.filter(|_| inner.hover.is_some());
            let key = here.map(|(index, _)| (std::ptr::from_ref(scene).addr(), index));
            let goal = inner.camera.goal;
            tip.show(key, || {
                let (index, depth) = here?;
                let [name, file, mut figures] = details::figures(scene, index, depth);
                let shown = goal.width();
                if scene.over.0.is_none() && shown < scene.total.unsigned_abs() as f64 * 0.999_999 {
                    let share = format::share(scene.widths[index].min(shown) as i64, shown as i64);
                    figures.push_str(" · ");
                    figures.push_str(&fill(beside().of_shown, &[&share]));
                }
                Some([name, figures, file])
            });
        }
    }
}

/// The depth of the box that the user zoomed to, while it fills the screen; 0: none does.
fn above(inner: &Inner) -> usize {
    let find = || {
        let (focus, scene, goal) = (inner.focus?, inner.scene()?, inner.camera.goal);
        let index = scene.at(focus.depth, focus.position)?;
        let fills = scene.left[index] == goal.from && scene.right(index) == goal.to;
        let zoomed = !goal.is_whole(scene.width) && scene.pivot_depth == 0;
        (fills && zoomed).then_some(focus.depth)
    };
    find().unwrap_or(0)
}
