//! The heaviest path in the flame graph: from the root (or the pivot) always to the widest
//! box, down to one that called nothing. Everything else is veiled, and each box of the path
//! has its name, beside it where it is too narrow: each is in a row of its own.
//!
//! Positions are those of the graph, whatever part of it is on the screen; so the path is
//! put together of what several windows list: where its end is too narrow to be listed, a
//! finer window is asked for.

use super::super::camera::Span;
use super::super::frame::set_font;
use super::super::input::moved;
use super::super::paint::Layer;
use super::super::scene::Scene;
use super::super::stage::{Inner, MIN_PIXELS, Spot, Stage};
use gloo_timers::callback::Timeout;
use hearth_messages::FlameWindow;
use std::cell::Cell;
use std::rc::Rc;

/// Boxes narrower than this have their names beside them, in CSS pixels.
const LEGIBLE: f64 = 70.0;
/// Where many boxes are too narrow, about this many of the widest are asked for.
const NEAR: f64 = 32.0;
/// If the end of the path is narrower than this, in CSS pixels, it becomes so wide.
const NARROWEST: f64 = 3.0;
const WIDE: f64 = 6.0;
/// Time that an answer may take before it is asked for again, in milliseconds.
const PATIENCE: u32 = 500;

/// A box of the path.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    left: f64,
    right: f64,
    name: String,
    label: Option<Label>,
}

/// Label beside a box: its text, the space that it fits, and its width.
#[derive(Clone, Debug, PartialEq)]
struct Label {
    room: f64,
    text: String,
    width: f64,
}

pub struct Heavy {
    stage: Stage,
    is_on: bool,
    /// The user has just asked for it: the keyboard goes to its end.
    is_going: bool,
    /// The boxes of the whole graph that it begins in.
    whole: Option<Rc<Scene>>,
    path: Path,
    is_asked: Rc<Cell<bool>>,
    /// A depth to bring onto the screen once there are rows as deep.
    reveal: Option<usize>,
}

impl Heavy {
    pub fn new(stage: Stage, is_on: bool) -> Self {
        Self {
            stage,
            is_on,
            is_going: false,
            whole: None,
            path: Path::default(),
            is_asked: Rc::default(),
            reveal: None,
        }
    }

    /// Finds the path as far as the boxes that are there go, and asks for others.
    pub fn follow(&mut self, inner: &mut Inner) {
        let is_on = inner.look.heavy;
        self.is_going = is_on && (self.is_going || !self.is_on);
        self.is_on = is_on;
        if !is_on {
            if self.whole.take().is_some() {
                self.path = Path::default();
                let _ = inner.view.remove_attribute("data-path");
            }
            return;
        }
        let Some(whole) = inner.whole.as_ref().map(|layer| layer.scene.clone()) else { return };
        if self.whole.as_ref().is_none_or(|old| !Rc::ptr_eq(old, &whole)) {
            self.path = Path::default();
            self.path.extend(&whole);
            self.whole = Some(whole.clone());
        }
        if let Some(detail) = inner.detail.as_ref().filter(|_| self.path.wanted.is_some()) {
            self.path.extend(&detail.scene);
        }
        let Some(end) = self.path.steps.last() else { return };
        if let Some(wanted) = self.path.wanted {
            self.ask(inner, wanted);
        } else if std::mem::take(&mut self.is_going) {
            let depth = whole.pivot_depth + self.path.steps.len() - 1;
            let at = Span::new(end.left, end.right);
            inner.hover = None;
            inner.focus = Some(Spot { depth, position: (at.from + at.to) / 2.0 });
            inner.reveal(depth);
            let pixels = inner.screen.width / inner.screen.ratio.max(1.0);
            let goal = inner.camera.goal;
            let is_seen = at.to > goal.from && at.from < goal.to;
            if !is_seen || at.width() / goal.width() * pixels < NARROWEST {
                // As much of what is around as leaves something to see of the end.
                let width = at.width() * pixels / WIDE;
                let from = (at.from + at.to - width) / 2.0;
                inner.fly(Span::new(from, from + width).clamped(inner.width()));
                // Not while the drawing is borrowed.
                let stage = self.stage.clone();
                Timeout::new(0, move || moved(&stage)).forget();
            }
            self.reveal = Some(depth);
        }
        let depths = inner.layer().map_or(0, |layer| layer.scene.depths());
        if let Some(depth) = self.reveal.take_if(|depth| *depth < depths) {
            inner.reveal(depth);
        }
        if self.path.wanted.is_none() && !inner.view.has_attribute("data-path") {
            let names: Vec<&str> = self.path.steps.iter().map(|step| &*step.name).collect();
            let _ = inner.view.set_attribute("data-path", &names.join("\n"));
        }
    }

