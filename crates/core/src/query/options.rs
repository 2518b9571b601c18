//! Every option in one table: its name as a flag, its name in a URL, and where
//! it is in a [`Query`]. Both written forms are derived from it.

use super::own::{AND_FOCUS, AND_TAGFOCUS, TAGLEAF, TAGROOT};
use super::{Granularity, Query, QueryError, Sort};
use crate::own_param;
use std::fmt;

/// One option of a [`Query`].
pub struct QueryOption {
    /// The name of `go tool pprof`'s flag; of our own where it has none.
    pub name: &'static str,
    /// The name in the query part of `go tool pprof -http`'s URLs; `h.NAME`
    /// where it has none.
    pub param: &'static str,
    takes: Takes,
    field: fn(&mut Query) -> Field<'_>,
}

/// Values that an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Yes or no.
    YesOrNo,
    /// A number.
    Number,
    /// A whole number, -1 for the report's own choice.
    Count,
    /// One of some words.
    OneOf(&'static [&'static str]),
    /// Any text: what it should be, in words.
    Text(&'static str),
}

impl fmt::Display for Takes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::YesOrNo => "t or f",
            Self::Number => "a number",
            Self::Count => "a whole number, or -1 for the report's own choice",
            Self::Text(words) => words,
            Self::OneOf([all @ .., last]) => return write!(f, "{} or {last}", all.join(", ")),
            Self::OneOf([]) => "nothing",
        })
    }
}

