//! Part of the seal that comes after the first view: the full proof, and the count of what
//! happened since.

mod measured;
mod prove;
mod watch;

pub use measured::Measured;
pub use prove::{Attempt, prove};
pub use watch::{Traffic, Watch};
