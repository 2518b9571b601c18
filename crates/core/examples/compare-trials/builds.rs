use crate::program::{Go, Result};
use std::path::Path;
pub fn print(_: &Go, _: &Path, _: &Path) -> Result<()> { Ok(()) }
