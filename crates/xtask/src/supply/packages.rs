//! The packages of the tree, as cargo and the lock files know them.

use crate::process::output;
use crate::workspace;
use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Where crates come from.
pub const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Packages that the page and the engine are made of, and the target that they are built for.
const SHIPPED: [&str; 2] = ["hearth-web", "hearth-js"];
const TARGET: &str = "wasm32-unknown-unknown";

/// The lock files of npm's packages: those that write what is published, then those of tests.
pub const LOCKS: [&str; 6] = [
    "crates/xtask/tools/binaryen",
    "crates/xtask/tools/esbuild",
    "crates/xtask/tools/deno",
    "tests/browser",
    "tests/npm",
    "examples/react",
];

/// A crate, or a package of npm.
#[derive(Clone, Debug, Default)]
pub struct Package {
    pub name: String,
    pub version: String,
    /// As cargo has it; empty for the project's own.
    pub source: String,
    /// An SPDX expression, or nearly one.
    pub licence: String,
    /// SHA-256 of a crate, SHA-512 of npm's, in hexadecimal digits.
    pub hash: Option<String>,
    /// The packages that it needs, by name and version.
    pub needs: BTreeSet<(String, String)>,
    /// It is in what is published, and not only needed to build it.
    pub is_shipped: bool,
}

/// All crates that the workspace can need, on any platform, with its features.
pub fn all() -> Result<Vec<Package>> {
    read(&["--all-features"], false)
}

/// The crates that the page and the engine are made of, and those that build them.
pub fn shipped() -> Result<Vec<Package>> {
    read(&["--all-features", "--filter-platform", TARGET], true)
}

fn read(options: &[&str], only_shipped: bool) -> Result<Vec<Package>> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["metadata", "--format-version", "1", "--locked"]).args(options);
    let text = output(cargo.current_dir(workspace::root()), "cargo metadata")?;
    let metadata: Value = serde_json::from_str(&text)?;
    let hashes = hashes()?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();

    let mut packages: BTreeMap<String, Package> = BTreeMap::new();
    let mut macros = BTreeSet::new();
    for package in list(&metadata["packages"]) {
        let (name, version) = (text(&package["name"]), text(&package["version"]));
        let is_macro =
            |target: &Value| list(&target["kind"]).iter().any(|kind| kind == "proc-macro");
        if list(&package["targets"]).iter().any(is_macro) {
            macros.insert(text(&package["id"]));
        }
        let hash = hashes.get(&(name.clone(), version.clone())).cloned();
        let (source, licence) = (text(&package["source"]), text(&package["license"]));
        let package_of = Package { name, version, source, licence, hash, ..Package::default() };
        packages.insert(text(&package["id"]), package_of);
    }
    // What needs what, and whether for what is built or for building it.
    let mut needs: BTreeMap<String, Vec<(String, bool)>> = BTreeMap::new();
    for node in list(&metadata["resolve"]["nodes"]) {
        let of_node = list(&node["deps"]).into_iter().filter_map(|dep| {
            let kinds: Vec<Value> = list(&dep["dep_kinds"]);
            let has = |wanted: &Value| kinds.iter().any(|kind| kind["kind"] == *wanted);
            let is_normal = has(&Value::Null) && !macros.contains(&text(&dep["pkg"]));
            let is_build = has(&Value::Null) || has(&Value::from("build"));
            is_build.then(|| (text(&dep["pkg"]), is_normal))
        });
        needs.insert(text(&node["id"]), of_node.collect());
    }
    let named = |id: &String| packages.get(id).map(|p| (p.name.clone(), p.version.clone()));
    let names: BTreeMap<String, BTreeSet<_>> = needs
        .iter()
        .map(|(id, all)| (id.clone(), all.iter().filter_map(|(dep, _)| named(dep)).collect()))
        .collect();

    let is_root = |p: &Package| p.source.is_empty() && SHIPPED.contains(&&*p.name);
    let roots: Vec<_> =
        packages.iter().filter(|(_, p)| is_root(p)).map(|(id, _)| id.clone()).collect();
    let mut reached: BTreeMap<String, bool> = BTreeMap::new();
    let mut open: Vec<(String, bool)> = roots.into_iter().map(|id| (id, true)).collect();
    while let Some((id, is_shipped)) = open.pop() {
        let seen = reached.get(&id).copied();
        if seen == Some(true) || seen == Some(is_shipped) {
            continue;
        }
        let deps = needs.get(&id).into_iter().flatten();
        open.extend(deps.map(|(dep, is_normal)| (dep.clone(), is_shipped && *is_normal)));
        reached.insert(id, is_shipped);
    }
    let mut found: Vec<Package> = packages
        .into_iter()
        .filter(|(id, _)| !only_shipped || reached.contains_key(id))
        .map(|(id, package)| Package {
            is_shipped: reached.get(&id) == Some(&true),
            needs: names.get(&id).cloned().unwrap_or_default(),
            ..package
        })
        .collect();
    found.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(found)
}

/// The hashes in Cargo.lock, by name and version.
fn hashes() -> Result<BTreeMap<(String, String), String>> {
    let lock = std::fs::read_to_string(workspace::root().join("Cargo.lock"))?;
    let field = |part: &str, name: &str| {
        let mut lines = part.lines().filter_map(|line| line.strip_prefix(name));
        Some(lines.next()?.strip_prefix(" = \"")?.strip_suffix('"')?.to_owned())
    };
    let packages = lock.split("[[package]]").filter_map(|part| {
        Some(((field(part, "name")?, field(part, "version")?), field(part, "checksum")?))
    });
    Ok(packages.collect())
}

/// The packages that a lock file of npm names.
pub fn locked(folder: &str) -> Result<Vec<Package>> {
    let path = workspace::root().join(folder).join("package-lock.json");
    let lock: Value = serde_json::from_slice(&std::fs::read(path)?)?;
    let entries =
        lock["packages"].as_object().with_context(|| format!("{folder} locks nothing"))?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let package = |(place, entry): (&String, &Value)| {
        // Links are to the project's own.
        let name = place.rsplit("node_modules/").next().filter(|name| !name.is_empty())?;
        if entry["link"] == true {
            return None;
        }
        Some(Package {
            name: name.to_owned(),
            version: text(&entry["version"]),
            licence: text(&entry["license"]),
            hash: hexadecimal(&text(&entry["integrity"])),
            ..Package::default()
        })
    };
    Ok(entries.iter().filter_map(package).collect())
}

/// `sha512-…` in hexadecimal digits.
fn hexadecimal(integrity: &str) -> Option<String> {
    let bytes = BASE64_STANDARD.decode(integrity.strip_prefix("sha512-")?).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
