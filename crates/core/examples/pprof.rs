//! `go tool pprof`, as far as Hearth answers it: the same flags, the same text.
//!
//! ```text
//! cargo run -q --release -p hearth-core --example pprof -- -top -cum FILE
//! ```
//!
//! Errors go to standard error, with exit status 2.

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let mut read = |path: &str| std::fs::read(path).map_err(|e| e.to_string());
    let printed = hearth_core::report::cli::run(&args, &mut read)
        .and_then(|text| std::io::stdout().write_all(&text).map_err(|e| e.to_string()));
    match printed {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("pprof: {message}");
            ExitCode::from(2)
        }
    }
}
