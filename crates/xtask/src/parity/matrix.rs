//! Questions of the parity check, by kind of file.

use super::Question;
use super::files::{Corpus, File};
use std::path::PathBuf;

/// Asked of every file.
const SINGLE: &[&str] = &[
    // Each report.
    "-top",
    "-text -cum",
    "-tree",
    "-peek=main",
    "-peek=^runtime",
    "-traces",
    "-list=main",
    "-list=Handle|worker",
    "-list=main|catalog -source_path=src -trim_path=example.com/hearth-fixtures",
    "-tags",
    "-raw",
    "-comments",
    "-callgrind",
    "-dot",
    "-proto",
    "-topproto",
    // Each granularity.
    "-top -filefunctions",
    "-top -files",
    "-top -lines",
    "-top -addresses",
    "-top -noinlines",
    "-top -lines -noinlines -showcolumns",
    "-top -addresses -noinlines",
    "-tree -filefunctions",
    "-tree -lines -cum",
    "-tree -addresses -nodecount=30",
    "-traces -lines -showcolumns",
    "-traces -addresses",
    "-dot -lines",
    "-dot -filefunctions -noinlines",
    "-dot -addresses -nodecount=20",
    "-raw -noinlines",
    "-callgrind -noinlines",
    "-topproto -lines -cum",
    // How much is shown.
    "-top -nodecount=10",
    "-top -nodecount=5 -cum",
    "-top -nodefraction=0.05",
    "-top -trim=false",
    "-tree -nodecount=12 -edgefraction=0.02",
    "-tree -trim=false",
    "-dot -nodecount=15",
    "-dot -nodefraction=0.02 -edgefraction=0.01",
    "-dot -call_tree -nodecount=25",
    "-callgrind -call_tree -focus=main",
    // Each filter alone.
    "-top -focus=main",
    "-tree -focus=alloc|net",
    "-top -ignore=runtime",
    "-tree -hide=runtime",
    "-dot -hide=^runtime\\.",
    "-raw -hide=sys|runtime",
    "-top -show=main|http",
    "-raw -show=main",
    "-raw -show_from=main\\.",
    "-tree -show_from=serve|main",
    "-raw -prune_from=malloc|Read",
    "-top -prune_from=^main\\.",
    "-tags -tagfocus=1kb:",
    "-raw -tagfocus=a",
    "-top -tagignore=:64kb",
    "-raw -tagshow=bytes",
    "-tags -taghide=b",
    "-dot -taghide=bytes",
    "-top -tagroot=bytes,thread",
    "-tree -tagleaf=bytes",
    "-proto -focus=main -hide=runtime",
    // Filters in pairs.
    "-top -focus=main -ignore=runtime",
    "-tree -show=main|runtime -hide=gc",
    "-top -focus=runtime -relative_percentages",
    "-dot -ignore=runtime -relative_percentages",
    "-traces -show_from=main -prune_from=runtime",
    "-raw -hide=runtime -show_from=main",
    "-top -tagfocus=bytes=1kb: -focus=main",
    "-top -focus=nothing_is_called_so",
    // Values.
    "-top -mean",
    "-tree -mean",
    "-traces -mean",
    "-dot -mean",
    "-top -divide_by=7",
    "-proto -divide_by=3",
    "-tree -unit=auto",
    "-top -unit=ms",
    "-top -unit=kb",
    "-tags -unit=mb",
    "-top -compact_labels -focus=main",
    "-top -all_frames",
    "-top -drop_negative",
    "-tree -trim_path=/usr/local/go/src:/usr -lines",
    "-top -source_path=/x/src -filefunctions",
    "-top -inuse_space",
    "-top -contentions",
];

/// Asked of two neighbors in a folder that have the same types: the earlier one
/// is `BASE`.
const PAIRS: &[&str] = &[
    "-top -base=BASE",
    "-top -diff_base=BASE",
    "-top -base=BASE -normalize",
    "-top -diff_base=BASE -normalize",
    "-top -diff_base=BASE -lines -cum",
    "-top -diff_base=BASE -drop_negative",
    "-top -diff_base=BASE -focus=main -relative_percentages",
    "-tree -base=BASE",
    "-tree -diff_base=BASE -nodecount=20",
    "-peek=main -diff_base=BASE",
    "-traces -base=BASE",
    "-tags -diff_base=BASE",
    "-raw -base=BASE",
    "-raw -diff_base=BASE",
    "-raw -base=BASE -normalize",
    "-dot -base=BASE",
    "-dot -diff_base=BASE",
    "-callgrind -base=BASE",
    "-proto -diff_base=BASE -hide=runtime",
    "-topproto -diff_base=BASE",
];

/// Asked of two neighbors together, and of three.
const MERGED: &[&str] = &["-top", "-raw", "-tree -lines", "-dot", "-tags", "-proto"];

/// Number of different sets of options, sample types aside.
pub fn count_of_sets() -> usize {
    SINGLE.len() + PAIRS.len() + 2 * MERGED.len()
}

/// All questions.
pub fn questions(corpus: &Corpus) -> Vec<Question> {
    let mut questions = Vec::new();
    let mut push = |flags: &str, base: Option<&File>, files: &[&File]| {
        let base = base.map_or(String::new(), |file| file.path.display().to_string());
        questions.push(Question {
            kind: if files.len() > 1 {
                format!("{flags} of {}", files.len())
            } else {
                flags.to_owned()
            },
            flags: flags.split(' ').map(|flag| flag.replace("BASE", &base)).collect(),
            files: files.iter().map(|file| file.path.clone()).collect::<Vec<PathBuf>>(),
        });
    };
    for (i, file) in corpus.files.iter().enumerate() {
        SINGLE.iter().for_each(|flags| push(flags, None, &[file]));
        for index in 0..file.types.len() {
            for report in ["-top", "-tree", "-traces", "-dot"] {
                push(&format!("{report} -sample_index={index}"), None, &[file]);
            }
        }
        let neighbours: Vec<&File> = corpus.files[i + 1..]
            .iter()
            .filter(|other| other.path.parent() == file.path.parent() && other.types == file.types)
            .take(2)
            .collect();
        if let [next, ..] = neighbours[..] {
            PAIRS.iter().for_each(|flags| push(flags, Some(file), &[next]));
            MERGED.iter().for_each(|flags| push(flags, None, &[file, next]));
        }
        if let [next, last] = neighbours[..] {
            MERGED.iter().for_each(|flags| push(flags, None, &[last, file, next]));
        }
    }
    questions
}
