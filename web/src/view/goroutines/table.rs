//! The groups, copied out of the worker's message.

use crate::format;
use crate::view::NameList;
use crate::view::snapshots::span;
use crate::words::fill;
use crate::words::snapshots::words;
use hearth_messages::GoroutinesData;
use js_sys::Uint32Array;

/// Columns of equal length.
pub struct Groups {
    /// What is not in columns.
    pub data: GoroutinesData,
    /// Other groups have another number.
    pub of: usize,
    pub keys: Vec<f64>,
    pub count: Vec<u32>,
    blocked: Vec<u8>,
    minutes: Vec<u32>,
    oldest: Vec<u32>,
    /// Functions, places, creators and labels, as indexes into `texts`.
    columns: [Vec<u32>; 4],
    texts: NameList,
}

impl From<GoroutinesData> for Groups {
    fn from(data: GoroutinesData) -> Self {
        let columns = [&data.functions, &data.places, &data.created, &data.labelled];
        let keys = data.keys.to_vec();
        let mix = |sum: usize, &key: &f64| sum.wrapping_mul(31).wrapping_add(key as usize);
        Self {
            of: keys.iter().fold(keys.len(), mix),
            keys,
            count: data.count.to_vec(),
            blocked: data.blocked.to_vec(),
            minutes: data.minutes.to_vec(),
            oldest: data.oldest.to_vec(),
            columns: columns.map(Uint32Array::to_vec),
            texts: NameList::from(&data.texts),
            data,
        }
    }
}

impl Groups {
    fn text(&self, column: usize, place: usize) -> &str {
        self.columns[column].get(place).map_or("", |&text| self.texts.get(text as usize))
    }

    pub fn function(&self, place: usize) -> &str {
        self.text(0, place)
    }

    /// The file and line.
    pub fn place(&self, place: usize) -> &str {
        self.text(1, place)
    }

    pub fn created(&self, place: usize) -> &str {
        self.text(2, place)
    }

    pub fn labels(&self, place: usize) -> &str {
        self.text(3, place)
    }

    /// Where the group of a key is.
    pub fn place_of(&self, key: f64) -> Option<usize> {
        self.keys.iter().position(|k| *k == key)
    }

    /// The file of the group that is open.
    pub fn open_place(&self) -> Option<String> {
        let place = self.place_of(self.data.open.as_ref()?.key)?;
        Some(self.place(place).rsplit_once(':')?.0.to_owned())
    }

    /// What they wait for.
    pub fn blocked(&self, place: usize) -> &str {
        let on = self.blocked.get(place).and_then(|&on| self.data.waiting.get(usize::from(on)));
        on.map_or("", |(on, _)| on)
    }

    /// How long they wait, where that is known.
    pub fn waits(&self, place: usize) -> String {
        match self.minutes.get(2 * place..2 * place + 2) {
            Some(&[least, most]) if most > 0 => {
                let range = match least == most {
                    true => most.to_string(),
                    false => [least.to_string(), most.to_string()].join("–"),
                };
                fill(words().minutes, &[&range])
            }
            _ => String::new(),
        }
    }

    /// How many are there longest, and for how long: `60 for 7m30s`. Nothing of those that no
    /// other dump has.
    pub fn since(&self, place: usize) -> String {
        let here = self.data.here;
        match self.oldest.get(2 * place..2 * place + 2) {
            Some(&[count, dump]) if count > 0 && dump < here => {
                fill(words().longest, &[&format::count(f64::from(count)), &self.age(dump)])
            }
            _ => String::new(),
        }
    }

    /// How long before this dump another one was taken: a time, or a number of dumps.
    pub fn age(&self, dump: u32) -> String {
        let at = |dump: u32| self.data.dumps.get(dump as usize).copied().unwrap_or_default();
        let (here, w) = (self.data.here, words());
        match self.data.has_time {
            true => span(at(here) - at(dump)),
            false => format::count_of(f64::from(here) - f64::from(dump), w.dumps),
        }
    }
}
