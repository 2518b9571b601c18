//! Links that were sent must lead to the same content for ever: each parameter with its spelling.

use super::Link;
use crate::params;
use hearth_core::query::OPTIONS;
use std::fs;
use std::path::{Path, PathBuf};

const LINKS: &str = include_str!("golden.txt");

fn links() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = LINKS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(" => ").unwrap_or((line, line)))
}

#[test]
fn links_keep_their_spelling() {
    for (sent, written) in links() {
        let (link, _) = Link::from_fragment(sent);
        assert_eq!(link.to_fragment(), written, "{sent}");
        assert_eq!(Link::from_fragment(written).0, link, "{sent}");
    }
}

#[test]
fn every_parameter_of_a_query_has_such_a_link() {
    for option in OPTIONS {
        let is_there = |(sent, _): (&str, &str)| {
            sent.split('&').any(|part| part.split('=').next() == Some(option.param))
        };
        assert!(links().any(is_there), "{}", option.param);
    }
}

#[test]
fn every_parameter_of_the_page_is_kept_as_it_was_sent() {
    for (param, example) in params::ALL {
        let sent = format!("view=flame&{param}={example}");
        assert_eq!(Link::from_fragment(&sent).0.to_fragment(), sent);
    }
}

/// Sources of the page that spell a parameter themselves, tests aside.
fn spelling(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            spelling(&path, found);
        } else if name.ends_with(".rs") && !name.contains("tests") && name != "golden.rs" {
            let text = fs::read_to_string(&path).expect("sources are texts");
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            found.extend(text.contains("\"h.").then_some(path));
        }
    }
}

#[test]
fn parameters_are_spelled_in_one_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for folder in ["web/src", "crates"] {
        spelling(&root.join(folder), &mut found);
    }
    let place = |path: &PathBuf| path.ends_with("crates/core/src/query/own.rs");
    assert!(found.len() == 1 && found.iter().all(place), "{found:?}");
}
