//! Judgment of what an entry is: alone, in a folder, in an archive, or on standard input.
//!
//! The content decides, by its first bytes. Names break ties (a JavaScript file may begin
//! as JSON does) and say what a file claims to be.

mod peel;
mod proto;
mod source;
pub(crate) mod tar;

pub use peel::Layer;

use super::peel::http_answer;
use super::sniff::{Form, sniff};
use super::unwrap::{encoding, may_hold_document};
use super::{formats, text};

/// So much of a file says what it is: the largest block of zstd, which gives nothing before it
/// is there as a whole, and what is before it.
pub const HEAD: usize = 160 << 10;
/// So much of the content is looked at.
const LOOKED_AT: usize = 64 << 10;

/// Kind of an entry, and its wrappings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Kind of the content.
    pub kind: Kind,
    /// Layers to undo for the content, from outside to inside.
    pub layers: Vec<Layer>,
}

/// Kind of the content of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A profile: of this form, or profile.proto.
    Profile(Option<Form>),
    /// Something that holds further entries.
    Archive(Archive),
    /// Source text, in this language.
    Source(&'static str),
    /// Text of this form, as far as it was seen: a log may have goroutines further on. See
    /// [`Search`].
    Text(Form),
    /// None of these, and what it is instead.
    Other(Other),
}

/// A kind of archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Archive {
    /// With a list of entries at its end.
    Zip,
    /// One entry after the other.
    Tar,
}

/// Kinds that are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// It has no bytes.
    Empty,
    /// Metadata that macOS keeps beside a file: nobody put it there.
    Metadata,
    /// Of this form.
    Form(Form),
}

impl Kind {
    /// Name of the kind for messages. They don't change.
    pub fn code(self) -> &'static str {
        match self {
            Self::Profile(_) => "profile",
            Self::Archive(_) => "archive",
            Self::Source(_) => "source",
            Self::Text(_) => "text",
            Self::Other(other) => other.code(),
        }
    }
}

impl Other {
    /// Name of what it is, for messages. They don't change.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Metadata => "metadata",
            Self::Form(form) => match form {
                Form::Compressed(_) => "compressed",
                Form::ThroughText => "through-text",
                Form::HttpStatus(_) => "html",
                Form::LoggedStacks => "logged-stacks",
                Form::GoTrace => "trace",
                Form::PerfData => "perf-data",
                Form::Executable => "executable",
                Form::Image(_) => "image",
                Form::Archive(_) => "other-archive",
                Form::Html => "html",
                Form::Json => "json",
                Form::Pdf => "pdf",
                Form::Text => "text",
                Form::Unknown => "binary",
                _ => "unread-form",
            },
        }
    }

    /// Words for it and for what can be done, for the command line.
    pub fn text(self) -> String {
        match self {
            Self::Empty => "the file is empty".to_owned(),
            Self::Metadata => "metadata of macOS".to_owned(),
            Self::Form(form) => form.explain(),
        }
    }
}

/// Returns whether files of this form are opened. What is unread is listed: a form that is added is
/// one that is read.
fn is_opened(form: Form) -> bool {
    !matches!(
        form,
        Form::Compressed(_)
            | Form::ThroughText
            | Form::HttpStatus(_)
            | Form::LoggedStacks
            | Form::GoTrace
            | Form::PerfData
            | Form::Executable
            | Form::Image(_)
            | Form::Archive(_)
            | Form::Html
            | Form::Json
            | Form::Pdf
            | Form::Text
            | Form::Unknown
    )
}

/// Returns whether a form is no more than a guess, which a name may overrule.
fn is_vague(form: Form) -> bool {
    matches!(
        form,
        Form::Html
            | Form::Json
            | Form::Text
            | Form::Unknown
            | Form::ThroughText
            | Form::HttpStatus(_)
            | Form::LoggedStacks
    )
}

/// Judges a file by its first bytes: [`HEAD`] of them are enough. `is_all` says whether there
/// are no others.
pub fn judge(head: &[u8], path: &str, is_all: bool) -> Verdict {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    if is_metadata(head, path, name) {
        return Verdict { kind: Kind::Other(Other::Metadata), layers: Vec::new() };
    }
    let (content, layers, is_all) = peel::peel(head, is_all);
    let looked_at = &content[..content.len().min(LOOKED_AT)];
    let is_all = is_all && looked_at.len() == content.len();
    let kind = kind_of(looked_at, name, is_all, !layers.is_empty());
    Verdict { kind, layers }
}

/// AppleDouble files lie beside what they are of, as `._name`, or in a folder of their own.
fn is_metadata(head: &[u8], path: &str, name: &str) -> bool {
    let has_place = name.starts_with("._") || path.split(['/', '\\']).any(|p| p == "__MACOSX");
    (has_place && head.starts_with(b"\0\x05\x16\x07")) || name == ".DS_Store"
}

