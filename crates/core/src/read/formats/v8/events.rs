//! CPU profiles among the events of Chrome's traces: each thread's comes in pieces.
//!
//! Source: the events `Profile` and `ProfileChunk` of `disabled-by-default-v8.cpu_profiler`,
//! and `CpuProfile`, which has it whole.

use super::super::joined::Joined;
use super::super::json::{Json, Kind};
use super::{Recorded, finish, integers, profile};
use crate::profile::{Label, LabelValue, Profile};
use crate::read::ReadError;
use rustc_hash::FxHashMap;

/// Key of a profile: the process, and the profile's id or the thread.
type Key = (i64, Vec<u8>);

/// Reads all CPU profiles of a trace; a label has the thread of each.
///
/// # Errors
///
/// `None` if there are none in it.
pub fn read(content: &[u8]) -> Result<Profile, Option<ReadError>> {
    let mut json = Json::new(content);
    let mut all: Vec<(Key, Recorded)> = Vec::new();
    let mut by_key = FxHashMap::default();
    if json.kind()? == Kind::Array {
        events(&mut json, &mut all, &mut by_key)?;
    } else if json.object()? {
        while let Some(key) = json.key()? {
            match &*key {
                b"traceEvents" => events(&mut json, &mut all, &mut by_key)?,
                _ => json.skip()?,
            }
        }
    }
    if all.is_empty() {
        return Err(None);
    }
    let mut to = Joined::new();
    let is_alone = all.iter().filter(|(_, recorded)| !recorded.samples.is_empty()).count() == 1;
    for ((process, id), recorded) in &all {
        let mut labels = Vec::new();
        if !is_alone {
            let none = to.string(b"");
            let key = to.string(b"pid");
            labels.push(Label { key, value: LabelValue::Number(*process, none) });
            let key = to.string(b"profile");
            labels.push(Label { key, value: LabelValue::Text(to.string(id)) });
        }
        let labels = to.set(0, &labels);
        recorded.add_times(&mut to, labels);
    }
    finish(to, content.len()).map_err(Some)
}

fn events(
    json: &mut Json,
    all: &mut Vec<(Key, Recorded)>,
    by_key: &mut FxHashMap<Key, usize>,
) -> Result<(), ReadError> {
    if !json.array()? {
        return Ok(());
    }
    while json.item()? {
        if json.object()? {
            event(json, all, by_key)?;
        }
    }
    Ok(())
}

fn event(
    json: &mut Json,
    all: &mut Vec<(Key, Recorded)>,
    by_key: &mut FxHashMap<Key, usize>,
) -> Result<(), ReadError> {
    let (mut process, mut thread, mut id) = (0, Vec::new(), Vec::new());
    let mut is_profile = None;
    // Arguments mostly come before the name: they are looked at again where it fits.
    let mut arguments = None;
    while let Some(key) = json.key()? {
        match &*key {
            b"name" => {
                let name = json.text()?;
                is_profile = Some(matches!(&*name, b"Profile" | b"ProfileChunk" | b"CpuProfile"));
            }
            b"pid" => process = json.integer()?.unwrap_or(0),
            b"tid" => thread = json.text()?.into_owned(),
            b"id" => id = json.text()?.into_owned(),
            b"args" if is_profile != Some(false) => {
                arguments = Some(json.rest());
                json.skip()?;
            }
            _ => json.skip()?,
        }
    }
    let Some(arguments) = arguments.filter(|_| is_profile == Some(true)) else { return Ok(()) };
    let key = (process, if id.is_empty() { thread } else { id });
    let place = *by_key.entry(key.clone()).or_insert_with(|| {
        all.push((key, Recorded::default()));
        all.len() - 1
    });
    let to = &mut all[place].1;
    let mut json = Json::new(arguments);
    if !json.object()? {
        return Ok(());
    }
    while let Some(key) = json.key()? {
        if &*key == b"data" && json.object()? {
            while let Some(key) = json.key()? {
                match &*key {
                    b"cpuProfile" => profile(&mut json, to)?,
                    b"timeDeltas" => integers(&mut json, &mut to.deltas)?,
                    b"startTime" => to.start = json.number()?,
                    b"endTime" => to.end = json.number()?,
                    _ => json.skip()?,
                }
            }
        } else if &*key != b"data" {
            json.skip()?;
        }
    }
    Ok(())
}
