//! Dependencies of the project: a check against `deny.toml`, and a list of them (SBOM).

mod licence;
mod list;
mod packages;

pub use list::write_list;

use crate::process::{run, say};
use crate::{tools, workspace};
use anyhow::{Result, bail};
use packages::{CRATES_IO, Package};
use std::process::Command;

/// Checks sources, licenses and bans of all crates, and that the locks of npm's packages have
/// hashes. Where cargo-deny is installed, it checks the crates once more, with advisories.
pub fn check() -> Result<()> {
    say("checking what the project is made of");
    let rules = std::fs::read_to_string(workspace::root().join("deny.toml"))?;
    let (allowed, banned) = (quoted_in(&rules, "allow = ["), quoted_in(&rules, "deny = ["));
    let mut problems: Vec<String> = packages::all()?
        .iter()
        .filter_map(|package| problem(package, &allowed, &banned))
        .map(|(name, why)| format!("{name}: {why}"))
        .collect();
    for lock in packages::LOCKS {
        let entries = packages::locked(lock)?;
        let bare = entries.iter().filter(|entry| entry.hash.is_none());
        problems.extend(bare.map(|entry| format!("{lock}: {} has no hash", entry.name)));
    }
    if !problems.is_empty() {
        bail!("deny.toml does not allow this:\n{}", problems.join("\n"));
    }
    if tools::find("cargo-deny").is_none() {
        say("skipped: advisories (cargo-deny is not installed)");
        return Ok(());
    }
    let mut deny = Command::new("cargo-deny");
    deny.args(["check", "licenses", "sources", "bans"]).current_dir(workspace::root());
    run(&mut deny, "cargo deny check")?;
    // Their list is somewhere in the network, which need not be there.
    let mut advisories = Command::new("cargo-deny");
    advisories.args(["check", "advisories"]).current_dir(workspace::root());
    if run(&mut advisories, "cargo deny check advisories").is_err() {
        say("advisories were not checked, or there are some: see above");
    }
    Ok(())
}

/// Why a package may not be there.
fn problem<'a>(
    package: &'a Package,
    allowed: &[String],
    banned: &[String],
) -> Option<(&'a str, String)> {
    let name = &*package.name;
    if banned.iter().any(|banned| banned == name) {
        return Some((name, "is banned".to_owned()));
    }
    match &*package.source {
        "" => return None,
        CRATES_IO if package.hash.is_some() => {}
        CRATES_IO => return Some((name, "has no hash in Cargo.lock".to_owned())),
        other => return Some((name, format!("comes from {other}"))),
    }
    let is_allowed = licence::allows(&package.licence, |one| allowed.iter().any(|a| a == one));
    (!is_allowed).then(|| (name, format!("has the licence {:?}", package.licence)))
}

/// The texts in quotes of a list in `deny.toml`, without the names of fields.
fn quoted_in(rules: &str, list: &str) -> Vec<String> {
    let of_list = rules.split_once(list).map_or("", |(_, rest)| rest);
    let of_list = of_list.split_once("\n]").map_or("", |(inner, _)| inner);
    let lines = of_list.lines().filter(|line| !line.trim_start().starts_with('#'));
    lines.filter_map(|line| Some(line.split('"').nth(1)?.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALLOWED: [&str; 2] = ["MIT", "Zlib"];

    fn problem_of(name: &str, source: &str, licence: &str, hash: Option<&str>) -> Option<String> {
        let package = Package {
            name: name.to_owned(),
            source: source.to_owned(),
            licence: licence.to_owned(),
            hash: hash.map(str::to_owned),
            ..Package::default()
        };
        let allowed = ALLOWED.map(str::to_owned);
        problem(&package, &allowed, &["bincode".to_owned()]).map(|(_, why)| why)
    }

    #[test]
    fn what_is_not_allowed_is_named() {
        assert_eq!(problem_of("a", CRATES_IO, "MIT", Some("0")), None);
        assert_eq!(problem_of("own", "", "", None), None);
        assert!(problem_of("a", CRATES_IO, "MIT", None).is_some());
        assert!(problem_of("a", CRATES_IO, "GPL-3.0", Some("0")).is_some());
        assert!(problem_of("a", "git+https://x.test/a", "MIT", Some("0")).is_some());
        assert!(problem_of("bincode", CRATES_IO, "MIT", Some("0")).is_some());
    }

    #[test]
    fn the_rules_are_read() {
        let rules =
            "x = [\"no\"]\nallow = [\n    # \"c\"\n    \"a b\",\n    { crate = \"d\" },\n]\n";
        assert_eq!(quoted_in(rules, "allow = ["), ["a b", "d"]);
    }

    #[test]
    fn what_the_project_is_made_of_is_allowed() {
        check().expect("deny.toml allows all of it");
    }
}
