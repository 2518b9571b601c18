//! Warnings about a query that was answered.

use std::fmt;

/// Something that is not an error, in pprof's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// An option's expression matched nothing.
    NoMatch(&'static str),
    /// A tag filter was read as a range of numbers.
    Range {
        /// The option.
        option: &'static str,
        /// The range.
        value: String,
    },
    /// Numbers of one label come in several units.
    MixedUnits {
        /// The label's key.
        key: String,
        /// The unit that all of them are taken to have.
        used: String,
        /// The other units.
        ignored: Vec<String>,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::NoMatch(option) => write!(f, "{option} expression matched no samples"),
            Self::Range { option, value } => {
                write!(f, "{option}:Interpreted '{value}' as range, not regexp")
            }
            Self::MixedUnits { key, used, ignored } => write!(
                f,
                "For tag {key} used unit {used}, also encountered unit(s) {}",
                ignored.join(", ")
            ),
        }
    }
}
