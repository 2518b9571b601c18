//! The four layouts on the wire, JSON, streams, and how profiles are joined.

use super::super::tests::describe;
use crate::profile::Profile;
use crate::read::{FormatError, ReadError, open};
use proptest::prelude::*;

/// A field of bytes.
fn field(number: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = varint(u64::from(number) << 3 | 2);
    bytes.extend(varint(content.len() as u64));
    bytes.extend_from_slice(content);
    bytes
}

fn number(number: u8, value: u64) -> Vec<u8> {
    [varint(u64::from(number) << 3), varint(value)].concat()
}

fn fixed(number: u8, value: u64) -> Vec<u8> {
    [varint(u64::from(number) << 3 | 1), value.to_le_bytes().to_vec()].concat()
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

fn message(fields: &[Vec<u8>]) -> Vec<u8> {
    fields.concat()
}

/// A row of a list of fields with the same number.
fn rows(number: u8, rows: &[Vec<u8>]) -> Vec<u8> {
    rows.iter().flat_map(|row| field(number, row)).collect()
}

const STRINGS: [&str; 14] = [
    "",
    "cpu",
    "nanoseconds",
    "main",
    "leaf",
    "a.go",
    "/bin/a",
    "thread",
    "size",
    "bytes",
    "alloc_space",
    "process.executable.build_id.gnu",
    "abcd",
    "alloc_objects",
];

fn text(text: &str) -> Vec<u8> {
    field(1, text.as_bytes())
}

fn strings(at: u8) -> Vec<u8> {
    let strings: Vec<Vec<u8>> = STRINGS.iter().map(|s| s.as_bytes().to_vec()).collect();
    rows(at, &strings)
}

/// Tables of mappings, locations, functions and links, with these numbers.
fn tables([mappings, locations, functions, links]: [u8; 4]) -> Vec<u8> {
    let mapping = message(&[number(1, 0x1000), number(2, 0x2000), number(4, 6), field(5, &[3])]);
    let line =
        |function: u64, line: u64| field(3, &message(&[number(1, function), number(2, line)]));
    message(&[
        rows(mappings, &[vec![], mapping]),
        rows(
            locations,
            &[
                vec![],
                message(&[number(1, 1), number(2, 0x1010), line(1, 7), line(2, 3)]),
                message(&[number(1, 1), number(2, 0x1020)]),
            ],
        ),
        rows(
            functions,
            &[
                vec![],
                message(&[number(1, 4), number(3, 5), number(4, 6)]),
                message(&[number(1, 3), number(3, 5)]),
            ],
        ),
        rows(links, &[vec![], message(&[field(1, &[1; 16]), field(2, &[2; 8])])]),
    ])
}

/// Attributes as keys in texts (until v1.7), or as strings with units.
fn attributes(at: u8, has_units: bool) -> Vec<u8> {
    let of = |key: usize, value: Vec<u8>, unit: u64| {
        let key = match has_units {
            true => number(1, key as u64),
            false => text(STRINGS[key]),
        };
        let unit = if has_units { number(3, unit) } else { vec![] };
        message(&[key, field(2, &value), unit])
    };
    rows(at, &[vec![], of(7, text("t-1"), 0), of(8, number(3, 64), 9), of(11, text("abcd"), 0)])
}

fn resource(profiles: &[Vec<u8>]) -> Vec<u8> {
    let service = message(&[text("service.name"), field(2, &text("shop"))]);
    let scope = message(&[text("profiler"), field(2, b"1.2")]);
    field(
        1,
        &message(&[
            field(1, &field(1, &service)),
            field(2, &message(&[field(1, &scope), rows(2, profiles)])),
        ]),
    )
}

fn kind(kind: u64, unit: u64) -> Vec<u8> {
    message(&[number(1, kind), number(2, unit)])
}

const EXPECTED: &str = "cpu/nanoseconds\n\
    30: 1020;main:3;leaf:7 {service.name=shop} {otel.scope.name=profiler} {otel.scope.version=1.2} \
    {thread=t-1} {size=64bytes} {trace_id=01010101010101010101010101010101} \
    {span_id=0202020202020202}\n\
    5: 1020 {service.name=shop} {otel.scope.name=profiler} {otel.scope.version=1.2}\n";

/// The same profile in each layout. Those with stacks differ in the numbers of a sample's
/// attributes, link and values.
fn with_stacks([attrs, link, values]: [u8; 3]) -> Vec<u8> {
    let samples = [
        message(&[number(1, 1), field(attrs, &[1, 2]), number(link, 1), field(values, &[30])]),
        message(&[number(1, 2), field(values, &[5])]),
    ];
    let profile = message(&[
        field(1, &kind(1, 2)),
        rows(2, &samples),
        fixed(3, 1_000),
        number(4, 500),
        field(5, &kind(1, 2)),
        number(6, 10),
        field(7, &[9; 16]),
    ]);
    let dictionary = message(&[
        tables([1, 2, 3, 4]),
        strings(5),
        attributes(6, true),
        rows(7, &[vec![], field(1, &[1, 2]), field(1, &[2])]),
    ]);
    message(&[resource(&[profile]), field(2, &dictionary)])
}

fn v1_10() -> Vec<u8> {
    with_stacks([2, 3, 4])
}

fn runs(first_location: u64) -> [Vec<u8>; 2] {
    let start = first_location;
    [
        message(&[
            number(1, start),
            number(2, 2),
            field(3, &[30]),
            field(4, &[1, 2]),
            number(5, 1),
        ]),
        message(&[number(1, start + 1), number(2, 1), field(3, &[5])]),
    ]
}

fn v1_7() -> Vec<u8> {
    let profile = message(&[
        field(1, &kind(1, 2)),
        rows(2, &runs(1)),
        field(3, &[0, 1, 2]),
        number(4, 1_000),
        number(5, 500),
        field(6, &kind(1, 2)),
        number(7, 10),
    ]);
    let units = field(7, &kind(8, 9));
    let dictionary = message(&[tables([1, 2, 3, 4]), strings(5), attributes(6, false), units]);
    message(&[resource(&[profile]), field(2, &dictionary)])
}

fn v1_5() -> Vec<u8> {
    let profile = message(&[
        field(1, &kind(1, 2)),
        rows(2, &runs(1)),
        tables([3, 4, 6, 9]),
        field(5, &[0, 1, 2]),
        attributes(7, false),
        field(8, &kind(8, 9)),
        strings(10),
        number(11, 1_000),
        number(12, 500),
        field(13, &kind(1, 2)),
        number(14, 10),
    ]);
    resource(&[profile])
}

fn opened(bytes: &[u8]) -> Profile {
    open(bytes).expect("it is read")
}

#[test]
fn all_layouts_of_the_wire_are_told_apart() {
    let all = [v1_10(), with_stacks([3, 4, 2]), v1_7(), v1_5()];
    for (layout, bytes) in ["1.10", "1.8", "1.7", "1.5"].into_iter().zip(all) {
        let profile = opened(&bytes);
        assert_eq!(describe(&profile), EXPECTED, "{layout}");
        assert_eq!((profile.time_nanos, profile.duration_nanos), (1_000, 500), "{layout}");
        assert_eq!(profile.period, 10, "{layout}");
        let mapping = &profile.mappings[0];
        assert_eq!(profile.strings.get(mapping.file), b"/bin/a", "{layout}");
        assert_eq!(profile.strings.get(mapping.build_id), b"abcd", "{layout}");
        assert_eq!(profile.functions.start_line, [6, 0], "{layout}");
    }
}

/// One profile of these samples, in a layout with stacks.
fn samples(samples: &[Vec<u8>], types: (u64, u64)) -> Vec<u8> {
    message(&[field(1, &kind(types.0, types.1)), rows(2, samples), fixed(3, 1_000)])
}

fn dictionary() -> Vec<u8> {
    field(
        2,
        &message(&[
            tables([1, 2, 3, 4]),
            strings(5),
            attributes(6, true),
            rows(7, &[vec![], field(1, &[1, 2]), field(1, &[2])]),
        ]),
    )
}

#[test]
fn a_list_that_is_alone_is_attributes_only_where_timestamps_count() {
    let times = [7u64, 8, 9].map(u64::to_le_bytes).concat();
    let with = |second: &[u8], has_times: bool| {
        let times = if has_times { field(5, &times) } else { vec![] };
        let sample = message(&[number(1, 2), field(2, second), times]);
        let profile = samples(&[sample], (1, 2));
        describe(&opened(&message(&[resource(&[profile]), dictionary()])))
    };
    // Attributes of v1.10, and three timestamps.
    assert!(with(&[1], true).contains("\n3: 1020 ") && with(&[1], true).contains("{thread=t-1}"));
    // Values of v1.8: no attribute has this number, or nothing else counts.
    assert!(with(&[100], true).contains("\n100: 1020 "));
    assert!(with(&[1], false).contains("\n1: 1020 "));
}

#[test]
fn profiles_of_one_resource_are_sample_types_of_the_same_samples() {
    let of = |value: u8| {
        vec![
            message(&[number(1, 1), field(2, &[1]), field(4, &[value])]),
            message(&[number(1, 2), field(4, &[1])]),
        ]
    };
    let profiles = [samples(&of(3), (13, 0)), samples(&of(96), (10, 9))];
    let profile = opened(&message(&[resource(&profiles), dictionary()]));
    let text = describe(&profile);
    assert!(text.starts_with("alloc_objects/ alloc_space/bytes\n3 96: "), "{text}");
    assert_eq!(profile.samples.len(), 2);
    assert_eq!(profile.default_sample_index(), Some(0));
}

#[test]
fn streams_have_a_length_before_each_message() {
    let one = v1_10();
    let frame = [&(one.len() as u32).to_be_bytes()[..], &one].concat();
    let twice = EXPECTED.replace("\n30:", "\n60:").replace("\n5:", "\n10:");
    assert_eq!(describe(&opened(&frame)), EXPECTED);
    assert_eq!(describe(&opened(&[&frame[..], &frame].concat())), twice);
    let magic = [&b"OTLP\0\0\0\x01"[..], &frame, &frame].concat();
    assert_eq!(describe(&opened(&magic)), twice);
    for len in [(one.len() as u32).to_le_bytes().to_vec(), varint(one.len() as u64)] {
        let frame = [&len[..], &one].concat();
        assert_eq!(describe(&opened(&[&frame[..], &frame].concat())), twice);
    }
    let cut = opened(&[&frame[..], &frame[..50]].concat());
    assert_eq!(describe(&cut), EXPECTED);
    assert_eq!(cut.strings.text(cut.comments[0]), "Left out: 1 messages that are cut off");
}

#[test]
fn what_has_nothing_to_show_says_so() {
    let error = |bytes: &[u8]| open(bytes).expect_err("there is nothing in it");
    let none = dictionary();
    let kind = FormatError::NoProfiles;
    assert_eq!(error(&none), ReadError::Format { at: none.len(), kind });
    let empty = message(&[resource(&[samples(&[], (1, 2))]), dictionary()]);
    let kind = FormatError::NoSamples;
    assert_eq!(error(&empty), ReadError::Format { at: empty.len(), kind });
}

pub const JSON: &str = r#"{"resourceProfiles":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},
"scopeProfiles":[{"scope":{"name":"profiler","version":"1.2"},"profiles":[{"sampleType":{"typeStrindex":1,"unitStrindex":2},
"samples":[{"stackIndex":1,"attributeIndices":[1,2],"linkIndex":1,"values":["30"]},{"stack_index":2,"timestampsUnixNano":["1","2","3","4","5"]}],
"timeUnixNano":"1000","durationNano":"500"}]}]}],"dictionary":{"stringTable":["","cpu","nanoseconds","main","leaf","a.go","thread","size","bytes"],
"mappingTable":[{}],"locationTable":[{},{"address":"4112","lines":[{"functionIndex":1,"line":"7"},{"functionIndex":2,"line":"3"}]},{"address":4128}],
"functionTable":[{},{"nameStrindex":4,"filenameStrindex":5},{"nameStrindex":3}],
"linkTable":[{},{"traceId":"01010101010101010101010101010101","spanId":"0202020202020202"}],
"attributeTable":[{},{"keyStrindex":6,"value":{"stringValue":"t-1"}},{"keyStrindex":7,"value":{"intValue":"64"},"unitStrindex":8}],
"stackTable":[{},{"locationIndices":[1,2]},{"locationIndices":[2]}]}}"#;

