//! Flags, as Go's flag package reads them.

use crate::Host;
use hearth_core::query::{
    Field, Granularity, OPTIONS, PatternError, Query, QueryError, QueryOption, Sort,
};
use hearth_core::report::Report;

/// Command line, as it was read.
#[derive(Debug)]
pub struct Command {
    /// The report.
    pub report: Report,
    /// The question.
    pub query: Query,
    /// The profiles, perhaps after the program.
    pub files: Vec<String>,
    /// Where to write the report.
    pub output: Option<String>,
    /// A comment to add to the profile.
    pub comment: Option<String>,
    /// The build id of the main binary, if the profile has none.
    pub build_id: Option<String>,
    /// Names come from the comments of text forms.
    pub symbols_from_comments: bool,
}

/// Why a command line makes no sense. The words are pprof's, where it has any.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FlagError {
    /// `-help` is no question, but asks for the list of flags.
    #[error("help is asked for")]
    Help,
    /// There is no such flag.
    #[error("flag provided but not defined: -{0}")]
    Unknown(String),
    /// pprof has it, and Hearth something instead.
    #[error("-{flag} is not offered: {instead}")]
    NotOffered {
        /// The flag.
        flag: &'static str,
        /// Replacement for it.
        instead: &'static str,
    },
    /// The last flag has no value.
    #[error("flag needs an argument: -{0}")]
    NoValue(String),
    /// A flag is set by being there, and has a value that says neither yes nor no.
    #[error("invalid boolean value {value:?} for -{flag}")]
    NotBool {
        /// The flag.
        flag: String,
        /// Value that it was given.
        value: String,
    },
    /// An option does not take such a value.
    #[error(transparent)]
    Value(#[from] QueryError),
    /// The expression of a report makes no sense.
    #[error("parsing argument regexp {regexp}: {error}")]
    Pattern {
        /// The expression.
        regexp: String,
        /// Fault in it.
        error: PatternError,
    },
    /// Of several flags only one may be there.
    #[error("conflicting options set: [{}]", .0.join(" "))]
    Conflict(Vec<&'static str>),
    /// No profile is named.
    #[error("no profile source specified: name a file")]
    NoFile,
    /// No report is named.
    #[error(
        "no report was asked for, and there is no interactive shell: add -top, -tree, \
         -peek=REGEXP, -list=REGEXP, -traces, -tags, -raw, -comments, -dot, -callgrind, -proto, \
         -topproto, -folded, -csv or -speedscope"
    )]
    NoReport,
    /// Several reports are named.
    #[error("must set at most one output format")]
    SeveralReports,
    /// Both kinds of base are named.
    #[error("-base and -diff_base flags cannot both be specified")]
    TwoBases,
    /// There is no base to normalize by.
    #[error("must have base profile to normalize by")]
    NoBase,
    /// `-symbols` takes one word.
    #[error("invalid value {0:?} for -symbols: it takes comments")]
    Symbols(String),
}

/// Flags that pprof offers and Hearth does not, and replacements for them.
pub(super) const NOT_OFFERED: &[(&str, &str)] = &[
    ("weblist", "use -list, or the page's source view"),
    ("disasm", "it needs the binary; use -list -addresses"),
    ("svg", "use -dot, or save a picture from the page"),
    ("png", "use -dot, or save a picture from the page"),
    ("gif", "use -dot, or save a picture from the page"),
    ("pdf", "use -dot, or save a picture from the page"),
    ("ps", "use -dot, or save a picture from the page"),
    ("eog", "use -dot, or the page"),
    ("evince", "use -dot, or the page"),
    ("gv", "use -dot, or the page"),
    ("web", "use -dot, or the page"),
    ("kcachegrind", "use -callgrind, and open its output"),
    ("http", "the page is `cargo xtask serve`"),
    ("no_browser", "the page is `cargo xtask serve`"),
];

/// Flags of pprof that change nothing here, and whether they take a
/// value.
pub(super) const IGNORED: &[(&str, bool)] =
    &[("seconds", true), ("timeout", true), ("tools", true), ("intel_syntax", false)];

/// Options of a query that are no flags of pprof, or not under these names.
pub(super) const NO_FLAGS: &[&str] = &["granularity", "sort", "and_focus", "and_tagfocus"];

