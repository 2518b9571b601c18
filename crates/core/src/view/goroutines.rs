//! The case file of goroutines: who waits where, for what, since when, and who started
//! them. From any of the forms; what a form does not say is not there.

use crate::diagnose::{BlockedOn, Ownership, ownership};
use crate::profile::{EMPTY, Label, LabelValue, LocationId, Profile, StackId, StringId};
use crate::query::Search;
use hashbrown::HashMap;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// Goroutines that cannot be told apart but by their ids and how long they wait.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Their stack.
    pub stack: StackId,
    /// How many there are.
    pub count: i64,
    /// The state, in the words of the dump; [`EMPTY`] where the form has none.
    pub state: StringId,
    /// What they wait for.
    pub blocked: BlockedOn,
    /// The function that started them, and the place; [`EMPTY`] if unknown.
    pub created: (StringId, StringId),
    /// The labels of the user.
    pub labels: Vec<Label>,
    /// The frame to look at: the user's own that is nearest to the leaf, else the first.
    pub site: Option<Site>,
    /// The minutes that each has waited, in order. Dumps name only those from 1 on: the
    /// others are 0.
    pub waits: Vec<i64>,
    /// The ids; empty where the form has none.
    pub ids: Vec<i64>,
}

/// A line of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    /// The function's name.
    pub function: StringId,
    /// Its file.
    pub file: StringId,
    /// The line; 0 if unknown.
    pub line: i64,
}

/// All groups, the largest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CaseFile {
    /// The groups.
    pub groups: Vec<Group>,
    /// How many goroutines there are.
    pub total: i64,
    /// Whether the form says how long they wait.
    pub has_waits: bool,
    /// Whether it is a profile of goroutines that can never run again: a proof.
    pub is_proof: bool,
}

/// Which groups to show. Everything that is given must hold.
#[derive(Clone, Debug, Default)]
pub struct GroupFilter {
    /// In the name of a function of the stack, of a file of it, of the creator or of a
    /// label.
    pub search: Option<Search>,
    /// What they wait for.
    pub blocked: Option<BlockedOn>,
    /// The least minutes that one of them has waited.
    pub min_minutes: i64,
    /// The most that one of them has waited, at most; `None` for any.
    pub max_minutes: Option<i64>,
}

impl CaseFile {
    /// Makes groups of a profile of goroutines; none of any other profile. Linear in the
    /// samples.
    pub fn new(profile: &Profile) -> Self {
        let keys = Keys::new(profile);
        let kinds: Vec<&[u8]> = profile.sample_type_names().collect();
        let is_proof = kinds.contains(&&b"goroutineleak"[..]);
        if !is_proof && !kinds.contains(&&b"goroutine"[..]) {
            return Self::default();
        }
        let mut this = Self {
            is_proof,
            has_waits: keys.wait != StringId::MAX || keys.id != StringId::MAX,
            ..Self::default()
        };
        let Some(values) = profile.default_sample_index().map(|i| &profile.samples.values[i])
        else {
            return this;
        };
        let mut stacks = StackFacts::new(profile, keys.id == StringId::MAX);
        let mut known: HashMap<GroupKey, usize, FxBuildHasher> = HashMap::default();
        let mut key = GroupKey::default();
        for (sample, &count) in values.iter().enumerate() {
            key.stack = profile.samples.stack[sample];
            (key.state, key.created) = (EMPTY, (EMPTY, EMPTY));
            key.labels.clear();
            let (mut wait, mut id) = (0, None);
            for label in profile.samples.labels.of(sample) {
                match label.value {
                    LabelValue::Number(number, _) if label.key == keys.wait => wait = number,
                    LabelValue::Number(number, _) if label.key == keys.id => id = Some(number),
                    LabelValue::Text(text) if label.key == keys.state => key.state = text,
                    LabelValue::Text(text) if label.key == keys.by => key.created.0 = text,
                    LabelValue::Text(text) if label.key == keys.at => key.created.1 = text,
                    _ if keys.others.contains(&label.key) => {}
                    _ => key.labels.push(label),
                }
            }
            let group = match known.get(&key) {
                Some(&group) => group,
                None => {
                    known.insert(key.clone(), this.groups.len());
                    this.groups.push(stacks.group(&key));
                    this.groups.len() - 1
                }
            };
            let group = &mut this.groups[group];
            group.count = group.count.saturating_add(count);
            this.total = this.total.saturating_add(count);
            if this.has_waits {
                group.waits.push(wait);
            }
            group.ids.extend(id);
        }
        for group in &mut this.groups {
            group.waits.sort_unstable();
        }
        this.groups.sort_by_key(|group| (std::cmp::Reverse(group.count), group.stack));
        this
    }