#[test]
fn json_is_the_same_also_in_lines() {
    assert_eq!(describe(&opened(JSON.as_bytes())), EXPECTED);
    let line = JSON.replace('\n', "");
    let twice = EXPECTED.replace("\n30:", "\n60:").replace("\n5:", "\n10:");
    assert_eq!(describe(&opened([&line, "\n", &line, "\n"].concat().as_bytes())), twice);
}

#[test]
fn runs_that_overlap_take_no_more_than_their_share() {
    let indices = vec![1; 2000];
    let many: Vec<Vec<u8>> = (0..2000)
        .map(|start| message(&[number(1, start), number(2, 2000), field(3, &[1])]))
        .collect();
    let profile =
        message(&[field(1, &kind(1, 2)), rows(2, &many), field(3, &indices), number(4, 1)]);
    let dictionary = message(&[tables([1, 2, 3, 4]), strings(5), attributes(6, false)]);
    let profile = opened(&message(&[resource(&[profile]), field(2, &dictionary)]));
    assert!(profile.stacks.location_count() <= 64 * 2000);
}

proptest! {
    /// Whatever is changed or cut off, nothing panics.
    #[test]
    fn damaged_messages_are_read_or_refused(
        which in 0..5_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        end in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = match which {
            0 => v1_10(),
            1 => with_stacks([3, 4, 2]),
            2 => v1_7(),
            3 => v1_5(),
            _ => [&(v1_10().len() as u32).to_be_bytes()[..], &v1_10()].concat(),
        };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            let end = end.index(bytes.len());
            bytes.truncate(end);
        }
        if let Ok(profile) = open(&bytes) {
            describe(&profile);
        }
    }
}

