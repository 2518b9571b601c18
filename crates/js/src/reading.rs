//! A file that is being read.

use crate::Profile;
use crate::thrown::Thrown;
use hearth_core::read::{KEEP_ALL, Limits, Options, Progress, ReadError, Reader};
use wasm_bindgen::prelude::*;

/// The most that a profile may have uncompressed: its columns take more than twice
/// as much, and a wasm module's memory ends at 4 GiB.
const CONTENT_LIMIT: usize = 1536 << 20;

/// How much memory a profile may take: views need some as well.
fn memory_limit() -> usize {
    const PAGE: usize = 64 << 10;
    const PAGES: usize = 1 << 16;
    #[cfg(target_arch = "wasm32")]
    let used = core::arch::wasm32::memory_size(0);
    #[cfg(not(target_arch = "wasm32"))]
    let used = 0;
    (PAGES - used) / 4 * 3 * PAGE
}

/// A file that is being read: `push` its bytes (or `pushInflated`, if somebody
/// else inflates them), `finishInput`, `step` until that returns `undefined`, then
/// `profile`. If an error comes and `needsWhole` is true, nothing is wrong with the
/// file: read it again as a whole.
#[wasm_bindgen]
pub struct Reading {
    reader: Reader,
    bytes: usize,
    content_size: usize,
    needs_whole: bool,
}

/// How far a step came.
#[wasm_bindgen]
pub struct StepProgress(Progress);

#[wasm_bindgen]
impl StepProgress {
    /// How many bytes of the uncompressed content were decoded.
    #[wasm_bindgen(getter)]
    pub fn done(&self) -> f64 {
        self.0.done as f64
    }

    /// The size of the uncompressed content in bytes.
    #[wasm_bindgen(getter)]
    pub fn total(&self) -> f64 {
        self.0.total as f64
    }

    /// How many samples were read.
    #[wasm_bindgen(getter)]
    pub fn samples(&self) -> f64 {
        self.0.samples as f64
    }
}

impl Reading {
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
        Self { reader, bytes: input, content_size: 0, needs_whole: false }
    }
}

#[wasm_bindgen]
impl Reading {
    /// A reading of a file of so many bytes, that has seen none of them yet. Its
    /// content will have about `expected` bytes; 0, if that is not known. As a
    /// `whole`, it keeps all content until the end.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: f64, expected: f64, whole: bool) -> Self {
        Self::with(bytes, expected, whole, Options::default())
    }

    /// Whether the file has to be read again, as a whole.
    #[wasm_bindgen(getter, js_name = needsWhole)]
    pub fn needs_whole(&self) -> bool {
        self.needs_whole
    }

    fn note<T>(&mut self, result: Result<T, ReadError>) -> Result<T, Thrown> {
        self.needs_whole |= matches!(result, Err(ReadError::NeedsWhole));
        Ok(result?)
    }

    /// Takes the next piece of the file.
    ///
    /// # Errors
    ///
    /// When the piece is damaged, in words for the user.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), Thrown> {
        let result = self.reader.push(piece);
        self.note(result)
    }

    /// Takes the next piece of a file that somebody else inflates.
    ///
    /// # Errors
    ///
    /// When the content is too large, in words for the user.
    #[wasm_bindgen(js_name = pushInflated)]
    pub fn push_inflated(&mut self, piece: &[u8]) -> Result<(), Thrown> {
        let result = self.reader.push_inflated(piece);
        self.note(result)
    }

    /// Says that there are no more pieces.
    ///
    /// # Errors
    ///
    /// When the file ends too early, in words for the user.
    #[wasm_bindgen(js_name = finishInput)]
    pub fn finish_input(&mut self) -> Result<(), Thrown> {
        let result = self.reader.finish_input();
        self.content_size = self.reader.content_size();
        self.note(result)
    }

    /// Decodes on for about `budget` bytes. `undefined` when all is done.
    ///
    /// # Errors
    ///
    /// When the content is not a profile, in words for the user.
    pub fn step(&mut self, budget: usize) -> Result<Option<StepProgress>, Thrown> {
        Ok(self.reader.step(budget)?.map(StepProgress))
    }

    /// The profile, once `step` has nothing more to do. Ends the reading.
    pub fn profile(self) -> Profile {
        Profile::new(self.reader.into_profile(), self.bytes, self.content_size)
    }
}
