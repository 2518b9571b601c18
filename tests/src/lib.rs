//! Tests of the whole product; see the folders beside this one.

pub mod compose;
pub mod hostile;
