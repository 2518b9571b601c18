//! Links that were sent must lead to the same content for ever: each parameter with its spelling.

use super::Link;
use hearth_core::query::OPTIONS;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

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

/// Texts like `"h.zoom"` in the sources of the page, tests aside.
fn parameters(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            parameters(&path, found);
        } else if name.ends_with(".rs") && !name.contains("tests") {
            let text = fs::read_to_string(&path).expect("sources are texts");
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let quoted = text.split('"').skip(1).step_by(2);
            let is_name = |name: &&str| name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            let names = quoted.filter_map(|text| text.strip_prefix("h.")).filter(is_name);
            found.extend(names.map(|name| ["h.", name].concat()));
        }
    }
}

#[test]
fn every_parameter_of_the_page_has_such_a_link() {
    let mut found = BTreeSet::new();
    parameters(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 30, "{found:?}");
    let sent: Vec<&str> = links().flat_map(|(sent, _)| sent.split('&')).collect();
    found.retain(|name| !sent.iter().any(|part| part.starts_with(&**name)));
    assert!(found.is_empty(), "{found:?}");
}
