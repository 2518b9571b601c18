//! Words of how to get a profile, and what sample types mean.

pub struct Words {}

pub const ENGLISH: Words = Words {};

pub const CHINESE: Words = Words {};
