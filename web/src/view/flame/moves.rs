//! Moving the camera and the rows.

use super::camera::Span;
use super::minimap;
use super::stage::Inner;
use crate::clock;
use crate::format::between;
use crate::view::drawing::is_still;

/// Width that a search zooms a box to, in CSS pixels, unless it is wider.
const LEGIBLE: f64 = 120.0;

impl Inner {
    /// The boxes must be painted again.
    pub fn touch(&mut self) {
        self.boxes_dirty = true;
        let lowest = self.lowest_scroll();
        self.screen.scroll = between(self.screen.scroll, 0.0, lowest).round();
    }

    fn lowest_scroll(&self) -> f64 {
        let depths = self.layer().map_or(0, |l| l.scene.depths());
        let whole = self.camera.goal.is_whole(self.width());
        // The minimap lies over the last rows.
        let over = if whole { 0.0 } else { minimap::HEIGHT * self.screen.ratio };
        self.to_row(depths as f64 * self.screen.row() + over - self.screen.height)
    }

    /// The first scroll from here on that cuts no row at the root's end of the screen.
    fn to_row(&self, scroll: f64) -> f64 {
        let row = self.screen.row();
        (scroll.max(0.0) / row).ceil() * row
    }

    /// Ends a gesture: the nearest scroll that cuts no row.
    pub fn settle(&mut self) {
        let scroll = self.to_row(self.screen.scroll - self.screen.row() / 2.0);
        if scroll != self.screen.scroll {
            self.screen.scroll = scroll;
            self.touch();
        }
    }

    /// Sets out for another part of the graph.
    pub fn fly(&mut self, to: Span) {
        if is_still() {
            self.camera.jump(to);
        } else {
            self.camera.fly(to, clock::now());
        }
        self.touch();
    }

    /// Brings a row onto the screen.
    pub fn reveal(&mut self, depth: usize) {
        let (top, row) = (depth as f64 * self.screen.row(), self.screen.row());
        let highest = self.to_row(top + 2.0 * row - self.screen.height);
        let scroll =
            between(self.screen.scroll, highest.min(top), (top - row).max(0.0).max(highest));
        if scroll != self.screen.scroll {
            self.screen.scroll = scroll;
            self.touch();
        }
    }

    /// Brings a box onto the screen, and zooms in where it is too narrow to be read. Says
    /// whether the camera moves.
    pub fn bring(&mut self, depth: usize, at: Span, legible: bool) -> bool {
        self.reveal(depth);
        let (goal, whole) = (self.camera.goal, self.width());
        let middle = (at.from + at.to) / 2.0;
        let pixels = self.screen.width / self.screen.ratio.max(1.0);
        let share = at.width() / goal.width().max(f64::MIN_POSITIVE);
        let around = |width: f64| Span::new(middle - width / 2.0, middle + width / 2.0);
        let to = if legible && share * pixels < LEGIBLE / 4.0 {
            around(at.width() * pixels / LEGIBLE).clamped(whole)
        } else if at.to <= goal.from || at.from >= goal.to {
            around(goal.width()).clamped(whole)
        } else {
            return false;
        };
        self.fly(to);
        true
    }
}
