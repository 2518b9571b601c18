//! Reading piece by piece and step by step.

use super::documents::{self, Documents};
use super::gzip::{self, Gunzip};
use super::remark::Remark;
use super::samples::SampleReader;
use super::stream::Stream;
use super::unwrap::Document;
use super::{Malformed, ReadError, TextForms, tables};
use crate::profile::Profile;

/// Limits of what a reader may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most bytes of uncompressed content.
    pub content: usize,
    /// The most bytes of memory that the decoded profile may take, nearly.
    pub memory: usize,
}

impl Default for Limits {
    /// Just below 2 GiB: offsets stay well within 32 bits.
    fn default() -> Self {
        Self { content: (2 << 30) - (1 << 20), memory: usize::MAX }
    }
}

/// Options of reading.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Limits of what may be taken.
    pub limits: Limits,
    /// Meaning of the text forms.
    pub text: TextForms,
    /// Number of bytes of content that are kept until it is clear that they can be decoded
    /// as they arrive; all of them, with [`KEEP_ALL`]. See [`ReadError::NeedsWhole`].
    pub kept: usize,
    /// The size that the uncompressed content claims to have, or 0: only for saying
    /// what a profile would need that needs too much.
    pub expected: usize,
    /// The size of the file, where somebody else inflates it; 0, if that is not known.
    pub input: usize,
}

impl Default for Options {
    fn default() -> Self {
        // Small files are never needed twice then.
        Self {
            limits: Limits::default(),
            text: TextForms::default(),
            kept: 1 << 20,
            expected: 0,
            input: 0,
        }
    }
}

/// Profiles are compressed by 3 to 50; deflate's best, for zeros, is 1032.
const MOST_COMPRESSED: usize = 400;
/// So much content, and so much memory, every file may have.
const FREE_CONTENT: usize = 16 << 20;
const FREE_MEMORY: usize = 128 << 20;

/// For [`Options::kept`]: nothing is decoded before everything is there.
pub const KEEP_ALL: usize = usize::MAX;

/// Progress of decoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Number of bytes of the uncompressed content that were decoded.
    pub done: usize,
    /// The size of the uncompressed content.
    pub total: usize,
    /// Number of samples that were read.
    pub samples: usize,
}

/// Reads one file.
///
/// [`push`](Self::push) its bytes, then [`finish_input`](Self::finish_input),
/// then [`step`](Self::step) until there is no more to do, then
/// [`into_profile`](Self::into_profile). What can be decoded as it arrives is, and
/// then nothing is left for the steps. After [`ReadError::OtherForm`],
/// [`read_other_form`](Self::read_other_form) takes the place of the steps; after
/// another error, drop it.
pub struct Reader {
    options: Options,
    /// The content, without what was decoded already.
    content: Vec<u8>,
    /// The size of the content so far.
    content_size: usize,
    /// Length of the part of `content` that was decoded.
    decoded: usize,
    /// Decodes what has arrived.
    stream: Option<Box<Stream>>,
    /// The first bytes of the file, until it is known whether they are gzip's.
    head: Vec<u8>,
    gunzip: Option<Box<Gunzip>>,
    input_size: usize,
    stage: Stage,
    /// Other documents in the file, and what was done to read it.
    others: Vec<Document>,
    remarks: Vec<Remark>,
}

enum Stage {
    Input,
    Tables,
    Samples(Box<SampleReader>),
    /// The content is not profile.proto, because of this.
    OtherForm(ReadError),
    Done(Box<Profile>),
}

/// Refuses a small file that takes much, whatever it is made of.
fn check_proportion(input: usize, taken: usize, free: usize) -> Result<(), ReadError> {
    if taken <= free || taken / MOST_COMPRESSED <= input {
        return Ok(());
    }
    Err(ReadError::OutOfProportion { input, taken })
}

/// Refuses content that is out of proportion to its file.
pub fn check_content(input: usize, content: usize) -> Result<(), ReadError> {
    check_proportion(input, content, FREE_CONTENT)
}