    /// The numbers of the groups that pass a filter, in order, and how many goroutines
    /// they have: of a group, those whose wait is in the range. Each name is looked at
    /// once, whatever the number of goroutines.
    pub fn filter(&self, profile: &Profile, filter: &GroupFilter) -> (Vec<u32>, i64) {
        let names = filter.search.as_ref().map(|search| Matches::new(profile, search));
        let (mut groups, mut count) = (Vec::new(), 0_i64);
        for (number, group) in (0..).zip(&self.groups) {
            let passes = filter.blocked.is_none_or(|on| on == group.blocked)
                && names.as_ref().is_none_or(|names| names.has(group));
            if passes {
                let within = group.waiting(filter.min_minutes, filter.max_minutes);
                if within > 0 {
                    groups.push(number);
                    count = count.saturating_add(within);
                }
            }
        }
        (groups, count)
    }
}

impl Group {
    /// How many have waited for so many minutes. Where that is not known, all have.
    pub fn waiting(&self, min: i64, max: Option<i64>) -> i64 {
        if self.waits.is_empty() {
            return if min > 0 { 0 } else { self.count };
        }
        let below = |limit: i64| self.waits.partition_point(|&wait| wait < limit);
        let end = max.map_or(self.waits.len(), |max| below(max.saturating_add(1)));
        end.saturating_sub(below(min)) as i64
    }
}

#[derive(Clone, Default, PartialEq, Eq, Hash)]
struct GroupKey {
    stack: StackId,
    state: StringId,
    created: (StringId, StringId),
    labels: Vec<Label>,
}

/// The labels that the reader of dumps makes; see `read/text/goroutines.rs`. Others call
/// them by the second names.
struct Keys {
    state: StringId,
    wait: StringId,
    id: StringId,
    by: StringId,
    at: StringId,
    others: Vec<StringId>,
}

impl Keys {
    fn new(profile: &Profile) -> Self {
        let find = |names: &[&[u8]]| -> Vec<StringId> {
            let is_one = |&key: &StringId| names.contains(&profile.strings.get(key));
            profile.label_keys().filter(is_one).collect()
        };
        let first = |names: [&[u8]; 2]| find(&names).first().copied().unwrap_or(StringId::MAX);
        Self {
            state: first([b"state", b"go::goroutine_state"]),
            wait: first([b"wait", b"go::goroutine_wait_minutes"]),
            id: first([b"goroutine", b"go::goroutine"]),
            by: first([b"created by", b"go::goroutine_created_by"]),
            at: first([b"created at", b"created at"]),
            others: find(&[b"creator", b"locked to thread", b"synctest bubble"]),
        }
    }
}

/// What is known of stacks, each looked at once.
struct StackFacts<'a> {
    profile: &'a Profile,
    owners: Vec<Ownership>,
    known: FxHashMap<StackId, (BlockedOn, Option<Site>)>,
    /// `debug=1` has no states, and leaves the runtime's functions out.
    hides_runtime: bool,
}

impl<'a> StackFacts<'a> {
    fn new(profile: &'a Profile, has_no_ids: bool) -> Self {
        Self {
            profile,
            owners: ownership(profile),
            known: FxHashMap::default(),
            hides_runtime: has_no_ids && profile.time_nanos == 0,
        }
    }

    fn group(&mut self, key: &GroupKey) -> Group {
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
        let of = |owner: Ownership| {
            lines.clone().find(|line| self.owners[line.function as usize] == owner)
        };
        let site = of(Ownership::Own).or_else(|| of(Ownership::Other)).or(lines.clone().next());
        let site = site.map(|line| Site {
            function: name(line.function),
            file: profile.functions.filename[line.function as usize],
            line: line.line,
        });
        (blocked, site)
    }
}

/// What a search finds, by name.
struct Matches {
    strings: Vec<bool>,
    stacks: Vec<bool>,
}

impl Matches {
    fn new(profile: &Profile, search: &Search) -> Self {
        let strings: Vec<bool> = profile.strings.iter().map(|s| search.is_match(s)).collect();
        let functions: Vec<bool> = (0..profile.functions.len())
            .map(|function| {
                [&profile.functions.name, &profile.functions.filename]
                    .iter()
                    .any(|column| strings[column[function] as usize])
            })
            .collect();
        let locations: Vec<bool> = (0..profile.locations.len() as LocationId)
            .map(|location| {
                let lines = profile.locations.lines_of(location);
                lines.iter().any(|line| functions[line.function as usize])
            })
            .collect();
        let stacks = profile.stacks.iter();
        let stacks = stacks.map(|stack| stack.iter().any(|&location| locations[location as usize]));
        Self { stacks: stacks.collect(), strings }
    }