fn kind_of(content: &[u8], name: &str, is_all: bool, is_packed: bool) -> Kind {
    if content.is_empty() {
        // A packed file that gives nothing is damaged: reading it says how.
        return if is_packed { Kind::Profile(None) } else { claimed(name, Other::Empty) };
    }
    if content.starts_with(b"PK\x03\x04") || content.starts_with(b"PK\x05\x06") {
        return Kind::Archive(Archive::Zip);
    }
    if tar::is_tar(content) {
        return Kind::Archive(Archive::Tar);
    }
    if let Some(form @ (Form::Compressed(_) | Form::Archive(_))) = sniff(content) {
        return Kind::Other(Other::Form(form));
    }
    if proto::is_profile(content, is_all) {
        return Kind::Profile(None);
    }
    if let Some(answer) = http_answer(content) {
        // Only what is read as a whole is read with its headers.
        let kind = kind_of(&answer.body, name, is_all, true);
        return if matches!(kind, Kind::Archive(_)) {
            Kind::Other(Other::Form(Form::Text))
        } else {
            kind
        };
    }
    if proto::is_otlp(content, is_all) {
        return Kind::Profile(Some(Form::Otlp));
    }
    // Decoding spoils the signature of what is no text.
    let (text, _) = encoding::decode(content);
    let form = sniff(content).or_else(|| sniff(&text)).unwrap_or(Form::Unknown);
    let content = &*text;
    let language = (!is_packed).then(|| source::language(content, name, form)).flatten();
    if let Some(language) = language {
        return Kind::Source(language);
    }
    if is_opened(form) {
        return Kind::Profile(Some(form));
    }
    let has_form = match form {
        Form::Json => formats::is_json_form(content),
        Form::Text => text::is_stacks(whole_lines(content, is_all)),
        Form::LoggedStacks => {
            formats::is_json_form(content) || text::is_stacks(whole_lines(content, is_all))
        }
        _ => false,
    };
    if has_form {
        return Kind::Profile(Some(form));
    }
    match claimed(name, Other::Form(form)) {
        Kind::Other(Other::Form(Form::Text | Form::Json | Form::Html | Form::LoggedStacks))
            if may_hold_document(content) =>
        {
            Kind::Profile(Some(Form::GoroutineDump))
        }
        Kind::Other(Other::Form(form @ (Form::Text | Form::Json | Form::LoggedStacks))) => {
            Kind::Text(form)
        }
        kind => kind,
    }
}

/// The beginning of a text as far as its lines are whole.
fn whole_lines(content: &[u8], is_all: bool) -> &[u8] {
    let end = content.iter().rposition(|&b| b == b'\n').filter(|_| !is_all);
    &content[..end.map_or(content.len(), |end| end + 1)]
}

/// Returns the kind by name: an unknown form that calls itself a profile is read as one. Then
/// its faults are told as those of any other.
fn claimed(name: &str, other: Other) -> Kind {
    const ENDINGS: [&str; 5] = [".pb", ".pb.gz", ".pprof", ".prof", ".pprof.gz"];
    let is_vague = matches!(other, Other::Empty) || matches!(other, Other::Form(f) if is_vague(f));
    let name = name.to_ascii_lowercase();
    if is_vague && ENDINGS.iter().any(|ending| name.ends_with(ending)) {
        Kind::Profile(None)
    } else {
        Kind::Other(other)
    }
}

/// Looks for profiles and dumps in a text that comes in pieces.
#[derive(Default)]
pub struct Search {
    /// End of the last piece, in case a line goes on in the next.
    left: Vec<u8>,
}

impl Search {
    /// So much of a line is kept: its beginning has what is looked for.
    const LONGEST: usize = 4096;

    /// Takes the next piece; says whether one begins in it.
    pub fn push(&mut self, piece: &[u8]) -> bool {
        let end = piece.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let (whole, rest) = piece.split_at(end);
        if !whole.is_empty() {
            let first = whole.iter().position(|&b| b == b'\n').unwrap_or(0);
            self.left.extend_from_slice(&whole[..first.min(Self::LONGEST)]);
            if may_hold_document(&self.left) || may_hold_document(whole) {
                return true;
            }
            self.left.clear();
        }
        let room = Self::LONGEST.saturating_sub(self.left.len());
        self.left.extend_from_slice(&rest[..rest.len().min(room)]);
        false
    }

    /// Returns whether one begins in a last line that has no end.
    pub fn finish(&self) -> bool {
        may_hold_document(&self.left)
    }
}

#[cfg(test)]
mod tests;
