//! Content that is not profile.proto as it stands: containers are taken off, wrappings are
//! undone, and what is found is read.

use super::peel::{Allowance, peel};
use super::remark::Remark;
use super::samples::SampleReader;
use super::sniff::{Form, sniff};
use super::unwrap::{self, Document, encoding};
use super::{Malformed, Options, ReadError, Reader, TextForms, formats, tables, text};
use crate::profile::Profile;

/// Content of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Documents {
    /// First profile, which is shown.
    pub first: Profile,
    /// Other documents in it: each can be opened as a file of its own.
    pub others: Vec<Document>,
    /// Remarks on what was undone and left out.
    pub remarks: Vec<Remark>,
}

impl Document {
    /// A name for it among the others of its file: when it was taken, or where it stands.
    pub fn label(&self) -> String {
        match &self.taken {
            Some(taken) => taken.clone(),
            None => format!("line {}", self.line),
        }
    }
}

/// Reads a file, and says what else is in it.
///
/// # Errors
///
/// As [`open_with`](super::open_with).
pub fn open_documents(bytes: &[u8], options: Options) -> Result<Documents, ReadError> {
    super::read(bytes, options).map(Reader::into_documents)
}

/// Reads all that is in a file, each with a name for it: an empty one for the first.
///
/// # Errors
///
/// As [`open_with`](super::open_with), for the first. What cannot be read of the others is
/// left out.
pub fn open_all(bytes: &[u8], options: Options) -> Result<Vec<(String, Profile)>, ReadError> {
    let Documents { first, others, .. } = open_documents(bytes, options)?;
    let mut all = vec![(String::new(), first)];
    for other in others {
        if let Ok(profile) = super::open_with(&other.content, options) {
            all.push((other.label(), profile));
        }
    }
    Ok(all)
}

/// Reads content that is not profile.proto, because of this error: one of the forms before
/// it, or something else that is well known. `input` is the size of the file.
///
/// # Errors
///
/// When it is nothing that is read, with the best reason there is.
pub fn read(
    content: &[u8],
    options: &Options,
    input: usize,
    error: ReadError,
) -> Result<Documents, ReadError> {
    if let ReadError::Malformed { kind: Malformed::Concatenated, .. } = error {
        return Err(error);
    }
    if options.text == TextForms::AsReference {
        return match text::read(content, options.text) {
            Ok(first) => Ok(Documents { first, ..Documents::default() }),
            Err(Some(damage)) => Err(damage),
            Err(None) => Err(sniff(content).map_or(error, ReadError::Foreign)),
        };
    }
    let allowed = Allowance { content: options.limits.content, input };
    let peeled = peel(content, allowed)?;
    let (content, mut error) = (peeled.content, error);
    let mut remarks: Vec<Remark> = peeled.containers.iter().copied().map(Remark::Peeled).collect();
    if content.is_empty() {
        return Err(match peeled.status {
            Some(status) if status >= 300 => ReadError::Foreign(Form::HttpStatus(status)),
            _ => ReadError::Empty,
        });
    }
    if !remarks.is_empty() {
        match message(&content) {
            Ok(first) => return Ok(Documents { first, others: Vec::new(), remarks }),
            Err(inner) => error = inner,
        }
    }
    // Other programs' forms may be no text, and strings in them are none to look into.
    match formats::read(&content) {
        Ok(formats::Found { first, others }) => {
            if !others.is_empty() {
                remarks.push(Remark::Documents { count: others.len() + 1 });
            }
            return Ok(Documents { first, others, remarks });
        }
        Err(Some(damage)) => return Err(damage),
        Err(None) => {}
    }
    let (text, encodings) = encoding::decode(&content);
    remarks.extend(encodings.into_iter().map(Remark::Encoding));
    let mut documents = match text_of(&text) {
        Ok(documents) => documents,
        Err(Some(damage)) => return Err(damage),
        Err(None) => {
            if let Some(status) = peeled.status
                && status >= 300
            {
                return Err(ReadError::Foreign(Form::HttpStatus(status)));
            }
            // Decoding a text spoils what is none.
            let form = match sniff(&content).or_else(|| sniff(&text)) {
                // They may be anywhere in it.
                Some(Form::Text | Form::Json) if unwrap::has_logged_stack(&text) => {
                    Some(Form::LoggedStacks)
                }
                form => form,
            };
            return Err(form.map_or(error, ReadError::Foreign));
        }
    };
    remarks.append(&mut documents.remarks);
    Ok(Documents { remarks, ..documents })
}

/// Reads profile.proto in one go.
fn message(content: &[u8]) -> Result<Profile, ReadError> {
    let mut samples = SampleReader::new(tables::read(content)?, content.len());
    while samples.step(content, usize::MAX)? {}
    Ok(samples.finish())
}

/// Length of the part of a file that must be text.
const HEAD: usize = 64 << 10;

/// Reads a text in UTF-8 with line feeds; `None` where nothing is known of what is wrong.
fn text_of(text: &[u8]) -> Result<Documents, Option<ReadError>> {
    let plain = || {
        let first = text::read(text, TextForms::AsMeant)?;
        Ok(Documents { first, ..Documents::default() })
    };
    if text[..text.len().min(HEAD)].contains(&0) {
        return plain();
    }
    let mut found = unwrap::documents(text);
    if found.documents.is_empty() {
        return plain();
    }
    let as_it_is = if found.is_whole { Some(plain()) } else { None };
    if let Some(Ok(documents)) = as_it_is {
        return Ok(documents);
    }
    // Line numbers are those of the file, where they are known.
    let in_file = |error: ReadError| match error {
        ReadError::Text { line, kind } => {
            let number = found.numbers.get(line.wrapping_sub(1));
            ReadError::Text { line: number.copied().unwrap_or(line), kind }
        }
        other => other,
    };
    let mut reason = None;
    let mut read = None;
    for (at, document) in found.documents.iter().enumerate() {
        match read_one(document) {
            Ok(first) => {
                read = Some((at, first));
                break;
            }
            Err(error) if at == 0 => reason = error.map(in_file),
            Err(_) => {}
        }
    }
    let Some((at, first)) = read else {
        return match as_it_is {
            Some(Err(error)) => Err(error),
            _ => Err(reason),
        };
    };
    let is_dump = found.documents.remove(at).form == Form::GoroutineDump;
    let has_stack = |p: &Profile| p.samples.stack.iter().any(|&s| !p.stacks.get(s).is_empty());
    if is_dump && !has_stack(&first) {
        found.remarks.push(Remark::NoStacks { goroutines: first.samples.len() });
    }
    if !found.documents.is_empty() {
        found.remarks.push(Remark::Documents { count: found.documents.len() + 1 });
    }
    Ok(Documents { first, others: found.documents, remarks: found.remarks })
}

fn read_one(document: &Document) -> Result<Profile, Option<ReadError>> {
    match document.form {
        Form::GoroutineDump => text::goroutines::read(&document.content).ok_or(None),
        _ => text::read(&document.content, TextForms::AsMeant),
    }
}

#[cfg(test)]
mod tests;
