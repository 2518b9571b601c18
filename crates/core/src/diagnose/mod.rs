//! Oddities of a profile, told before anyone trusts its figures.
//!
//! What a goroutine waits for and how much of a sampled value was seen are told here
//! too; what grows over several profiles is [`snapshots`](crate::snapshots)'. This module
//! judges profiles; it neither changes nor shows them.

mod blame;
pub mod code;
mod examine;
mod goroutines;
mod kind;
mod main_module;
mod packages;
mod remarks;
mod sampling;
mod truncated;

pub use blame::{blamed, is_runtime};
pub use code::is_go_library;
pub use examine::examine;
pub use goroutines::BlockedOn;
pub use kind::Kind;
pub use main_module::MainModule;
pub use packages::{Ownership, Packages, ownership, ownership_of, packages};
pub use remarks::{Remark, remarks};
pub use sampling::heap_samples;
