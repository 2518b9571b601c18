//! Columns that are shared by several messages.

use crate::Message;
use js_sys::{Uint8Array, Uint32Array};

/// A list of texts as one run of UTF-8 and the end of each text in it.
#[derive(Clone, Debug, Message)]
#[cfg_attr(feature = "headless", derive(tsify::Tsify), tsify(large_number_types_as_bigints))]
pub struct Names {
    /// Where each text ends, in bytes; it starts where the one before it ends.
    pub ends: Uint32Array,
    /// All texts, one after the other.
    pub utf8: Uint8Array,
}

impl Names {
    /// Copies texts into JavaScript's memory.
    pub fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let (mut ends, mut utf8) = (Vec::new(), Vec::new());
        for text in texts {
            utf8.extend_from_slice(text.as_bytes());
            ends.push(utf8.len() as u32);
        }
        Self { ends: Uint32Array::from(&*ends), utf8: Uint8Array::from(&*utf8) }
    }

    /// Copies the texts out of JavaScript's memory.
    pub fn to_vec(&self) -> Vec<String> {
        let utf8 = self.utf8.to_vec();
        let mut start = 0;
        let mut texts = Vec::with_capacity(self.ends.length() as usize);
        for end in self.ends.to_vec() {
            let bytes = utf8.get(start..end as usize).unwrap_or_default();
            texts.push(String::from_utf8_lossy(bytes).into_owned());
            start = end as usize;
        }
        texts
    }
}
