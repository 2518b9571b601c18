//! A screen that nobody sees, for browsers that need one.

use crate::tools;
use anyhow::{Context, Result};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// Xvfb, for as long as this lives.
pub struct Screen {
    process: Child,
    /// Value of `DISPLAY`.
    pub name: String,
}

impl Screen {
    pub fn start() -> Result<Self> {
        let mut command = Command::new(tools::xvfb()?);
        command.args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().context("Xvfb does not start")?;
        // It writes the number once it is there.
        let mut number = String::new();
        let output = process.stdout.take().context("Xvfb has no output")?;
        let read = BufReader::new(output).read_line(&mut number);
        let screen = Self { process, name: format!(":{}", number.trim()) };
        read.context("Xvfb says no number")?;
        anyhow::ensure!(screen.name.len() > 1, "Xvfb ended at once");
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
