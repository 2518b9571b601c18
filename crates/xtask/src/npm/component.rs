//! `import "hearth-pprof/component"`: the element, with the single file that a sealed one
//! holds in a frame.

use super::{Export, Package};
use crate::embed;
use crate::page::Mode;
use anyhow::Result;
use std::fs;
use std::path::Path;

/// Adds the component's files.
pub fn add(package: &mut Package, mode: Mode, single: &Path) -> Result<()> {
    for (name, content) in embed::files(mode)? {
        package.add(name, content);
    }
    package.add("hearth.html", fs::read(single)?);
    package.export(Export {
        name: "./component",
        types: Some("./component.d.ts"),
        file: "./component.js",
    });
    package.has_side_effects("./component.js");
    Ok(())
}
