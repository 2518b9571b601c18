//! Known shapes of leaks, where their signs are there. They are hints and no more: a
//! profile does not say what holds an object.

use super::columns::Sum;
use super::verdict::{Judgement, Verdict};

/// Known shapes of suspects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Contexts are derived from each other: perhaps each from the last, in a loop.
    ContextChain,
    /// Contexts with a cancel that nobody calls: their parent keeps them.
    ContextCancel,
    /// Timers or tickers that are not stopped.
    Timers,
    /// Connections of HTTP: perhaps bodies of responses that are not closed.
    HttpBody,
    /// A map that only gains keys.
    Map,
    /// A slice that is appended to, and that something global holds.
    Append,
    /// Many objects of one large size: perhaps small slices of them are kept.
    LargeBuffers,
    /// The heap grows with these goroutines: what their stacks refer to stays with them.
    Pinned,
}

impl Hint {
    /// A short name.
    pub fn name(self) -> &'static str {
        match self {
            Self::ContextChain => "context-chain",
            Self::ContextCancel => "context-cancel",
            Self::Timers => "timers",
            Self::HttpBody => "http-body",
            Self::Map => "map",
            Self::Append => "append",
            Self::LargeBuffers => "large-buffers",
            Self::Pinned => "pinned",
        }
    }
}

/// Beginnings of the names of functions that are signs.
const SIGNS: [(&str, Hint); 12] = [
    ("context.WithValue", Hint::ContextChain),
    ("context.WithCancel", Hint::ContextCancel),
    ("context.WithTimeout", Hint::ContextCancel),
    ("context.WithDeadline", Hint::ContextCancel),
    ("context.(*cancelCtx)", Hint::ContextCancel),
    ("time.AfterFunc", Hint::Timers),
    ("time.NewTimer", Hint::Timers),
    ("time.NewTicker", Hint::Timers),
    ("time.After", Hint::Timers),
    ("net/http.(*persistConn)", Hint::HttpBody),
    ("net/http.(*Transport).dialConn", Hint::HttpBody),
    ("sync.(*Map)", Hint::Map),
];

/// Returns the shape that a function's name is a sign of.
pub(super) fn sign(name: &str) -> Option<Hint> {
    SIGNS.iter().find(|(part, _)| name.starts_with(part)).map(|&(_, hint)| hint)
}

/// A buffer so large that it is probably not what somebody wants to keep.
const LARGE_BUFFER: f64 = 8192.0;

/// The sizes of full tables of Go's maps, from Go 1.24 on, for keys and values of 8, 16, 24,
/// 32, 40 and 48 bytes together: 128 groups of eight, each with eight bytes of its own, as
/// the allocator rounds them up. Source: `internal/runtime/maps` and `runtime/sizeclasses.go`.
const TABLES: [u32; 6] = [9472, 18_432, 27_264, 40_960, 49_152, 57_344];
/// The first of [`TABLES`] are hardly anything else.
const ODD_TABLES: usize = 3;
/// Number of objects of another size that belong to a full table, if values or keys are objects:
/// tables are between half and seven eighths full, and samples are few.
const IN_TABLE: std::ops::Range<i64> = 250..1300;

/// Returns whether what grows looks like the tables of a map. `sizes` has sizes of objects, and by
/// how many they grew.
fn has_tables(sizes: &[(u32, i64)]) -> bool {
    let tables = sizes.iter().filter(|(size, grown)| TABLES.contains(size) && *grown >= 3);
    tables.clone().any(|&(table, grown)| {
        let holds =
            |&(size, objects): &(u32, i64)| size < table && IN_TABLE.contains(&(objects / grown));
        TABLES[..ODD_TABLES].contains(&table) || sizes.iter().any(holds)
    })
}

/// The hints for something that grows. `found` are those of functions' names; `sizes` says
/// by how many objects of each size its function grew.
pub(super) fn of(
    mut found: Vec<Hint>,
    sum: &Sum,
    judgement: &Judgement,
    sizes: &[(u32, i64)],
) -> Vec<Hint> {
    if judgement.verdict > Verdict::Growing {
        return Vec::new();
    }
    if sum.is_replaced() {
        found.push(Hint::Append);
    }
    let came = judgement.trend.births;
    let is_heap = sum.allocated.iter().any(|&bytes| bytes > 0);
    if is_heap && has_tables(sizes) {
        if !found.contains(&Hint::Map) {
            found.push(Hint::Map);
        }
    } else if is_heap && came >= 4.0 && sum.object_size().is_some_and(|size| size >= LARGE_BUFFER) {
        found.push(Hint::LargeBuffers);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_maps_have_sizes_of_their_own() {
        assert!(has_tables(&[(27_264, 12)]), "strings and pointers");
        assert!(has_tables(&[(40_960, 10), (384, 7000)]), "with 700 values each");
        assert!(!has_tables(&[(40_960, 10), (384, 20)]), "buffers of that size");
        assert!(!has_tables(&[(65_536, 10), (384, 7000)]));
        assert!(!has_tables(&[(27_264, 1)]), "one is none");
    }
}
