//! The flags of `hearth pprof` for help, completions and the man page, in pprof's words. What
//! they mean is in `args`; a test holds the two together.

use crate::command::{Command, Flag, Group, Value, flag};

/// `hearth pprof`.
pub static COMMAND: Command = Command {
    name: "pprof",
    summary: "Print what go tool pprof prints, with the same flags",
    usage: &["-REPORT [FLAGS] [BINARY] FILE..."],
    about: &[
        "Prints one report, to the byte what `go tool pprof -symbolize=none` prints in UTC. Several files are \
         merged. Flags end at the first file.",
        "Of the program that was profiled only the name counts. Beyond the reference, -folded, -csv \
         and -speedscope export, and -symbols=comments takes the names in Go's text forms from their \
         comments.",
    ],
    options: GROUPS,
    words: None,
    examples: &[
        (
            "hearth pprof -top -cum -nodecount=20 heap.pb.gz",
            "Lists the 20 functions with the most.",
        ),
        (
            "hearth pprof -tree -focus=json -diff_base=before.pb.gz after.pb.gz",
            "Shows what changed below functions with json in their names.",
        ),
    ],
    run: |args, host, _| Ok(super::run(args, host)?),
};

const YES: Value = Value::None;
const REGEXP: Value = Value::Text("REGEXP");
const NUMBER: Value = Value::Text("NUMBER");
const COUNT: Value = Value::Text("COUNT");
const KEYS: Value = Value::Text("KEYS");
const PATHS: Value = Value::Text("PATHS");
const UNIT: Value = Value::Text("UNIT");
const ROWS: &str = "Aggregate at the function level.";

static GROUPS: &[Group] = &[
    Group { title: "Output formats (select one)", options: FORMATS },
    Group { title: "Options", options: OPTIONS },
    Group { title: "Granularity (select at most one)", options: GRANULARITIES },
    Group { title: "Order (select at most one)", options: ORDERS },
    Group { title: "Source options", options: SOURCES },
    Group { title: "Legacy convenience options", options: LEGACY },
    Group { title: "Options of go tool pprof that change nothing here", options: IGNORED },
];

static FORMATS: &[Flag] = &[
    flag("callgrind", YES, "Outputs a graph in callgrind format"),
    flag("comments", YES, "Output all profile comments"),
    flag("csv", YES, "Outputs top entries as comma-separated values"),
    flag("dot", YES, "Outputs a graph in DOT format"),
    flag("folded", YES, "Outputs a line for each stack, for flame graph scripts"),
    flag("list", REGEXP, "Output annotated source for functions matching regexp"),
    flag("peek", REGEXP, "Output callers/callees of functions matching regexp"),
    flag("proto", YES, "Outputs the profile in compressed protobuf format"),
    flag("raw", YES, "Outputs a text representation of the raw profile"),
    flag("speedscope", YES, "Outputs the profile in the format of speedscope"),
    flag("tags", YES, "Outputs all tags in the profile"),
    flag("text", YES, "Outputs top entries in text form"),
    flag("top", YES, "Outputs top entries in text form"),
    flag("topproto", YES, "Outputs top entries in compressed protobuf format"),
    flag("traces", YES, "Outputs all profile samples in text form"),
    flag("tree", YES, "Outputs a text rendering of call graph"),
];

static OPTIONS: &[Flag] = &[
    flag("call_tree", YES, "Create a context-sensitive call tree"),
    flag("compact_labels", YES, "Show minimal headers"),
    flag("divide_by", NUMBER, "Ratio to divide all samples before visualization"),
    flag("drop_negative", YES, "Ignore negative differences"),
    flag("edgefraction", NUMBER, "Hide edges below <f>*total"),
    flag("focus", REGEXP, "Restricts to samples going through a node matching regexp"),
    flag("hide", REGEXP, "Skips nodes matching regexp"),
    flag("ignore", REGEXP, "Skips paths going through any nodes matching regexp"),
    flag("mean", YES, "Average sample value over first value (count)"),
    flag("nodecount", COUNT, "Max number of nodes to show"),
    flag("nodefraction", NUMBER, "Hide nodes below <f>*total"),
    flag("noinlines", YES, "Ignore inlines."),
    flag("normalize", YES, "Scales profile based on the base profile."),
    flag("output", Value::File, "Output filename for file-based outputs"),
    flag("prune_from", REGEXP, "Drops any functions below the matched frame."),
    flag("relative_percentages", YES, "Show percentages relative to focused subgraph"),
    flag("sample_index", Value::Text("TYPE"), "Sample value to report (0-based index or name)"),
    flag("show", REGEXP, "Only show nodes matching regexp"),
    flag("show_from", REGEXP, "Drops functions above the highest matched frame."),
    flag("showcolumns", YES, "Show column numbers at the source code line level."),
    flag("source_path", PATHS, "Search path for source files"),
    flag("tagfocus", REGEXP, "Restricts to samples with tags in range or matched by regexp"),
    flag("taghide", REGEXP, "Skip tags matching this regexp"),
    flag("tagignore", REGEXP, "Discard samples with tags in range or matched by regexp"),
    flag(
        "tagleaf",
        KEYS,
        "Adds pseudo stack frames for labels key/value pairs at the callstack leaf.",
    ),
    flag(
        "tagroot",
        KEYS,
        "Adds pseudo stack frames for labels key/value pairs at the callstack root.",
    ),
    flag("tagshow", REGEXP, "Only consider tags matching this regexp"),
    flag("trim", YES, "Honor nodefraction/edgefraction/nodecount defaults"),
    flag("trim_path", PATHS, "Path to trim from source paths before search"),
    flag("unit", UNIT, "Measurement units to display"),
];

