//! `Profile` to profile.proto.
//!
//! The schema is written down here once more, as prost structs: it is what the
//! writer fills, and, because prost reads too, the independent reader that the
//! tests hold [`read`](crate::read) against. This module decides nothing about a
//! profile's content.

mod gzip;
pub mod schema;

use crate::profile::{EMPTY, LabelValue, Profile, ValueType};
use prost::Message;

pub use gzip::compress;

/// The profile as a gzipped profile.proto message, as files are.
pub fn write_gzip(profile: &Profile) -> Vec<u8> {
    compress(&write(profile))
}

/// The profile as an uncompressed profile.proto message. Rows keep their ids.
pub fn write(profile: &Profile) -> Vec<u8> {
    to_message(profile).encode_to_vec()
}

fn to_message(profile: &Profile) -> schema::Profile {
    schema::Profile {
        sample_type: profile.sample_types.iter().copied().map(value_type).collect(),
        sample: (0..profile.samples.len()).map(|i| sample(profile, i)).collect(),
        mapping: mappings(profile),
        location: (0..profile.locations.len()).map(|i| location(profile, i)).collect(),
        function: functions(profile),
        string_table: profile.strings.iter().map(<[u8]>::to_vec).collect(),
        drop_frames: profile.drop_frames.into(),
        keep_frames: profile.keep_frames.into(),
        time_nanos: profile.time_nanos,
        duration_nanos: profile.duration_nanos,
        period_type: Some(value_type(profile.period_type)),
        period: profile.period,
        comment: profile.comments.iter().map(|&c| c.into()).collect(),
        default_sample_type: profile.default_sample_type.into(),
        doc_url: profile.doc_url.into(),
    }
}

fn value_type(from: ValueType) -> schema::ValueType {
    schema::ValueType { r#type: from.kind.into(), unit: from.unit.into() }
}

fn sample(profile: &Profile, index: usize) -> schema::Sample {
    let samples = &profile.samples;
    let stack = profile.stacks.get(samples.stack[index]);
    let label = |key: u32, text: u32, num, unit: u32| schema::Label {
        key: key.into(),
        str: text.into(),
        num,
        num_unit: unit.into(),
    };
    schema::Sample {
        location_id: stack.iter().map(|&l| profile.locations.id[l as usize]).collect(),
        value: samples.values.iter().map(|column| column[index]).collect(),
        label: samples
            .labels
            .of(index)
            .map(|l| match l.value {
                LabelValue::Text(text) => label(l.key, text, 0, EMPTY),
                LabelValue::Number(number, unit) => label(l.key, EMPTY, number, unit),
            })
            .collect(),
    }
}

fn mappings(profile: &Profile) -> Vec<schema::Mapping> {
    let rows = profile.mappings.iter();
    rows.map(|m| schema::Mapping {
        id: m.id,
        memory_start: m.memory_start,
        memory_limit: m.memory_limit,
        file_offset: m.file_offset,
        filename: m.file.into(),
        build_id: m.build_id.into(),
        has_functions: m.has_functions,
        has_filenames: m.has_filenames,
        has_line_numbers: m.has_line_numbers,
        has_inline_frames: m.has_inline_frames,
    })
    .collect()
}

fn location(profile: &Profile, index: usize) -> schema::Location {
    let locations = &profile.locations;
    let lines = locations.lines_of(index as u32).iter();
    schema::Location {
        id: locations.id[index],
        mapping_id: locations.mapping[index].map_or(0, |m| profile.mappings[m as usize].id),
        address: locations.address[index],
        line: lines
            .map(|line| schema::Line {
                function_id: profile.functions.id[line.function as usize],
                line: line.line,
                column: line.column,
            })
            .collect(),
        is_folded: locations.is_folded[index],
    }
}

fn functions(profile: &Profile) -> Vec<schema::Function> {
    let f = &profile.functions;
    (0..f.len())
        .map(|i| schema::Function {
            id: f.id[i],
            name: f.name[i].into(),
            system_name: f.system_name[i].into(),
            filename: f.filename[i].into(),
            start_line: f.start_line[i],
        })
        .collect()
}

#[cfg(test)]
mod laws;
#[cfg(test)]
pub(crate) mod tests;
