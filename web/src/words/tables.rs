//! Words of top, peek, traces and tags.

pub struct Words {}

pub const ENGLISH: Words = Words {};

pub const CHINESE: Words = Words {};
