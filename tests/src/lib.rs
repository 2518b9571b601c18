//! Tests of the whole product; see the folders beside this one.

pub mod hostile;
