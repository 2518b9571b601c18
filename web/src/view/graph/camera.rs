//! Part of the drawing that is on the screen: what is in its middle, and how large.

/// Duration of a flight, in milliseconds.
pub const FLIGHT: f64 = 220.0;

/// The smallest scale at which most texts can be read.
const READABLE: f64 = 0.8;

/// The smallest and the largest scale.
const SCALES: (f64, f64) = (0.02, 6.0);

/// A part of the drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct View {
    /// The place in the middle, in the drawing's unit.
    pub x: f64,
    pub y: f64,
    /// CSS pixels for each unit; 0: nothing is shown yet.
    pub scale: f64,
}

impl View {
    /// All of a drawing on a screen, no larger than it is.
    pub fn all((width, height): (f64, f64), screen: (f64, f64)) -> Self {
        let margin = |pixels: f64| (pixels - 24.0).max(1.0);
        let fit = (margin(screen.0) / width.max(1.0)).min(margin(screen.1) / height.max(1.0));
        Self { x: width / 2.0, y: height / 2.0, scale: fit.clamp(SCALES.0, 1.0) }
    }

    /// Where to begin: all of a drawing if it can be read then, or else what is around
    /// `start`, near the upper edge of the screen.
    pub fn first(size: (f64, f64), screen: (f64, f64), [left, top, width, _]: [f64; 4]) -> Self {
        let all = Self::all(size, screen);
        if all.scale >= READABLE {
            return all;
        }
        // As much of the width as can be had; the root in the middle where that is not all.
        let across = Self::all((size.0, 1.0), screen).scale.clamp(READABLE, 1.0);
        let half = |pixels: f64| (pixels / 2.0 - 12.0) / across;
        let within = |at: f64, half: f64, size: f64| {
            if size <= 2.0 * half { size / 2.0 } else { at.clamp(half, size - half) }
        };
        let x = within(left + width / 2.0, half(screen.0), size.0);
        Self { x, y: within(top + half(screen.1), half(screen.1), size.1), scale: across }
    }

    /// Place in the drawing at a place on the screen.
    pub fn at(self, (x, y): (f64, f64), screen: (f64, f64)) -> (f64, f64) {
        let away = |pixels: f64, size: f64| (pixels - size / 2.0) / self.scale;
        (self.x + away(x, screen.0), self.y + away(y, screen.1))
    }

    /// Where on the screen a place is.
    pub fn on_screen(self, (x, y): (f64, f64), screen: (f64, f64)) -> (f64, f64) {
        ((x - self.x) * self.scale + screen.0 / 2.0, (y - self.y) * self.scale + screen.1 / 2.0)
    }

    /// Closer by a factor, about a place on the screen that stays where it is.
    pub fn zoomed(self, factor: f64, about: (f64, f64), screen: (f64, f64)) -> Self {
        let (x, y) = self.at(about, screen);
        let scale = (self.scale * factor).clamp(SCALES.0, SCALES.1);
        let kept = self.scale / scale;
        Self { x: x + (self.x - x) * kept, y: y + (self.y - y) * kept, scale }
    }

    /// Moved by this many pixels; something of the drawing stays on the screen.
    pub fn moved(self, (dx, dy): (f64, f64), size: (f64, f64)) -> Self {
        let x = (self.x + dx / self.scale).clamp(0.0, size.0);
        Self { x, y: (self.y + dy / self.scale).clamp(0.0, size.1), ..self }
    }

    /// Moved as little as brings a place onto the screen, with its surroundings.
    pub fn with([left, top, width, height]: [f64; 4], from: Self, screen: (f64, f64)) -> Self {
        let near = |at: f64, low: f64, high: f64, half: f64| {
            let (least, most) = (high - half, low + half);
            if least > most { (low + high) / 2.0 } else { at.clamp(least, most) }
        };
        let half = |pixels: f64| (pixels / 2.0 - 40.0).max(1.0) / from.scale;
        Self {
            x: near(from.x, left, left + width, half(screen.0)),
            y: near(from.y, top, top + height, half(screen.1)),
            scale: from.scale,
        }
    }

    /// As a link has it, and from it.
    pub fn to_word(self) -> String {
        let round = |v: f64, parts: f64| (v * parts).round() / parts;
        [round(self.x, 1.0), round(self.y, 1.0), round(self.scale, 1000.0)]
            .map(|v| v.to_string())
            .join(",")
    }

    /// See [`View::to_word`].
    pub fn from_word(word: &str) -> Option<Self> {
        let mut parts = word.split(',').map(hearth_core::measure::parse);
        let mut next = || parts.next().flatten().filter(|v| v.is_finite());
        let (x, y, scale) = (next()?, next()?, next()?);
        (scale > 0.0).then_some(Self { x, y, scale: scale.clamp(SCALES.0, SCALES.1) })
    }
}

/// Between two numbers: 0 is the one, 1 the other.
pub fn between(a: f64, b: f64, t: f64) -> f64 {
    a + (b - a) * t
}

/// Progress of a movement at a time after its start: slow at its end.
pub fn eased(milliseconds: f64) -> f64 {
    let left = 1.0 - (milliseconds / FLIGHT).clamp(0.0, 1.0);
    1.0 - left * left * left
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: (f64, f64) = (424.0, 224.0);

    #[test]
    fn all_of_it_fits() {
        let view = View::all((800.0, 100.0), SCREEN);
        assert_eq!(view, View { x: 400.0, y: 50.0, scale: 0.5 });
        assert_eq!(View::all((40.0, 10.0), SCREEN).scale, 1.0);
    }

    #[test]
    fn what_is_large_begins_at_its_root() {
        // So wide that it has to be cut, and the root is far to the right.
        let view = View::first((2000.0, 1000.0), SCREEN, [1900.0, 0.0, 40.0, 20.0]);
        assert_eq!((view.scale, view.y), (0.8, 125.0));
        assert_eq!(view.at((412.0, 12.0), SCREEN), (2000.0, 0.0));
        // Narrow, but high: all of its width.
        let view = View::first((200.0, 1000.0), SCREEN, [90.0, 0.0, 40.0, 20.0]);
        assert_eq!(view, View { x: 100.0, y: 100.0, scale: 1.0 });
        let small = (300.0, 100.0);
        assert_eq!(View::first(small, SCREEN, [0.0; 4]), View::all(small, SCREEN));
    }

    #[test]
    fn what_is_under_the_pointer_stays() {
        let view = View { x: 50.0, y: 20.0, scale: 1.0 };
        let at = (300.0, 10.0);
        let closer = view.zoomed(2.0, at, SCREEN);
        assert_eq!(closer.scale, 2.0);
        assert_eq!(closer.at(at, SCREEN), view.at(at, SCREEN));
        assert_eq!(closer.on_screen(closer.at(at, SCREEN), SCREEN), at);
    }

    #[test]
    fn links_have_views() {
        let view = View { x: 12.0, y: -3.0, scale: 0.25 };
        assert_eq!(View::from_word(&view.to_word()), Some(view));
        assert_eq!(View::from_word("1,2"), None);
        assert_eq!(View::from_word("1,2,0"), None);
    }

    #[test]
    fn a_box_beside_the_screen_is_brought_to_its_edge() {
        let from = View { x: 0.0, y: 0.0, scale: 1.0 };
        let view = View::with([300.0, -5.0, 20.0, 10.0], from, SCREEN);
        assert_eq!(view, View { x: 320.0 - (212.0 - 40.0), y: 0.0, scale: 1.0 });
    }
}
