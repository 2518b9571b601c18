//! Texts of a profile, made harmless for the programs that read them.
//!
//! Whoever wrote a profile chose its names, and so what a spreadsheet, a terminal or a
//! Markdown renderer is given. Each function here keeps a text from being anything but
//! a text there. All are pure; ordinary names come out as they were.

mod csv;
mod markdown;
mod visible;

pub use csv::{cell, is_figure, quoted, row};
pub use markdown::{code, fenced, one_line};
pub use visible::{shortened, visible, visible_bytes, visible_name};
