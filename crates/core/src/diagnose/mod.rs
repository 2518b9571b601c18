//! What is odd about a profile, before anyone trusts its figures.
//!
//! Leak ranking over snapshots, goroutine states and sampling noise will live
//! here too. This room judges profiles; it neither changes nor shows them.

mod examine;
mod kind;
mod packages;
mod remarks;
mod truncated;

pub use examine::examine;
pub use kind::Kind;

pub use packages::{Packages, packages};
pub use remarks::{Remark, remarks};