/// A message with the profile of one time.
fn at(time: u64, value: u8, types: (u64, u64)) -> Vec<u8> {
    let sample = message(&[number(1, 2), field(4, &[value])]);
    message(&[field(1, &kind(types.0, types.1)), rows(2, &[sample]), fixed(3, time)])
}

/// Contents of each document of a file.
fn snapshots(bytes: &[u8]) -> Vec<(i64, i64)> {
    let all = crate::read::open_all(bytes, crate::read::Options::default()).expect("it is read");
    let sum = |profile: &Profile| profile.samples.values[0].iter().sum();
    all.iter().map(|(_, profile)| (profile.time_nanos, sum(profile))).collect()
}

#[test]
fn each_time_of_a_resource_is_a_document_of_its_own() {
    let of = |profiles: &[Vec<u8>]| message(&[resource(profiles), dictionary()]);
    let framed = |bytes: &[u8]| [&(bytes.len() as u32).to_be_bytes()[..], bytes].concat();
    let cpu = (1, 2);
    // In a stream, in one message, and not in order.
    let stream: Vec<u8> =
        [3_000, 1_000, 2_000].iter().flat_map(|&t| framed(&of(&[at(t, 7, cpu)]))).collect();
    assert_eq!(snapshots(&stream), [(1_000, 7), (2_000, 7), (3_000, 7)]);
    let one = of(&[at(1_000, 7, cpu), at(2_000, 8, cpu)]);
    assert_eq!(snapshots(&one), [(1_000, 7), (2_000, 8)]);
    // Profiles of one time are one, whatever they measure, and whoever they are of.
    let same = of(&[at(1_000, 7, cpu), at(1_000, 8, cpu), at(1_500, 9, (13, 0))]);
    assert_eq!(snapshots(&same), [(1_000, 15)]);
    let mut other = resource(&[at(1_200, 5, cpu)]);
    let name = other.windows(4).position(|part| part == b"shop").unwrap();
    other[name..name + 4].copy_from_slice(b"home");
    let both = message(&[resource(&[at(1_000, 7, cpu)]), other, dictionary()]);
    assert_eq!(snapshots(&both), [(1_000, 12)]);
    // What has no time belongs to what is before it.
    let none = message(&[field(1, &kind(1, 2)), rows(2, &[field(4, &[1])])]);
    assert_eq!(snapshots(&of(&[at(1_000, 7, cpu), none]))[0].1, 8);
    let json = JSON.replace('\n', "").replace("\"durationNano\":\"500\"", "\"durationNano\":\"0\"");
    let later = json.replace("\"1000\"", "\"2000\"");
    assert_eq!(snapshots([json, later].join("\n").as_bytes()).len(), 2);
}

