//! Links that were sent must lead to the same content for ever: each parameter with its spelling.

use super::Link;
use hearth_core::query::OPTIONS;

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
