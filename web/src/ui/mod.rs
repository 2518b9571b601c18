//! Elements that several parts of the page use: messages in place of a view, signs on buttons, words
//! with code in them. Knows no part of the page.

pub mod deferred;
mod message;
mod said;
mod signs;

pub use message::Message;
pub use said::{backticks, plain, said};
pub use signs::{cross, fold, mark, sign};

use hearth_messages::Slot;

/// Filled when the deferred chunk is there.
pub static DEFERRED: Slot<dyn deferred::Deferred> = Slot::new();
