//! Files of each form, as their programs write them, and what is damaged of them.

use super::super::{FormatError, ReadError, open};
use crate::profile::{LabelValue, Profile};
use proptest::prelude::*;

/// The sample types, then a line for each sample: `VALUES: ROOT;LEAF {LABEL=VALUE}`.
pub fn describe(profile: &Profile) -> String {
    let text = |id| profile.strings.text(id).into_owned();
    let types = profile.sample_types.iter().map(|t| format!("{}/{}", text(t.kind), text(t.unit)));
    let mut all = types.collect::<Vec<_>>().join(" ") + "\n";
    for sample in 0..profile.samples.len() {
        let values = profile.samples.values.iter().map(|column| column[sample].to_string());
        let stack = profile.stacks.get(profile.samples.stack[sample]);
        let frames = stack.iter().rev().flat_map(|&location| {
            let address = profile.locations.address[location as usize];
            let lines = profile.locations.lines_of(location);
            let names = lines.iter().rev().map(|line| {
                let name = text(profile.functions.name[line.function as usize]);
                if line.line > 0 { format!("{name}:{}", line.line) } else { name }
            });
            let nameless = lines.is_empty().then(|| format!("{address:x}"));
            names.chain(nameless).collect::<Vec<_>>()
        });
        let labels = profile.samples.labels.of(sample).map(|label| {
            let value = match label.value {
                LabelValue::Text(id) => text(id),
                LabelValue::Number(number, unit) => format!("{number}{}", text(unit)),
            };
            format!(" {{{}={value}}}", text(label.key))
        });
        all += &format!(
            "{}: {}{}\n",
            values.collect::<Vec<_>>().join(" "),
            frames.collect::<Vec<_>>().join(";"),
            labels.collect::<String>()
        );
    }
    all
}

fn read(text: &str) -> String {
    describe(&open(text.as_bytes()).expect("it is read"))
}

fn comments(text: &str) -> Vec<String> {
    let profile = open(text.as_bytes()).expect("it is read");
    profile.comments.iter().map(|&id| profile.strings.text(id).into_owned()).collect()
}

const CPU: &str = r#"{"nodes":[
{"id":1,"callFrame":{"functionName":"(root)","url":"","lineNumber":-1,"columnNumber":-1},"hitCount":0,"children":[2,3]},
{"id":2,"callFrame":{"functionName":"","url":"file:///a.js","lineNumber":0,"columnNumber":0},"hitCount":1,"children":[4]},
{"id":3,"callFrame":{"functionName":"(idle)","url":"","lineNumber":-1},"hitCount":1},
{"id":4,"callFrame":{"functionName":"f","url":"file:///a.js","lineNumber":9,"columnNumber":3},"hitCount":2}],
"startTime":1000,"endTime":1100,"samples":[2,4,4,3],"timeDeltas":[5,10,20,1]}"#;

#[test]
fn samples_of_v8_stand_for_the_time_since_the_one_before() {
    assert_eq!(
        read(CPU),
        "samples/count wall/microseconds\n1 5: (anonymous):1\n2 30: (anonymous):1;f:10\n\
         1 1: (idle)\n"
    );
    let profile = open(CPU.as_bytes()).unwrap();
    assert_eq!(profile.duration_nanos, 100_000);
}

#[test]
fn nodes_may_name_their_parent_and_come_in_any_order() {
    let text = r#"{"samples":[7],"timeDeltas":[5],"startTime":0,"endTime":5,"nodes":[
        {"id":7,"parent":3,"callFrame":{"functionName":"leaf"}},
        {"id":3,"callFrame":{"functionName":"top"}}]}"#;
    assert_eq!(read(text), "samples/count wall/microseconds\n1 5: top;leaf\n");
    let circle = text.replace("{\"id\":3,", "{\"id\":3,\"parent\":7,");
    assert!(open(circle.as_bytes()).is_ok());
}

#[test]
fn trees_of_v8_are_read_whatever_comes_first() {
    let text = r#"{"head":{"functionName":"(root)","url":"","lineNumber":0,"hitCount":0,"id":1,
        "children":[{"children":[{"functionName":"g","lineNumber":3,"hitCount":4,"id":3,"children":[]}],
        "functionName":"f","url":"a.js","lineNumber":2,"hitCount":1,"id":2},
        {"functionName":"h","hitCount":2,"id":4}]},"startTime":1.5,"endTime":2}"#;
    assert_eq!(read(text), "samples/count\n1: f:2\n4: f:2;g:3\n2: h\n");
    let timed = text.replace(
        "\"endTime\":2}",
        "\"endTime\":2,\"samples\":[2,3],\"timestamps\":[1600000,1700000]}",
    );
    assert_eq!(
        read(&timed),
        "samples/count wall/microseconds\n1 100000: f:2\n4 100000: f:2;g:3\n2 0: h\n"
    );
}

