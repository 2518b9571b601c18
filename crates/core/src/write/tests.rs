//! Our reader against prost's, over messages of any shape.

use super::{schema, write};
use crate::profile::{LabelValue, Profile};
use crate::read::{self, KEEP_ALL, Options, ReadError, Reader};
use crate::view::flame::{Window, flame};
use proptest::collection::vec;
use proptest::prelude::*;
use prost::Message;

const STRINGS: usize = 9;
const FUNCTIONS: u64 = 6;
const LOCATIONS: u64 = 7;
const TYPES: usize = 2;

fn string() -> impl Strategy<Value = i64> + Clone {
    0..STRINGS as i64
}

fn line() -> impl Strategy<Value = schema::Line> {
    (1..=FUNCTIONS, any::<i64>(), 0..4i64).prop_map(|(function_id, line, column)| schema::Line {
        function_id,
        line,
        column,
    })
}

fn label() -> impl Strategy<Value = schema::Label> {
    (string(), string(), any::<i64>(), string()).prop_map(|(key, str, num, num_unit)| {
        // A label is a text or a number; ours keeps one of them.
        let (num, num_unit) = if str == 0 { (num, num_unit) } else { (0, 0) };
        schema::Label { key, str, num, num_unit }
    })
}

fn sample() -> impl Strategy<Value = schema::Sample> {
    (vec(1..=LOCATIONS, 0..6), vec(-1_000_000..1_000_000i64, TYPES), vec(label(), 0..3))
        .prop_map(|(location_id, value, label)| schema::Sample { location_id, value, label })
}

prop_compose! {
    /// A valid profile whose ids are 1, 2, 3…, as [`write`] numbers them.
    pub fn message()(
        texts in vec(vec(any::<u8>(), 0..6), STRINGS - 1),
        sample in vec(sample(), 0..12),
        functions in vec((string(), string(), string(), any::<i64>()), FUNCTIONS as usize),
        locations in vec((0..=2u64, any::<u64>(), vec(line(), 0..4), any::<bool>()), LOCATIONS as usize),
        has in any::<[bool; 4]>(),
        times in (any::<i64>(), any::<i64>(), any::<i64>()),
        comment in vec(string(), 0..4),
        other in (string(), string(), string(), string()),
    ) -> schema::Profile {
        let value_type = |r#type, unit| schema::ValueType { r#type, unit };
        let mapping = |id: u64| schema::Mapping {
            id,
            memory_start: id << 20,
            memory_limit: id << 21,
            file_offset: id,
            filename: id as i64,
            build_id: id as i64 + 1,
            has_functions: has[0],
            has_filenames: has[1],
            has_line_numbers: has[2],
            has_inline_frames: has[3],
        };
        let (drop_frames, keep_frames, default_sample_type, doc_url) = other;
        schema::Profile {
            sample_type: vec![value_type(1, 2), value_type(3, 4)],
            sample,
            mapping: vec![mapping(1), mapping(2)],
            location: (1..).zip(locations).map(|(id, (mapping_id, address, line, is_folded))| {
                schema::Location { id, mapping_id, address, line, is_folded }
            }).collect(),
            function: (1..).zip(functions).map(|(id, (name, system_name, filename, start_line))| {
                schema::Function { id, name, system_name, filename, start_line }
            }).collect(),
            string_table: std::iter::once(Vec::new()).chain(texts).collect(),
            drop_frames,
            keep_frames,
            time_nanos: times.0,
            duration_nanos: times.1,
            period_type: Some(value_type(5, 6)),
            period: times.2,
            comment,
            default_sample_type,
            doc_url,
        }
    }
}

/// Drops labels that say nothing, as reading does.
fn without_empty_labels(mut message: schema::Profile) -> schema::Profile {
    for sample in &mut message.sample {
        sample.label.retain(|l| (l.str, l.num, l.num_unit) != (0, 0, 0));
    }
    message
}

pub fn open(message: &schema::Profile) -> Profile {
    read::open(&message.encode_to_vec()).expect("the message is valid")
}

/// The same profile, as an odd writer might number and order it.
fn odd(mut message: schema::Profile, factor: u64, reversed: bool, samples_first: bool) -> Vec<u8> {
    let ids = message.sample.iter_mut().flat_map(|s| &mut s.location_id);
    ids.chain(message.location.iter_mut().map(|l| &mut l.id)).for_each(|id| *id *= factor);
    if reversed {
        message.location.reverse();
    }
    if !samples_first {
        return message.encode_to_vec();
    }
    let sample = std::mem::take(&mut message.sample);
    let samples = schema::Profile { sample, ..Default::default() };
    [samples.encode_to_vec(), message.encode_to_vec()].concat()
}

