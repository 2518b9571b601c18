//! Views as text and files: to the byte what `go tool pprof -symbolize=none`
//! prints in UTC.
//!
//! A report writes bytes, because names are bytes; flags are for the command line's crate.
//! The figures come from `view/`, their spelling from `measure/`; `list` adds
//! up as the reference does, which the page does not. Folded stacks, CSV and
//! speedscope's JSON are exports of our own.
//!
//! # Where the reference is wrong
//!
//! These reports print what it prints. Where that is wrong, the page does
//! better; each such place is listed here.
//!
//! | what the reports print | why it is wrong | the page |
//! |---|---|---|
//! | with `-files`, a file once for each line in which a function of it starts | `start_line` is part of what makes a node without a name | has each file once |
//! | with `-source_path`, paths that lose a part each time a graph is made anew, and with it nodes | paths are trimmed in place | trims once |
//! | with `-drop_negative`, callers and callees that were dropped; `N0` in dot | nodes go, their edges stay | has rows only, so no edges |
//! | cutoffs (`Dropped 3 nodes (cum <= …)`) of the whole total, while what was dropped is decided by what the filters left, with its sign | in comparisons next to nothing may be trimmed, or anything | drops nothing: it scrolls |
//! | percentages without a sign | a saving looks like a cost | signs stay with the values beside them |
//! | `-list` adds up cum of a function's lines, recursion and all: more than 100 % | sums over nodes, not over samples | counts each sample once |
//! | averages (`-mean`) above 100 % | a share of an average is none | the same |
//! | merging keeps only the last inlined line's column apart | a key with too few places | does not merge yet |
//! | merging a profile without a time loses the time of those before it | the earliest is looked for, and 0 is early | does not merge yet |
//! | scaling loses samples whose only values are in columns that stay | only changed columns are looked at | does not merge yet |
//! | labels with the number 0 and no unit, and empty texts, are not there | the wire cannot tell them from none | the same |
//! | contention rows of Go, times the period again, in text forms | Go writes them scaled already | right: [`TextForms`](crate::read::TextForms) |
//! | addresses for names in Go's text forms | the comments that hold the names are skipped | has the names: [`TextForms`](crate::read::TextForms) |
//! | `Duration: 4h35` in `-raw` | cut after four characters | the whole duration |
//! | several `-base`: only the last counts | flags are read so | does not compare yet |
//!
//! Names that mean something to the program that reads a report are the exception: there
//! these reports print what is harmless, and differ from the reference's.
//!
//! | what the reference prints | what happens with it | these reports |
//! |---|---|---|
//! | in dot, the binary's name, units and labels as they are | a quote or backslash in them ends the text and can add a link that runs a script in the drawing; other escapes are lost (`C:\Users`) | escaped like functions' names |
//! | in dot, control characters as they are | graphviz stops at NUL, the SVG is no XML | `\x00` |
//! | in callgrind, line ends and blanks in names and types | they make lines and events of their own | blanks, `_` |
//!
//! On a terminal the command line makes control characters visible.
//!
//! The order of what the reference leaves to chance (nodes and edges of equal
//! weight and name) is the profile's order here.

mod align;
mod callgrind;
mod coded;
mod comments;
mod csv;
mod dot;
mod folded;
mod labels;
mod list;
mod proto;
mod raw;
mod sample_labels;
mod speedscope;
mod tags;
mod text;
mod top;
mod traces;
mod tree;

pub use csv::csv;
pub use folded::folded;
pub use speedscope::speedscope;
pub use top::top;

use crate::query::{Granularity, Pattern, PatternError, Query, QueryError};
use crate::selection::filter::Warning;
use crate::selection::{FrameOptions, SelectError, Selection, Session};
use crate::view::values::Values;
use crate::write;
use text::Text;

