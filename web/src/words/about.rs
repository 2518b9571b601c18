//! Words of the About view.

pub struct Words {}

pub const ENGLISH: Words = Words {};

pub const CHINESE: Words = Words {};
