//! The lines above a report.

use super::Values;
use crate::measure;
use crate::profile::EMPTY;
use crate::query::Query;
use crate::selection::{Selection, base_name};
use crate::view::top::Top;

/// What the profile is: binary, type, time, duration.
pub fn profile_labels(selection: &Selection, values: &Values, out: &mut Vec<u8>) {
    let profile = selection.profile;
    let strings = &profile.strings;
    let mut line = |label: &str, text: &[u8]| {
        out.extend_from_slice(label.as_bytes());
        out.extend_from_slice(text);
        out.push(b'\n');
    };
    if let Some(main) = profile.mappings.first() {
        if !strings.get(main.file).is_empty() {
            line("File: ", base_name(strings.get(main.file)));
        }
        if !strings.get(main.build_id).is_empty() {
            line("Build ID: ", strings.get(main.build_id));
        }
    }
    for &comment in &profile.comments {
        // Comments that start with "#" are for programs.
        if !strings.get(comment).starts_with(b"#") {
            line("", strings.get(comment));
        }
    }
    let kind = strings.get(profile.sample_types[selection.sample_index].kind);
    if !kind.is_empty() {
        line("Type: ", kind);
    }
    if profile.doc_url != EMPTY {
        line("Doc: ", strings.get(profile.doc_url));
    }
    if profile.time_nanos != 0 {
        let time = measure::date_time_utc(profile.time_nanos);
        line("Time: ", format!("{time} UTC").as_bytes());
    }
    if profile.duration_nanos != 0 {
        let duration = measure::label(profile.duration_nanos, "nanoseconds");
        let total = values.value(values.total);
        let share = share_of_duration(values, profile.duration_nanos);
        line("Duration: ", format!("{duration}, Total samples = {total} {share}").as_bytes());
    }
}

/// How busy the process was, where the values are times.
fn share_of_duration(values: &Values, duration: i64) -> String {
    let (nanos, unit) = measure::scale(values.total, &values.unit, "nanoseconds");
    if unit != "ns" || nanos == 0.0 {
        return String::new();
    }
    format!("({})", measure::percentage(nanos as i64, duration))
}

/// How much of the profile the report shows.
pub fn shown_labels(top: &Top, query: &Query, values: &Values, out: &mut Vec<u8>) {
    let shown = top.rows.iter().fold(0i64, |sum, row| sum.wrapping_add(row.flat));
    let mut line = |text: String| {
        out.extend_from_slice(text.as_bytes());
        out.push(b'\n');
    };
    line(format!(
        "Showing nodes accounting for {}, {} of {} total",
        values.value(shown),
        values.share(shown).trim(),
        values.value(values.total)
    ));
    if values.total == 0 {
        return;
    }
    if top.dropped > 0 {
        let cutoff = (values.total as f64 * query.nodefraction) as i64;
        let plural = if top.dropped == 1 { "" } else { "s" };
        let cutoff = values.value(cutoff.wrapping_abs());
        line(format!("Dropped {} node{plural} (cum <= {cutoff})", top.dropped));
    }
    if !top.rows.is_empty() && top.rows.len() < top.count {
        line(format!("Showing top {} nodes out of {}", top.rows.len(), top.count));
    }
}