/// A kind of report.
#[derive(Clone, Debug)]
pub enum Report {
    /// `-top`, `-text`: a line for each node.
    Top,
    /// `-tree`: each node between its callers and callees.
    Tree,
    /// `-peek=REGEXP`: the same, for nodes that match.
    Peek(String, Pattern),
    /// `-traces`: every sample.
    Traces,
    /// `-list=REGEXP`: source lines of functions that match.
    List(String, Pattern),
    /// `-tags`: the values of labels.
    Tags,
    /// `-raw`: the profile's tables.
    Raw,
    /// `-comments`: the profile's comments.
    Comments,
    /// `-callgrind`: the graph, for KCachegrind.
    Callgrind,
    /// `-dot`: the graph, for Graphviz.
    Dot,
    /// `-proto`: the profile.
    Proto,
    /// `-topproto`: the rows of `-top`, as a profile.
    TopProto,
    /// `-folded`: a line for each stack, for flame graph scripts. Our own.
    Folded,
    /// `-csv`: the rows of `-top`, with plain numbers. Our own.
    Csv,
    /// `-speedscope`: for <https://www.speedscope.app>. Our own.
    Speedscope,
}

/// A report by its name, as flags and scripts spell it.
pub struct ReportName {
    /// The name.
    pub name: &'static str,
    /// It is a text, and not a profile.
    pub is_text: bool,
    makes: Makes,
}

enum Makes {
    Plain(fn() -> Report),
    Matching(fn(String, Pattern) -> Report),
}

impl ReportName {
    /// Returns whether the report takes an expression.
    pub fn takes_regexp(&self) -> bool {
        matches!(self.makes, Makes::Matching(_))
    }
}

const fn text(name: &'static str, report: fn() -> Report) -> ReportName {
    ReportName { name, is_text: true, makes: Makes::Plain(report) }
}

const fn matching(name: &'static str, report: fn(String, Pattern) -> Report) -> ReportName {
    ReportName { name, is_text: true, makes: Makes::Matching(report) }
}

const fn file(name: &'static str, report: fn() -> Report) -> ReportName {
    ReportName { name, is_text: false, makes: Makes::Plain(report) }
}

/// All reports by name. `text` is another name of `top`.
pub static REPORTS: [ReportName; 16] = [
    text("top", || Report::Top),
    text("text", || Report::Top),
    text("tree", || Report::Tree),
    matching("peek", Report::Peek),
    matching("list", Report::List),
    text("traces", || Report::Traces),
    text("tags", || Report::Tags),
    text("raw", || Report::Raw),
    text("comments", || Report::Comments),
    text("dot", || Report::Dot),
    text("callgrind", || Report::Callgrind),
    file("proto", || Report::Proto),
    file("topproto", || Report::TopProto),
    text("folded", || Report::Folded),
    text("csv", || Report::Csv),
    text("speedscope", || Report::Speedscope),
];

impl Report {
    /// Returns the report with this name; those that need one take the expression.
    /// `None` if there is none.
    ///
    /// # Errors
    ///
    /// When the expression makes no sense.
    pub fn from_name(name: &str, regexp: &str) -> Option<Result<Self, PatternError>> {
        let row = REPORTS.iter().find(|row| row.name == name)?;
        Some(match row.makes {
            Makes::Plain(report) => Ok(report()),
            Makes::Matching(report) => Pattern::new(regexp).map(|p| report(regexp.to_owned(), p)),
        })
    }

    /// Returns whether a report of this name takes an expression.
    pub fn takes_regexp(name: &str) -> bool {
        REPORTS.iter().any(|row| row.name == name && row.takes_regexp())
    }

    /// The query as this report takes it: some have their own granularity, some
    /// leave nothing out, and some show as many nodes as there are.
    fn query(&self, query: &Query) -> Query {
        let mut query = query.clone();
        match self {
            Self::Top | Self::TopProto | Self::Csv => {
                query.nodecount.get_or_insert(0);
            }
            Self::Peek(..) => query.trim = false,
            Self::List(..) => {
                query.trim = false;
                query.granularity = Granularity::Lines;
            }
            Self::Raw | Self::Proto | Self::Callgrind => {
                query.trim = false;
                query.granularity = Granularity::Addresses;
            }
            _ => {}
        }
        // Pictures and trees show what a page holds.
        query.nodecount.get_or_insert(80);
        query
    }

