//! A set of snapshots of one program over time, and what grows from one to the next.
//!
//! A [`SnapshotSet`] takes profiles of any kind and keeps what counts of each: stacks, values,
//! samples. [`SnapshotSet::series`] sorts them by kind, program and time; where the program was
//! started anew, a series has a new segment. [`findings`](SnapshotSet::findings) has the answer:
//! [`Suspect`]s with a [`Verdict`], its reasons as data, and how often such verdicts were
//! right; where there are too few for one, [`Findings::grown`] lists what grew.
//! [`SnapshotSet::table`] has the same for each function, file, package, label or size.
//!
//! Every verdict rests on what can be seen: `trend` counts comings and goings between
//! neighboring snapshots and compares growth with what chance makes of them, `verdict`
//! judges, `suspects` chooses the line to blame. This module knows no clock and no words:
//! those are the page's.

mod capture_time;
mod columns;
mod earlier;
mod file;
mod findings;
mod grown;
mod headline;
mod hints;
mod identity;
mod joins;
mod kept;
mod notes;
mod order;
mod place;
mod rhythm;
mod rollup;
mod sites;
mod snapshot_set;
mod survivors;
mod suspects;
mod table;
mod together;
mod trend;
mod trials;
mod verdict;
mod waits;

pub use earlier::Earlier;
pub use file::{Form, Snapshot};
pub use findings::{Findings, TooFew};
pub use hints::Hint;
pub use identity::{Frame, Function, Site};
pub use joins::{Join, Shared};
pub use kept::{Measure, Unsuited};
pub use notes::Note;
pub use order::{OrderedBy, order};
pub use rollup::Part;
pub use snapshot_set::{Series, SnapshotSet};
pub use survivors::Survivors;
pub use suspects::Suspect;
pub use table::{Level, TableRow, growth_per_second};
pub use trend::Trend;
pub use trials::Strength;
pub use verdict::{ENOUGH, Reason, Verdict};

#[cfg(test)]
mod tests;