/// Flags of the command line that are neither reports nor options of a query.
#[cfg(test)]
pub(super) const OTHER: &[&str] =
    &["cum", "flat", "output", "add_comment", "buildid", "symbols", "symbolize"];

/// The sample types that have flags of their own, in the order in which the
/// reference looks at them.
pub(super) const TYPE_FLAGS: &[(&str, &str)] = &[
    ("total_delay", "delay"),
    ("mean_delay", "delay"),
    ("contentions", "contentions"),
    ("inuse_space", "inuse_space"),
    ("inuse_objects", "inuse_objects"),
    ("alloc_space", "alloc_space"),
    ("alloc_objects", "alloc_objects"),
];

/// Everything that flags say, before it is put together.
#[derive(Default)]
struct Flags {
    query: Query,
    reports: Vec<(String, String)>,
    granularities: Vec<Granularity>,
    sorts: Vec<Sort>,
    types: Vec<&'static str>,
    output: Option<String>,
    comment: Option<String>,
    build_id: Option<String>,
    symbols: String,
}

/// Reads a command line.
///
/// # Errors
///
/// When a flag is not known or not offered, has a bad value, or contradicts
/// another.
pub fn parse(args: &[&str], host: &mut dyn Host) -> Result<Command, FlagError> {
    let mut flags = Flags::default();
    let mut args = args.iter().copied();
    let mut files: Vec<String> = Vec::new();
    // As in Go, flags end where the first file is named.
    while let Some(arg) = args.next() {
        let flag = arg.strip_prefix("--").or(arg.strip_prefix('-'));
        let Some(flag) = flag.filter(|flag| !flag.is_empty() || arg == "--") else {
            files.push(arg.to_owned());
            break;
        };
        if flag.is_empty() {
            break;
        }
        let (name, value) = match flag.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (flag, None),
        };
        flags.take(Given { name, value, rest: &mut args }, host)?;
    }
    files.extend(args.map(str::to_owned));
    if let Some(flag) = files.iter().skip(1).find(|file| file.starts_with('-')) {
        host.warn(&format!("{flag} comes after a file, so it is taken for a file"));
    }
    flags.finish(files, host)
}

/// A flag, and where its value is: behind a `=`, or in the next argument.
struct Given<'a, 'b> {
    name: &'a str,
    value: Option<&'a str>,
    rest: &'b mut dyn Iterator<Item = &'a str>,
}

impl<'a> Given<'a, '_> {
    /// The value of a flag that must have one.
    fn text(&mut self) -> Result<&'a str, FlagError> {
        let value = self.value.or_else(|| self.rest.next());
        value.ok_or_else(|| FlagError::NoValue(self.name.to_owned()))
    }

    /// The same; nothing if it is empty.
    fn set_text(&mut self) -> Result<Option<String>, FlagError> {
        Ok(Some(self.text()?.to_owned()).filter(|text| !text.is_empty()))
    }

    /// The value of a flag that is set by being there.
    fn yes(&self) -> Result<bool, FlagError> {
        self.value.map_or(Ok(true), |value| {
            parse_go_bool(value).ok_or_else(|| FlagError::NotBool {
                flag: self.name.to_owned(),
                value: value.to_owned(),
            })
        })
    }
}

