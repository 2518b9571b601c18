//! Choice of the boxes to draw, and of those to ask for.

use super::Look;
use super::camera::Span;
use super::paint::Layer;
use super::scene::Scene;
use super::stage::{Inner, MIN_PIXELS};
use hearth_messages::FlameWindow;
use std::rc::Rc;

impl Inner {
    /// The width of the whole graph.
    pub fn width(&self) -> f64 {
        self.whole.as_ref().or(self.detail.as_ref()).map_or(0.0, |l| l.scene.width)
    }

    pub fn all(&self) -> Span {
        Span::new(0.0, self.width())
    }

    /// The boxes to draw: the finest that cover the screen.
    pub fn layer(&self) -> Option<&Layer> {
        let view = self.camera.now;
        let detail = self.detail.as_ref().filter(|l| l.scene.covers(view.from, view.to));
        detail.or(self.whole.as_ref()).or(self.detail.as_ref())
    }

    pub fn scene(&self) -> Option<Rc<Scene>> {
        self.layer().map(|layer| layer.scene.clone())
    }

    /// Draws what there is otherwise.
    pub(super) fn dress(&mut self, look: &Look) {
        if self.look.mode != look.mode {
            for layer in [&mut self.whole, &mut self.detail].into_iter().flatten() {
                *layer = Layer::new(layer.scene.clone(), look.mode);
            }
        }
        if self.screen.up != look.up {
            self.screen.up = look.up;
            self.hover = None;
        }
        self.look = look.clone();
        if let Some(minimap) = &mut self.minimap {
            minimap.forget();
        }
        self.touch();
    }

    /// Shows other boxes; says whether those that there were are gone. They stay while
    /// only the window is another one, and the camera stays while only the search is.
    pub(super) fn show(
        &mut self,
        scene: Rc<Scene>,
        other_graph: bool,
        zoom: Option<(f64, f64)>,
    ) -> bool {
        let width = scene.width;
        let other_search = self.scene().is_some_and(|old| old.search != scene.search);
        if other_graph || other_search {
            (self.whole, self.detail) = (None, None);
        }
        if other_graph {
            (self.hover, self.focus) = (None, None);
            self.screen.scroll = 0.0;
            let to = zoom.map_or(Span::new(0.0, width), |(f, t)| Span::new(f, t).clamped(width));
            self.camera.jump(to);
        }
        let layer = Layer::new(scene.clone(), self.look.mode);
        if layer.scene.covers(0.0, width) {
            if other_graph || other_search {
                self.whole_pixels = self.screen.width / self.screen.ratio.max(1.0);
            }
            self.whole = Some(layer);
        } else {
            self.detail = Some(layer);
        }
        if other_graph && scene.pivot_depth > 0 {
            // The pivot in the middle: there is something to see on both sides.
            let middle = (self.screen.height / self.screen.row() / 2.0) as usize;
            let above = scene.pivot_depth.saturating_sub(middle);
            self.screen.scroll = above as f64 * self.screen.row();
        }
        if other_graph {
            // It may be drawn in other colors.
            self.gathered.colors = self.palette().table();
        }
        self.touch();
        other_graph || other_search
    }

    /// The window to ask for; `None` when its boxes are here already.
    pub(super) fn wanted_window(&self) -> Option<FlameWindow> {
        let (goal, all) = (self.camera.goal, self.all());
        let pixels = self.screen.width / self.screen.ratio.max(1.0);
        if pixels < 1.0 || all.to <= 0.0 {
            return None;
        }
        let whole = FlameWindow { from: 0.0, to: 0.0, min_pixels: MIN_PIXELS, pixels };
        if goal.is_whole(all.to) {
            let here = self.whole.is_some() && self.whole_pixels == pixels;
            return (!here).then_some(whole);
        }
        // Some more on both sides, so that a short pan needs nothing.
        let margin = goal.width() / 4.0;
        let (from, to) = ((goal.from - margin).max(0.0), (goal.to + margin).min(all.to));
        let fine = |l: &Layer| {
            l.scene.covers(goal.from, goal.to) && l.scene.to - l.scene.from <= goal.width() * 1.51
        };
        if self.detail.as_ref().is_some_and(fine) {
            // The whole is for the minimap, the search, and to zoom out to.
            return self.whole.is_none().then_some(whole);
        }
        let pixels = pixels * (to - from) / goal.width();
        Some(FlameWindow { from, to, min_pixels: MIN_PIXELS, pixels })
    }
}
