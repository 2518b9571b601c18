//! Parts of a profile that count here: its kind, what its values mean over time, and which columns
//! have them.

use crate::diagnose::Kind;
use crate::profile::Profile;

/// Meaning over time of the values of a kind of snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Amount at the moment, sampled: heaps.
    Sampled,
    /// Amount at the moment, counted: goroutines.
    Counted,
    /// All since the program started: time spent waiting, for example. Only the
    /// differences say something.
    Cumulative,
}

/// Why a profile is no snapshot.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsuited {
    /// It covers a time, and says nothing of what stays.
    #[error("a CPU profile says where time is spent, not what stays: it is left out")]
    Cpu,
    /// It has no values.
    #[error("it has no values")]
    NoValues,
}

/// The columns of a profile that count here.
pub(super) struct Kept {
    pub kind: String,
    pub measure: Measure,
    pub value: usize,
    pub objects: Option<usize>,
    pub allocated: Option<usize>,
}

impl Kept {
    pub fn of(profile: &Profile, name: &str) -> Result<Self, Unsuited> {
        let column = |name: &str| profile.sample_type_names().position(|t| t == name.as_bytes());
        let default = profile.default_sample_index().ok_or(Unsuited::NoValues)?;
        let base = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
        let counted = |kind: &str| Self {
            kind: kind.to_owned(),
            measure: Measure::Counted,
            value: default,
            objects: None,
            allocated: None,
        };
        Ok(match Kind::of(profile) {
            Kind::Cpu => return Err(Unsuited::Cpu),
            kind @ (Kind::Heap | Kind::Allocs) => Self {
                kind: if kind == Kind::Heap { "heap" } else { "allocs" }.to_owned(),
                measure: Measure::Sampled,
                value: column("inuse_space").ok_or(Unsuited::NoValues)?,
                objects: column("inuse_objects"),
                allocated: column("alloc_space"),
            },
            Kind::Contention => {
                let known = ["mutex", "block"].into_iter().find(|kind| base.contains(kind));
                let value = column("delay").unwrap_or(default);
                let kind = known.unwrap_or("contention");
                Self { measure: Measure::Cumulative, value, ..counted(kind) }
            }
            Kind::Goroutine => counted("goroutine"),
            Kind::GoroutineLeak => counted("goroutineleak"),
            Kind::ThreadCreate => counted("threadcreate"),
            Kind::References => {
                let value = column("inuse_space").unwrap_or(default);
                Self { value, ..counted("references") }
            }
            Kind::Other(_) if column("space").is_some() => Self {
                kind: "heap".to_owned(),
                measure: Measure::Sampled,
                value: column("space").unwrap_or(default),
                objects: column("objects"),
                allocated: None,
            },
            Kind::Other(name) => counted(&name),
        })
    }
}
