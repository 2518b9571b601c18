//! Groups of goroutines.

use super::Refusal;
use hearth_core::diagnose::BlockedOn;
use hearth_core::profile::{EMPTY, LabelValue, Profile, StackId};
use hearth_core::query::{QueryError, Search};
use hearth_core::selection::SelectError;
use hearth_core::view::goroutines::{CaseFile, Group, GroupFilter};
use hearth_messages::{Detail, GoroutinesData, Names, ViewData};
use js_sys::{Uint8Array, Uint32Array};

/// So many ids of a group are named.
const IDS: usize = 20;

pub fn data(profile: &Profile, detail: &Detail) -> Result<ViewData, Refusal> {
    let search = Search::new(&detail.search)
        .map_err(|error| SelectError::Query(QueryError::Pattern { option: "search", error }))?;
    let case = CaseFile::new(profile);
    let mut waiting: Vec<(BlockedOn, i64)> = Vec::new();
    for group in &case.groups {
        match waiting.iter_mut().find(|(on, _)| *on == group.blocked) {
            Some((_, count)) => *count += group.count,
            None => waiting.push((group.blocked, group.count)),
        }
    }
    waiting.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let (min, max) = (i64::from(detail.minutes.0), i64::from(detail.minutes.1));
    let wanted = waiting.iter().find(|(on, _)| on.name() == detail.blocked);
    let filter = GroupFilter {
        search,
        blocked: wanted.map(|&(on, _)| on),
        min_minutes: min,
        max_minutes: (max > 0).then_some(max),
    };
    let (numbers, matched) = case.filter(profile, &filter);
    let groups: Vec<&Group> = numbers.iter().map(|&n| &case.groups[n as usize]).collect();
    let text = |id| profile.strings.text(id).into_owned();
    let names = |of: &dyn Fn(&Group) -> String| {
        let all: Vec<String> = groups.iter().map(|group| of(group)).collect();
        Names::new(all.iter().map(|name| &**name))
    };
    let place = |group: &Group| {
        group.site.map_or(String::new(), |site| format!("{}:{}", text(site.file), site.line))
    };
    let index = |group: &&Group| {
        waiting.iter().position(|(on, _)| *on == group.blocked).unwrap_or_default() as u8
    };
    let minutes = groups.iter().flat_map(|group| {
        let ends = [group.waits.first(), group.waits.last()];
        ends.map(|wait| wait.map_or(0, |&wait| u32::try_from(wait).unwrap_or(u32::MAX)))
    });
    let counts: Vec<u32> = groups
        .iter()
        .map(|group| u32::try_from(group.waiting(min, filter.max_minutes)).unwrap_or(u32::MAX))
        .collect();
    Ok(ViewData::Goroutines(Box::new(GoroutinesData {
        total: case.total as f64,
        matched: matched as f64,
        has_waits: case.has_waits,
        is_proof: case.is_proof,
        waiting: waiting.iter().map(|(on, count)| (on.name().to_owned(), *count as f64)).collect(),
        count: Uint32Array::from(&*counts),
        blocked: Uint8Array::from(&*groups.iter().map(index).collect::<Vec<u8>>()),
        minutes: Uint32Array::from(&*minutes.collect::<Vec<u32>>()),
        functions: names(&|group| group.site.map_or(String::new(), |site| text(site.function))),
        places: names(&place),
        created: names(&|group| match group.created {
            (EMPTY, _) => String::new(),
            (by, at) => format!("{} {}", text(by), text(at)),
        }),
        labels: names(&|group| labels(profile, group)),
        stacks: names(&|group| stack(profile, group.stack)),
        ids: names(&|group| {
            let ids: Vec<String> = group.ids.iter().take(IDS).map(i64::to_string).collect();
            ids.join(" ")
        }),
    })))
}

fn labels(profile: &Profile, group: &Group) -> String {
    let text = |id| profile.strings.text(id);
    let label = |label: &hearth_core::profile::Label| match label.value {
        LabelValue::Text(value) => format!("{}={}", text(label.key), text(value)),
        LabelValue::Number(value, unit) => format!("{}={value}{}", text(label.key), text(unit)),
    };
    group.labels.iter().map(label).collect::<Vec<_>>().join(" ")
}

fn stack(profile: &Profile, stack: StackId) -> String {
    let lines = profile.stacks.get(stack).iter();
    let lines = lines.flat_map(|&location| profile.locations.lines_of(location));
    let functions = &profile.functions;
    let line = |line: &hearth_core::profile::Line| {
        let function = line.function as usize;
        let [name, file] = [functions.name[function], functions.filename[function]]
            .map(|id| profile.strings.text(id));
        format!("{name} {file}:{}", line.line)
    };
    lines.map(line).collect::<Vec<_>>().join("\n")
}
