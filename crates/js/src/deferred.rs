//! The door to the deferred chunk: what the first view does not need. The build finds what can be
//! reached through it alone, and moves that into a module which comes later
//! (`crates/xtask/src/split`). Before that module is there a call traps: the page asks for
//! none of this earlier.

use crate::bundle::{self, Bundle};
use crate::engine::{Engine, Work};
use crate::said::said;
use crate::thrown::Thrown;
use crate::views::Refusal;
use crate::{answer, export};
use hearth_core::read::{Document, ReadError, Reader};
use hearth_core::selection::Selection;
use hearth_core::view::top::Top;
use hearth_messages::{FileId, Message, Question};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;

/// Services of the deferred chunk to the initial one.
pub trait Deferred {
    /// Begins to answer any other question than those of the first view; nothing when a file of
    /// it is not open.
    fn begin(&self, engine: &mut Engine, question: &JsValue) -> Result<Option<Work>, Refusal>;

    /// See [`Engine::step`].
    fn step(&self, engine: &mut Engine, work: &mut Work, budget: u32) -> Result<JsValue, Refusal>;

    /// See [`Engine::complete`].
    fn complete(&self, engine: &mut Engine, file: FileId, kind: &str, text: &str) -> Vec<String>;

    /// See [`Engine::export_file`].
    fn export(&self, engine: &mut Engine, export: &JsValue) -> Result<Vec<u8>, Refusal>;

    /// Puts the user's own functions first.
    fn own_first(&self, selection: &Selection, top: &mut Top);

    /// Reads content that is not profile.proto, or says why a file cannot be read. Returns
    /// what has to be said of how it was read.
    fn finish(&self, reader: &mut Reader, why: ReadError) -> Result<Vec<String>, Thrown>;

    /// What else is in a file: a `{label, bytes}` for each further document.
    fn others(&self, reader: &Reader) -> Array;

    /// See [`Bundle::ask`].
    fn bundle(
        &self,
        bundle: &mut Bundle,
        what: &str,
        bytes: &[u8],
        path: &str,
        number: f64,
    ) -> Result<JsValue, JsValue>;
}

/// The one way in.
#[inline(never)]
pub fn deferred() -> &'static dyn Deferred {
    // Were it known what this returns, calls would go around the door.
    std::hint::black_box(&Chunk)
}

struct Chunk;

impl Deferred for Chunk {
    fn begin(&self, engine: &mut Engine, question: &JsValue) -> Result<Option<Work>, Refusal> {
        answer::begin(engine, Question::read(question)?)
    }

    fn step(&self, engine: &mut Engine, work: &mut Work, budget: u32) -> Result<JsValue, Refusal> {
        answer::step(engine, work, budget)
    }

    fn complete(&self, engine: &mut Engine, file: FileId, kind: &str, text: &str) -> Vec<String> {
        engine.file_mut(file).map_or(Vec::new(), |profile| profile.complete(kind, text))
    }

    fn export(&self, engine: &mut Engine, export: &JsValue) -> Result<Vec<u8>, Refusal> {
        export::export(engine, &Message::read(export)?)
    }

    fn own_first(&self, selection: &Selection, top: &mut Top) {
        hearth_core::view::top::own_first(selection, top);
    }

    fn finish(&self, reader: &mut Reader, why: ReadError) -> Result<Vec<String>, Thrown> {
        match why {
            ReadError::OtherForm => reader.read_other_form()?,
            why => return Err(why.into()),
        }
        Ok(reader.remarks().iter().map(said).filter(|said| !said.is_empty()).collect())
    }

    fn others(&self, reader: &Reader) -> Array {
        let object = |document: &Document| {
            let object = Object::new();
            let bytes = Uint8Array::from(&*document.content);
            for (key, value) in [("label", document.label().into()), ("bytes", bytes.into())] {
                let set = Reflect::set(&object, &key.into(), &value);
                debug_assert!(set.is_ok(), "a new object takes everything");
            }
            object
        };
        reader.others().iter().map(object).collect()
    }

    fn bundle(
        &self,
        bundle: &mut Bundle,
        what: &str,
        bytes: &[u8],
        path: &str,
        number: f64,
    ) -> Result<JsValue, JsValue> {
        bundle::ask(bundle, what, bytes, path, number)
    }
}
