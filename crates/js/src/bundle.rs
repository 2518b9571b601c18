//! Judgment of dropped entries, and the layouts of archives.

use hearth_core::bundle::{self, BundleError, Event, Method, Tar, Zip, local_size};
use hearth_core::read::judge::{Archive, Kind, Layer, Other, Search, Verdict, judge};
use hearth_core::read::{Form, Unzstd};
use hearth_messages::{Message, Slot, TarData, WhatData, ZipData, ZipEntryData};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

/// Functions of the deferred chunk.
pub trait Deferred: Sync {
    /// See [`Bundle::ask`].
    fn ask(
        &self,
        bundle: &mut Bundle,
        what: &str,
        bytes: &[u8],
        path: &str,
        number: f64,
    ) -> Result<JsValue, JsValue>;
}

/// Filled when the deferred chunk is there.
pub static DEFERRED: Slot<dyn Deferred> = Slot::new();

/// Judges entries and reads the layouts of archives, of which who has the bytes gives it the
/// parts that it needs. One function, so that little of it is in the first part of the engine.
#[wasm_bindgen]
#[derive(Default)]
pub struct Bundle {
    zip: Option<Zip>,
    tar: Tar,
    search: Search,
    unzstd: Unzstd,
    /// Error that is reported once all that came before it was handed out.
    damage: Option<BundleError>,
}

#[wasm_bindgen]
impl Bundle {
    /// One that has seen nothing.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks something of bytes: `judge` (the beginning of a file at a path; the number is its
    /// size) answers with a `WhatData`; `zip-tail` with where the end of a zip of this size
    /// begins; `zip` (that end) with where its list is, `[from, to]`; `zip-list` (the list) with a
    /// `ZipData`; `zip-entry` (its beginning) with the size of its header; `tar` (a piece) with
    /// `TarData`s, and `tar-end`; `search` (a piece of a text) with whether it has goroutines,
    /// and `search-end`; `zstd` (a piece, or nothing once it answered) with some of the content,
    /// or nothing when it needs the next piece, and `zstd-end`.
    ///
    /// # Errors
    ///
    /// A `WhatData` that says why an archive cannot be read.
    pub fn ask(
        &mut self,
        what: &str,
        bytes: &[u8],
        path: &str,
        number: f64,
    ) -> Result<JsValue, JsValue> {
        DEFERRED.filled().ask(self, what, bytes, path, number)
    }
}

/// See [`Bundle::ask`].
pub fn ask(
    bundle: &mut Bundle,
    what: &str,
    bytes: &[u8],
    path: &str,
    number: f64,
) -> Result<JsValue, JsValue> {
    let refused = |why: BundleError| unread(&why).write();
    Ok(match what {
        "judge" => what_of(&judge(bytes, path, bytes.len() as f64 >= number)).write(),
        "zip-tail" => JsValue::from(bundle::list_at(number as u64).start as f64),
        "zip" => {
            let zip = Zip::find(bytes, number as u64).map_err(refused)?;
            let place = [zip.list.start as f64, zip.list.end as f64];
            bundle.zip = Some(zip);
            place.write()
        }
        "zip-list" => {
            let zip = bundle.zip.as_ref().ok_or_else(|| refused(BundleError::NoList))?;
            let (entries, has_more) = zip.entries(bytes).map_err(refused)?;
            let entries = entries.into_iter().map(|entry| ZipEntryData {
                path: entry.path,
                at: entry.at as f64,
                packed: entry.packed as f64,
                size: entry.size as f64,
                is_deflated: entry.method == Ok(Method::Deflated),
                why: entry.method.err().map(|why| unread(&why)),
            });
            ZipData { entries: entries.collect(), has_more }.write()
        }
        "zip-entry" => JsValue::from(local_size(bytes).map_err(refused)? as f64),
        "tar" => {
            if let Some(why) = bundle.damage.take() {
                return Err(refused(why));
            }
            let mut events = Vec::new();
            let done = bundle.tar.push(bytes, &mut |event| events.push(tar_data(event)));
            // What came before the damage comes first.
            bundle.damage = done.err();
            events.write()
        }
        "tar-end" => {
            let done = std::mem::take(&mut bundle.tar).finish();
            bundle.damage.take().map_or(done, Err).map_err(refused)?;
            JsValue::UNDEFINED
        }
        "search" => bundle.search.push(bytes).into(),
        "search-end" => std::mem::take(&mut bundle.search).finish().into(),
        "zstd" => {
            if !bytes.is_empty() {
                bundle.unzstd.push(bytes);
            }
            let content = bundle.unzstd.decode().map_err(|_| refused(BundleError::Data))?;
            content.map_or(JsValue::UNDEFINED, |content| Uint8Array::from(content).into())
        }
        "zstd-end" => {
            bundle.unzstd.finish().map_err(|_| refused(BundleError::Data))?;
            JsValue::UNDEFINED
        }
        _ => JsValue::UNDEFINED,
    })
}

fn tar_data(event: Event) -> TarData {
    match event {
        Event::Entry(entry) => {
            TarData { path: Some(entry.path), size: entry.size as f64, ..TarData::default() }
        }
        Event::Content(part) => {
            TarData { from: part.start as u32, to: part.end as u32, ..TarData::default() }
        }
        Event::End => TarData::default(),
    }
}

/// A verdict as a message.
pub fn what_of(verdict: &Verdict) -> WhatData {
    let code = match verdict.kind {
        Kind::Source(language) => language,
        Kind::Text(form) => Other::Form(form).code(),
        kind => kind.code(),
    };
    let kind = match verdict.kind {
        Kind::Other(_) => "other",
        kind => kind.code(),
    };
    let archive = match verdict.kind {
        Kind::Archive(Archive::Zip) => "zip",
        Kind::Archive(Archive::Tar) => "tar",
        _ => "",
    };
    let layer = |layer: &Layer| match layer {
        Layer::Gzip => "gzip".to_owned(),
        Layer::Zstd => "zstd".to_owned(),
    };
    WhatData {
        kind: kind.to_owned(),
        code: code.to_owned(),
        facts: match verdict.kind {
            Kind::Other(other) => facts_of(other),
            _ => Vec::new(),
        },
        layers: verdict.layers.iter().map(layer).collect(),
        archive: archive.to_owned(),
    }
}

/// Facts about what is left out.
pub fn facts_of(other: Other) -> Vec<String> {
    match other {
        Other::Form(Form::Compressed(by)) => vec![by.name().to_owned(), by.command().to_owned()],
        _ => Vec::new(),
    }
}

/// Why an archive or an entry is not read, as a message.
pub fn unread(why: &BundleError) -> WhatData {
    let facts = match why {
        BundleError::Method(number) => vec![number.to_string()],
        BundleError::Proportion { packed, largest } => {
            vec![(largest >> 20).to_string(), packed.to_string()]
        }
        _ => Vec::new(),
    };
    WhatData {
        kind: "unread".to_owned(),
        code: why.code().to_owned(),
        facts,
        layers: Vec::new(),
        archive: String::new(),
    }
}
