//! Parameters of links that pprof has no word for: `h.NAME`. This is the one place that spells the
//! prefix; pages spell their parameters with it, too.

/// Spells a parameter of our own, as links have it.
///
/// ```
/// assert_eq!(hearth_core::own_param!("zoom"), "h.zoom");
/// ```
#[macro_export]
macro_rules! own_param {
    ($name:literal) => {
        concat!("h.", $name)
    };
}

/// Returns whether a parameter is one of our own, and not pprof's.
pub fn is_own(param: &str) -> bool {
    param.starts_with(own_param!(""))
}

/// Further expressions of `focus`: frames must match each of them.
pub const AND_FOCUS: &str = own_param!("and_f");
/// The same of `tagfocus`.
pub const AND_TAGFOCUS: &str = own_param!("and_tf");
/// Labels whose values become the root frames.
pub const TAGROOT: &str = own_param!("tagroot");
/// Labels whose values become the leaf frames.
pub const TAGLEAF: &str = own_param!("tagleaf");
