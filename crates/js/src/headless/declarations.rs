//! The TypeScript declarations of what goes in and out.

use super::query::{NOT_HERE, OF_REPORTS};
use hearth_core::query::{Field, Granularity, OPTIONS, Query, QueryOption};
use hearth_core::report::REPORTS;

/// The declarations of all types that questions and answers are made of.
pub fn declarations() -> String {
    let of_reports = |option: &&QueryOption| OF_REPORTS.contains(&option.name);
    let here = || OPTIONS.iter().filter(|option| !NOT_HERE.contains(&option.name));
    let union = |names: &[&str]| {
        names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" | ")
    };
    let reports = |are_texts: bool| {
        // `text` is another name of `top`.
        let named = REPORTS.iter().filter(|report| report.is_text == are_texts);
        let names: Vec<&str> = named.map(|report| report.name).filter(|n| *n != "text").collect();
        union(&names)
    };
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
        format!("/** Reports that are texts. */\nexport type TextReport = {};\n", reports(true)),
        format!("/** Reports that are files. */\nexport type FileReport = {};\n", reports(false)),
        hearth_messages::declarations(),
    ]
    .join("\n")
}

/// Constants of the package as a module of JavaScript: numbers in columns, and the reports.
pub fn constants() -> String {
    let reports: String =
        REPORTS.iter().map(|row| format!("  {}: {},\n", row.name, row.takes_regexp())).collect();
    let files: Vec<&str> = REPORTS.iter().filter(|row| !row.is_text).map(|row| row.name).collect();
    format!(
        "{}/** Reports by name; true: an expression comes after it. */\n\
         export const REPORTS = {{\n{reports}}};\n\
         /** Reports that are no texts. */\nexport const FILE_REPORTS = {files:?};\n",
        hearth_messages::constants()
    )
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
