//! Statistics that comparisons and snapshots share: plain functions of numbers, each with its
//! source and with reference values of SciPy in its tests.

mod counts;
mod discoveries;
mod normal;
mod ranks;
mod robust;

pub use counts::p_value;
pub use discoveries::discovery_limit;
pub use normal::upper_tail;
pub use ranks::mann_kendall;
pub use robust::{median, theil_sen, upper_median};