impl Flags {
    fn take(&mut self, mut given: Given, host: &mut dyn Host) -> Result<(), FlagError> {
        let name = given.name;
        if matches!(name, "h" | "help") {
            return Err(FlagError::Help);
        }
        if let Some(&(flag, instead)) = NOT_OFFERED.iter().find(|(n, _)| *n == name) {
            return Err(FlagError::NotOffered { flag, instead });
        }
        if let Some(&(_, takes_value)) = IGNORED.iter().find(|(n, _)| *n == name) {
            return if takes_value { given.text().map(drop) } else { given.yes().map(drop) };
        }
        if Report::takes_regexp(name) {
            let regexp = given.text()?;
            self.reports.retain(|(n, _)| n != name);
            if !regexp.is_empty() {
                self.reports.push((name.to_owned(), regexp.to_owned()));
            }
        } else if Report::from_name(name, "").is_some() {
            self.reports.retain(|(n, _)| n != name);
            if given.yes()? {
                self.reports.push((name.to_owned(), String::new()));
            }
        } else if let Some(granularity) = Granularity::ALL.into_iter().find(|g| g.name() == name) {
            set(&mut self.granularities, granularity, given.yes()?);
        } else if let Some(&(flag, _)) = TYPE_FLAGS.iter().find(|(n, _)| *n == name) {
            set(&mut self.types, flag, given.yes()?);
        } else {
            match name {
                "cum" => set(&mut self.sorts, Sort::Cum, given.yes()?),
                "flat" => set(&mut self.sorts, Sort::Flat, given.yes()?),
                "output" => self.output = given.set_text()?,
                "add_comment" => self.comment = given.set_text()?,
                "buildid" => self.build_id = given.set_text()?,
                "symbols" => given.text()?.clone_into(&mut self.symbols),
                "symbolize" => {
                    if !matches!(given.text()?, "" | "none" | "no") {
                        host.warn("-symbolize is ignored: names are those that the profile has");
                    }
                }
                _ => return self.option(given, host),
            }
        }
        Ok(())
    }

    fn option(&mut self, mut given: Given, host: &mut dyn Host) -> Result<(), FlagError> {
        let name = given.name;
        let is_known = |o: &&QueryOption| o.name == name && !NO_FLAGS.contains(&name);
        let option =
            OPTIONS.iter().find(is_known).ok_or_else(|| FlagError::Unknown(name.to_owned()))?;
        let value = match given.value {
            None if option.is_bool() => "t",
            _ => given.text()?,
        };
        if let Field::Texts(texts) = option.field(&mut self.query) {
            if !texts.is_empty() {
                host.warn(&format!("-{name} is there twice: the last counts, as in go tool pprof"));
            }
            texts.clear();
            if value.is_empty() {
                return Ok(());
            }
        }
        Ok(option.set(&mut self.query, value)?)
    }

    fn finish(self, files: Vec<String>, host: &mut dyn Host) -> Result<Command, FlagError> {
        let Self {
            mut query,
            reports,
            granularities,
            sorts,
            types,
            output,
            comment,
            build_id,
            symbols,
        } = self;
        if files.is_empty() {
            return Err(FlagError::NoFile);
        }
        match granularities[..] {
            [] => {}
            [granularity] => query.granularity = granularity,
            _ => {
                let names = granularities.iter().map(|g| g.name()).collect();
                return Err(FlagError::Conflict(names));
            }
        }
        match sorts[..] {
            [] => {}
            [sort] => query.sort = sort,
            _ => return Err(FlagError::Conflict(vec!["flat", "cum"])),
        }
        let (name, regexp) = match &reports[..] {
            [report] => report,
            [] => return Err(FlagError::NoReport),
            _ => return Err(FlagError::SeveralReports),
        };
        let report = Report::from_name(name, regexp)
            .ok_or_else(|| FlagError::Unknown(name.clone()))?
            .map_err(|error| FlagError::Pattern { regexp: regexp.clone(), error })?;
        for (flag, kind) in TYPE_FLAGS.iter().filter(|(flag, _)| types.contains(flag)) {
            if query.sample_index.is_empty() {
                (*kind).clone_into(&mut query.sample_index);
            } else {
                host.warn(&format!("Multiple value selections, ignoring -{flag}"));
            }
        }
        query.mean |= types.contains(&"mean_delay");
        if !query.base.is_empty() && !query.diff_base.is_empty() {
            return Err(FlagError::TwoBases);
        }
        if query.normalize && query.base.is_empty() && query.diff_base.is_empty() {
            return Err(FlagError::NoBase);
        }
        let symbols_from_comments = match &*symbols {
            "" | "none" => false,
            "comments" => true,
            other => return Err(FlagError::Symbols(other.to_owned())),
        };
        Ok(Command { report, query, files, output, comment, build_id, symbols_from_comments })
    }
}

/// Adds a choice, or takes it back.
fn set<T: PartialEq>(choices: &mut Vec<T>, choice: T, yes: bool) {
    choices.retain(|c| *c != choice);
    if yes {
        choices.push(choice);
    }
}

/// Returns the boolean that Go's flag package makes of a text.
fn parse_go_bool(value: &str) -> Option<bool> {
    match value {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
