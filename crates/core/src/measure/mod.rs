//! Units, scaling and number formats.
//!
//! Everything that turns a value into text goes through here, so that each
//! figure has one spelling: the one that `go tool pprof` prints. This module
//! knows numbers and unit names; it knows nothing of profiles.

mod decimal;
mod exp;
mod format;
mod number;
mod time;
mod unit;

pub use decimal::{fixed, shortest};
pub use exp::exp;
pub use format::{divided, label, percentage, scaled_label};
pub use number::{log2, parse, truncate};
pub use time::{date_time_nanos_utc, date_time_utc, duration};
pub use unit::{output_unit, same_family, scale};

/// The unit name that asks for the largest unit in which a value is at least 1,
/// chosen for each value by itself.
pub const AUTO: &str = "auto";

/// The unit name that asks for one unit for a whole report: see [`output_unit`].
pub const MINIMUM: &str = "minimum";
