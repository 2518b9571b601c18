//! package.json.

use super::{Export, Package};

/// The package's manifest. Its version is the workspace's.
pub fn manifest(package: &Package) -> String {
    let exports: Vec<String> = package.exports.iter().map(export).collect();
    let quoted = |name: &str| format!("{name:?}");
    let side_effects: Vec<String> = package.side_effects.iter().map(|name| quoted(name)).collect();
    // npm takes along what it is told to, whatever lies beside it.
    let files: Vec<String> = package.files.keys().map(|name| quoted(name)).collect();
    format!(
        r#"{{
  "name": "hearth-pprof",
  "version": "{version}",
  "description": "Reads pprof profiles: the figures and reports of go tool pprof, comparisons, leaks, and a web component. In browsers, workers, Node.js and Deno.",
  "keywords": ["pprof", "profile", "flamegraph", "heap", "cpu", "goroutine", "leak", "go", "wasm", "web-component"],
  "license": "MIT OR Apache-2.0",
  "type": "module",
  "main": "./index.js",
  "types": "./index.d.ts",
  "engines": {{ "node": ">=20.16" }},
  "bin": {{ "hearth-pprof": "cli.js" }},
  "exports": {{
    {exports},
    "./package.json": "./package.json"
  }},
  "sideEffects": [{side_effects}],
  "files": [
    {files}
  ]
}}
"#,
        version = env!("CARGO_PKG_VERSION"),
        exports = exports.join(",\n    "),
        side_effects = side_effects.join(", "),
        files = files.join(",\n    "),
    )
}

fn export(Export { name, types, file }: &Export) -> String {
    match types {
        Some(types) => format!("{name:?}: {{ \"types\": {types:?}, \"default\": {file:?} }}"),
        None => format!("{name:?}: {file:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entry_points_name_their_declarations() {
        let mut package = Package::default();
        let types = Some("./index.d.ts");
        package.export(Export { name: ".", types, file: "./index.js" });
        package.export(Export { name: "./engine.wasm", types: None, file: "./engine.wasm" });
        package.has_side_effects("./cli.js");
        package.add("index.js", "");
        let text = manifest(&package);
        assert!(text.contains("\"files\": [\n    \"index.js\"\n  ]"));
        assert!(text.contains(r#"".": { "types": "./index.d.ts", "default": "./index.js" }"#));
        assert!(text.contains(r#""./engine.wasm": "./engine.wasm""#));
        assert!(text.contains(r#""sideEffects": ["./cli.js"]"#));
        // It names what was not added.
        assert!(package.check().is_err());
    }
}
