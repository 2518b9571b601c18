//! Meaning of flags, and refusals of those that make no sense.

use super::*;
use crate::tests::NoFiles;

fn parsed(args: &[&str]) -> Result<Command, FlagError> {
    parse(args, &mut NoFiles::default())
}

fn error(args: &[&str]) -> String {
    parsed(args).expect_err("it is wrong").to_string()
}

#[test]
fn flags_are_go_flags() {
    let args = ["-top", "--cum", "-nodecount", "5", "-lines", "-trim=false", "f", "g"];
    let command = parsed(&args).unwrap();
    let query = Query {
        sort: Sort::Cum,
        nodecount: Some(5),
        granularity: Granularity::Lines,
        trim: false,
        ..Query::default()
    };
    assert_eq!(command.query, query);
    assert!(matches!(command.report, Report::Top));
    assert_eq!(command.files, ["f", "g"]);
    assert_eq!(error(&["-top", "-si=x", "f"]), "flag provided but not defined: -si");
    assert_eq!(error(&["-top", "-nodecount"]), "flag needs an argument: -nodecount");
}

#[test]
fn flags_end_at_the_first_file() {
    let mut host = NoFiles::default();
    let command = parse(&["-top", "f", "-cum"], &mut host).unwrap();
    assert_eq!(command.files, ["f", "-cum"]);
    assert_eq!(host.0, ["-cum comes after a file, so it is taken for a file"]);
    assert_eq!(parsed(&["-top", "--", "-f"]).unwrap().files, ["-f"]);
}

#[test]
fn what_contradicts_or_is_missing_is_named() {
    assert_eq!(error(&["-top"]), "no profile source specified: name a file");
    assert!(error(&["f"]).contains("no interactive shell"));
    assert_eq!(error(&["-top", "-tree", "f"]), "must set at most one output format");
    assert!(error(&["-top", "-lines", "-files", "f"]).starts_with("conflicting options"));
    assert!(error(&["-top", "-base=a", "-diff_base=b", "f"]).contains("both"));
    assert!(error(&["-top", "-normalize", "f"]).contains("must have base profile"));
    assert!(error(&["-peek=(", "f"]).contains("at character 1: missing closing )"));
    for not_offered in ["-weblist=f", "-disasm=f", "-svg", "-web", "-http=:8080"] {
        assert!(error(&[not_offered, "f"]).contains("is not offered: "), "{not_offered}");
    }
}

#[test]
fn sample_types_have_flags_of_their_own() {
    let command = parsed(&["-top", "-mean_delay", "f"]).unwrap();
    assert_eq!((&*command.query.sample_index, command.query.mean), ("delay", true));
    let mut host = NoFiles::default();
    let args = ["-top", "-alloc_space", "-inuse_space", "f"];
    assert_eq!(parse(&args, &mut host).unwrap().query.sample_index, "inuse_space");
    assert_eq!(host.0, ["Multiple value selections, ignoring -alloc_space"]);
}

#[test]
fn the_last_base_counts() {
    let mut host = NoFiles::default();
    let command = parse(&["-top", "-base=a", "-base", "b", "f"], &mut host).unwrap();
    assert_eq!(command.query.base, ["b"]);
    assert_eq!(host.0.len(), 1);
}

#[test]
fn what_only_the_page_asks_is_no_flag() {
    for flag in ["and_focus", "and_tagfocus"] {
        let refused = error(&["-top", &format!("-{flag}=a"), "f"]);
        assert_eq!(refused, format!("flag provided but not defined: -{flag}"));
    }
}
