//! Every report against what `go tool pprof` printed: `golden`, which
//! `cargo xtask parity --golden` wrote.

use hearth_cli::{FileError, Host, pprof};
use std::fs;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The fixtures, and nothing else.
struct Fixtures;

impl Host for Fixtures {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, FileError> {
        fs::read(folder("fixtures").join(path)).map_err(|_| FileError::NotFound)
    }

    fn current_folder(&self) -> String {
        String::new()
    }

    fn warn(&mut self, _: &str) {}
}

/// Answer of pprof.
enum Answer<'a> {
    Refused,
    Text(&'a [u8]),
    /// CRC-32 and length of a long text.
    Checksum(u32, usize),
}

/// The sections of a golden file: a line `$ ARGUMENTS`, then the answer.
fn sections(golden: &[u8]) -> Vec<(Vec<&str>, Answer<'_>)> {
    let is_start =
        |at: usize| (at == 0 || golden[at - 1] == b'\n') && golden[at..].starts_with(b"$ ");
    let mut starts: Vec<usize> = (0..golden.len()).filter(|&at| is_start(at)).collect();
    starts.push(golden.len());
    let section = |bounds: &[usize]| {
        let text = &golden[bounds[0] + 2..bounds[1]];
        let end = text.iter().position(|&b| b == b'\n').expect("the arguments end");
        let args = std::str::from_utf8(&text[..end]).expect("arguments are text");
        let answer = &text[end + 1..];
        let answer = match answer.strip_prefix(b"# ").map(std::str::from_utf8) {
            _ if answer == b"! refused\n" => Answer::Refused,
            Some(Ok(words)) if !words.contains('#') && words.lines().count() == 1 => {
                let (checksum, length) = words.trim_end().split_once(' ').expect("two numbers");
                let checksum = u32::from_str_radix(checksum, 16).expect("a checksum");
                Answer::Checksum(checksum, length.parse().expect("a length"))
            }
            _ => Answer::Text(answer),
        };
        (args.split(' ').collect(), answer)
    };
    starts.windows(2).map(section).collect()
}

/// Hearth's answer; of a profile, its `-raw`.
fn ask(args: &[&str]) -> Result<Vec<u8>, pprof::Error> {
    let printed = pprof::run(args, &mut Fixtures)?.bytes;
    if !args.iter().any(|arg| matches!(*arg, "-proto" | "-topproto")) {
        return Ok(printed);
    }
    struct One(Vec<u8>);
    impl Host for One {
        fn read(&mut self, _: &str) -> Result<Vec<u8>, FileError> {
            Ok(self.0.clone())
        }

        fn current_folder(&self) -> String {
            String::new()
        }

        fn warn(&mut self, _: &str) {}
    }
    Ok(pprof::run(&["-raw", "profile"], &mut One(printed))?.bytes)
}

/// A text without the backslashes that keep quotes and backslashes from having a meaning.
fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        let next = rest.next_if(|&next| byte == b'\\' && matches!(next, b'\\' | b'"'));
        plain.push(next.unwrap_or(byte));
    }
    plain
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
fn reports_are_what_the_reference_prints() {
    let (mut equal, mut all, mut failures) = (0, 0, String::new());
    let mut files: Vec<PathBuf> = fs::read_dir(folder("golden"))
        .expect("the golden files are there")
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    files.sort();
    for path in files {
        let golden = fs::read(&path).expect("the file can be read");
        for (args, theirs) in sections(&golden) {
            all += 1;
            let wrong = match (ask(&args), theirs) {
                (Err(_), Answer::Refused) => None,
                (Ok(ours), Answer::Text(theirs)) if ours == theirs => None,
                // Labels with quotes, which pprof writes as if there were none: see
                // the list in `report`.
                (Ok(ours), Answer::Text(theirs))
                    if args.contains(&"-dot") && unescaped(&ours) == unescaped(theirs) =>
                {
                    None
                }
                (Ok(ours), Answer::Checksum(checksum, length))
                    if (crc32fast::hash(&ours), ours.len()) == (checksum, length) =>
                {
                    None
                }
                (Ok(ours), Answer::Text(theirs)) => Some(difference(&ours, theirs)),
                (Ok(_), Answer::Checksum(..)) => {
                    Some("  (a long one: `cargo xtask parity` shows where)".to_owned())
                }
                (Ok(_), Answer::Refused) => Some("  the reference refuses".to_owned()),
                (Err(error), _) => Some(format!("  refused: {error}")),
            };
            match wrong {
                None => equal += 1,
                Some(what) => failures += &format!("{}\n{what}\n", args.join(" ")),
            }
        }
    }
    println!("{equal} of {all} equal");
    assert!(all > 2000, "only {all} golden sections were found");
    assert!(failures.is_empty(), "{equal} of {all} equal\n{failures}");
}