    /// Asks for the boxes of a window.
    fn ask(&self, inner: &Inner, at: Span) {
        if self.is_asked.replace(true) {
            return;
        }
        let pixels = inner.screen.width / inner.screen.ratio.max(1.0);
        let window = FlameWindow { from: at.from, to: at.to, min_pixels: MIN_PIXELS, pixels };
        let (on_window, asked) = (inner.events.on_window.clone(), self.is_asked.clone());
        let stage = self.stage.clone();
        Timeout::new(0, move || on_window.emit(window)).forget();
        Timeout::new(PATIENCE, move || {
            asked.set(false);
            stage.with(|_| ());
        })
        .forget();
    }

    /// Veils what is not of the path, and outlines and names what is.
    pub fn paint(&mut self, inner: &mut Inner, layer: &Layer) {
        if self.path.steps.is_empty() {
            return;
        }
        let (screen, view, palette) = (inner.screen, inner.camera.now, inner.palette());
        let (ctx, first) = (&inner.over.1, layer.scene.pivot_depth);
        let Some(glyphs) = &mut inner.glyphs else { return };
        let ratio = screen.ratio;
        let (row, pad, line) = (screen.row(), 5.0 * ratio, ratio.round().max(1.0));
        let scale = screen.width / view.width();
        ctx.set_line_width(line);
        let mut has_font = false;
        let depths = layer.scene.depths().max(first + self.path.steps.len());
        for depth in screen.rows(depths).filter(|&depth| depth >= first) {
            let top = screen.top(depth);
            let step = self.path.steps.get_mut(depth - first);
            let ends = step.as_ref().map_or([screen.width; 2], |step| {
                [step.left, step.right]
                    .map(|at| ((at - view.from) * scale).clamp(-8.0, screen.width + 8.0).round())
            });
            let [left, right] = [ends[0], ends[1].max(ends[0] + 2.0 * ratio)];
            ctx.set_global_alpha(0.72);
            ctx.set_fill_style_str(palette.ground);
            ctx.fill_rect(0.0, top, left.max(0.0), row);
            if right < screen.width {
                ctx.fill_rect(right, top, screen.width - right, row);
            }
            ctx.set_global_alpha(1.0);
            let Some(step) = step else { continue };
            ctx.set_stroke_style_str(palette.selected);
            let half = line / 2.0;
            ctx.stroke_rect(left + half, top + half, right - left - line, row - line);
            let is_seen = right > 0.0 && left < screen.width;
            if depth == 0 || !is_seen || right - left >= LEGIBLE * ratio {
                continue;
            }
            if !std::mem::replace(&mut has_font, true) {
                set_font(ctx, ratio);
            }
            // Where there is more room.
            let after = screen.width - right >= left;
            let room = if after { screen.width - right } else { left } - 2.0 * pad;
            if step.label.as_ref().is_none_or(|label| (label.room - room).abs() > 1.5) {
                let text = glyphs.fit(&step.name, 1, room as f32);
                let width = ctx.measure_text(&text).map_or(0.0, |m| m.width());
                step.label = Some(Label { room, text, width });
            }
            let Some(Label { text, width, .. }) = &step.label else { continue };
            let x = if after { right + pad } else { left - pad - width };
            ctx.set_fill_style_str(palette.ground);
            ctx.fill_rect(x - 2.0 * ratio, top, width + 4.0 * ratio, row);
            ctx.set_fill_style_str(palette.text);
            let _ = ctx.fill_text(text, x, top + (row / 2.0).round() + 1.0);
        }
    }
}

