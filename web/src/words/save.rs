//! Words of taking figures and pictures away.

pub struct Words {}

pub const ENGLISH: Words = Words {};

pub const CHINESE: Words = Words {};
