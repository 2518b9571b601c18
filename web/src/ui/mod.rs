//! Elements that several parts of the page use: messages in place of a view, signs on buttons, words
//! with code in them. Knows no part of the page.

mod message;
mod rest;
mod said;
mod signs;

pub use message::Message;
pub use said::{backticks, plain, said};
pub use signs::{cross, mark};
