//! Words of filters, chips and presets.

pub struct Words {}

pub const ENGLISH: Words = Words {};

pub const CHINESE: Words = Words {};
