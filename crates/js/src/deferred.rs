//! The door to the deferred chunk: what the first view does not need. The build finds what can be
//! reached through this module alone, and moves that into a module of its own, which comes later
//! (`crates/xtask/src/split`). Nothing but the slots of other modules leads there.

use crate::bundle::{self, Bundle};
use crate::engine::{self, Engine, Work};
use crate::reading;
use crate::said::said;
use crate::thrown::Thrown;
use crate::views::{Refusal, top};
use crate::{answer, export};
use hearth_core::read::{Document, ReadError, Reader};
use hearth_core::selection::Selection;
use hearth_core::view::top::Top;
use hearth_messages::{FileId, Message, Question};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

/// Fills the slots of all modules: the chunk is there. Before that a call of this traps.
#[wasm_bindgen]
#[inline(never)]
pub fn install() {
    engine::DEFERRED.fill(&Chunk);
    reading::DEFERRED.fill(&Chunk);
    bundle::DEFERRED.fill(&Chunk);
    top::DEFERRED.fill(&Chunk);
}

struct Chunk;

impl engine::Deferred for Chunk {
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
}

impl top::Deferred for Chunk {
    fn own_first(&self, selection: &Selection, top: &mut Top) {
        hearth_core::view::top::own_first(selection, top);
    }
}

impl reading::Deferred for Chunk {
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
}

impl bundle::Deferred for Chunk {
    fn ask(
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
