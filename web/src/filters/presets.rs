//! The user's own sets of filters: names and patterns, kept in this browser.
//!
//! One entry of the local storage holds all of them, as parameters of a URL: a preset's
//! name, and its filters as a query. A storage that is missing or broken holds none.

use super::chips::{Chip, Off, read, write};
use crate::host::storage;
use crate::params;
use hearth_core::query::{Query, url};

const ENTRY: &str = "hearth:presets";

/// Names and filters, in the order in which they were saved.
pub type Presets = Vec<(String, String)>;

/// The presets that are kept.
pub fn load() -> Presets {
    let text = storage().and_then(|s| s.get_item(ENTRY).ok()?).unwrap_or_default();
    url::params(&text).filter(|(name, filters)| !name.is_empty() && !filters.is_empty()).collect()
}

/// Keeps presets; without a storage they last as long as the page.
pub fn store(presets: &Presets) {
    let mut text = String::new();
    presets.iter().for_each(|(name, filters)| url::push_param(&mut text, name, filters));
    if let Some(storage) = storage() {
        let _ = storage.set_item(ENTRY, &text);
    }
}

/// Adds a preset, in place of one of the same name.
pub fn add(presets: &mut Presets, name: &str, chips: &[Chip]) {
    presets.retain(|(n, _)| n != name);
    presets.push((name.to_owned(), filters(chips)));
}

/// Filters as a query: nothing else of the link is in it.
fn filters(chips: &[Chip]) -> String {
    let (mut query, mut off) = (Query::default(), Off::new());
    write(chips, &mut query, &mut off);
    let mut text = query.to_url();
    off.iter().for_each(|(param, value)| {
        url::push_param(&mut text, params::OFF, &[param, ":", value].concat());
    });
    text
}

/// The chips of a preset.
pub fn chips(filters: &str) -> Vec<Chip> {
    let off = url::params(filters).filter(|(name, _)| name == params::OFF);
    let off = off.filter_map(|(_, v)| v.split_once(':').map(|(p, v)| (p.into(), v.into())));
    read(&Query::from_url(filters).unwrap_or_default(), &off.collect())
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::*;

    #[test]
    fn what_is_saved_is_applied() {
        let mut all = vec![
            Chip::of_function(Kind::Focus, "main.(*T).f"),
            Chip { and: true, ..Chip::from_value(Kind::Focus, "a|b") },
            Chip { off: true, ..Chip::from_value(Kind::TagIgnore, "a=b:c") },
        ];
        let mut presets = Presets::new();
        add(&mut presets, "mine & yours", &all[..1]);
        add(&mut presets, "mine & yours", &all);
        assert_eq!(presets.len(), 1);
        assert_eq!(chips(&presets[0].1), all);
        all.clear();
        assert_eq!(chips("g=words"), all);
    }
}
