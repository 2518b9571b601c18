//! The parts of [gloo](https://docs.rs/gloo) that yew uses, under the names that it uses.
//!
//! gloo itself is nothing but such names. Yew asks for all of it, and with it for code that
//! reaches the network, for workers and for storage, none of which the page may have: what
//! is not in the tree need not be trusted.

pub use gloo_console as console;
pub use gloo_timers as timers;
pub use gloo_utils as utils;
