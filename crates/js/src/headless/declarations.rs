//! The TypeScript declarations of what goes in and out.

use super::query::{NOT_HERE, OF_REPORTS};
use hearth_core::query::{Field, Granularity, OPTIONS, Query, QueryOption};

/// Reports that are files, not texts.
const BINARY: [&str; 2] = ["proto", "topproto"];

/// All names of text reports, in the order of the documentation.
const TEXTS: [&str; 12] = [
    "top",
    "tree",
    "peek",
    "traces",
    "list",
    "tags",
    "raw",
    "comments",
    "callgrind",
    "dot",
    "folded",
    "csv",
];

/// The declarations of all types that questions and answers are made of.
pub fn declarations() -> String {
    let of_reports = |option: &&QueryOption| OF_REPORTS.contains(&option.name);
    let here = || OPTIONS.iter().filter(|option| !NOT_HERE.contains(&option.name));
    let union = |names: &[&str]| {
        names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" | ")
    };
    let texts = TEXTS.iter().chain(&["speedscope"]).copied().collect::<Vec<_>>();
    [
        "// Made from the Rust types by `cargo xtask dist`. Do not edit.\n".to_owned(),
        interface(
            "Query",
            "",
            "A question, with the options of `go tool pprof` under their own names. What is left \
             out has its default. Regular expressions are RE2's, as texts.",
            here().filter(|option| !of_reports(option)),
        ),
        interface(
            "ReportQuery",
            " extends Query",
            "A question to a report.",
            here().filter(of_reports),
        ),
        format!("/** Reports that are texts. */\nexport type TextReport = {};\n", union(&texts)),
        format!("/** Reports that are files. */\nexport type FileReport = {};\n", union(&BINARY)),
        hearth_messages::declarations(),
    ]
    .join("\n")
}

fn interface<'a>(
    name: &str,
    extends: &str,
    about: &str,
    options: impl Iterator<Item = &'a QueryOption>,
) -> String {
    let fields: String = options.map(field).collect();
    format!("/** {about} */\nexport interface {name}{extends} {{\n{fields}}}\n")
}

fn field(option: &QueryOption) -> String {
    let kind = match option.field(&mut Query::default()) {
        Field::Text(_) if option.name == "sample_index" => "string | number".to_owned(),
        Field::Text(_) => "string".to_owned(),
        Field::Texts(_) => "string[]".to_owned(),
        Field::Bool(_) => "boolean".to_owned(),
        Field::Number(_) | Field::Count(_) => "number".to_owned(),
        Field::Granularity(_) => Granularity::ALL.map(|g| format!("\"{}\"", g.name())).join(" | "),
        Field::Sort(_) => "\"flat\" | \"cum\"".to_owned(),
    };
    let (name, param) = (option.name, option.param);
    let takes = match option.is_bool() {
        true => String::new(),
        false => format!("{}; ", option.takes()),
    };
    format!("    /** {takes}in URLs `{param}`. */\n    {name}?: {kind} | undefined;\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearth_core::report::Report;

    #[test]
    fn all_reports_are_declared() {
        let all = TEXTS.iter().chain(&BINARY).chain(&["speedscope"]);
        assert!(all.clone().all(|name| Report::from_name(name, "").is_some()));
    }

    #[test]
    fn figures_keep_every_digit_and_questions_have_all_options() {
        let text = declarations();
        assert!(text.contains("export interface TopData"));
        assert!(text.contains("flat: BigInt64Array"));
        assert!(text.contains("total: bigint"));
        assert!(text.contains("focus?: string | undefined;"));
        assert!(text.contains("sort?: \"flat\" | \"cum\" | undefined;"));
        assert!(text.contains("slope_per_s: number | null"));
        for option in OPTIONS {
            let is_there = text.contains(&format!("    {}?: ", option.name));
            assert_eq!(is_there, !NOT_HERE.contains(&option.name), "{}", option.name);
        }
    }
}
