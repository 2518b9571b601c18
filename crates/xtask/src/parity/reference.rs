//! `go tool pprof`, and what it answered before.

use super::{Answer, Question};
use crate::process::output;
use crate::{tools, workspace};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The reference program.
pub struct Reference {
    program: PathBuf,
    /// Where it runs, and file names begin.
    folder: PathBuf,
    /// Answers that were given before, by question: asking takes time.
    answers: PathBuf,
    scratch: PathBuf,
}

impl Reference {
    /// The program of Go's toolchain: `HEARTH_GO`, or the `go` on the PATH, or a
    /// wrapper beside the repository.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn find(folder: &Path) -> Result<Self> {
        let wrapper = workspace::root().join("../shared/tools/go-pprof");
        let (go, args) = match std::env::var_os("HEARTH_GO").map(PathBuf::from) {
            Some(go) => (go, &[][..]),
            None => match tools::find("go") {
                Some(go) => (go, &[][..]),
                None if wrapper.exists() => (wrapper, &["--go"][..]),
                None => bail!(
                    "go tool pprof was not found: install Go from https://go.dev/dl/, or name its \
                     `go` in HEARTH_GO"
                ),
            },
        };
        // The program itself starts faster than `go tool` does.
        let mut which = Command::new(&go);
        let program = output(which.args(args).args(["tool", "-n", "pprof"]), "go tool -n pprof")?;
        let version =
            output(Command::new(&go).args(args).arg("version"), "go version").unwrap_or_default();
        let kept = workspace::target().join("parity");
        let stamp = format!("{:08x}", crc32fast::hash(format!("{version}{program}").as_bytes()));
        let this = Self {
            program: program.into(),
            folder: folder.to_owned(),
            answers: kept.join("reference").join(stamp),
            scratch: kept.join("scratch"),
        };
        fs::create_dir_all(&this.answers)?;
        fs::create_dir_all(&this.scratch)?;
        Ok(this)
    }

    /// Output of `-raw` for a file; `None` if it cannot be read.
    ///
    /// # Errors
    ///
    /// When the program cannot be started.
    pub fn raw(&self, file: &Path) -> Result<Answer> {
        let flags = vec!["-raw".to_owned()];
        self.answer(&Question { kind: String::new(), flags, files: vec![file.to_owned()] })
    }

    /// Its answer, perhaps an old one. Profiles are answered as their `-raw`.
    ///
    /// # Errors
    ///
    /// When the program cannot be started.
    pub fn answer(&self, question: &Question) -> Result<Answer> {
        let old = self.answers.join(self.key(question)?);
        if let Ok(bytes) = fs::read(&old) {
            return Ok(match bytes.split_first() {
                Some((b'+', answer)) => Some(answer.to_vec()),
                _ => None,
            });
        }
        let answer = self.answer_anew(question)?;
        let stored = match &answer {
            Some(answer) => [b"+", &answer[..]].concat(),
            None => b"-".to_vec(),
        };
        fs::write(old, stored)?;
        Ok(answer)
    }

    /// Its answer, asked again.
    ///
    /// # Errors
    ///
    /// When the program cannot be started.
    pub fn answer_anew(&self, question: &Question) -> Result<Answer> {
        let answer = self.run(&question.args())?;
        self.as_text(question, answer)
    }

    /// An answer that is a profile, as `-raw` prints it: compressed bytes may
    /// differ. Reading it is a part of the test.
    ///
    /// # Errors
    ///
    /// When the program cannot be started.
    pub fn as_text(&self, question: &Question, answer: Answer) -> Result<Answer> {
        let is_profile = question.flags.iter().any(|f| f == "-proto" || f == "-topproto");
        let Some(profile) = answer.as_ref().filter(|_| is_profile) else { return Ok(answer) };
        let file = self.scratch.join(format!("{:?}.pb.gz", std::thread::current().id()));
        fs::write(&file, profile)?;
        self.run(&["-raw".to_owned(), file.display().to_string()])
    }

    /// The program, with what it is always told.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("-symbolize=none").env("TZ", "UTC").current_dir(&self.folder);
        // It keeps copies of what it reads in the home folder otherwise.
        command.env("PPROF_TMPDIR", &self.scratch).stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[String]) -> Result<Answer> {
        let output =
            self.command().args(args).output().context("go tool pprof could not be started")?;
        Ok(output.status.success().then_some(output.stdout))
    }

    /// Names an answer: by the flags and by the content of the files.
    fn key(&self, question: &Question) -> Result<String> {
        let mut key = String::new();
        for arg in question.args() {
            let path = arg.split_once('=').map_or(&*arg, |(_, value)| value);
            match fs::read(self.folder.join(path)) {
                // The path matters too: it may be printed.
                Ok(bytes) => {
                    key += &format!("{arg} {:08x}{} ", crc32fast::hash(&bytes), bytes.len())
                }
                Err(_) => key += &format!("{arg} "),
            }
        }
        let reversed: String = key.chars().rev().collect();
        let hash = |text: &str| crc32fast::hash(text.as_bytes());
        Ok(format!("{:08x}{:08x}-{}", hash(&key), hash(&reversed), key.len()))
    }
}
