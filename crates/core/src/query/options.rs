//! Every option in one table: its name as a flag, its name in a URL, and how
//! its value is read and written. Both written forms are derived from it.

use super::{Granularity, Query, QueryError, Sort};

/// One option of a [`Query`].
pub struct QueryOption {
    /// The name of `go tool pprof`'s flag.
    pub name: &'static str,
    /// The name in the query part of `go tool pprof -http`'s URLs.
    pub param: &'static str,
    /// The option needs no value as a flag: `-trim` means `-trim=true`.
    pub is_bool: bool,
    pub(super) takes: &'static str,
    pub(super) set: fn(&mut Query, &str) -> Option<()>,
    pub(super) get: fn(&Query) -> String,
}

/// All options, in the order in which a URL lists them.
pub static OPTIONS: &[QueryOption] = &[
    QueryOption {
        name: "sample_index",
        param: "si",
        is_bool: false,
        takes: "the name or number of a sample type",
        set: |q, v| put(&mut q.sample_index, Some(v.to_owned())),
        get: |q| q.sample_index.clone(),
    },
    QueryOption {
        name: "granularity",
        param: "g",
        is_bool: false,
        takes: "functions, filefunctions, files, lines or addresses",
        set: |q, v| put(&mut q.granularity, Granularity::ALL.into_iter().find(|g| g.name() == v)),
        get: |q| q.granularity.name().to_owned(),
    },
    QueryOption {
        name: "noinlines",
        param: "noinlines",
        is_bool: true,
        takes: "t or f",
        set: |q, v| put(&mut q.noinlines, parse_bool(v)),
        get: |q| write_bool(q.noinlines),
    },
    QueryOption {
        name: "nodecount",
        param: "n",
        is_bool: false,
        takes: "a whole number, or -1 for the report's own choice",
        set: |q, v| {
            let count: Option<i64> = v.parse().ok();
            put(&mut q.nodecount, count.map(|count| usize::try_from(count).ok()))
        },
        get: |q| q.nodecount.map_or("-1".to_owned(), |n| n.to_string()),
    },
    QueryOption {
        name: "nodefraction",
        param: "nf",
        is_bool: false,
        takes: "a share, such as 0.005",
        set: |q, v| put(&mut q.nodefraction, v.parse().ok()),
        get: |q| q.nodefraction.to_string(),
    },
    QueryOption {
        name: "edgefraction",
        param: "ef",
        is_bool: false,
        takes: "a share, such as 0.001",
        set: |q, v| put(&mut q.edgefraction, v.parse().ok()),
        get: |q| q.edgefraction.to_string(),
    },
    QueryOption {
        name: "trim",
        param: "trim",
        is_bool: true,
        takes: "t or f",
        set: |q, v| put(&mut q.trim, parse_bool(v)),
        get: |q| write_bool(q.trim),
    },
    QueryOption {
        name: "unit",
        param: "unit",
        is_bool: false,
        takes: "a unit, minimum or auto",
        set: |q, v| put(&mut q.unit, Some(v.to_owned())),
        get: |q| q.unit.clone(),
    },
    QueryOption {
        name: "sort",
        param: "sort",
        is_bool: false,
        takes: "flat or cum",
        set: |q, v| {
            let sort = match v {
                "flat" => Some(Sort::Flat),
                "cum" => Some(Sort::Cum),
                _ => None,
            };
            put(&mut q.sort, sort)
        },
        get: |q| match q.sort {
            Sort::Flat => "flat".to_owned(),
            Sort::Cum => "cum".to_owned(),
        },
    },
];

impl QueryOption {
    /// Writes `value` into `query`.
    ///
    /// # Errors
    ///
    /// When the option does not take such a value.
    pub fn set(&self, query: &mut Query, value: &str) -> Result<(), QueryError> {
        (self.set)(query, value).ok_or_else(|| QueryError::Value {
            option: self.name,
            value: value.to_owned(),
            takes: self.takes,
        })
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

/// Takes a value that could be read.
fn put<T>(field: &mut T, value: Option<T>) -> Option<()> {
    *field = value?;
    Some(())
}

fn parse_bool(value: &str) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "t" | "true" | "y" | "yes" | "1" | "" => Some(true),
        "f" | "false" | "n" | "no" | "0" => Some(false),
        _ => None,
    }
}

fn write_bool(value: bool) -> String {
    if value { "t" } else { "f" }.to_owned()
}
