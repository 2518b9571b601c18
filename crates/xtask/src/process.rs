//! Running programs.

use anyhow::{Context, Result, bail};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Says what is being done now.
pub fn say(what: &str) {
    println!("==> {what}");
}

/// Runs a program, with its output where ours goes. `what` is for the error.
pub fn run(command: &mut Command, what: &str) -> Result<()> {
    let status = command.status().with_context(|| not_started(command, what))?;
    if !status.success() {
        bail!("{what} failed ({status}); see what it printed above");
    }
    Ok(())
}

/// Runs a program and returns what it prints.
pub fn output(command: &mut Command, what: &str) -> Result<String> {
    let output = command.output().with_context(|| not_started(command, what))?;
    if !output.status.success() {
        bail!("{what} failed ({}):\n{}", output.status, words_of(&output));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a program that may wait for a network that is not there. Returns what it
/// printed as the error, if it fails or takes longer than this.
pub fn run_within(command: &mut Command, limit: Duration) -> Result<()> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| not_started(command, "the program"))?;
    let start = Instant::now();
    while child.try_wait()?.is_none() {
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            bail!("it did not finish within {} s", limit.as_secs());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("{}", words_of(&output));
    }
    Ok(())
}

/// The end of what a program said, on whichever stream it said something.
fn words_of(output: &Output) -> String {
    const LINES: usize = 12;
    let said = [&output.stdout[..], &output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    let lines: Vec<&str> = said.lines().filter(|l| !l.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(LINES)..].join("\n")
}

fn not_started(command: &Command, what: &str) -> String {
    let program = command.get_program().to_string_lossy();
    format!("{what} could not be started: is `{program}` installed?")
}
