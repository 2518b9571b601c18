//! Words of the views of snapshots and goroutines. Nothing of the first load says them, so
//! they are not among the others' statics: they come with the deferred chunk.

mod chinese;
mod english;

use super::{Language, spoken};

/// The words of the language that is spoken now.
pub fn words() -> &'static Words {
    match spoken() {
        Language::English => &english::WORDS,
        Language::Chinese => &chinese::WORDS,
    }
}

pub struct Words {
    /// For each verdict its name.
    pub verdicts: [(&'static str, &'static str); 7],
    /// The same of leaks, by how sure that is.
    pub leaks: [(&'static str, &'static str); 5],
    /// Titles by how sure it is that something leaks: a function, and how sure.
    pub titles: [(&'static str, &'static str); 5],
    /// For each reason how it is said; `{0}` and `{1}` are its figures. Some are said
    /// otherwise where the first or the second figure is one or none: `gone,0`.
    pub reasons: &'static [(&'static str, &'static str)],
    pub hints: &'static [(&'static str, &'static str)],
    /// Shortcomings of the snapshots as a whole, and what to collect next.
    pub notes: &'static [(&'static str, &'static str)],
    /// Number of goroutines for each that came.
    pub each: &'static str,
    pub parts: &'static str,
    /// A function that grows, and how sure it is that it leaks.
    pub grows: &'static str,
    /// A function, its place, and two values.
    pub grew: &'static str,
    /// Subjects that are counted, by the kind of profile.
    pub counted: [(&'static str, &'static str); 3],
    /// Two, three, four snapshots.
    pub few: [&'static str; 3],
    /// Number of snapshots, and of which kind.
    pub grew_text: &'static str,
    pub nothing_grew: &'static str,
    pub no_rows: &'static str,
    pub nothing: &'static str,
    pub nothing_text: &'static str,
    pub alone: &'static str,
    pub alone_text: &'static str,
    pub too_few: &'static str,
    pub too_few_text: &'static str,
    pub restarted: &'static str,
    pub per_minute: &'static str,
    pub per_snapshot: &'static str,
    pub confidence: &'static str,
    /// Things that grow together, by what they have in common.
    pub joins: [(&'static str, &'static str); 4],
    pub labelled: &'static str,
    pub may_fill: &'static str,
    pub stays: &'static str,
    pub stay: &'static str,
    pub ago: &'static str,
    pub dumps_ago: &'static str,
    pub created: &'static str,
    pub waits: &'static str,
    pub ruled_out: &'static str,
    /// A function, and what it is instead; and what stands between several.
    pub ruled_out_one: &'static str,
    pub ruled_out_between: &'static str,
    pub collect: &'static str,
    pub whole_stack: &'static str,
    pub show_source: &'static str,
    pub show_flame: &'static str,
    pub copy: &'static str,
    pub timeline: &'static str,
    pub moment: &'static str,
    pub limit: &'static str,
    pub until: &'static str,
    pub never: &'static str,
    pub since: &'static str,
    pub since_title: &'static str,
    pub changed_since: &'static str,
    pub show_change: &'static str,
    pub since_first: &'static str,
    pub since_first_title: &'static str,
    pub no_since: &'static str,
    pub earlier: &'static str,
    /// Leaks that are counted: one, several.
    pub leak_count: [&'static str; 2],
    /// The files have no times.
    pub no_times: &'static str,
    pub total: &'static str,
    pub later: &'static str,
    /// Source of an order.
    pub orders: [(&'static str, &'static str); 4],
    pub order: &'static str,
    pub order_text: &'static str,
    pub own_order: &'static str,
    pub time_of: &'static str,
    pub move_up: &'static str,
    pub move_down: &'static str,
    pub levels: [(&'static str, &'static str); 7],
    pub level: &'static str,
    pub of_series: &'static str,
    pub unjudged: &'static str,
    pub rows: [&'static str; 2],
    pub large: &'static str,
    pub none: &'static str,
    pub suspects: &'static str,
    pub filter: &'static str,
    /// The table's columns.
    pub columns: [&'static str; 6],
    pub goroutines: &'static str,
    pub of_goroutines: &'static str,
    pub in_groups: [&'static str; 2],
    pub function: &'static str,
    pub label: &'static str,
    pub clear: &'static str,
    pub dumps: [&'static str; 2],
    pub longest: &'static str,
    /// The columns that are there beside an earlier dump.
    pub was: [&'static str; 2],
    pub was_title: &'static str,
    /// Number of those that came, and since which file.
    pub more: &'static str,
    pub fewer: &'static str,
    pub as_many: &'static str,
    /// By the part of the change that a function makes: all, most, or less.
    pub grew_in: [&'static str; 3],
    pub own_first: &'static str,
    pub own_first_title: &'static str,
    pub new_here: &'static str,
    pub since_dump: &'static str,
    pub left_in: &'static str,
    pub over_time: &'static str,
    pub anything: &'static str,
    pub blocked_on: &'static str,
    pub least: &'static str,
    pub most: &'static str,
    pub minutes: &'static str,
    pub no_waits: &'static str,
    pub proof: &'static str,
    pub groups: [&'static str; 6],
    /// Reasons why goroutines wait, where that is said otherwise than in Go's own words.
    pub blocks: &'static [(&'static str, &'static str)],
    pub labels: &'static str,
    pub ids: &'static str,
    pub not_goroutines: &'static str,
    pub not_goroutines_text: &'static str,
}

/// Word of a list for a name; the name itself if it has none.
pub fn word<'a>(list: &[(&'static str, &'static str)], name: &'a str) -> &'a str
where
    'static: 'a,
{
    list.iter().find(|(known, _)| *known == name).map_or(name, |(_, word)| *word)
}
