//! What of the seal comes after the first view: the full proof, and the count of what
//! happened since.

mod measured;
mod proof;
mod watch;

pub use measured::Measured;
pub use proof::{Attempt, prove};
pub use watch::{Traffic, Watch};
