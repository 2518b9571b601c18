//! A file that is being read.

use crate::profile::Profile;
use crate::thrown::Thrown;
use hearth_core::read::{KEEP_ALL, Limits, Options, Progress, ReadError, Reader};
use hearth_messages::Slot;
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// The most that a profile may have uncompressed: its columns take more than twice
/// as much, and a wasm module's memory ends at 4 GiB.
const CONTENT_LIMIT: usize = 1536 << 20;

/// Limit of the memory that a profile may take: views need some as well.
fn memory_limit() -> usize {
    const PAGE: usize = 64 << 10;
    const PAGES: usize = 1 << 16;
    #[cfg(target_arch = "wasm32")]
    let used = core::arch::wasm32::memory_size(0);
    #[cfg(not(target_arch = "wasm32"))]
    let used = 0;
    (PAGES - used) / 4 * 3 * PAGE
}

/// Functions of the deferred chunk.
pub trait Deferred: Sync {
    /// Reads content that is not profile.proto, or says why a file cannot be read. Returns
    /// what has to be said of how it was read.
    fn finish(&self, reader: &mut Reader, why: ReadError) -> Result<Vec<String>, Thrown>;

    /// Other documents in a file: a `{label, bytes}` for each further document.
    fn others(&self, reader: &Reader) -> Array;
}

/// Filled when the deferred chunk is there.
pub static DEFERRED: Slot<dyn Deferred> = Slot::new();

/// A file that is being read: `push` its bytes (or `pushInflated`, if somebody
/// else inflates them), `finishInput`, and `step` until that returns `undefined`.
/// Then look at why there is no more to do: if `needsWhole` is true, nothing is wrong
/// with the file, read it again as a whole; if `needsRest` is true, `finish` has to
/// be called, which is in the deferred chunk. After that, `Engine.open` takes it.
#[wasm_bindgen]
pub struct Reading {
    reader: Reader,
    bytes: usize,
    content_size: usize,
    /// Why reading stopped before its end.
    stopped: Option<ReadError>,
    /// True if the deferred chunk read it.
    is_finished: bool,
    /// Remarks on how it was read.
    said: Vec<String>,
}

/// Progress of a step.
#[wasm_bindgen]
pub struct StepProgress(Progress);

#[wasm_bindgen]
impl StepProgress {
    /// Number of bytes of the uncompressed content that were decoded.
    #[wasm_bindgen(getter)]
    pub fn done(&self) -> f64 {
        self.0.done as f64
    }

    /// The size of the uncompressed content in bytes.
    #[wasm_bindgen(getter)]
    pub fn total(&self) -> f64 {
        self.0.total as f64
    }

    /// Number of samples that were read.
    #[wasm_bindgen(getter)]
    pub fn samples(&self) -> f64 {
        self.0.samples as f64
    }
}

impl Reading {
    /// The profile, once there is no more to do.
    pub(crate) fn into_profile(self, name: String) -> Profile {
        let profile = self.reader.into_profile();
        Profile::new(name, profile, self.bytes, self.content_size, self.said)
    }

    /// As [`new`](Self::new), with what else can be said about reading.
    #[inline]
    pub(crate) fn with(bytes: f64, expected: f64, whole: bool, options: Options) -> Self {
        let limits = Limits { content: CONTENT_LIMIT, memory: memory_limit() };
        let (input, expected) = (bytes as usize, expected as usize);
        let mut options = Options { limits, expected, input, ..options };
        if whole {
            options.kept = KEEP_ALL;
        }
        let reader = Reader::new(options);
        Self {
            reader,
            bytes: input,
            content_size: 0,
            stopped: None,
            is_finished: false,
            said: Vec::new(),
        }
    }
}

#[wasm_bindgen]
impl Reading {
    /// A reading of a file of this many bytes, that has seen none of them yet. Its
    /// content will have about `expected` bytes; 0, if that is not known. As a
    /// `whole`, it keeps all content until the end.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: f64, expected: f64, whole: bool) -> Self {
        Self::with(bytes, expected, whole, Options::default())
    }

    /// Returns whether the file has to be read again, as a whole.
    #[wasm_bindgen(getter, js_name = needsWhole)]
    pub fn needs_whole(&self) -> bool {
        matches!(self.stopped, Some(ReadError::NeedsWhole))
    }

    /// Returns whether `finish` has to be called: the file is damaged, or not profile.proto.
    #[wasm_bindgen(getter, js_name = needsRest)]
    pub fn needs_rest(&self) -> bool {
        self.stopped.is_some() && !self.needs_whole()
    }

    /// Takes the next piece of the file. Returns whether there is a use for more.
    pub fn push(&mut self, piece: &[u8]) -> bool {
        let result = self.reader.push(piece);
        self.note(result).is_some()
    }

    /// Takes the next piece of a file that somebody else inflates. Returns whether there
    /// is a use for more.
    #[wasm_bindgen(js_name = pushInflated)]
    pub fn push_inflated(&mut self, piece: &[u8]) -> bool {
        let result = self.reader.push_inflated(piece);
        self.note(result).is_some()
    }

    /// Says that there are no more pieces.
    #[wasm_bindgen(js_name = finishInput)]
    pub fn finish_input(&mut self) {
        if self.stopped.is_none() {
            let result = self.reader.finish_input();
            self.content_size = self.reader.content_size();
            self.note(result);
        }
    }

    /// Decodes on for about `budget` bytes. `undefined` when there is no more to do.
    pub fn step(&mut self, budget: usize) -> Option<StepProgress> {
        if self.stopped.is_some() {
            return None;
        }
        let result = self.reader.step(budget);
        self.note(result).flatten().map(StepProgress)
    }

    /// Reads what is not profile.proto.
    ///
    /// # Errors
    ///
    /// Why the file cannot be read, in words for the user.
    pub fn finish(&mut self) -> Result<(), Thrown> {
        if let Some(why) = self.stopped.take() {
            self.is_finished = true;
            self.said = DEFERRED.filled().finish(&mut self.reader, why)?;
        }
        Ok(())
    }

    /// Returns the other documents in the file, once `finish` was called: a `{label, bytes}` for each
    /// further document, which opens as a file of its own.
    pub fn others(&self) -> Array {
        if self.is_finished { DEFERRED.filled().others(&self.reader) } else { Array::new() }
    }

    fn note<T>(&mut self, result: Result<T, ReadError>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(why) => {
                self.stopped = Some(why);
                None
            }
        }
    }
}