/// A path as far as it is known.
#[derive(Debug, Default)]
struct Path {
    steps: Vec<Step>,
    /// The window in which the next box is listed; `None`: the last box called nothing.
    wanted: Option<Span>,
    /// Where the next box begins, if it is known to be too narrow in other windows.
    front: Option<f64>,
}

impl Path {
    /// Begins at the root, or goes on from the end, as far as a scene lists boxes. Those that
    /// a box called lie in it the widest first, and last the many that are too narrow.
    fn extend(&mut self, scene: &Scene) {
        let step = |index: usize| Step {
            left: scene.left[index],
            right: scene.right(index),
            name: scene.name(index).to_owned(),
            label: None,
        };
        if self.steps.is_empty() {
            let all = Some(Span::new(0.0, scene.width));
            let root = scene.level(scene.pivot_depth).next();
            match root.filter(|_| scene.covers(0.0, scene.width)) {
                Some(root) => self.steps.push(step(root)),
                None => return self.wanted = all,
            }
        }
        while let Some((left, right)) = self.steps.last().map(|end| (end.left, end.right)) {
            let is_covered = scene.covers(left, right);
            let mut below = scene.within(scene.pivot_depth + self.steps.len(), left, right);
            let next = match self.front {
                Some(front) => below.find(|&index| scene.left[index] == front),
                None => below.find(|&index| is_covered && scene.left[index] >= left),
            };
            match next {
                Some(many) if scene.is_many(many) => {
                    let from = scene.left[many];
                    let share = (NEAR / f64::from(scene.count[many])).min(1.0);
                    self.front = Some(from);
                    self.wanted = Some(Span::new(from, from + scene.widths[many] * share));
                    return;
                }
                Some(next) => {
                    self.steps.push(step(next));
                    self.front = None;
                    self.wanted = Some(Span::new(scene.left[next], scene.right(next)));
                }
                None if is_covered && self.front.is_none() => return self.wanted = None,
                None => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::NameList;
    use hearth_messages::FRAME_MANY;

    fn scene(left: &[f64], widths: &[f64], frame: &[u32], levels: &[u32]) -> Scene {
        Scene {
            width: 10.0,
            to: 10.0,
            left: left.to_vec(),
            widths: widths.to_vec(),
            frame: frame.to_vec(),
            names: NameList::of(&["root", "a", "b", "c"]),
            count: vec![1; left.len()],
            levels: levels.to_vec(),
            ..Scene::default()
        }
    }

    fn names(path: &Path) -> Vec<&str> {
        path.steps.iter().map(|step| &*step.name).collect()
    }

    #[test]
    fn the_path_goes_to_the_leaf() {
        // The root's own part comes first, then a, which calls b and c.
        let all = scene(
            &[0.0, 2.0, 7.0, 2.0, 5.0],
            &[10.0, 5.0, 3.0, 3.0, 2.0],
            &[0, 1, 2, 2, 3],
            &[0, 1, 3, 5],
        );
        let mut path = Path::default();
        path.extend(&all);
        assert_eq!((names(&path), path.wanted), (vec!["root", "a", "b"], None));
    }

    #[test]
    fn what_is_too_narrow_is_asked_for_where_the_widest_lies() {
        let mut whole = scene(&[0.0, 0.0], &[10.0, 10.0], &[0, FRAME_MANY], &[0, 1, 2]);
        whole.count[1] = 640;
        let mut path = Path::default();
        path.extend(&whole);
        assert_eq!((names(&path), path.wanted), (vec!["root"], Some(Span::new(0.0, 0.5))));
        let elsewhere =
            Scene { from: 5.0, ..scene(&[0.0, 5.0], &[10.0, 1.0], &[0, 1], &[0, 1, 2]) };
        path.extend(&elsewhere);
        assert_eq!(names(&path), ["root"]);
        // A part of the root is enough, as its widest box comes first.
        let finer = scene(&[0.0, 0.0, 0.1], &[10.0, 0.1, 0.05], &[0, 1, 2], &[0, 1, 3]);
        path.extend(&Scene { to: 0.5, ..finer });
        assert_eq!((names(&path), path.wanted), (vec!["root", "a"], None));
    }
}