#[test]
fn heap_profiles_of_v8_are_what_is_in_use() {
    let text = r#"{"head":{"callFrame":{"functionName":"(root)","lineNumber":-1},"selfSize":0,"id":1,
        "children":[{"callFrame":{"functionName":"f","url":"a.js","lineNumber":1},"selfSize":24,"id":2,
        "children":[{"callFrame":{"functionName":"","lineNumber":4},"selfSize":1000,"id":3,"children":[]}]}]},
        "samples":[{"size":24,"nodeId":2,"ordinal":1}]}"#;
    assert_eq!(read(text), "inuse_space/bytes\n24: f:2\n1000: f:2;(anonymous):5\n");
    assert_eq!(crate::diagnose::Kind::of(&open(text.as_bytes()).unwrap()).name(), "heap");
}

#[test]
fn cpu_profiles_lie_in_pieces_in_traces_of_chrome() {
    let events = r#"[{"args":{"data":{"startTime":10}},"cat":"x","id":"0x1","name":"Profile","ph":"P","pid":7,"tid":1},
        {"args":{"data":{"cpuProfile":{"nodes":[{"id":1,"callFrame":{"functionName":"(root)"}},
        {"id":2,"parent":1,"callFrame":{"functionName":"f","lineNumber":0}}],"samples":[2]},"timeDeltas":[3]}},
        "id":"0x1","name":"ProfileChunk","ph":"P","pid":7,"tid":2},
        {"args":{"data":{"cpuProfile":{"nodes":[{"id":3,"parent":2,"callFrame":{"functionName":"g"}}],"samples":[3,2]},
        "timeDeltas":[4,5],"endTime":30}},"id":"0x1","name":"ProfileChunk","ph":"P","pid":7,"tid":2},
        {"args":{},"name":"other","ph":"X","pid":7,"tid":2}]"#;
    let expected = "samples/count wall/microseconds\n2 8: f:1\n1 4: f:1;g\n";
    assert_eq!(read(events), expected);
    assert_eq!(read(&format!("{{\"traceEvents\":{events}}}")), expected);
}

const EVENTED: &str = r#"{"$schema":"https://www.speedscope.app/file-format-schema.json",
"shared":{"frames":[{"name":"a","file":"a.c","line":3},{"name":"b"}]},
"profiles":[{"type":"evented","name":"one","unit":"milliseconds","startValue":0,"endValue":5,"events":[
{"type":"O","frame":0,"at":0},{"type":"O","frame":1,"at":1.5},{"type":"C","frame":1,"at":2},{"type":"C","frame":0,"at":4}]}]}"#;

#[test]
fn events_of_speedscope_are_times_between_them() {
    assert_eq!(read(EVENTED), "time/nanoseconds\n3500000: a:3\n500000: a:3;b\n");
    assert_eq!(open(EVENTED.as_bytes()).unwrap().duration_nanos, 5_000_000);
}

#[test]
fn profiles_of_speedscope_have_their_names_as_labels() {
    let text = r#"{"profiles":[
        {"type":"sampled","name":"t1","unit":"none","startValue":0,"endValue":3,"samples":[[0,1],[0]],"weights":[1,2]},
        {"type":"sampled","name":"t2","unit":"bytes","startValue":0,"endValue":3,"samples":[[1],[9]],"weights":[8,1]},
        {"type":"other","name":"t3"}],
        "shared":{"frames":[{"name":"a"},{"name":"b"}]}}"#;
    assert_eq!(
        read(text),
        "samples/count space/bytes\n1 0: a;b {profile=t1}\n2 0: a {profile=t1}\n\
         0 8: b {profile=t2}\n"
    );
    let mut said = comments(text);
    said.sort();
    assert_eq!(
        said,
        [
            "Left out: 1 profiles of an unknown kind",
            "Left out: 1 samples that refer to what is not there"
        ]
    );
}

