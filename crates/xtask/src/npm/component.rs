//! `import "hearth-pprof/component"`: the element `<hearth-profile>`.

use super::{Export, Package};
use crate::embed;
use crate::page::Mode;
use anyhow::Result;
use std::fs;
use std::path::Path;

/// Adds the component, and the single file, which its sealed frame holds.
pub fn add(package: &mut Package, mode: Mode, single: Option<&Path>) -> Result<()> {
    for (name, content) in embed::files(mode)? {
        package.add(name, content);
    }
    if let Some(file) = single {
        package.add("hearth.html", fs::read(file)?);
        package.export(Export { name: "./hearth.html", types: None, file: "./hearth.html" });
    }
    let types = Some("./component.d.ts");
    package.export(Export { name: "./component", types, file: "./component.js" });
    // For bundlers that want to be told: `HearthProfile.assets`.
    for file in ["./component-page.wasm", "./component-engine.wasm"] {
        package.export(Export { name: file, types: None, file });
    }
    package.has_side_effects("./component.js");
    Ok(())
}
