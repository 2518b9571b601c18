//! Building and running the program of the trials.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Go's command, with arguments that it always gets.
pub struct Go(Vec<String>);

impl Go {
    /// The one that GO names, or the one on the PATH.
    pub fn find() -> Result<Self> {
        let named = std::env::var("GO").unwrap_or_else(|_| "go".to_owned());
        let words: Vec<String> = named.split_whitespace().map(str::to_owned).collect();
        let go = Self(words);
        let found = go.command().arg("version").stdout(Stdio::null()).status();
        match found {
            Ok(status) if status.success() => Ok(go),
            _ => {
                Err("Go is needed to make profiles: put `go` on the PATH, or name it in GO".into())
            }
        }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.0[0]);
        command.args(&self.0[1..]);
        command
    }

    /// Builds the program in a folder.
    pub fn build(&self, source: &Path, flags: &[&str], binary: &Path) -> Result<()> {
        let mut command = self.command();
        command.current_dir(source).arg("build").args(flags).arg("-o").arg(binary).arg(".");
        let output = command.output()?;
        match output.status.success() {
            true => Ok(()),
            false => Err(String::from_utf8_lossy(&output.stderr).into_owned().into()),
        }
    }
}

/// Runs the program once: its profiles are `NAME.cpu` and `NAME.heap`.
pub fn run(binary: &Path, folder: &Path, name: &str, flags: &[&str]) -> Result<()> {
    let mut command = Command::new(binary);
    // Without asynchronous preemption: its own frames would hide whom it stopped.
    command.env("GODEBUG", "asyncpreemptoff=1").args(flags).stderr(Stdio::null());
    // 250 a second is as often as most kernels look.
    command.args(["-rounds", "6000", "-rate", "250"]);
    command.arg("-cpu").arg(folder.join(format!("{name}.cpu")));
    command.arg("-heap").arg(folder.join(format!("{name}.heap")));
    match command.status()?.success() {
        true => Ok(()),
        false => Err(format!("{} failed", binary.display()).into()),
    }
}

/// Makes three profiles for each trial: `base`, `again` (the same once more) and `slow`.
pub fn make(go: &Go, source: &Path, folder: &Path, trials: usize) -> Result<()> {
    fs::create_dir_all(folder)?;
    let folder = &folder.canonicalize()?;
    let binary: PathBuf = folder.join("load");
    go.build(source, &[], &binary)?;
    for trial in 1..=trials {
        for variant in ["base", "again", "slow"] {
            let name = format!("{trial:02}-{variant}");
            if !folder.join(format!("{name}.heap")).exists() {
                eprintln!("{name} of {trials}");
                run(&binary, folder, &name, if variant == "slow" { &["-slow"] } else { &[] })?;
            }
        }
    }
    Ok(())
}
