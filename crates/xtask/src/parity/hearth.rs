//! Hearth's answers: of the native program, or of the engine in Node.js.

use super::{Answer, Question};
use crate::process::{run, say};
use crate::{page, tools, workspace};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::OnceLock;

/// A Hearth that can be asked.
pub enum Hearth {
    /// A program that is started for each question.
    Native {
        /// Where it is.
        program: PathBuf,
        /// Where it runs, and file names begin.
        folder: PathBuf,
    },
    /// The engine, which stays.
    Engine(Engine),
}

/// The engine in a Node.js process: a line of arguments in, an answer out.
pub struct Engine {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Hearth {
    /// Builds it, the first time, and starts it.
    ///
    /// # Errors
    ///
    /// When it cannot be built.
    pub fn start(folder: &Path, wasm: bool) -> Result<Self> {
        if wasm {
            return Engine::start(folder).map(Self::Engine);
        }
        Ok(Self::Native { program: native()?, folder: folder.to_owned() })
    }

    /// Its answer.
    ///
    /// # Errors
    ///
    /// When it crashes.
    pub fn answer(&mut self, question: &Question) -> Result<Answer> {
        match self {
            Self::Native { program, folder } => {
                let mut command = Command::new(program);
                command.arg("pprof").args(question.args()).current_dir(folder);
                let output = command.output()?;
                match output.status.code() {
                    Some(0) => Ok(Some(output.stdout)),
                    Some(2) => Ok(None),
                    _ => bail!(
                        "{} crashed: {}",
                        question.args().join(" "),
                        String::from_utf8_lossy(&output.stderr)
                    ),
                }
            }
            Self::Engine(engine) => engine.answer(question),
        }
    }
}

fn native() -> Result<PathBuf> {
    static BUILT: OnceLock<()> = OnceLock::new();
    let program = workspace::target().join("release/hearth");
    if BUILT.set(()).is_ok() {
        say("building the native program");
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["build", "--release", "--locked", "-p", "hearth-cli"]);
        run(cargo.current_dir(workspace::root()), "building the native program")?;
    }
    Ok(program.with_extension(std::env::consts::EXE_EXTENSION))
}

impl Engine {
    fn start(runs_in: &Path) -> Result<Self> {
        static BUILT: OnceLock<()> = OnceLock::new();
        let folder = workspace::target().join("parity/engine");
        if BUILT.set(()).is_ok() {
            let engine = page::build_command_line()?;
            std::fs::create_dir_all(&folder)?;
            std::fs::write(folder.join("engine.js"), engine.script)?;
            std::fs::write(folder.join("engine.wasm"), engine.wasm)?;
        }
        let script = workspace::root().join("crates/xtask/src/parity/engine.mjs");
        let mut child = Command::new(tools::node()?)
            .arg(script)
            .arg(folder)
            .current_dir(runs_in)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Node.js could not be started")?;
        let (Some(questions), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            bail!("Node.js has no standard input or output");
        };
        Ok(Self { child, questions, answers: BufReader::new(answers) })
    }

    /// A line with the arguments, separated by NUL; back comes a line with the
    /// status and the number of bytes that follow.
    fn answer(&mut self, question: &Question) -> Result<Answer> {
        writeln!(self.questions, "{}", question.args().join("\0"))?;
        self.questions.flush()?;
        let mut header = String::new();
        self.answers.read_line(&mut header)?;
        let (status, size) = header
            .trim_end()
            .split_once(' ')
            .with_context(|| format!("the engine crashed: {}", question.args().join(" ")))?;
        let mut bytes = vec![0; size.parse()?];
        self.answers.read_exact(&mut bytes)?;
        Ok((status == "0").then_some(bytes))
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        // It ends by itself when its input does; this makes sure.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
