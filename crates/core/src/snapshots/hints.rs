//! Known shapes of leaks, where their signs are there. They are hints and no more: a
//! profile does not say what holds an object.

use super::columns::Sum;
use super::verdict::{Judgement, Verdict};

/// What a suspect looks like.
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
        }
    }
}

/// Parts of the names of functions that are signs. The first that is there counts.
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

/// A buffer so large that it is probably not what somebody wants to keep.
const LARGE_BUFFER: f64 = 8192.0;

/// The hints for something that grows. `stack` has function, file and line, leaf first.
pub(super) fn of(stack: &[(String, String, i64)], sum: &Sum, judgement: &Judgement) -> Vec<Hint> {
    if judgement.verdict > Verdict::Growing {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (part, hint) in SIGNS {
        if stack.iter().any(|(name, ..)| name.starts_with(part)) && !found.contains(&hint) {
            found.push(hint);
        }
    }
    if sum.is_replaced() {
        found.push(Hint::Append);
    }
    let came = judgement.trend.births;
    let is_heap = sum.allocated.iter().any(|&bytes| bytes > 0);
    if is_heap && came >= 4.0 && sum.object_size().is_some_and(|size| size >= LARGE_BUFFER) {
        found.push(Hint::LargeBuffers);
    }
    found
}