#[test]
fn fractions_of_speedscope_are_scaled_where_they_are_no_times() {
    let text = r#"{"profiles":[{"weights":[0.5,2],"unit":"none","type":"sampled","samples":[[0],[]]}],
        "shared":{"frames":[{"name":"a"}]}}"#;
    assert_eq!(read(text), "samples/count\n500: a\n2000: \n");
    assert_eq!(comments(text), ["Counts are those of the file times 1000"]);
}

#[test]
fn events_that_do_not_fit_are_left_out_and_counted() {
    let text = r#"{"shared":{"frames":[{"name":"A"},{"name":"B"}]},"profiles":[{"type":"evented",
        "name":"p","unit":"none","startValue":0,"endValue":9,"events":[
        {"type":"O","frame":0,"at":0},{"type":"C","frame":0,"at":1},{"type":"O","frame":1,"at":2},
        {"type":"O","frame":0,"at":3},{"type":"C","frame":1,"at":4},{"type":"C","frame":0,"at":5}]}]}"#;
    assert_eq!(read(text), "samples/count\n1: A\n1: B\n1: B;A\n");
    assert_eq!(comments(text), ["Left out: 2 events that do not fit to those before them"]);
}

#[test]
fn samples_of_perf_have_their_stack_below() {
    let text = "# ========\n# hostname : box\n#\n\
        my app 12/13 [002] 100.000001:    1000 cpu-clock:u: \n\
        \t  10 inner (inlined)\n\t  10 outer+0x4 (/bin/a (deleted))\n\t  643 [unknown] ([unknown])\n\
        \nmy app 12/13 [002] 100.500001: 1000 cpu-clock:u:\n\t  10 inner (inlined)\n\
        \t  10 outer+0x4 (/bin/a (deleted))\n\t  643 [unknown] ([unknown])\n\n\
        swapper 0 [000] 101.5: 7 cycles: \n ffff operator()(int) const+0x1f ([kernel.kallsyms])\n";
    assert_eq!(
        read(text),
        "samples/count cpu-clock/nanoseconds cycles/count\n\
         2 2000 0: 643;outer;inner {comm=my app} {pid=12} {tid=13} {cpu=2}\n\
         1 0 7: operator()(int) const {comm=swapper} {tid=0} {cpu=0}\n"
    );
    let profile = open(text.as_bytes()).unwrap();
    assert_eq!(profile.duration_nanos, 1_499_999_000);
    assert_eq!(profile.default_sample_index(), Some(1));
    assert_eq!(profile.strings.get(profile.mappings[0].file), b"/bin/a (deleted)");
    assert_eq!(comments(text), ["hostname : box"]);
}

#[test]
fn samples_of_perf_may_be_one_line_without_a_period() {
    let text = "            bash  4321 12.000000: sched:sched_switch:  ffffffff81 __schedule+0x2a ([kernel])\n\
                            bash  4321 13.000000: sched:sched_switch:  ffffffff81 __schedule+0x2a ([kernel])\n";
    assert_eq!(
        read(text),
        "samples/count sched:sched_switch/count\n2 2: __schedule {comm=bash} {tid=4321}\n"
    );
}

#[test]
fn other_json_is_not_taken_for_a_profile() {
    for text in [
        r#"{"error":1}"#,
        r#"{"head":{"ref":"main"},"nodes":[]}"#,
        r#"{"profiles":[{"name":"x"}]}"#,
        r#"{"snapshot":{},"nodes":[1,2]}"#,
        r#"[{"ph":1}]"#,
        r#"{"dictionary":{"a":1}}"#,
        "[1,2]",
        "{",
    ] {
        let error = open(text.as_bytes()).expect_err(text);
        assert_eq!(error, ReadError::Foreign(super::super::Form::Json), "{text}");
    }
}

#[test]
fn json_that_is_cut_off_says_so() {
    for text in [CPU, EVENTED] {
        let cut = &text[..text.len() - 20];
        let error = open(cut.as_bytes()).expect_err("it is cut off");
        assert_eq!(error, ReadError::Format { at: cut.len(), kind: FormatError::Truncated });
    }
}

#[test]
fn profiles_without_samples_say_so() {
    let text = CPU.replace("[2,4,4,3]", "[]").replace("\"hitCount\":", "\"x\":");
    let error = open(text.as_bytes()).expect_err("it has no samples");
    assert_eq!(error, ReadError::Format { at: text.len(), kind: FormatError::NoSamples });
}