#[test]
fn windows_of_time_add_up() {
    let window = |time: u64, value: u8| [at(time, value, (1, 2)), number(4, 1_000)].concat();
    let bytes = message(&[resource(&[window(1_000, 7), window(2_000, 8)]), dictionary()]);
    assert_eq!(snapshots(&bytes), [(1_000, 15)]);
}

#[test]
fn documents_of_other_times_say_so_and_have_names() {
    let profiles: Vec<Vec<u8>> = (1..=3).map(|t| at(t * 1_000_000_000, 7, (1, 2))).collect();
    let bytes = message(&[resource(&profiles), dictionary()]);
    let found = crate::read::open_documents(&bytes, crate::read::Options::default()).unwrap();
    assert_eq!(found.remarks, [crate::read::Remark::Documents { count: 3 }]);
    let labels: Vec<String> = found.others.iter().map(crate::read::Document::label).collect();
    assert!(labels[0].starts_with("1970-01-01") && labels[0] != labels[1], "{labels:?}");
}

#[test]
fn more_times_than_can_be_opened_are_added_up_and_said() {
    let profiles: Vec<Vec<u8>> = (1..=600).map(|t| at(t * 1_000, 1, (1, 2))).collect();
    let bytes = message(&[resource(&profiles), dictionary()]);
    assert_eq!(snapshots(&bytes), [(1_000, 600)]);
    let profile = opened(&bytes);
    let comment = profile.strings.text(profile.comments[0]);
    assert_eq!(comment, "Left out: 599 times, which are too many to be kept apart");
}

#[test]
fn attributes_of_locations_are_named_as_left_out() {
    let location = |number: u8, attributes: &[u8]| {
        message(&[self::number(1, 1), self::number(2, 0x1020), field(number, attributes)])
    };
    for number in [4, 5] {
        let dictionary = message(&[
            rows(2, &[vec![], location(number, &[1, 2]), location(number, &[0])]),
            strings(5),
            attributes(6, true),
            rows(7, &[vec![], field(1, &[1, 2])]),
        ]);
        let sample = message(&[self::number(1, 1), field(4, &[3])]);
        let profile = samples(&[sample.clone(), sample], (1, 2));
        let profile = opened(&message(&[resource(&[profile]), field(2, &dictionary)]));
        let comments: Vec<_> =
            profile.comments.iter().map(|&c| profile.strings.text(c).into_owned()).collect();
        assert_eq!(comments, ["Left out: 2 attributes of locations"]);
    }
    let json = JSON.replace("{\"address\":4128}", "{\"address\":4128,\"attributeIndices\":[1]}");
    let profile = opened(json.as_bytes());
    assert_eq!(profile.strings.text(profile.comments[0]), "Left out: 1 attributes of locations");
}
