//! Part of the graph that is on the screen, in the graph's own units.

use crate::format::between;

/// The deepest zoom: this share of the whole graph fills the screen.
const CLOSEST: f64 = 1e-9;

/// Duration of a zoom, in milliseconds.
const FLIGHT: f64 = 180.0;

/// A part of the graph.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Span {
    pub from: f64,
    pub to: f64,
}

impl Span {
    pub fn new(from: f64, to: f64) -> Self {
        Self { from, to }
    }

    pub fn width(self) -> f64 {
        self.to - self.from
    }

    /// The nearest part of a graph of this width: not outside, not too narrow.
    pub fn clamped(self, whole: f64) -> Self {
        let width = between(self.width(), whole * CLOSEST, whole);
        let from = between(self.from, 0.0, whole - width);
        Self { from, to: from + width }
    }

    /// Zooms by a factor (above 1: closer) about a point that stays where it is.
    pub fn zoomed(self, factor: f64, about: f64, whole: f64) -> Self {
        let width = between(self.width() / factor, whole * CLOSEST, whole);
        let share = if self.width() > 0.0 { (about - self.from) / self.width() } else { 0.5 };
        Self::new(about - share * width, about + (1.0 - share) * width).clamped(whole)
    }

    /// Moves to the right.
    pub fn moved(self, by: f64, whole: f64) -> Self {
        Self::new(self.from + by, self.to + by).clamped(whole)
    }

    /// It shows everything.
    pub fn is_whole(self, whole: f64) -> bool {
        self.width() >= whole * (1.0 - 1e-9)
    }
}

/// Where the camera is, and where it is going.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Camera {
    /// Span that is on the screen now.
    pub now: Span,
    /// Span at the end of the flight.
    pub goal: Span,
    start: Span,
    started: Option<f64>,
}

impl Camera {
    /// Is there at once.
    pub fn jump(&mut self, to: Span) {
        *self = Self { now: to, goal: to, start: to, started: None };
    }

    /// Sets out; `now` is a frame's time in milliseconds.
    pub fn fly(&mut self, to: Span, now: f64) {
        (self.start, self.goal, self.started) = (self.now, to, Some(now));
    }

    /// Moves on to where it is at a frame's time, and says whether to go on.
    pub fn step(&mut self, now: f64) -> bool {
        let Some(started) = self.started else { return false };
        let t = between((now - started) / FLIGHT, 0.0, 1.0);
        if t >= 1.0 {
            self.jump(self.goal);
            return false;
        }
        let eased = 1.0 - (1.0 - t).powi(3);
        let between = |a: f64, b: f64| a + (b - a) * eased;
        self.now = Span::new(
            between(self.start.from, self.goal.from),
            between(self.start.to, self.goal.to),
        );
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_point_under_the_pointer_stays() {
        let span = Span::new(20.0, 60.0).zoomed(2.0, 30.0, 100.0);
        assert_eq!(span, Span::new(25.0, 45.0));
        assert_eq!(span.zoomed(0.5, 30.0, 100.0), Span::new(20.0, 60.0));
    }

    #[test]
    fn nothing_outside_the_graph_is_shown() {
        let whole = Span::new(0.0, 100.0);
        assert_eq!(whole.zoomed(0.1, 90.0, 100.0), whole);
        assert_eq!(Span::new(80.0, 90.0).moved(50.0, 100.0), Span::new(90.0, 100.0));
        assert_eq!(Span::new(80.0, 90.0).moved(-500.0, 100.0), Span::new(0.0, 10.0));
        assert!(whole.zoomed(1e30, 50.0, 100.0).width() > 0.0);
    }

    #[test]
    fn a_flight_ends_at_its_goal() {
        let mut camera = Camera::default();
        camera.jump(Span::new(0.0, 100.0));
        camera.fly(Span::new(10.0, 20.0), 1000.0);
        assert!(camera.step(1050.0));
        assert!(camera.now.from > 0.0 && camera.now.from < 10.0);
        assert!(!camera.step(2000.0));
        assert_eq!(camera.now, Span::new(10.0, 20.0));
    }
}