/// An option's place in a query, by the kind of its value.
pub enum Field<'a> {
    /// Any text.
    Text(&'a mut String),
    /// Any number of texts, each given by itself.
    Texts(&'a mut Vec<String>),
    /// Yes or no.
    Bool(&'a mut bool),
    /// A number.
    Number(&'a mut f64),
    /// A whole number, -1 for the report's own choice.
    Count(&'a mut Option<usize>),
    /// A granularity.
    Granularity(&'a mut Granularity),
    /// An order.
    Sort(&'a mut Sort),
}

const BOOL: Takes = Takes::YesOrNo;
const NUMBER: Takes = Takes::Number;
const COUNT: Takes = Takes::Count;
const PATTERN: Takes = Takes::Text("a regular expression");
const TAGS: Takes = Takes::Text("a regular expression or a range, perhaps with KEY= before it");
const KEYS: Takes = Takes::Text("keys of labels, separated by commas");
const PATHS: Takes = Takes::Text("paths, separated by colons");
const PROFILE: Takes = Takes::Text("a profile");
const ROWS: Takes = Takes::OneOf(&["functions", "filefunctions", "files", "lines", "addresses"]);

const fn option(
    name: &'static str,
    param: &'static str,
    takes: Takes,
    field: fn(&mut Query) -> Field<'_>,
) -> QueryOption {
    QueryOption { name, param, takes, field }
}

/// All options, in the order in which a URL lists them.
pub static OPTIONS: &[QueryOption] = &[
    option("sample_index", "si", Takes::Text("the name or number of a sample type"), |q| {
        Field::Text(&mut q.sample_index)
    }),
    option("mean", "mean", BOOL, |q| Field::Bool(&mut q.mean)),
    option("granularity", "g", ROWS, |q| Field::Granularity(&mut q.granularity)),
    option("noinlines", "noinlines", BOOL, |q| Field::Bool(&mut q.noinlines)),
    option("showcolumns", "showcolumns", BOOL, |q| Field::Bool(&mut q.showcolumns)),
    option("focus", "f", PATTERN, |q| Field::Text(&mut q.focus)),
    option("ignore", "i", PATTERN, |q| Field::Text(&mut q.ignore)),
    option("hide", "h", PATTERN, |q| Field::Text(&mut q.hide)),
    option("show", "s", PATTERN, |q| Field::Text(&mut q.show)),
    option("show_from", "sf", PATTERN, |q| Field::Text(&mut q.show_from)),
    option("prune_from", "prunefrom", PATTERN, |q| Field::Text(&mut q.prune_from)),
    option("tagfocus", "tf", TAGS, |q| Field::Text(&mut q.tagfocus)),
    option("tagignore", "ti", TAGS, |q| Field::Text(&mut q.tagignore)),
    option("and_focus", AND_FOCUS, PATTERN, |q| Field::Texts(&mut q.and_focus)),
    option("and_tagfocus", AND_TAGFOCUS, TAGS, |q| Field::Texts(&mut q.and_tagfocus)),
    option("tagshow", "ts", PATTERN, |q| Field::Text(&mut q.tagshow)),
    option("taghide", "th", PATTERN, |q| Field::Text(&mut q.taghide)),
    option("tagroot", TAGROOT, KEYS, |q| Field::Text(&mut q.tagroot)),
    option("tagleaf", TAGLEAF, KEYS, |q| Field::Text(&mut q.tagleaf)),
    option("nodecount", "n", COUNT, |q| Field::Count(&mut q.nodecount)),
    option("nodefraction", "nf", NUMBER, |q| Field::Number(&mut q.nodefraction)),
    option("edgefraction", "ef", NUMBER, |q| Field::Number(&mut q.edgefraction)),
    option("trim", "trim", BOOL, |q| Field::Bool(&mut q.trim)),
    option("call_tree", "calltree", BOOL, |q| Field::Bool(&mut q.call_tree)),
    option("drop_negative", "dropneg", BOOL, |q| Field::Bool(&mut q.drop_negative)),
    option("relative_percentages", "rel", BOOL, |q| Field::Bool(&mut q.relative_percentages)),
    option("unit", "unit", Takes::Text("a unit, minimum or auto"), |q| Field::Text(&mut q.unit)),
    option("divide_by", own_param!("divide_by"), NUMBER, |q| Field::Number(&mut q.divide_by)),
    option("sort", "sort", Takes::OneOf(&["flat", "cum"]), |q| Field::Sort(&mut q.sort)),
    option("compact_labels", "compact", BOOL, |q| Field::Bool(&mut q.compact_labels)),
    option("trim_path", own_param!("trim_path"), PATHS, |q| Field::Text(&mut q.trim_path)),
    option("source_path", own_param!("source_path"), PATHS, |q| Field::Text(&mut q.source_path)),
    option("all_frames", own_param!("all_frames"), BOOL, |q| Field::Bool(&mut q.all_frames)),
    option("normalize", "norm", BOOL, |q| Field::Bool(&mut q.normalize)),
    option("base", own_param!("base"), PROFILE, |q| Field::Texts(&mut q.base)),
    option("diff_base", own_param!("diff_base"), PROFILE, |q| Field::Texts(&mut q.diff_base)),
];

impl QueryOption {
    /// Returns whether the option needs no value as a flag: `-trim` means `-trim=true`.
    pub fn is_bool(&self) -> bool {
        matches!((self.field)(&mut Query::default()), Field::Bool(_))
    }

    /// Returns which values it takes.
    pub fn takes(&self) -> Takes {
        self.takes
    }

    /// The option's place in a query.
    pub fn field<'a>(&self, query: &'a mut Query) -> Field<'a> {
        (self.field)(query)
    }

    /// Writes `value` into `query`.
    ///
    /// # Errors
    ///
    /// When the option does not take such a value.
    pub fn set(&self, query: &mut Query, value: &str) -> Result<(), QueryError> {
        self.try_set(query, value).ok_or_else(|| QueryError::Value {
            option: self.name,
            value: value.to_owned(),
            takes: self.takes,
        })
    }

    fn try_set(&self, query: &mut Query, value: &str) -> Option<()> {
        match (self.field)(query) {
            Field::Text(to) => value.clone_into(to),
            Field::Texts(to) => to.push(value.to_owned()),
            Field::Bool(to) => *to = parse_bool(value)?,
            Field::Number(to) => *to = crate::measure::parse(value)?,
            Field::Count(to) => {
                let count: i64 = value.parse().ok()?;
                // Below -1 there is nothing special, and no limit either.
                *to = (count != -1).then_some(usize::try_from(count).unwrap_or(0));
            }
            Field::Granularity(to) => {
                *to = Granularity::ALL.into_iter().find(|g| g.name() == value)?;
            }
            Field::Sort(to) => {
                *to = match value {
                    "flat" => Sort::Flat,
                    "cum" => Sort::Cum,
                    _ => return None,
                }
            }
        }
        Some(())
    }

    /// The option's values, as [`QueryOption::set`] takes them: one, except for
    /// options that may be given several times.
    pub fn values(&self, query: &mut Query) -> Vec<String> {
        vec![match (self.field)(query) {
            Field::Texts(values) => return values.clone(),
            Field::Text(value) => value.clone(),
            Field::Bool(value) => if *value { "t" } else { "f" }.to_owned(),
            Field::Number(value) => crate::measure::shortest(*value),
            Field::Count(value) => value.map_or("-1".to_owned(), |n| n.to_string()),
            Field::Granularity(value) => value.name().to_owned(),
            Field::Sort(Sort::Flat) => "flat".to_owned(),
            Field::Sort(Sort::Cum) => "cum".to_owned(),
        }]
    }
}

impl Query {
    /// Sets the option that `go tool pprof` calls `-name`.
    ///
    /// # Errors
    ///
    /// When there is no such option, or when it does not take such a value.
    pub fn set_flag(&mut self, name: &str, value: &str) -> Result<(), QueryError> {
        OPTIONS
            .iter()
            .find(|o| o.name == name)
            .ok_or_else(|| QueryError::Unknown(name.to_owned()))?
            .set(self, value)
    }
}

fn parse_bool(value: &str) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "t" | "true" | "y" | "yes" | "1" | "" => Some(true),
        "f" | "false" | "n" | "no" | "0" => Some(false),
        _ => None,
    }
}
