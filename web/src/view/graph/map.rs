//! Place of the minimap, and what its places stand for.

use super::stage::Inner;

/// The minimap's size in CSS pixels, and its distance from the corner.
const MAP: (f64, f64) = (168.0, 112.0);
const MAP_MARGIN: f64 = 12.0;

impl Inner {
    /// The place in the drawing that a place on the minimap stands for.
    pub fn on_map(&self, (x, y): (f64, f64)) -> Option<(f64, f64)> {
        let (left, top, scale) = self.map()?;
        let at = ((x - left) / scale, (y - top) / scale);
        let (width, height) = self.scene.size;
        ((0.0..width).contains(&at.0) && (0.0..height).contains(&at.1)).then_some(at)
    }

    /// Where the minimap is, and its scale; `None` while everything is on the screen.
    pub fn map(&self) -> Option<(f64, f64, f64)> {
        let (width, height) = self.scene.size;
        let (x, y) = self.camera.at((0.0, 0.0), self.screen);
        let (right, bottom) = self.camera.at(self.screen, self.screen);
        let all = x <= 0.0 && y <= 0.0 && right >= width && bottom >= height;
        let room = self.screen.0 > 2.5 * MAP.0 && self.screen.1 > 2.0 * MAP.1;
        let scale = (MAP.0 / width).min(MAP.1 / height);
        let left = self.screen.0 - MAP_MARGIN - width * scale;
        let top = self.screen.1 - MAP_MARGIN - height * scale;
        (!all && room && width > 0.0).then_some((left, top, scale))
    }
}
