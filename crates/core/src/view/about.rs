//! Facts of a profile about itself, as text.

use crate::diagnose::Kind;
use crate::measure;
use crate::profile::{Mapping, Profile, StringId, ValueType};

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// A short name, and what it is. What the profile does not say is not there.
    pub facts: Vec<(&'static str, String)>,
    /// The comments.
    pub comments: Vec<String>,
    /// The mappings: file, build id, range of addresses, and what is known of their
    /// locations (`functions, files, lines, inlines`).
    pub mappings: Vec<[String; 4]>,
}

/// Collects it. Times are in UTC.
pub fn about(profile: &Profile) -> About {
    let text = |id: StringId| profile.strings.text(id).into_owned();
    let of_type = |t: &ValueType| match (text(t.kind), text(t.unit)) {
        (kind, unit) if unit.is_empty() => kind,
        (kind, unit) => format!("{kind} ({unit})"),
    };
    let types: Vec<String> = profile.sample_types.iter().map(of_type).collect();
    let default = profile.default_sample_index().and_then(|i| profile.sample_types.get(i));
    let unless_0 = |number: i64, text: &dyn Fn(i64) -> String| match number {
        0 => String::new(),
        number => text(number),
    };
    let period_unit = text(profile.period_type.unit);
    let facts = [
        ("kind", Kind::of(profile).name().to_owned()),
        ("sample types", types.join(", ")),
        ("default sample type", default.map_or(String::new(), |t| text(t.kind))),
        ("period type", of_type(&profile.period_type)),
        ("period", unless_0(profile.period, &|p| measure::label(p, &period_unit))),
        ("time", unless_0(profile.time_nanos, &|t| measure::date_time_utc(t) + " UTC")),
        ("duration", unless_0(profile.duration_nanos, &|d| measure::label(d, "nanoseconds"))),
        ("samples", profile.samples.len().to_string()),
        ("stacks", profile.stacks.len().to_string()),
        ("functions", profile.functions.len().to_string()),
        ("locations", profile.locations.len().to_string()),
        ("drop frames", text(profile.drop_frames)),
        ("keep frames", text(profile.keep_frames)),
        ("documentation", text(profile.doc_url)),
    ];
    let mapping = |m: &Mapping| {
        let flags = [
            (m.has_functions, "functions"),
            (m.has_filenames, "files"),
            (m.has_line_numbers, "lines"),
            (m.has_inline_frames, "inlines"),
        ];
        let flags: Vec<&str> =
            flags.iter().filter(|(has, _)| *has).map(|(_, name)| *name).collect();
        let range = match (m.memory_start, m.memory_limit) {
            (0, 0) => String::new(),
            (start, limit) => format!("{start:#x}-{limit:#x}"),
        };
        [text(m.file), text(m.build_id), range, flags.join(", ")]
    };
    About {
        facts: facts.into_iter().filter(|(_, text)| !text.is_empty()).collect(),
        comments: profile.comments.iter().map(|&comment| text(comment)).collect(),
        mappings: profile.mappings.iter().map(mapping).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing;

    #[test]
    fn what_is_not_said_is_not_there() {
        let mut profile = testing::profile(&["f;g 1 user=ann", "f 2"]);
        let facts = |profile: &Profile| {
            let facts = about(profile).facts;
            facts.iter().map(|(name, fact)| format!("{name}: {fact}")).collect::<Vec<_>>()
        };
        let plain = facts(&profile);
        assert_eq!(
            plain,
            [
                "kind: CPU",
                "sample types: cpu (nanoseconds)",
                "default sample type: cpu",
                "samples: 2",
                "stacks: 2",
                "functions: 2",
                "locations: 2"
            ]
        );
        profile.period = 10_000_000;
        profile.period_type = profile.sample_types[0];
        profile.time_nanos = 1_700_000_000_000_000_000;
        profile.duration_nanos = 30_120_000_000;
        let more = facts(&profile);
        let new: Vec<&String> = more.iter().filter(|fact| !plain.contains(fact)).collect();
        assert_eq!(
            new,
            [
                "period type: cpu (nanoseconds)",
                "period: 10ms",
                "time: 2023-11-14 22:13:20 UTC",
                "duration: 30.12s"
            ]
        );
    }

    #[test]
    fn mappings_say_what_they_have() {
        let mut profile = testing::profile(&["f 1"]);
        let file = profile.strings.push(b"/bin/app");
        profile.mappings = vec![
            Mapping {
                file,
                memory_start: 0x40_0000,
                memory_limit: 0x50_0000,
                has_functions: true,
                has_inline_frames: true,
                ..Mapping::default()
            },
            Mapping::default(),
        ];
        let about = about(&profile);
        let texts = ["/bin/app", "", "0x400000-0x500000", "functions, inlines"];
        assert_eq!(about.mappings, [texts, [""; 4]]);
    }
}
