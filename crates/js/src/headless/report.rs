//! Reports of open profiles: the command line, whose files are open already.

use crate::cli::{CliHost, JsHost};
use crate::engine::Engine;
use crate::thrown::Thrown;
use hearth_cli::pprof::{self, Command};
use hearth_cli::{FileError, Host};
use hearth_core::profile;
use hearth_core::query::Query;
use hearth_core::read::{Options, ReadError};
use hearth_core::report::Report;
use hearth_messages::{FileId, QueryErrorCode};
use wasm_bindgen::prelude::*;

/// Role of a profile in a report: they are merged, or subtracted, as `-base` or as
/// `-diff_base`.
const ROLES: [&str; 3] = ["profile", "base", "diff_base"];

/// A report that is asked of open profiles.
#[wasm_bindgen]
#[derive(Default)]
pub struct ReportRequest {
    profiles: [Vec<profile::Profile>; 3],
}

#[wasm_bindgen]
impl ReportRequest {
    /// Of no profile yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an open file as `profile`, `base` or `diff_base`. Its large tables are shared, not
    /// copied.
    pub fn add(&mut self, role: &str, engine: &Engine, file: FileId) {
        let at = ROLES.iter().position(|name| *name == role);
        if let (Some(at), Some(profile)) = (at, engine.file(file)) {
            self.profiles[at].push(profile.whole.clone());
        }
    }

    /// The report of a query in its URL form.
    ///
    /// # Errors
    ///
    /// When there is no such report, when the query makes no sense, or when nothing matches.
    #[wasm_bindgen(js_name = ofQuery)]
    pub fn of_query(
        self,
        name: &str,
        regexp: &str,
        url: &str,
        host: &CliHost,
    ) -> Result<Vec<u8>, Thrown> {
        let unknown = || Thrown::of_question(QueryErrorCode::Unknown, &no_report(name));
        let report = Report::from_name(name, regexp).ok_or_else(unknown)??;
        let query = Query::from_url(url)?;
        let has_base = self.profiles[1..].iter().any(|base| !base.is_empty());
        if query.normalize && !has_base {
            return Err(wrong("must have base profile to normalize by"));
        }
        let command = Command {
            report,
            query,
            files: Vec::new(),
            output: None,
            comment: None,
            build_id: None,
            symbols_from_comments: false,
        };
        self.answer(command, host)
    }

    /// The report of flags, as the command line takes them.
    ///
    /// # Errors
    ///
    /// As [`of_query`](Self::of_query).
    #[wasm_bindgen(js_name = ofFlags)]
    pub fn of_flags(
        self,
        name: &str,
        regexp: &str,
        flags: Vec<String>,
        host: &CliHost,
    ) -> Result<Vec<u8>, Thrown> {
        if Report::from_name(name, "").is_none() {
            return Err(Thrown::of_question(QueryErrorCode::Unknown, &no_report(name)));
        }
        let mut args = match Report::takes_regexp(name) {
            true => vec![format!("-{name}={regexp}")],
            false => vec![format!("-{name}")],
        };
        for (role, profiles) in ROLES.iter().zip(&self.profiles).skip(1) {
            if !profiles.is_empty() {
                args.push(format!("-{role}={role}"));
            }
        }
        args.extend(flags);
        args.push(ROLES[0].to_owned());
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let command =
            pprof::parse(&args, &mut JsHost(host)).map_err(|error| wrong(&error.to_string()))?;
        if command.files.len() > 1 {
            return Err(wrong(&format!("{:?} is no flag", command.files[0])));
        }
        self.answer(command, host)
    }
}

fn no_report(name: &str) -> String {
    format!("there is no report called {name:?}")
}

fn wrong(message: &str) -> Thrown {
    Thrown::of_question(QueryErrorCode::CommandLine, message)
}

impl ReportRequest {
    fn answer(self, mut command: Command, host: &CliHost) -> Result<Vec<u8>, Thrown> {
        // Files that are called by their place.
        let names = |role: usize| {
            let places = 0..self.profiles[role].len();
            places.map(|place| format!("{}:{place}", ROLES[role])).collect()
        };
        command.files = names(0);
        command.query.base = names(1);
        command.query.diff_base = names(2);
        let mut host = Open { profiles: &self.profiles, read: None, host: JsHost(host) };
        Ok(pprof::answer(&command, &mut host)?.bytes)
    }
}

/// Has open profiles in place of files.
struct Open<'a> {
    profiles: &'a [Vec<profile::Profile>; 3],
    /// Profile that was read last: it is decoded next.
    read: Option<profile::Profile>,
    host: JsHost<'a>,
}

impl Open<'_> {
    fn profile(&self, path: &str) -> Option<&profile::Profile> {
        let (role, place) = path.split_once(':')?;
        let role = ROLES.iter().position(|name| *name == role)?;
        self.profiles[role].get(place.parse::<usize>().ok()?)
    }
}

impl Host for Open<'_> {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, FileError> {
        match self.profile(path).cloned() {
            Some(profile) => {
                self.read = Some(profile);
                Ok(Vec::new())
            }
            None => self.host.read(path),
        }
    }

    fn decode(&mut self, _: &[u8], _: Options) -> Result<profile::Profile, ReadError> {
        self.read.take().ok_or(ReadError::Empty)
    }

    fn current_folder(&self) -> String {
        self.host.current_folder()
    }

    fn warn(&mut self, line: &str) {
        self.host.warn(line);
    }
}
