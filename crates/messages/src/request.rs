//! From the page to the worker.

use crate::{FileId, Message, Mode, Question, Sides};
use wasm_bindgen::JsValue;

/// Kind of the names that contain a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Message)]
pub enum NameKind {
    /// Functions.
    Function,
    /// Packages.
    Package,
    /// Files.
    File,
    /// Labels, as `key=value`.
    Label,
    /// The functions that the text, an expression, matches.
    Expression,
    /// The expressions of the profile's presets.
    Presets,
}

/// Requests of the page to the worker.
#[derive(Clone, Debug, Message)]
pub enum Request {
    /// Read a file. Answered by any number of `Progress`, then `Opened`,
    /// `Failed` or `Cancelled`. Files are read one after the other, in the order
    /// in which they were asked for.
    Open {
        /// The number by which the file is known from now on.
        file: FileId,
        /// The `File` itself: it is handed over without its bytes.
        blob: JsValue,
    },
    /// Stop reading a file. Answered by `Cancelled`, unless it was read already.
    Cancel {
        /// The file.
        file: FileId,
    },
    /// Forget a file. Not answered.
    Close {
        /// The file.
        file: FileId,
    },
    /// Answer a question. Answered by `Answer` or `Refused`, or not at all when a
    /// newer question of the same kind arrives first.
    Ask {
        /// Counts questions.
        number: u32,
        /// The file on show, which is blamed if the engine dies of the question.
        file: FileId,
        /// The question.
        question: Question,
    },
    /// Which names contain a text. Answered by `Completions`.
    Complete {
        /// Which file.
        file: FileId,
        /// Counts these requests.
        request: u32,
        /// Kind of the names.
        kind: NameKind,
        /// The text, in any case.
        text: String,
    },
    /// Say what a file's SHA-256 is. Answered by `Hashed`, or not at all when it can't be
    /// read any more.
    Hash {
        /// The file.
        file: FileId,
        /// The `File` itself.
        blob: JsValue,
    },
    /// Make a file to be saved. Answered by `Exported` or `NotExported`.
    Export {
        /// Counts these requests.
        request: u32,
        /// The file on show, which is blamed if the engine dies of it.
        file: FileId,
        /// Report, and its source.
        export: ExportQuestion,
    },
    /// Go through what was dropped: tell profiles, archives and source files by their
    /// content. Answered by any number of `Gathered`; the last one has the list.
    Gather {
        /// Counts these requests.
        drop: u32,
        /// An array of `{path, blob}`: `File`s, with the paths that they have in what was
        /// dropped.
        files: JsValue,
        /// Only source files are wanted; profiles are named, and not opened.
        sources_only: bool,
        /// A new worker is told of source files: answered by `SourceFiles` alone.
        again: bool,
    },
    /// Stop going through what was dropped. Answered by the last `Gathered`.
    Leave {
        /// The number of the request.
        drop: u32,
    },
    /// Read the source file that a profile's path means. Answered by `SourceText`.
    ReadSource {
        /// Counts these requests.
        request: u32,
        /// The path in the profile, with what `trim_path` and `source_path` made of it.
        path: String,
        /// The one of several candidates to take; empty: the best.
        choice: String,
    },
}

/// A file that is to be made.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[message(default)]
pub struct ExportQuestion {
    /// Name of the report: `top`, `tree`, `peek`, `traces`, `tags`, `list`, `csv`, `dot`, `folded`,
    /// `speedscope`; `proto` for the filtered profile.
    pub report: String,
    /// The function that `peek` and `list` are about.
    pub function: String,
    /// The query.
    pub query: String,
    /// Profiles that it is made of.
    pub of: ExportOf,
}

/// Profiles that a file is made of.
#[derive(Clone, Debug, PartialEq, Message)]
pub enum ExportOf {
    /// One profile.
    File {
        /// Its file.
        file: FileId,
    },
    /// The difference of two sides, as `-diff_base` has it.
    Difference {
        /// The sides.
        sides: Sides,
        /// Basis to which they are scaled first.
        mode: Mode,
    },
}

impl Default for ExportOf {
    fn default() -> Self {
        Self::File { file: 0 }
    }
}
