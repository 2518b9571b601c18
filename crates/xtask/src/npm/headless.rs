//! `import { open } from "hearth-pprof"`, and the command line.

use super::{Export, Package};
use crate::page::{self, Mode};
use crate::process::{output, say};
use crate::workspace;
use anyhow::Result;
use std::process::Command;

/// Adds the engine, its scripts and their declarations.
pub fn add(package: &mut Package, mode: Mode) -> Result<()> {
    package.add_folder(&workspace::root().join("crates/js/npm"))?;
    let engine = page::build_headless(mode)?;
    package.add("engine.js", engine.script);
    package.add("engine.wasm", engine.wasm);
    package.add("types.d.ts", declared("declarations")?);
    package.add("constants.js", declared("constants")?);
    package.export(Export { name: ".", types: Some("./index.d.ts"), file: "./index.js" });
    // For bundlers that want to be told: `init(url)`.
    package.export(Export { name: "./engine.wasm", types: None, file: "./engine.wasm" });
    package.has_side_effects("./cli.js");
    Ok(())
}

/// The `declarations` of what goes into the engine and comes out, or its `constants`, by the crate
/// that has them.
fn declared(what: &str) -> Result<String> {
    say(&format!("writing the package's {what}"));
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["run", "--quiet", "--locked", "--package", "hearth-js"]);
    cargo.args(["--features", "headless", "--example", "declarations", what]);
    let text = output(cargo.current_dir(workspace::root()), &format!("writing the {what}"))?;
    Ok(text + "\n")
}
