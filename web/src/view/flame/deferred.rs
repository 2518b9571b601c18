//! Part of the deferred chunk: what stands beside the boxes, and pictures of them.

use super::beside::{self, find, told};
use super::legend::legend;
use super::palette::Mode;
use super::picture;
use super::scene::Scene;
use super::stage::Stage;
use super::text::Glyphs;
use wasm_bindgen::JsValue;
use yew::Html;

/// Functions of the deferred chunk.
pub trait Deferred: Sync {
    /// Adds what stands beside the boxes to a drawing.
    fn equip(&self, stage: &Stage);

    /// Brings the next box that is found onto the screen, or the one before; after the last
    /// comes the first.
    fn find(&self, stage: &Stage, forward: bool);

    /// The longest form of a name that fits into `room`, by which boxes of one short name are told
    /// apart.
    fn fit(&self, glyphs: &mut Glyphs, name: &str, told: u8, room: f32) -> String;

    /// Takes away what a view shows, as the detail of a `hearth-save` event says.
    fn picture(&self, detail: &JsValue, stage: &Stage);

    /// Legend of a scene of this sample type.
    fn legend(&self, scene: Option<&Scene>, sample_type: &str, mode: Mode) -> Html;
}

/// See [`Deferred`].
pub struct Chunk;

impl Deferred for Chunk {
    fn equip(&self, stage: &Stage) {
        beside::equip(stage);
    }

    fn find(&self, stage: &Stage, forward: bool) {
        find::find(stage, forward);
    }

    fn fit(&self, glyphs: &mut Glyphs, name: &str, told: u8, room: f32) -> String {
        told::fit(glyphs, name, told, room)
    }

    fn picture(&self, detail: &JsValue, stage: &Stage) {
        picture::take(detail, stage);
    }

    fn legend(&self, scene: Option<&Scene>, sample_type: &str, mode: Mode) -> Html {
        legend(scene, sample_type, mode)
    }
}