/// Reads back an export for speedscope: the same functions with the same values.
#[test]
fn what_is_exported_for_speedscope_is_read_as_the_same() {
    use crate::query::Query;
    use crate::report::speedscope;
    use crate::selection::Session;
    for (unit, samples) in [
        ("count", vec!["main;f@a.go:3 9223372036854775", "main;g 2", "main 4"]),
        ("nanoseconds", vec!["main;f 10000000", "main;f;f 5"]),
        ("kilobytes", vec!["main;f 12", "h 1"]),
    ] {
        let mut profile = crate::view::testing::profile(&samples);
        profile.sample_types[0].unit = profile.strings.push(unit.as_bytes());
        profile.time_nanos = 1_700_000_000_000_000_000;
        profile.duration_nanos = 5_000_000;
        let file = profile.strings.push(b"/bin/a");
        profile.mappings = vec![crate::profile::Mapping { file, ..Default::default() }];
        let exported = |profile: Profile| {
            let mut session = Session::new(profile);
            let selection = session.select(&Query::default()).expect("it has a sample type");
            (crate::report::top(&selection, &Query::default()), speedscope(&selection))
        };
        let (top, text) = exported(profile);
        let (again, _) = exported(open(&text).expect("it is read"));
        assert_eq!(String::from_utf8_lossy(&again), String::from_utf8_lossy(&top));
    }
}

proptest! {
    /// Whatever is changed or cut off, nothing panics.
    #[test]
    fn damaged_files_are_read_or_refused(
        which in 0..SEEDS.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        moved in any::<(prop::sample::Index, prop::sample::Index, u8)>(),
        end in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = SEEDS[which].as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let (from, to, len) = moved;
        let from = from.index(bytes.len());
        let part = bytes[from..(from + len as usize).min(bytes.len())].to_vec();
        let to = to.index(bytes.len());
        bytes.splice(to..to, part);
        if is_cut {
            let end = end.index(bytes.len());
            bytes.truncate(end);
        }
        if let Ok(profile) = open(&bytes) {
            describe(&profile);
        }
    }
}

const SEEDS: [&str; 4] = [
    CPU,
    EVENTED,
    "a 12/13 [002] 100.000001:    1000 cpu-clock:u: \n\t10 in (inlined)\n\t10 out+0x4 (/bin/a)\n  a.c:3\n\n",
    super::otlp::tests::JSON,
];

#[test]
fn files_of_json_that_are_cut_off_say_so_wherever_the_cut_is() {
    let speedscope = r#"{"$schema":"https://www.speedscope.app/file-format-schema.json","exporter":"a@1","name":"\"a\u00e9","activeProfileIndex":null,"shared":{"frames":[{"name":"main","file":"a.go","line":12},{"name":"leaf","col":-3}]},"profiles":[{"type":"sampled","name":"cpu","unit":"milliseconds","startValue":0,"endValue":12.5e0,"hidden":false,"samples":[[0,1],[0]],"weights":[5,7.5]}]}"#;
    for text in [speedscope, &CPU.replace('\n', "")] {
        assert!(open(text.as_bytes()).is_ok());
        // From where on it can be told what it is.
        let known = text.find("\"exporter\"").or_else(|| text.find("\"id\":2")).unwrap();
        for end in known..text.len() {
            let error = open(&text.as_bytes()[..end]).expect_err("its end is missing");
            let is_cut = matches!(error, ReadError::Format { kind: FormatError::Truncated, .. });
            assert!(is_cut, "{error}: {}", &text[..end]);
        }
    }
    // Damage is something else.
    let damaged = speedscope.replace("\"line\":12", "\"line\":?");
    let error = open(damaged.as_bytes()).expect_err("it is damaged");
    assert!(matches!(error, ReadError::Format { kind: FormatError::Json, .. }), "{error}");
}

#[test]
fn clocks_that_go_backwards_change_no_total() {
    let text = CPU.replace("[5,10,20,1]", "[5,40,-20,10]");
    // Taken at 5, 45, 25 and 35: all together they last until the last of them.
    assert_eq!(
        read(&text),
        "samples/count wall/microseconds\n1 5: (anonymous):1\n2 30: (anonymous):1;f:10\n\
         1 10: (idle)\n"
    );
}

#[test]
fn counts_of_v8_are_its_own_where_it_has_them() {
    let text = CPU.replace("\"hitCount\":2}", "\"hitCount\":5}");
    assert!(read(&text).contains("\n5 30: (anonymous):1;f:10\n"));
    let none =
        CPU.replace("\"hitCount\":1", "\"hitCount\":0").replace("\"hitCount\":2", "\"hitCount\":0");
    assert_eq!(read(&none), read(CPU));
}
