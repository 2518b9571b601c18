//! Going through an archive that is in memory.

use super::{
    BundleError, DEEPEST, Event, LARGEST, MOST_ENTRIES, MOST_UNPACKED, Method, Tar, Zip, ZipEntry,
    largest, list_at, local_size,
};
use crate::read::judge::{Archive, HEAD, Kind, Layer, Other, Search, judge};
use crate::read::{inflate, unzstd};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

/// Entry that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Its path: that of what it lies in, `/`, and its own.
    pub path: &'a str,
    /// Kind.
    pub content: Content<'a>,
}

/// Content of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content<'a> {
    /// A profile, as the bytes of its file.
    Profile(&'a [u8]),
    /// Source text, and its language.
    Source(&'a [u8], &'static str),
    /// Something else, which is left out.
    Other(Other),
    /// Entry that could not be read, and why.
    Unread(BundleError),
}

/// Goes through a file: what is an archive is opened, and what is none is one entry. Metadata
/// that nobody put there is left out.
pub fn walk(path: &str, bytes: &[u8], take: &mut dyn FnMut(Entry<'_>)) {
    let mut walk = Walk { take, entries: 0, room: MOST_UNPACKED };
    walk.file(path, bytes, 0);
}

struct Walk<'a> {
    take: &'a mut dyn FnMut(Entry<'_>),
    entries: usize,
    /// Number of bytes that may still be unpacked.
    room: u64,
}

