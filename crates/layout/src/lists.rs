//! Many short lists in two vectors.

/// For each of this many keys a list of numbers.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Where each list starts; one more, where the last ends.
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// From pairs of key and item. The items of a key stay in the order in which
    /// they come.
    pub fn new(keys: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut starts = vec![0; keys + 1];
        for (key, _) in pairs.clone() {
            starts[key as usize + 1] += 1;
        }
        for key in 0..keys {
            starts[key + 1] += starts[key];
        }
        let mut ends = starts.clone();
        let mut items = vec![0; starts[keys] as usize];
        for (key, item) in pairs {
            let end = &mut ends[key as usize];
            items[*end as usize] = item;
            *end += 1;
        }
        Self { starts, items }
    }

    /// The list of a key.
    pub fn of(&self, key: u32) -> &[u32] {
        let key = key as usize;
        &self.items[self.starts[key] as usize..self.starts[key + 1] as usize]
    }
}