impl Reader {
    /// A reader that has seen nothing yet.
    pub fn new(options: Options) -> Self {
        Self {
            options,
            content: Vec::new(),
            content_size: 0,
            decoded: 0,
            stream: (options.kept != KEEP_ALL).then(Box::default),
            head: Vec::new(),
            gunzip: None,
            input_size: 0,
            stage: Stage::Input,
            others: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// Takes the next piece of the file, inflates it if it is compressed, and
    /// decodes it as far as that is possible.
    ///
    /// # Errors
    ///
    /// When the compressed data are damaged, or more than the limits allow, or with
    /// [`ReadError::NeedsWhole`].
    pub fn push(&mut self, piece: &[u8]) -> Result<(), ReadError> {
        let first = self.input_size < gzip::MAGIC.len();
        self.input_size += piece.len();
        if !first {
            return self.take(piece);
        }
        self.head.extend_from_slice(piece);
        if self.input_size < gzip::MAGIC.len() {
            return Ok(());
        }
        if self.head.starts_with(&gzip::MAGIC) {
            self.gunzip = Some(Box::new(Gunzip::new()));
        }
        let head = std::mem::take(&mut self.head);
        self.take(&head)
    }

    /// Takes the next piece of a file that somebody else inflates: instead of
    /// [`push`](Self::push), for the whole file.
    ///
    /// # Errors
    ///
    /// When it is more than the limits allow, or with [`ReadError::NeedsWhole`].
    pub fn push_inflated(&mut self, piece: &[u8]) -> Result<(), ReadError> {
        // Where the file's size is not known, all may be true.
        self.input_size = match self.options.input {
            0 => self.input_size + piece.len(),
            known => known,
        };
        self.take_content(piece)
    }

    fn take(&mut self, piece: &[u8]) -> Result<(), ReadError> {
        let Some(mut gunzip) = self.gunzip.take() else { return self.take_content(piece) };
        gunzip.push(piece, |content| self.take_content(content))?;
        self.gunzip = Some(gunzip);
        Ok(())
    }

    fn take_content(&mut self, piece: &[u8]) -> Result<(), ReadError> {
        let limit = self.options.limits.content;
        self.content_size = self.content_size.saturating_add(piece.len());
        if self.content_size > limit {
            return Err(ReadError::TooLarge { limit });
        }
        self.check_proportion(self.content_size, FREE_CONTENT)?;
        let needed = piece.len();
        self.content.try_reserve(needed).map_err(|_| ReadError::OutOfMemory { needed })?;
        self.content.extend_from_slice(piece);
        self.decode_ahead()
    }

    /// Decodes the fields that are complete, and forgets them.
    fn decode_ahead(&mut self) -> Result<(), ReadError> {
        let Some(stream) = &mut self.stream else { return Ok(()) };
        let Ok(end) = stream.take(&self.content, self.decoded) else { return self.give_up() };
        self.decoded = end;
        let (taken, decoded) = (stream.heap_size(), self.content_size);
        self.check_memory(taken, decoded)?;
        let was_forgotten = self.content.len() < self.content_size;
        if was_forgotten || self.decoded >= self.options.kept {
            self.content.drain(..self.decoded);
            self.decoded = 0;
        }
        Ok(())
    }

    /// Refuses a profile before it has taken all memory there is. `taken` is what
    /// it took after so much content.
    fn check_memory(&self, taken: usize, decoded: usize) -> Result<(), ReadError> {
        self.check_proportion(taken, FREE_MEMORY)?;
        let limit = self.options.limits.memory;
        if taken <= limit {
            return Ok(());
        }
        let growth = self.options.expected.max(self.content_size) as f64 / decoded.max(1) as f64;
        let needed = (taken as f64 * growth.max(1.0)) as usize;
        Err(ReadError::NeedsMemory { needed, limit })
    }

    fn check_proportion(&self, taken: usize, free: usize) -> Result<(), ReadError> {
        check_proportion(self.input_size, taken, free)
    }

    /// Decodes nothing before everything is there.
    fn give_up(&mut self) -> Result<(), ReadError> {
        let has_all = self.content.len() == self.content_size;
        self.stream = None;
        if has_all { Ok(()) } else { Err(ReadError::NeedsWhole) }
    }

    /// Says that there are no more pieces.
    ///
    /// # Errors
    ///
    /// When the file is empty, or its compressed data end too early, or with
    /// [`ReadError::NeedsWhole`].
    pub fn finish_input(&mut self) -> Result<(), ReadError> {
        let head = std::mem::take(&mut self.head);
        self.take_content(&head)?;
        if let Some(gunzip) = self.gunzip.take() {
            gunzip.finish()?;
        }
        if self.content_size == 0 {
            return Err(ReadError::Empty);
        }
        self.stage = Stage::Tables;
        if let Some(stream) = self.stream.take() {
            let is_complete = self.decoded == self.content.len();
            match stream.finish() {
                Ok(profile) if is_complete => self.stage = self.done(profile),
                _ => self.give_up()?,
            }
        }
        Ok(())
    }

    /// The size of the uncompressed content so far.
    pub fn content_size(&self) -> usize {
        self.content_size
    }

    /// Decodes on for about `budget` bytes of content. `None` when all is done.
    ///
    /// # Errors
    ///
    /// When the content is a malformed profile, or [`ReadError::OtherForm`].
    pub fn step(&mut self, budget: usize) -> Result<Option<Progress>, ReadError> {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Input) {
            Stage::Tables => match tables::read(&self.content) {
                Ok(tables) => {
                    Stage::Samples(Box::new(SampleReader::new(tables, self.content.len())))
                }
                Err(error) => self.other_form(error)?,
            },
            Stage::Samples(mut samples) => match samples.step(&self.content, budget) {
                Ok(true) => Stage::Samples(samples),
                Ok(false) => self.done(samples.finish()),
                Err(error) => self.other_form(error)?,
            },
            other => other,
        };
        let samples = match &self.stage {
            Stage::Samples(samples) => samples,
            Stage::OtherForm(_) => return Err(ReadError::OtherForm),
            _ => return Ok(None),
        };
        let taken = samples.heap_size();
        let (done, samples) = samples.progress();
        self.check_memory(taken, done)?;
        Ok(Some(Progress { done, total: self.content.len(), samples }))
    }

    fn done(&mut self, profile: Profile) -> Stage {
        self.content = Vec::new();
        Stage::Done(Box::new(profile))
    }

    /// Content that is not profile.proto, because of this error, may be another form.
    fn other_form(&self, error: ReadError) -> Result<Stage, ReadError> {
        match error {
            ReadError::Malformed { kind: Malformed::Concatenated, .. } => Err(error),
            _ => Ok(Stage::OtherForm(error)),
        }
    }

    /// Reads content that is not profile.proto: one of the forms before it, or
    /// something else that is well known. A function of its own, so that who seldom
    /// needs all of these forms can load them later.
    ///
    /// # Errors
    ///
    /// When the content is none of these forms, or a damaged one.
    pub fn read_other_form(&mut self) -> Result<(), ReadError> {
        let error = match std::mem::replace(&mut self.stage, Stage::Input) {
            Stage::OtherForm(error) => error,
            stage => {
                self.stage = stage;
                return Ok(());
            }
        };
        let read = documents::read(&self.content, &self.options, self.input_size, error)?;
        let Documents { first, others, remarks } = read;
        (self.others, self.remarks) = (others, remarks);
        self.stage = self.done(first);
        Ok(())
    }

    /// Returns the other documents in the file, each as a file of its own.
    pub fn others(&self) -> &[Document] {
        &self.others
    }

    /// Remarks on what was undone and left out.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// Returns the content of the file: as [`into_profile`](Self::into_profile), and the rest.
    pub fn into_documents(mut self) -> Documents {
        let others = std::mem::take(&mut self.others);
        let remarks = std::mem::take(&mut self.remarks);
        Documents { first: self.into_profile(), others, remarks }
    }

    /// The profile: an empty one, if there are steps left to do.
    pub fn into_profile(self) -> Profile {
        match self.stage {
            Stage::Done(profile) => *profile,
            _ => Profile::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        Form, KEEP_ALL, Limits, Malformed, Options, ReadError, TextError, TextForms, open,
        open_with,
    };

    #[test]
    fn other_forms_are_tried_when_it_is_not_protobuf() {
        let text = b"goroutine profile: total 2\n2 @ 0x11\n";
        assert_eq!(open(text).unwrap().samples.len(), 1);
        let damaged = open(b"goroutine profile: total 2\n2 @ 0x11\nx\n");
        assert_eq!(damaged, Err(ReadError::Text { line: 3, kind: TextError::CountRow }));
        assert_eq!(open(b"<html>"), Err(ReadError::Foreign(Form::Html)));
    }

    #[test]
    fn a_profile_is_refused_before_it_takes_all_memory() {
        let mut content = Vec::new();
        // A sample type, and samples of one location and one value.
        content.extend([0x0a, 0]);
        (0..10_000).for_each(|_| content.extend([0x12, 6, 0x0a, 1, 1, 0x12, 1, 1]));
        content.extend([0x22, 2, 8, 1, 0x32, 0]);
        let limits = Limits { memory: 100_000, ..Limits::default() };
        for kept in [0, 1 << 20, KEEP_ALL] {
            let options =
                Options { limits, kept, expected: content.len() * 2, ..Options::default() };
            let Err(ReadError::NeedsMemory { needed, limit: 100_000 }) =
                open_with(&content, options)
            else {
                panic!("it was read, with {kept} bytes kept");
            };
            assert!(needed > 200_000, "{needed}");
            let limits = Limits { memory: 1_000_000, ..limits };
            assert!(open_with(&content, Options { limits, ..options }).is_ok());
        }
    }

    #[test]
    fn many_types_and_many_samples_without_values_are_an_error() {
        let types = [0x0a, 0].repeat(1 << 20);
        let samples = [0x12, 0].repeat(1 << 20);
        let content = [&types[..], &samples, &[0x32, 0]].concat();
        let kind = Malformed::ValueCount { values: 0, types: 1 << 20 };
        assert_eq!(open(&content), Err(ReadError::Malformed { at: types.len(), kind }));
    }

    #[test]
    fn the_reference_does_not_read_dumps() {
        let dump = b"goroutine 1 [running]:\nmain.main()\n\t/m.go:1 +0x1\n";
        assert_eq!(open(dump).unwrap().samples.len(), 1);
        let options = Options { text: TextForms::AsReference, ..Options::default() };
        assert_eq!(open_with(dump, options), Err(ReadError::Foreign(Form::GoroutineDump)));
    }
}