impl Walk<'_> {
    fn tell(&mut self, path: &str, content: Content<'_>) {
        (self.take)(Entry { path, content });
    }

    fn fail(&mut self, path: &str, why: BundleError) {
        self.tell(path, Content::Unread(why));
    }

    /// Counts entries; says whether there may be another one.
    fn has_room(&mut self, path: &str) -> bool {
        self.entries += 1;
        if self.entries == MOST_ENTRIES + 1 {
            self.fail(path, BundleError::Entries);
        }
        self.entries <= MOST_ENTRIES
    }

    /// Tells of a file, or of what is in it; says whether it is kept.
    fn file(&mut self, path: &str, bytes: &[u8], depth: usize) -> bool {
        let head = &bytes[..bytes.len().min(HEAD)];
        let verdict = judge(head, path, head.len() == bytes.len());
        match verdict.kind {
            Kind::Profile(_) => self.tell(path, Content::Profile(bytes)),
            Kind::Source(language) => self.tell(path, Content::Source(bytes, language)),
            Kind::Other(Other::Metadata) => {}
            Kind::Other(other) => self.tell(path, Content::Other(other)),
            Kind::Text(form) => {
                let unpacked = self.unwrapped(bytes, &verdict.layers);
                let has_dump =
                    unpacked.is_ok_and(|text| holds_dump(text.as_deref().unwrap_or(bytes)));
                let content = if has_dump {
                    Content::Profile(bytes)
                } else {
                    Content::Other(Other::Form(form))
                };
                self.tell(path, content);
                return has_dump;
            }
            Kind::Archive(_) if depth >= DEEPEST => self.fail(path, BundleError::Depth),
            Kind::Archive(archive) => match self.unwrapped(bytes, &verdict.layers) {
                Ok(content) => {
                    let content = content.as_deref().unwrap_or(bytes);
                    let done = match archive {
                        Archive::Zip => self.zip(path, content, depth),
                        Archive::Tar => self.tar(path, content, depth),
                    };
                    if let Err(why) = done {
                        self.fail(path, why);
                    }
                }
                Err(why) => self.fail(path, why),
            },
        }
        matches!(verdict.kind, Kind::Profile(_) | Kind::Source(_))
    }

    /// The content of a file that is compressed; nothing if it is not.
    fn unwrapped(&self, bytes: &[u8], layers: &[Layer]) -> Result<Option<Vec<u8>>, BundleError> {
        let mut content: Option<Vec<u8>> = None;
        for layer in layers {
            let packed = content.as_deref().unwrap_or(bytes);
            // What is in it is counted by entry; this keeps it from taking all memory.
            let most =
                (packed.len() as u64).saturating_mul(super::MOST_COMPRESSED).min(2 * LARGEST);
            let mut inflated = Vec::new();
            let mut is_large = false;
            let mut sink = |piece: &[u8]| {
                inflated.extend_from_slice(piece);
                is_large = inflated.len() as u64 > most.max(super::FREE);
                !is_large
            };
            let done = match layer {
                Layer::Gzip => inflate(packed, &mut sink),
                Layer::Zstd => unzstd(packed, &mut sink),
            };
            if is_large {
                let packed = packed.len() as u64;
                return Err(BundleError::Proportion { packed, largest: most });
            }
            // What came before damage is looked at.
            if done.is_err() && inflated.is_empty() {
                return Err(BundleError::Data);
            }
            content = Some(inflated);
        }
        Ok(content)
    }

    fn zip(&mut self, path: &str, bytes: &[u8], depth: usize) -> Result<(), BundleError> {
        let size = bytes.len() as u64;
        let tail = list_at(size);
        let zip = Zip::find(&bytes[tail.start as usize..], size)?;
        let list = &bytes[zip.list.start as usize..zip.list.end as usize];
        let (entries, has_more) = zip.entries(list)?;
        for entry in entries {
            let inside = format!("{path}/{}", entry.path);
            if !self.has_room(path) {
                return Ok(());
            }
            let room = self.room;
            match self.entry(bytes, &entry, &inside) {
                Ok(content) => {
                    if self.file(&inside, &content, depth + 1) {
                        continue;
                    }
                }
                Err(why) => self.fail(&inside, why),
            }
            // Only what is kept counts.
            self.room = room;
        }
        if has_more { Err(BundleError::Entries) } else { Ok(()) }
    }

    /// The content of an entry; only its beginning, if that says that the rest is not needed.
    fn entry(
        &mut self,
        bytes: &[u8],
        entry: &ZipEntry,
        path: &str,
    ) -> Result<Vec<u8>, BundleError> {
        let method = entry.method.clone()?;
        let at = usize::try_from(entry.at).map_err(|_| BundleError::Place)?;
        let local = bytes.get(at..).ok_or(BundleError::Place)?;
        let content = local.get(local_size(local)? as usize..).ok_or(BundleError::Place)?;
        let packed = usize::try_from(entry.packed).map_err(|_| BundleError::Place)?;
        let packed = content.get(..packed).ok_or(BundleError::Cut)?;
        let content = match method {
            Method::Stored => packed.to_vec(),
            Method::Deflated => {
                let head = self.inflated(packed, HEAD)?;
                match judge(&head, path, head.len() < HEAD).kind {
                    Kind::Other(_) => head,
                    _ => self.inflated(packed, usize::MAX)?,
                }
            }
        };
        self.room = self.room.checked_sub(content.len() as u64).ok_or(BundleError::Total)?;
        Ok(content)
    }

    /// So much of the content, or a little more.
    fn inflated(&self, packed: &[u8], wanted: usize) -> Result<Vec<u8>, BundleError> {
        const PIECE: usize = 64 << 10;
        let size = packed.len() as u64;
        let most = largest(size);
        let (mut content, mut at) = (Vec::new(), 0);
        let mut state = Box::<DecompressorOxide>::default();
        let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        loop {
            let filled = content.len();
            let room = (most.min(self.room) as usize).saturating_add(1);
            content.resize(filled.saturating_mul(2).max(filled + PIECE).min(room), 0);
            let (status, used, written) =
                decompress(&mut state, &packed[at..], &mut content, filled, flags);
            at += used;
            content.truncate(filled + written);
            let total = content.len() as u64;
            if total > self.room {
                return Err(BundleError::Total);
            }
            if total > most {
                return Err(if most == LARGEST {
                    BundleError::Large
                } else {
                    BundleError::Proportion { packed: size, largest: most }
                });
            }
            match status {
                TINFLStatus::Done => return Ok(content),
                TINFLStatus::HasMoreOutput if content.len() >= wanted => return Ok(content),
                TINFLStatus::HasMoreOutput => {}
                _ => return Err(BundleError::Data),
            }
        }
    }

    fn tar(&mut self, path: &str, bytes: &[u8], depth: usize) -> Result<(), BundleError> {
        let mut tar = Tar::default();
        let mut found = Vec::new();
        // All is one piece: the content of an entry is one part of it.
        let mut current: Option<(String, std::ops::Range<usize>)> = None;
        let done = tar.push(bytes, &mut |event| match event {
            Event::Entry(entry) => current = Some((entry.path, 0..0)),
            Event::Content(part) => {
                if let Some((_, content)) = &mut current {
                    *content = part;
                }
            }
            Event::End => {
                if found.len() <= MOST_ENTRIES {
                    found.extend(current.take());
                }
            }
        });
        for (name, content) in found {
            if !self.has_room(path) {
                return Ok(());
            }
            self.file(&format!("{path}/{name}"), &bytes[content], depth + 1);
        }
        done.and_then(|()| tar.finish())
    }
}

/// Returns whether a log has goroutines somewhere.
fn holds_dump(bytes: &[u8]) -> bool {
    let mut search = Search::default();
    search.push(bytes) || search.finish()
}

#[cfg(test)]
#[path = "walk_tests.rs"]
mod tests;