    fn frames(&self, query: &Query) -> FrameOptions {
        let options = FrameOptions::new(query).as_reference();
        match self {
            Self::List(..) | Self::Callgrind => options.with_binaries(),
            Self::Traces | Self::Folded | Self::Speedscope => options.with_whole_paths(),
            _ => options,
        }
    }
}

/// A report, and what its reader should know.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    /// The report: text, or a file.
    pub bytes: Vec<u8>,
    /// For standard error.
    pub warnings: Vec<Warning>,
}

/// Where `-list` finds source files.
pub trait SourceFiles {
    /// The folder to search when the query names none.
    fn current_folder(&self) -> String;

    /// A file's bytes.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    fn read(&mut self, path: &str) -> Result<Vec<u8>, FileError>;
}

/// Why a file of the host cannot be read or written. The words are Go's, since `-list` prints them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// There is none of that name.
    #[error("no such file or directory")]
    NotFound,
    /// The user may not.
    #[error("permission denied")]
    PermissionDenied,
    /// It is a folder.
    #[error("is a directory")]
    IsFolder,
    /// Anything else, in the host's own words.
    #[error("{0}")]
    Other(String),
}

/// Why there is no report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// The query cannot be applied to the profile.
    #[error(transparent)]
    Select(#[from] SelectError),
    /// The expression of `-peek` or `-list` matches no name.
    #[error("no matches found for regexp: {0}")]
    NoMatch(String),
    /// The report is none that pages export.
    #[error("this report can't be exported here: use the command line")]
    NotOffered,
}

/// Makes a report.
///
/// # Errors
///
/// When the query cannot be applied, or when nothing matches.
pub fn print(
    report: &Report,
    session: &mut Session,
    query: &Query,
    sources: &mut dyn SourceFiles,
) -> Result<Printed, ReportError> {
    let query = &report.query(query);
    let selection = session.select_with(query, report.frames(query))?;
    let bytes = match report {
        Report::List(regexp, pattern) => {
            let list = list::list(&selection, query, (regexp, pattern), sources);
            complete("list", regexp, pattern).and(list)?
        }
        Report::Raw => raw::raw(&proto::left(&selection, query)),
        Report::Comments => comments::comments(selection.profile),
        Report::Callgrind => callgrind::callgrind(&selection, query),
        Report::Proto => write::compress(&proto::proto(&selection, query)),
        Report::TopProto => proto::topproto(&selection, query),
        _ => exported(report, &selection, query)?,
    };
    Ok(Printed { bytes, warnings: selection.warnings })
}

/// Makes a report that needs no file of the host; a profile is not compressed, as
/// browsers do that themselves. What pages have no use for is not among them: a module
/// that calls this has only the code for those that are.
///
/// # Errors
///
/// When it is none of these, when the query cannot be applied, or when nothing matches.
pub fn export(
    report: &Report,
    session: &mut Session,
    query: &Query,
) -> Result<Vec<u8>, ReportError> {
    let query = &report.query(query);
    let selection = session.select_with(query, report.frames(query))?;
    match report {
        Report::Proto => Ok(proto::proto(&selection, query)),
        _ => exported(report, &selection, query),
    }
}

/// Returns whether all that an expression matches is in the report: a costly one may have given up.
fn complete(option: &'static str, regexp: &str, pattern: &Pattern) -> Result<(), ReportError> {
    let error = |error| SelectError::Query(QueryError::Pattern { option, error });
    Ok(pattern.check(regexp).map_err(error)?)
}

fn exported(report: &Report, selection: &Selection, query: &Query) -> Result<Vec<u8>, ReportError> {
    Ok(match report {
        Report::Top => top(selection, query),
        Report::Tree => tree::tree(selection, query, None)?,
        Report::Peek(regexp, pattern) => {
            let tree = tree::tree(selection, query, Some((regexp, pattern)));
            complete("peek", regexp, pattern).and(tree)?
        }
        Report::Traces => traces::traces(selection, query),
        Report::Tags => tags::tags(selection, query),
        Report::Dot => dot::dot(selection, query),
        Report::Folded => folded(selection),
        Report::Csv => csv(selection, query),
        Report::Speedscope => speedscope(selection),
        _ => return Err(ReportError::NotOffered),
    })
}
