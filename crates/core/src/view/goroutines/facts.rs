//! Facts about stacks of goroutines, each looked at once.

use super::{Group, GroupKey, Site};
use crate::diagnose::{BlockedOn, Ownership, blamed, is_runtime, ownership};
use crate::profile::{EMPTY, Profile, StackId};
use rustc_hash::FxHashMap;

/// Facts about stacks, each looked at once.
pub struct StackFacts<'a> {
    profile: &'a Profile,
    owners: Vec<Ownership>,
    known: FxHashMap<StackId, (BlockedOn, Option<Site>)>,
    /// `debug=1` has no states, and leaves the runtime's functions out.
    hides_runtime: bool,
}

impl<'a> StackFacts<'a> {
    pub fn new(profile: &'a Profile, has_no_ids: bool) -> Self {
        Self {
            profile,
            owners: ownership(profile),
            known: FxHashMap::default(),
            hides_runtime: has_no_ids && profile.time_nanos == 0,
        }
    }

    pub fn group(&mut self, key: &GroupKey) -> Group {
        let (by_functions, site) = match self.known.get(&key.stack) {
            Some(&known) => known,
            None => {
                let new = self.look(key.stack);
                *self.known.entry(key.stack).or_insert(new)
            }
        };
        let by_state = match key.state {
            EMPTY => BlockedOn::Other,
            state => BlockedOn::of_state(&self.profile.strings.text(state)),
        };
        Group {
            stack: key.stack,
            count: 0,
            state: key.state,
            blocked: if by_state == BlockedOn::Other { by_functions } else { by_state },
            created: key.created,
            labels: key.labels.clone(),
            site,
            waits: Vec::new(),
            ids: Vec::new(),
        }
    }

    fn look(&self, stack: StackId) -> (BlockedOn, Option<Site>) {
        let profile = self.profile;
        let lines = profile.stacks.get(stack).iter();
        let lines = lines.flat_map(|&location| profile.locations.lines_of(location));
        let name = |function: u32| profile.functions.name[function as usize];
        let names: Vec<_> =
            lines.clone().map(|line| profile.strings.text(name(line.function))).collect();
        let blocked = match BlockedOn::of_functions(names.iter().map(|name| &**name)) {
            BlockedOn::Running if self.hides_runtime => BlockedOn::Other,
            blocked => blocked,
        };
        let owners = lines.clone().map(|line| {
            let name = profile.strings.get(name(line.function));
            (self.owners[line.function as usize], is_runtime(name))
        });
        let (depth, _) = blamed(owners);
        let site = lines.clone().nth(depth);
        let site = site.map(|line| Site {
            function: name(line.function),
            file: profile.functions.filename[line.function as usize],
            line: line.line,
        });
        (blocked, site)
    }
}
