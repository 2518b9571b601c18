//! Wait reasons and creators of goroutines: facts of profiles beyond frames.

use super::identity::Identity;
use crate::diagnose::BlockedOn;
use crate::profile::{EMPTY, LabelValue, Profile, StackId, StringId};
use rustc_hash::FxHashMap;

/// Facts about stacks of goroutines beyond their frames.
#[derive(Default)]
pub(super) struct Goroutines {
    /// Reason why they wait.
    pub blocked: FxHashMap<StackId, BlockedOn>,
    /// The function that started them, and the place.
    pub created: FxHashMap<StackId, (StringId, StringId)>,
}

impl Goroutines {
    /// Learns why goroutines wait, by their state or else by the runtime's functions, and who
    /// started them. The text of `debug=1` leaves the runtime's functions out.
    pub fn learn(
        &mut self,
        profile: &Profile,
        stacks: &[StackId],
        hides_runtime: bool,
        identity: &mut Identity,
    ) {
        let key = |names: [&[u8]; 2]| {
            profile.label_keys().find(|&key| names.contains(&profile.strings.get(key)))
        };
        let state = key([b"state", b"go::goroutine_state"]);
        let creator = key([b"created by", b"go::goroutine_created_by"]);
        let place = key([b"created at", b"created at"]);
        for sample in 0..profile.samples.len() {
            let own = profile.samples.stack[sample];
            let stack = stacks[own as usize];
            let (mut on, mut by, mut at) = (BlockedOn::Other, EMPTY, EMPTY);
            for label in profile.samples.labels.of(sample) {
                let LabelValue::Text(value) = label.value else { continue };
                match Some(label.key) {
                    key if key == state => on = BlockedOn::of_state(&profile.strings.text(value)),
                    key if key == creator => by = value,
                    key if key == place => at = value,
                    _ => {}
                }
            }
            if by != EMPTY && !self.created.contains_key(&stack) {
                let pair = [by, at].map(|id| identity.text(profile.strings.get(id)));
                self.created.insert(stack, (pair[0], pair[1]));
            }
            let known = self.blocked.entry(stack).or_insert(BlockedOn::Other);
            if on == BlockedOn::Other && *known == BlockedOn::Other {
                let functions = profile.stacks.get(own).iter();
                let names = functions.flat_map(|&location| profile.locations.lines_of(location));
                let names: Vec<_> = names
                    .map(|line| {
                        profile.strings.text(profile.functions.name[line.function as usize])
                    })
                    .collect();
                on = match BlockedOn::of_functions(names.iter().map(|name| &**name)) {
                    // Without the runtime's functions, whatever waits seems to run.
                    BlockedOn::Running if hides_runtime => BlockedOn::Other,
                    on => on,
                };
            }
            if on != BlockedOn::Other {
                *known = on;
            }
        }
    }
}
