//! The lines above a report.

use super::Values;
use crate::measure;
use crate::profile::EMPTY;
use crate::query::Query;
use crate::selection::{Selection, base_name};
use crate::view::graph::Graph;

/// Part of the profile that a report shows.
pub struct Shown {
    /// The sum of flat over all rows.
    pub flat: i64,
    /// Number of rows.
    pub count: usize,
    /// Their number before their number was limited.
    pub original_count: usize,
    /// Number of nodes that were too small.
    pub dropped_nodes: usize,
    /// Number of edges that were too small.
    pub dropped_edges: usize,
}

impl Shown {
    /// Returns the part of it that these vertices are.
    pub fn new(graph: &Graph, original_count: usize, dropped_nodes: usize) -> Self {
        let flat = graph.listed.iter().map(|&v| graph.vertices[v as usize].flat_value());
        Self {
            flat: flat.fold(0, i64::wrapping_add),
            count: graph.listed.len(),
            original_count,
            dropped_nodes,
            dropped_edges: 0,
        }
    }
}

/// Labels of the profile: binary, type, time, duration.
pub fn profile_labels(selection: &Selection, values: &Values) -> Vec<Vec<u8>> {
    let profile = selection.profile;
    let strings = &profile.strings;
    let mut lines = Vec::new();
    let mut line = |label: &str, text: &[u8]| lines.push([label.as_bytes(), text].concat());
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
    let kind = selection.sample_type();
    if !kind.is_empty() {
        line("Type: ", &kind);
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
    lines
}

/// Load of the process, where the values are times.
fn share_of_duration(values: &Values, duration: i64) -> String {
    let (nanos, unit) = measure::scale(values.total, values.unit(), "nanoseconds");
    if unit != "ns" || nanos == 0.0 {
        return String::new();
    }
    format!("({})", measure::percentage(measure::truncate(nanos), duration))
}

/// Labels: the profile, the question, and the part that is shown.
pub fn report_labels(
    selection: &Selection,
    query: &Query,
    values: &Values,
    shown: &Shown,
) -> Vec<Vec<u8>> {
    let mut lines =
        if query.compact_labels { Vec::new() } else { profile_labels(selection, values) };
    lines.extend(active_filters(query));
    lines.extend(shown_labels(query, values, shown).into_iter().map(String::into_bytes));
    lines
}

/// The filters, each cut after this many bytes.
fn active_filters(query: &Query) -> Vec<Vec<u8>> {
    const LONGEST: usize = 80;
    let filters = [
        ("focus", &query.focus),
        ("ignore", &query.ignore),
        ("hide", &query.hide),
        ("show", &query.show),
        ("show_from", &query.show_from),
        ("tagfocus", &query.tagfocus),
        ("tagignore", &query.tagignore),
        ("tagshow", &query.tagshow),
        ("taghide", &query.taghide),
    ];
    let filters = filters.into_iter().filter(|(_, value)| !value.is_empty());
    let mut lines: Vec<Vec<u8>> = filters
        .map(|(name, value)| {
            let filter = format!("{name}={value}").into_bytes();
            match filter.get(..LONGEST) {
                Some(start) if filter.len() > LONGEST => [b"   ", start, "…".as_bytes()].concat(),
                _ => [b"   ", &filter[..]].concat(),
            }
        })
        .collect();
    if !lines.is_empty() {
        lines.insert(0, b"Active filters:".to_vec());
    }
    lines
}

fn shown_labels(query: &Query, values: &Values, shown: &Shown) -> Vec<String> {
    let mut lines = vec![format!(
        "Showing nodes accounting for {}, {} of {} total",
        values.value(shown.flat),
        values.share(shown.flat).trim(),
        values.value(values.total)
    )];
    if values.total == 0 {
        return lines;
    }
    let mut dropped = |count: usize, what: &str, figure: &str, fraction: f64| {
        if count > 0 {
            let cutoff = measure::truncate(values.total as f64 * fraction).wrapping_abs();
            let plural = if count == 1 { "" } else { "s" };
            let cutoff = values.value(cutoff);
            lines.push(format!("Dropped {count} {what}{plural} ({figure} <= {cutoff})"));
        }
    };
    // Without trimming there are no fractions, and nothing was dropped.
    dropped(shown.dropped_nodes, "node", "cum", query.nodefraction);
    dropped(shown.dropped_edges, "edge", "freq", query.edgefraction);
    if shown.count > 0 && shown.count < shown.original_count {
        lines.push(format!("Showing top {} nodes out of {}", shown.count, shown.original_count));
    }
    lines
}
