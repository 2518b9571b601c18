//! Overlay: other things that a graph may show than one profile: the two sides of a comparison.

use super::camera::Span;
use super::paint::{Rect, Screen};
use super::palette::Palette;
use super::scene::Scene;
use std::fmt;
use std::rc::Rc;
use web_sys::CanvasRenderingContext2d;

/// Draws and describes a graph's boxes otherwise.
pub trait Overlay {
    /// The colors to draw in. Only those of boxes are others.
    fn palette(&self, is_dark: bool) -> &'static Palette;

    /// The number of each box's color; `COLORS` more for those that a search does not find.
    fn colors(&self, scene: &Scene) -> Vec<u8>;

    /// Text on the root.
    fn root(&self) -> String;

    /// Draws on the boxes, below their texts.
    fn paint(
        &self,
        ctx: &CanvasRenderingContext2d,
        scene: &Scene,
        view: Span,
        screen: &Screen,
        palette: &Palette,
    );

    /// Definitions that [`svg`](Self::svg) refers to, for the beginning of a picture.
    fn svg_defs(&self, palette: &Palette) -> String;

    /// Marks that [`paint`](Self::paint) draws on one box, as SVG: below its text.
    fn svg(
        &self,
        scene: &Scene,
        index: usize,
        rect: &Rect,
        seen: (Span, &Screen),
        palette: &Palette,
    ) -> String;

    /// A box's name, its file and its figures. It does not stand for many.
    fn figures(&self, scene: &Scene, index: usize) -> [String; 3];
}

/// None, or one.
#[derive(Clone, Default)]
pub struct Over(pub Option<Rc<dyn Overlay>>);

impl PartialEq for Over {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(another)) => Rc::ptr_eq(one, another),
            (one, another) => one.is_none() && another.is_none(),
        }
    }
}

impl fmt::Debug for Over {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(if self.0.is_some() { "Over" } else { "Nothing" })
    }
}
