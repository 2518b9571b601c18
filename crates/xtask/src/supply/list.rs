//! The list of what the published files are made of, as CycloneDX has it:
//! <https://cyclonedx.org/docs/1.5/json/>. It has neither a time nor a number of its own, so
//! that the same commit makes the same bytes.

use super::packages::{self, Package};
use crate::process::say;
use crate::site::relative;
use anyhow::Result;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// Those of npm that write what is published.
const WRITERS: [&str; 2] = ["binaryen", "esbuild"];

/// Writes `sbom.cdx.json` into a folder.
pub fn write_list(folder: &Path) -> Result<()> {
    let path = folder.join("sbom.cdx.json");
    std::fs::create_dir_all(folder)?;
    std::fs::write(&path, list()? + "\n")?;
    say(&format!("the list of what is in it is in {}", relative(&path)));
    Ok(())
}

fn list() -> Result<String> {
    let crates = packages::shipped()?;
    let mut components: Vec<Value> =
        crates.iter().map(|package| component(package, "cargo")).collect();
    for tool in WRITERS {
        let locked = packages::locked(&format!("crates/xtask/tools/{tool}"))?;
        components.extend(locked.iter().map(|package| component(package, "npm")));
    }
    let known: BTreeSet<_> = crates.iter().map(|p| (p.name.clone(), p.version.clone())).collect();
    let dependencies: Vec<Value> = crates
        .iter()
        .map(|package| {
            let needs = package.needs.intersection(&known);
            let refs: Vec<String> =
                needs.map(|(name, version)| address("cargo", name, version)).collect();
            json!({ "ref": address("cargo", &package.name, &package.version), "dependsOn": refs })
        })
        .collect();
    let list = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": {
            "type": "application",
            "bom-ref": "hearth",
            "name": "hearth",
            "version": env!("CARGO_PKG_VERSION"),
            "licenses": [{ "expression": env!("CARGO_PKG_LICENSE") }],
        } },
        "components": components,
        "dependencies": dependencies,
    });
    Ok(serde_json::to_string_pretty(&list)?)
}

fn component(package: &Package, kind: &str) -> Value {
    let Package { name, version, licence, hash, is_shipped, .. } = package;
    let address = address(kind, name, version);
    let mut component = json!({
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        // What only builds it is not in it.
        "scope": if *is_shipped { "required" } else { "excluded" },
        "purl": address,
    });
    if !licence.is_empty() {
        let expression = licence.replace('/', " OR ");
        component["licenses"] = json!([{ "expression": expression }]);
    }
    if let Some(hash) = hash {
        let algorithm = if kind == "cargo" { "SHA-256" } else { "SHA-512" };
        component["hashes"] = json!([{ "alg": algorithm, "content": hash }]);
    }
    component
}

/// A package's address: <https://github.com/package-url/purl-spec>.
fn address(kind: &str, name: &str, version: &str) -> String {
    format!("pkg:{kind}/{}@{version}", name.replace('@', "%40"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_what_is_in_the_page_and_says_the_same_twice() {
        let text = list().expect("cargo knows it");
        assert_eq!(text, list().expect("cargo knows it"));
        let list: Value = serde_json::from_str(&text).expect("it is JSON");
        let scope = |name: &str| {
            let all = list["components"].as_array().expect("it has components");
            let found = all.iter().find(|component| component["name"] == name);
            found.map_or("", |component| component["scope"].as_str().unwrap_or_default())
        };
        for name in ["yew", "hearth-core", "wasm-bindgen", "miniz_oxide"] {
            assert_eq!(scope(name), "required", "{name}");
        }
        for name in ["syn", "yew-macro", "esbuild", "binaryen"] {
            assert_eq!(scope(name), "excluded", "{name}");
        }
        for name in ["bincode", "gloo-net", "gloo-worker", "divan"] {
            assert_eq!(scope(name), "", "{name}");
        }
        let refs: BTreeSet<&str> = list["components"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|c| c["bom-ref"].as_str())
            .collect();
        for dependency in list["dependencies"].as_array().unwrap() {
            assert!(refs.contains(dependency["ref"].as_str().unwrap()));
        }
        assert!(!text.contains(env!("CARGO_MANIFEST_DIR")), "it names places on this machine");
    }
}
