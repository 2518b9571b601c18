//! What several parts of the page use: messages in place of a view, signs on buttons, and words with
//! code in them. It knows no part of the page.

mod message;
mod rest;
mod said;
mod signs;

pub use message::Message;
pub use said::{backticks, plain, said};
pub use signs::{cross, mark};
