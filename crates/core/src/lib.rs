//! Reads, aggregates and compares pprof profiles: bytes in, plain data out.
//!
//! A profile passes through the modules in this order:
//!
//! 1. [`read`]: bytes to a [`profile::Profile`].
//! 2. [`profile`]: the columns that hold it.
//! 3. [`query`]: what a user can ask.
//! 4. [`selection`]: a query applied to a profile. Every view starts here.
//! 5. [`view`]: data for one screen each.
//! 6. [`report`]: the same as text and files, to the byte what `go tool pprof` prints.
//!
//! Beside them: [`codes`] (what is said to the page's users), [`bundle`] (archives of profiles), [`compare`] (two sides of a comparison), [`measure`] (numbers as text),
//! [`harmless`] (texts for other programs), [`diagnose`] (what is odd about a profile),
//! [`snapshots`] (what grows from one profile to the next), [`stats`] (statistics that both
//! share) and [`write`](mod@write) (back to bytes).
//!
//! There is no browser in this crate, no clock, no thread and no input or
//! output. Nothing panics, whatever the bytes are.

#![warn(missing_docs)]

pub mod bundle;
pub mod codes;
pub mod compare;
pub mod diagnose;
pub mod harmless;
pub mod measure;
pub mod profile;
pub mod query;
pub mod read;
pub mod report;
pub mod selection;
pub mod snapshots;
pub mod stats;
pub mod view;
pub mod write;