    fn has(&self, group: &Group) -> bool {
        let is_found = |text: StringId| self.strings[text as usize];
        let in_label = |label: &Label| {
            is_found(label.key) || matches!(label.value, LabelValue::Text(text) if is_found(text))
        };
        self.stacks[group.stack as usize]
            || (group.created.0 != EMPTY && is_found(group.created.0))
            || (group.state != EMPTY && is_found(group.state))
            || group.labels.iter().any(in_label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    const DUMP: &str = "goroutine 1 [chan send, 3 minutes] {job: a}:\n\
        main.work(0x1)\n\t/m.go:5 +0x1\n\
        created by main.start in goroutine 9\n\t/m.go:40 +0x25\n\n\
        goroutine 2 [chan send]:\n\
        main.work(0x1)\n\t/m.go:5 +0x1\n\
        created by main.start in goroutine 9\n\t/m.go:40 +0x25\n\n\
        goroutine 3 [chan send, 12 minutes] {job: a}:\n\
        main.work(0x1)\n\t/m.go:5 +0x1\n\
        created by main.start in goroutine 9\n\t/m.go:40 +0x25\n\n\
        goroutine 4 [IO wait, 12 minutes]:\n\
        internal/poll.runtime_pollWait(0x1, 0x72)\n\truntime/netpoll.go:351 +0x85\n\
        main.serve()\n\t/m.go:9 +0x1\n";

    fn case(text: &str) -> (Profile, CaseFile) {
        let profile = read::open(text.as_bytes()).unwrap();
        let case = CaseFile::new(&profile);
        (profile, case)
    }

    #[test]
    fn goroutines_that_wait_alike_are_a_group() {
        let (profile, case) = case(DUMP);
        assert_eq!((case.total, case.has_waits, case.is_proof), (4, true, false));
        let text = |id| profile.strings.text(id).into_owned();
        let groups: Vec<_> = case
            .groups
            .iter()
            .map(|g| {
                let site = g.site.unwrap();
                (
                    g.count,
                    g.blocked,
                    text(site.function),
                    site.line,
                    text(g.created.0),
                    &g.waits[..],
                )
            })
            .collect();
        let work = || "main.work".to_owned();
        let start = || "main.start".to_owned();
        let serve = "main.serve".to_owned();
        let expected = [
            (2, BlockedOn::ChanSend, work(), 5, start(), &[3, 12][..]),
            (1, BlockedOn::ChanSend, work(), 5, start(), &[0]),
            (1, BlockedOn::Io, serve, 9, String::new(), &[12]),
        ];
        assert_eq!(groups, expected);
        assert_eq!(case.groups[0].ids, [1, 3]);
        assert_eq!(case.groups[0].labels.len(), 1);
    }

    #[test]
    fn filters_count_the_goroutines_that_are_left() {
        let (profile, case) = case(DUMP);
        let count = |filter: GroupFilter| case.filter(&profile, &filter).1;
        let search = |text: &str| GroupFilter {
            search: Search::new(text).unwrap(),
            ..GroupFilter::default()
        };
        assert_eq!(count(GroupFilter::default()), 4);
        assert_eq!(count(search("SERVE")), 1);
        assert_eq!(count(search("main.start")), 3);
        assert_eq!(count(search("job")), 2);
        assert_eq!(count(search("nobody")), 0);
        let io = GroupFilter { blocked: Some(BlockedOn::Io), ..GroupFilter::default() };
        assert_eq!(count(io), 1);
        let long = GroupFilter { min_minutes: 4, ..GroupFilter::default() };
        assert_eq!(count(long.clone()), 2);
        assert_eq!(count(GroupFilter { max_minutes: Some(11), ..long }), 0);
        let short = GroupFilter { max_minutes: Some(3), ..GroupFilter::default() };
        assert_eq!(count(short), 2);
    }

    #[test]
    fn forms_without_states_say_what_they_can() {
        let text = "goroutine profile: total 3\n3 @ 0x11 0x21\n\
            #\t0x10\tsync.(*Mutex).Lock+0x1\t/go/src/sync/mutex.go:5\n\
            #\t0x20\tmain.f+0x4\t/m.go:7\n\n1 @ 0x31\n#\t0x30\tmain.g+0x4\t/m.go:8\n";
        let (_, case) = case(text);
        assert_eq!(case.groups[0].blocked, BlockedOn::Mutex);
        assert_eq!(case.groups[1].blocked, BlockedOn::Other);
        let all = (vec![0, 1], 4);
        let (profile, case) = self::case(text);
        assert_eq!(case.filter(&profile, &GroupFilter::default()), all);
        let waiting = GroupFilter { min_minutes: 1, ..GroupFilter::default() };
        assert_eq!(case.filter(&profile, &waiting).1, 0);
    }
}
