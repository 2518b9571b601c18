//! `-top` against what the reference printed: `golden/top`, made by
//! `golden/make.sh`.

use hearth_core::report::cli;
use std::fs;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// A command and what it printed; `Err` where it printed nothing but a reason, in
/// lines that start with `! `.
struct Section<'a> {
    flags: Vec<&'a str>,
    printed: Result<&'a [u8], &'a str>,
}

/// The sections of a golden file: each starts with a line `$ FLAGS`.
fn sections(golden: &[u8]) -> Vec<Section<'_>> {
    let is_start =
        |at: usize| (at == 0 || golden[at - 1] == b'\n') && golden[at..].starts_with(b"$ ");
    let mut starts: Vec<usize> = (0..golden.len()).filter(|&at| is_start(at)).collect();
    starts.push(golden.len());
    let section = |bounds: &[usize]| {
        let text = &golden[bounds[0] + 2..bounds[1]];
        let end = text.iter().position(|&b| b == b'\n').expect("the flags end");
        let flags = std::str::from_utf8(&text[..end]).expect("flags are text");
        let printed = &text[end + 1..];
        let printed = match printed.strip_prefix(b"! ") {
            Some(reason) => Err(std::str::from_utf8(reason).expect("reasons are text")),
            None => Ok(printed),
        };
        // The name of a sample type may have spaces, but not " -".
        let ends = flags.match_indices(" -").map(|(at, _)| at).chain([flags.len()]);
        let starts = [0].into_iter().chain(flags.match_indices(" -").map(|(at, _)| at + 1));
        Section {
            flags: starts.zip(ends).map(|(start, end)| &flags[start..end]).collect(),
            printed,
        }
    };
    starts.windows(2).map(section).collect()
}

/// The first line in which two texts differ.
fn difference(ours: &[u8], theirs: &[u8]) -> String {
    let (mut ours, mut theirs) = (ours.split(|&b| b == b'\n'), theirs.split(|&b| b == b'\n'));
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => return "nothing".to_owned(),
            (ours, theirs) if ours == theirs => {}
            (ours, theirs) => {
                let text = |line: Option<&[u8]>| {
                    line.map_or("(the end)".into(), |l| String::from_utf8_lossy(l).into_owned())
                };
                return format!("  reference: {}\n  hearth:    {}", text(theirs), text(ours));
            }
        }
    }
}

#[test]
fn top_prints_what_the_reference_prints() {
    let (mut equal, mut all, mut failures) = (0, 0, String::new());
    for entry in fs::read_dir(folder("golden/top")).expect("the golden files are there") {
        let path = entry.expect("the folder can be read").path();
        let golden = fs::read(&path).expect("the file can be read");
        let fixture = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
        let mut read =
            |name: &str| fs::read(folder("fixtures").join(name)).map_err(|e| e.to_string());
        for section in sections(&golden) {
            let mut args = section.flags.clone();
            args.push(&fixture);
            let printed = cli::run(&args, &mut read);
            all += 1;
            match (&printed, section.printed) {
                (Ok(ours), Ok(theirs)) if ours == theirs => equal += 1,
                (Err(_), Err(_)) => equal += 1,
                (ours, theirs) => {
                    let ours = ours.as_deref().unwrap_or_else(|e| e.as_bytes());
                    let theirs = theirs.unwrap_or_else(|e| e.as_bytes());
                    let flags = section.flags.join(" ");
                    failures += &format!("{flags} {fixture}\n{}\n", difference(ours, theirs));
                }
            }
        }
    }
    println!("{equal} of {all} equal");
    assert!(all > 400, "only {all} golden sections were found");
    assert!(failures.is_empty(), "{equal} of {all} equal\n{failures}");
}
