//! The groups, copied out of the worker's message.

use crate::format;
use crate::view::NameList;
use crate::view::snapshots::{short_place, span};
use crate::words::fill;
use crate::words::snapshots::{word, words};
use hearth_messages::GoroutinesData;
use js_sys::Uint32Array;

/// Columns of equal length.
pub struct Groups {
    /// Data that are not in columns.
    pub data: GoroutinesData,
    /// Other groups have another number.
    pub of: usize,
    pub keys: Vec<f64>,
    pub count: Vec<u32>,
    blocked: Vec<u8>,
    minutes: Vec<u32>,
    oldest: Vec<u32>,
    /// Their number in the earlier dump; empty without one.
    was: Vec<u32>,
    /// Functions, places, creators and labels, as indexes into `texts`.
    columns: [Vec<u32>; 4],
    texts: NameList,
}

/// Which of the columns have anything to show.
#[derive(Clone, Copy, PartialEq)]
pub struct Shown {
    pub was: bool,
    pub blocked: bool,
    pub waits: bool,
    pub since: bool,
    pub created: bool,
}

/// A change with its sign.
fn signed(change: f64) -> String {
    let sign = match change {
        0.0 => "",
        change if change > 0.0 => "+",
        _ => "−",
    };
    [sign, &*format::count(change.abs())].concat()
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
            was: data.was.to_vec(),
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

    /// Reason why they wait.
    pub fn blocked(&self, place: usize) -> &str {
        word(words().blocks, self.blocked_name(place))
    }

    /// The same as the engine calls it.
    pub fn blocked_name(&self, place: usize) -> &str {
        let on = self.blocked.get(place).and_then(|&on| self.data.waiting.get(usize::from(on)));
        on.map_or("", |(on, _)| on)
    }

    /// Which of the columns have anything to show.
    pub fn shown(&self) -> Shown {
        let is_known = |(on, _): &(String, f64)| on != "other";
        Shown {
            was: !self.was.is_empty(),
            blocked: self.data.waiting.iter().any(is_known),
            waits: (0..self.keys.len()).any(|place| !self.waits(place).is_empty()),
            since: (0..self.keys.len()).any(|place| !self.since(place).is_empty()),
            created: (0..self.keys.len()).any(|place| !self.created(place).is_empty()),
        }
    }

    /// Their number in the earlier dump, and the growth since.
    pub fn was(&self, place: usize) -> [String; 2] {
        let (Some(&was), Some(&count)) = (self.was.get(place), self.count.get(place)) else {
            return Default::default();
        };
        [format::count(f64::from(was)), signed(f64::from(count) - f64::from(was))]
    }

    /// Change since the earlier dump, in a sentence; `name` is its file's.
    pub fn changed(&self, name: &str) -> Option<String> {
        let (w, earlier) = (words(), self.data.earlier.as_ref()?);
        let change = self.data.total - earlier.total;
        let all = match change {
            0.0 => fill(w.as_many, &[name]),
            _ => fill(if change > 0.0 { w.more } else { w.fewer }, &[&signed(change), name]),
        };
        if earlier.function.is_empty() {
            return Some(all);
        }
        let place = short_place(&earlier.path, earlier.line);
        let function = [&*earlier.function, &*place].concat();
        let grown = earlier.to - earlier.from;
        // What others lost makes the part of one function more than all.
        let part = match () {
            () if change > 0.0 && grown >= change => 0,
            () if change > 0.0 && grown > change / 2.0 => 1,
            () => 2,
        };
        let [from, to] = [earlier.from, earlier.to].map(format::count);
        Some(fill(w.grew_in[part], &[&all, &function, &from, &to]))
    }

    /// Time for which they wait, where that is known.
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

    /// Number of those that are there longest, and for how long: `60 already there 7m30s ago`. Nothing
    /// of those that no other dump has.
    pub fn since(&self, place: usize) -> String {
        let here = self.data.here;
        match self.oldest.get(2 * place..2 * place + 2) {
            Some(&[count, dump]) if count > 0 && dump < here => {
                fill(words().longest, &[&format::count(f64::from(count)), &self.age(dump)])
            }
            _ => String::new(),
        }
    }

    /// Age of another dump beside this one: a time, or a number of dumps.
    pub fn age(&self, dump: u32) -> String {
        let at = |dump: u32| self.data.dumps.get(dump as usize).copied().unwrap_or_default();
        let (here, w) = (self.data.here, words());
        match self.data.has_time {
            true => span(at(here) - at(dump)),
            false => format::count_of(f64::from(here) - f64::from(dump), w.dumps),
        }
    }
}
