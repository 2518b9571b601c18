//! `tagroot` and `tagleaf`: frames made of labels.

use super::Warning;
use crate::measure;
use crate::profile::{Functions, Interner, LabelValue, Line, LocationId, Profile, StringId};
use crate::query::Query;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// Adds a frame to each sample for each key: its name are the sample's values
/// for the key, its file is the key. A sample without the label gets a frame
/// without a name. The first key is nearest to the root.
pub fn tag_frames(profile: &mut Profile, query: &Query) -> Vec<Warning> {
    let keys = |list: &'_ str| -> Vec<String> {
        list.split(',').filter(|key| !key.is_empty()).map(str::to_owned).collect()
    };
    let (roots, leaves) = (keys(&query.tagroot), keys(&query.tagleaf));
    let (mut root_matched, mut leaf_matched) = (query.tagroot.is_empty(), query.tagleaf.is_empty());
    if !(roots.is_empty() && leaves.is_empty()) {
        let mut maker = FrameMaker::new(profile);
        let mut stacks = crate::profile::Stacks::default();
        let mut new = Vec::with_capacity(profile.samples.len());
        for sample in 0..profile.samples.len() {
            let mut frames = |keys: &[String], matched: &mut bool| -> Vec<LocationId> {
                // The last key first: stacks begin at the leaf.
                let frame = |key: &String| maker.frame(profile, sample, key, &query.unit, matched);
                keys.iter().rev().map(frame).collect()
            };
            let leaves = frames(&leaves, &mut leaf_matched);
            let roots = frames(&roots, &mut root_matched);
            let stack = profile.stacks.get(profile.samples.stack[sample]);
            for &location in leaves.iter().chain(stack).chain(&roots) {
                stacks.push_location(location);
            }
            new.push(stacks.finish());
        }
        stacks.freeze();
        profile.samples.stack = new;
        profile.stacks = stacks.into();
    }
    let warn = |matched: bool, option| (!matched).then_some(Warning::NoMatch(option));
    [warn(root_matched, "TagRoot"), warn(leaf_matched, "TagLeaf")].into_iter().flatten().collect()
}

/// Makes locations for labels, each once.
struct FrameMaker {
    interner: Interner,
    next_function: u64,
    next_location: u64,
    by_text: HashMap<(StringId, StringId), LocationId, FxBuildHasher>,
}

impl FrameMaker {
    fn new(profile: &Profile) -> Self {
        let next = |ids: &[u64]| ids.iter().max().map_or(1, |max| max.wrapping_add(1));
        Self {
            interner: Interner::new(&profile.strings),
            next_function: next(&profile.functions.id),
            next_location: next(&profile.locations.id),
            by_text: HashMap::with_hasher(FxBuildHasher),
        }
    }

    fn frame(
        &mut self,
        profile: &mut Profile,
        sample: usize,
        key: &str,
        unit: &str,
        matched: &mut bool,
    ) -> LocationId {
        let values = values(profile, sample, key, unit);
        *matched |= !values.is_empty();
        let name = self.interner.intern(&mut profile.strings, &values.join(&b','));
        let file = self.interner.intern(&mut profile.strings, key.as_bytes());
        if let Some(&location) = self.by_text.get(&(name, file)) {
            return location;
        }
        let function = profile.functions.len() as u32;
        let Functions { id, name: names, system_name, filename, start_line } =
            &mut *profile.functions;
        id.push(self.next_function);
        names.push(name);
        system_name.push(crate::profile::EMPTY);
        filename.push(file);
        start_line.push(0);
        let locations = &mut *profile.locations;
        let location = locations.push(self.next_location, None, 0, false);
        locations.push_line(Line { function, line: 0, column: 0 });
        self.next_function = self.next_function.wrapping_add(1);
        self.next_location = self.next_location.wrapping_add(1);
        self.by_text.insert((name, file), location);
        location
    }
}

/// A sample's values for a key: texts first, then numbers in their units.
fn values(profile: &Profile, sample: usize, key: &str, unit: &str) -> Vec<Vec<u8>> {
    let strings = &profile.strings;
    let labels = || {
        let labels = profile.samples.labels.of(sample);
        labels.filter(|label| strings.get(label.key) == key.as_bytes()).map(|label| label.value)
    };
    // Numbers without any unit are printed as they are, whatever unit was asked for.
    let has_units =
        labels().any(|v| matches!(v, LabelValue::Number(_, u) if !strings.get(u).is_empty()));
    let texts = labels().filter_map(|value| match value {
        LabelValue::Text(text) => Some(strings.get(text).to_vec()),
        LabelValue::Number(..) => None,
    });
    let numbers = labels().filter_map(|value| match value {
        LabelValue::Number(number, from) if has_units => {
            Some(measure::scaled_label(number, &strings.text(from), unit).into_bytes())
        }
        LabelValue::Number(number, _) => Some(measure::scaled_label(number, "", "").into_bytes()),
        LabelValue::Text(_) => None,
    });
    texts.chain(numbers).collect()
}