/// Reads a file in pieces of this size, again where that is asked for.
fn read_in_pieces(bytes: &[u8], piece: usize, kept: usize) -> Result<Profile, ReadError> {
    let read = |kept| {
        let mut reader = Reader::new(Options { kept, ..Options::default() });
        bytes.chunks(piece).try_for_each(|piece| reader.push(piece))?;
        reader.finish_input()?;
        while reader.step(piece)?.is_some() {}
        Ok(reader.into_profile())
    };
    match read(kept) {
        Err(ReadError::NeedsWhole) => read(KEEP_ALL),
        result => result,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn how_a_file_arrives_makes_no_difference(
        message in message(),
        factor in prop_oneof![Just(1u64), Just(5), Just(1 << 31), Just(1 << 40)],
        reversed in any::<bool>(),
        samples_first in any::<bool>(),
        piece in 1..300usize,
        damage in proptest::option::of((any::<prop::sample::Index>(), any::<u8>())),
    ) {
        let mut bytes = odd(message, factor, reversed, samples_first);
        if let Some((at, byte)) = damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let whole = read_in_pieces(&bytes, usize::MAX, KEEP_ALL);
        prop_assert!(damage.is_some() || whole.is_ok());
        prop_assert_eq!(&read_in_pieces(&bytes, piece, 0), &whole);
        prop_assert_eq!(&read_in_pieces(&bytes, piece, 1 << 20), &whole);
        let zipped = super::compress(&bytes);
        prop_assert_eq!(&read_in_pieces(&zipped, piece, 0), &whole);
    }

    #[test]
    fn what_is_read_and_written_is_the_same_message(message in message()) {
        let written = write(&open(&message));
        let again = schema::Profile::decode(&*written).expect("prost reads what prost wrote");
        prop_assert_eq!(again, without_empty_labels(message));
    }

    #[test]
    fn ids_need_not_be_indexes(message in message(), factor in 2..1_000_000_000u64) {
        let plain = open(&message);
        let mut renamed = message;
        let id = |id: &mut u64| *id = id.wrapping_mul(factor | 1).rotate_left(17);
        renamed.location.iter_mut().for_each(|l| id(&mut l.id));
        renamed.sample.iter_mut().flat_map(|s| &mut s.location_id).for_each(id);
        let renamed = open(&renamed);
        prop_assert_eq!(&plain.stacks, &renamed.stacks);
        prop_assert_eq!(&plain.samples, &renamed.samples);
    }

    #[test]
    fn a_flame_graph_loses_nothing(message in message(), type_index in 0..TYPES, min in 0..4u32) {
        let profile = open(&message);
        let total: i64 = profile.samples.values[type_index].iter().map(|v| v.abs()).sum();
        let net: i64 = profile.samples.values[type_index].iter().sum();
        let has_base = profile.strings.iter().any(|s| s == b"pprof::base");
        let mut session = crate::selection::Session::new(profile);
        let query = crate::query::Query {
            sample_index: type_index.to_string(),
            ..Default::default()
        };
        let (selection, tree) = session.select_tree(&query).expect("the type is there");
        let window = Window { from: 0.0, to: 0.0, min_width: total as f64 / 8.0 * f64::from(min) };
        let flame = flame(&tree, window);
        prop_assert_eq!(flame.width, total as f64);
        prop_assert!(has_base || selection.total == total);
        prop_assert_eq!(flame.boxes[0].cum, net);
        // Below a box lie its children and the gap for itself, side by side.
        for (depth, bounds) in flame.levels.windows(2).enumerate() {
            let mut right = 0.0;
            for b in &flame.boxes[bounds[0] as usize..bounds[1] as usize] {
                prop_assert!(b.left >= right, "boxes overlap at depth {}", depth);
                right = b.left + b.width;
            }
            prop_assert!(right <= flame.width);
        }
    }
}

#[test]
fn a_label_with_both_is_a_text() {
    let label = schema::Label { key: 1, str: 2, num: 3, num_unit: 1 };
    let message = schema::Profile {
        sample_type: vec![schema::ValueType { r#type: 1, unit: 1 }],
        sample: vec![schema::Sample { location_id: vec![], value: vec![1], label: vec![label] }],
        string_table: [&b""[..], b"key", b"text"].map(<[u8]>::to_vec).into(),
        ..Default::default()
    };
    let profile = open(&message);
    let labels: Vec<_> = profile.samples.labels.of(0).map(|l| l.value).collect();
    assert_eq!(labels, [LabelValue::Text(2)]);
}
