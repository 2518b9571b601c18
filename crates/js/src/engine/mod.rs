//! The engine: open files by their numbers, what was made of several of them, and answers to
//! questions about either.
//!
//! Parts that the first view needs are here; everything else is in the deferred chunk: [`Deferred`].

mod pairs;
mod work;

pub use work::Work;

use crate::Reading;
use crate::profile::Profile;
use crate::snapshots::Snapshots;
use crate::thrown::Thrown;
use crate::views::{Refusal, flame, top};
use hearth_messages::{FileId, FlameQuestion, Message, Sides, Slot, TopQuestion};
use pairs::Pairs;
use wasm_bindgen::prelude::*;
use work::Stage;

/// Functions of the deferred chunk.
pub trait Deferred: Sync {
    /// Begins to answer any other question than those of the first view; nothing when a file of
    /// it is not open.
    fn begin(&self, engine: &mut Engine, question: &JsValue) -> Result<Option<Work>, Refusal>;

    /// See [`Engine::step`].
    fn step(&self, engine: &mut Engine, work: &mut Work, budget: u32) -> Result<JsValue, Refusal>;

    /// See [`Engine::complete`].
    fn complete(&self, engine: &mut Engine, file: FileId, kind: &str, text: &str) -> Vec<String>;

    /// See [`Engine::export_file`].
    fn export(&self, engine: &mut Engine, export: &JsValue) -> Result<Vec<u8>, Refusal>;
}

/// Filled when the deferred chunk is there.
pub static DEFERRED: Slot<dyn Deferred> = Slot::new();

/// Open files, and what is kept of them.
#[wasm_bindgen]
#[derive(Default)]
pub struct Engine {
    files: Vec<(FileId, Profile)>,
    pub(crate) pairs: Pairs,
    /// The files whose snapshots were looked at last, and these.
    pub(crate) snapshots: Option<(Vec<FileId>, Snapshots)>,
}

/// A question of the first view.
#[derive(Message)]
enum First {
    Flame(FlameQuestion),
    Top(TopQuestion),
}

#[wasm_bindgen]
impl Engine {
    /// An engine without any file.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes what was read under a number that no file has. Ends the reading.
    pub fn open(&mut self, file: FileId, name: String, reading: Reading) {
        self.files.push((file, reading.into_profile(name)));
    }

    /// Forgets a file.
    pub fn close(&mut self, file: FileId) {
        self.files.retain(|(id, _)| *id != file);
        // Programs close by themselves what they made of several files.
        if !cfg!(feature = "headless") {
            self.pairs.forget(file);
        }
        self.snapshots.take_if(|(files, _)| files.contains(&file));
    }

    /// Returns a `Summary` of a file; nothing if it is not open.
    pub fn summary(&self, file: FileId) -> Option<JsValue> {
        self.file(file).map(|profile| profile.summary().write())
    }

    /// Begins to answer a `Question`. Returns nothing when a file of it is not open.
    ///
    /// # Errors
    ///
    /// When the question makes no sense for the file, in words for the user.
    pub fn begin(&mut self, question: &JsValue) -> Result<Option<Work>, Thrown> {
        let Ok(first) = First::read(question) else {
            return Ok(DEFERRED.filled().begin(self, question)?);
        };
        let answer = match &first {
            First::Flame(asked) => match self.file_mut(asked.file) {
                Some(profile) => flame::data(&mut profile.session, asked)?.write(),
                None => return Ok(None),
            },
            First::Top(asked) => match self.file_mut(asked.file) {
                Some(profile) => top::data(&mut profile.session, asked)?.write(),
                None => return Ok(None),
            },
        };
        Ok(Some(Work::answered(answer)))
    }

    /// Goes on for about so much work (microseconds of a usual machine). Returns the answer when
    /// it is there, whose columns are typed arrays of their own that may be transferred, and
    /// `null` when what the question is about was closed meanwhile.
    ///
    /// # Errors
    ///
    /// When the question makes no sense for the file, in words for the user.
    pub fn step(&mut self, work: &mut Work, budget: u32) -> Result<JsValue, Thrown> {
        match &mut work.0 {
            Stage::Answered(answer) => Ok(std::mem::replace(answer, JsValue::NULL)),
            Stage::Drawn(_) => Ok(DEFERRED.filled().step(self, work, budget)?),
        }
    }

    /// The names of a kind (`function`, `package`, `file` or `label`) that contain a text in any
    /// case: what fits best first, then the heaviest. Of `expression` the functions that it
    /// matches, of `presets` their expressions. None for any other kind.
    pub fn complete(&mut self, file: FileId, kind: &str, text: &str) -> Vec<String> {
        DEFERRED.filled().complete(self, file, kind, text)
    }

    /// Makes a file: takes an `ExportQuestion`. `proto` is not compressed.
    ///
    /// # Errors
    ///
    /// When a file is not open, when there is no such report, or the query makes no sense, in
    /// words for the user.
    #[wasm_bindgen(js_name = export)]
    pub fn export_file(&mut self, export: &JsValue) -> Result<Vec<u8>, Thrown> {
        Ok(DEFERRED.filled().export(self, export)?)
    }

    /// Compares two sides now, so that what can't be compared is refused before the first
    /// question: takes `Sides`.
    ///
    /// # Errors
    ///
    /// When the sides have nothing to compare.
    #[cfg(feature = "headless")]
    pub fn compare(&mut self, sides: &JsValue) -> Result<(), Thrown> {
        let sides = Sides::read(sides)?;
        let compared = self.pair(&sides).compare();
        self.pairs.hold(&sides);
        if compared.is_err() {
            self.pairs.release(&sides);
        }
        compared
    }

    /// Forgets two sides that were compared, unless they were so more often.
    ///
    /// # Errors
    ///
    /// When these are no sides.
    #[cfg(feature = "headless")]
    #[wasm_bindgen(js_name = closeSides)]
    pub fn close_sides(&mut self, sides: &JsValue) -> Result<(), Thrown> {
        self.pairs.release(&Sides::read(sides)?);
        Ok(())
    }
}

impl Engine {
    pub(crate) fn file(&self, file: FileId) -> Option<&Profile> {
        self.files.iter().find(|(id, _)| *id == file).map(|(_, profile)| profile)
    }

    pub(crate) fn file_mut(&mut self, file: FileId) -> Option<&mut Profile> {
        self.files.iter_mut().find(|(id, _)| *id == file).map(|(_, profile)| profile)
    }

    /// Two sides, made once for as long as the same are asked for.
    pub(crate) fn pair(&mut self, sides: &Sides) -> &mut crate::compare::Pair {
        let Self { files, pairs, .. } = self;
        let file = |id: &FileId| files.iter().find(|(file, _)| file == id).map(|(_, p)| p);
        pairs.get_or_make(sides, file)
    }

    /// Two sides that are not kept.
    pub(crate) fn new_pair(&self, sides: &Sides) -> crate::compare::Pair {
        crate::compare::Pair::new(sides, |file| self.file(*file))
    }

    /// Snapshots of some files, made once for as long as the same are asked for.
    pub(crate) fn snapshots_of(&mut self, files: &[FileId]) -> &mut Snapshots {
        if self.snapshots.as_ref().is_none_or(|(kept, _)| kept != files) {
            let mut snapshots = Snapshots::default();
            for &file in files {
                if let Some(profile) = self.file(file) {
                    // What is no snapshot, as a CPU profile, is left out.
                    let _ = snapshots.take(file, profile);
                }
            }
            self.snapshots = Some((files.to_vec(), snapshots));
        }
        &mut self.snapshots.as_mut().expect("it was made just now").1
    }
}