static GRANULARITIES: &[Flag] = &[
    flag("functions", YES, ROWS),
    flag("filefunctions", YES, ROWS),
    flag("files", YES, "Aggregate at the file level."),
    flag("lines", YES, "Aggregate at the source code line level."),
    flag("addresses", YES, "Aggregate at the address level."),
];

static ORDERS: &[Flag] = &[
    flag("cum", YES, "Sort entries based on cumulative weight"),
    flag("flat", YES, "Sort entries based on own weight"),
];

static SOURCES: &[Flag] = &[
    flag("buildid", Value::Text("ID"), "Override build id for main binary"),
    flag("add_comment", Value::Text("TEXT"), "Free-form annotation to add to the profile"),
    flag("diff_base", Value::File, "Source of base profile for comparison"),
    flag("base", Value::File, "Source of base profile for profile subtraction"),
    flag("all_frames", YES, "Ignore drop_frames and keep_frames regexps in the profile"),
    flag(
        "symbols",
        Value::OneOf(&["none", "comments"]),
        "Take the names in Go's text forms from their comments",
    ),
];

static LEGACY: &[Flag] = &[
    flag("inuse_space", YES, "Same as -sample_index=inuse_space"),
    flag("inuse_objects", YES, "Same as -sample_index=inuse_objects"),
    flag("alloc_space", YES, "Same as -sample_index=alloc_space"),
    flag("alloc_objects", YES, "Same as -sample_index=alloc_objects"),
    flag("total_delay", YES, "Same as -sample_index=delay"),
    flag("contentions", YES, "Same as -sample_index=contentions"),
    flag("mean_delay", YES, "Same as -mean -sample_index=delay"),
];

static IGNORED: &[Flag] = &[
    flag("seconds", NUMBER, "Duration for time-based profile collection"),
    flag("timeout", NUMBER, "Timeout in seconds for profile collection"),
    flag("symbolize", Value::Text("HOW"), "Controls source of symbol information"),
    flag("tools", PATHS, "Search path for object tools"),
    flag("intel_syntax", YES, "Show assembly in Intel syntax"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pprof::args;
    use hearth_core::query::{Granularity, OPTIONS as OF_QUERIES};
    use hearth_core::report::REPORTS;

    #[test]
    fn every_flag_that_is_taken_is_in_help_once() {
        let mut taken: Vec<&str> = OF_QUERIES.iter().map(|option| option.name).collect();
        taken.retain(|name| !args::NO_FLAGS.contains(name));
        taken.extend(REPORTS.iter().map(|report| report.name));
        taken.extend(Granularity::ALL.map(|granularity| granularity.name()));
        taken.extend(args::TYPE_FLAGS.iter().map(|(name, _)| *name));
        taken.extend(args::IGNORED.iter().map(|(name, _)| *name));
        taken.extend(args::OTHER);
        taken.sort_unstable();
        let mut shown: Vec<&str> = COMMAND.flags().map(|flag| flag.name).collect();
        shown.sort_unstable();
        assert_eq!(shown, taken);
    }

    #[test]
    fn help_says_of_each_flag_whether_it_takes_a_value() {
        let mut host = crate::tests::NoFiles::default();
        for flag in COMMAND.flags() {
            let name = format!("-{}", flag.name);
            let refused = args::parse(&[&name], &mut host).expect_err("there is no file");
            let needs_value = matches!(refused, args::FlagError::NoValue(_));
            assert_eq!(needs_value, flag.value != Value::None, "{name}: {refused}");
        }
    }
}
