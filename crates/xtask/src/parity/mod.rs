//! `cargo xtask parity [DIR] [--wasm]`: the same questions to `go tool pprof` and
//! to Hearth, answers compared byte for byte.

mod files;
mod golden;
mod hearth;
mod matrix;
mod reference;

use crate::process::say;
use crate::workspace;
use anyhow::{Result, bail};
use files::Corpus;
use hearth::Hearth;
pub use reference::Reference;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Options: the profiles to compare, and the way to ask.
pub struct Options<'a> {
    /// The profiles; the fixtures if none is named.
    pub folder: Option<&'a str>,
    /// Ask the engine, as WebAssembly in Node.js, instead of the native program.
    pub wasm: bool,
    /// Only files whose path has this in it.
    pub only: Option<&'a str>,
    /// Write down what the reference answers, for the tests that run without it.
    pub golden: bool,
}

/// One question: flags, and the files that they are about.
#[derive(Clone, Debug)]
pub struct Question {
    /// Name of the flags in the summary: bases without their files.
    pub kind: String,
    /// The flags.
    pub flags: Vec<String>,
    /// The files.
    pub files: Vec<PathBuf>,
}

impl Question {
    /// The whole command line.
    pub fn args(&self) -> Vec<String> {
        let files = self.files.iter().map(|file| file.display().to_string());
        self.flags.iter().cloned().chain(files).collect()
    }
}

/// Answer of a program; `None` if it refused.
pub type Answer = Option<Vec<u8>>;

/// Result of comparing two answers.
enum Verdict {
    Equal,
    /// The reference answers differently when it is asked again.
    Varies {
        same_lines: bool,
    },
    Different(String),
}

/// Asks everything and says what was equal.
///
/// # Errors
///
/// When something was not.
pub fn run(options: &Options) -> Result<()> {
    let folder =
        options.folder.map_or_else(|| workspace::root().join("tests/fixtures"), PathBuf::from);
    let folder = folder.canonicalize()?;
    let reference = Reference::find(&folder)?;
    let corpus = Corpus::find(&folder, options.only, &reference)?;
    say(&format!(
        "{} files that the reference reads, {} that it does not",
        corpus.files.len(),
        corpus.unreadable
    ));
    let questions = matrix::questions(&corpus);
    let sets = matrix::count_of_sets();
    say(&format!("{} questions, of {sets} sets of options", questions.len()));
    if options.golden {
        return golden::write(&folder, &questions, &reference);
    }
    let verdicts = ask_all(&folder, &questions, &reference, options.wasm)?;
    summarise(&questions, &verdicts)
}

fn ask_all(
    folder: &Path,
    questions: &[Question],
    reference: &Reference,
    wasm: bool,
) -> Result<Vec<Verdict>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let hearths: Vec<Hearth> =
        (0..threads).map(|_| Hearth::start(folder, wasm)).collect::<Result<_>>()?;
    let (next, verdicts) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    std::thread::scope(|scope| {
        let workers: Vec<_> = hearths
            .into_iter()
            .map(|mut hearth| {
                let (next, verdicts) = (&next, &verdicts);
                scope.spawn(move || -> Result<()> {
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(question) = questions.get(index) else { return Ok(()) };
                        let verdict = ask(question, reference, &mut hearth)?;
                        if let Ok(mut verdicts) = verdicts.lock() {
                            verdicts.insert(index, verdict);
                        }
                    }
                })
            })
            .collect();
        for worker in workers {
            match worker.join() {
                Ok(result) => result?,
                Err(_) => bail!("a thread panicked"),
            }
        }
        Ok(())
    })?;
    Ok(verdicts.into_inner().unwrap_or_default().into_values().collect())
}

/// Number of times that the reference is asked again when answers differ.
const REPEATS: usize = 12;

fn ask(question: &Question, reference: &Reference, hearth: &mut Hearth) -> Result<Verdict> {
    let ours = hearth.answer(question)?;
    let ours = reference.as_text(question, ours)?;
    let theirs = reference.answer(question)?;
    let is_dot = question.flags.iter().any(|flag| flag == "-dot");
    let is_equal = |theirs: &Answer| {
        let plain = |answer: &Answer| answer.as_deref().map(unescaped);
        ours == *theirs || is_dot && plain(&ours) == plain(theirs)
    };
    if is_equal(&theirs) {
        return Ok(Verdict::Equal);
    }
    for _ in 0..REPEATS {
        let again = reference.answer_anew(question)?;
        if is_equal(&again) {
            return Ok(Verdict::Equal);
        }
        if again != theirs {
            return Ok(Verdict::Varies { same_lines: sorted(&ours) == sorted(&theirs) });
        }
    }
    Ok(Verdict::Different(difference(&theirs, &ours)))
}

/// A text without the backslashes that keep quotes and backslashes from having a meaning:
/// the reference forgets them in labels and units.
fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        let next = rest.next_if(|&next| byte == b'\\' && matches!(next, b'\\' | b'"'));
        plain.push(next.unwrap_or(byte));
    }
    plain
}

fn sorted(answer: &Answer) -> Option<Vec<&[u8]>> {
    let mut lines: Vec<&[u8]> = answer.as_ref()?.split(|&b| b == b'\n').collect();
    lines.sort_unstable();
    Some(lines)
}

/// The first line in which two answers differ.
fn difference(theirs: &Answer, ours: &Answer) -> String {
    const LONGEST: usize = 240;
    let (Some(theirs), Some(ours)) = (theirs, ours) else {
        let said = |answer: &Answer| if answer.is_some() { "answers" } else { "refuses" };
        return format!("    the reference {}, Hearth {}", said(theirs), said(ours));
    };
    let lines = |text: &[u8]| -> Vec<String> {
        text.split(|&b| b == b'\n')
            .map(|line| String::from_utf8_lossy(&line[..line.len().min(LONGEST)]).into_owned())
            .collect()
    };
    let (theirs, ours) = (lines(theirs), lines(ours));
    let at =
        theirs.iter().zip(&ours).position(|(a, b)| a != b).unwrap_or(theirs.len().min(ours.len()));
    let line = |lines: &[String]| lines.get(at).cloned().unwrap_or("(the end)".to_owned());
    format!("    line {}\n    reference: {}\n    hearth:    {}", at + 1, line(&theirs), line(&ours))
}

fn summarise(questions: &[Question], verdicts: &[Verdict]) -> Result<()> {
    let (mut equal, mut varying, mut same_lines) = (0, BTreeMap::<&str, usize>::new(), 0);
    let mut different: BTreeMap<&str, (usize, String)> = BTreeMap::new();
    for (question, verdict) in questions.iter().zip(verdicts) {
        match verdict {
            Verdict::Equal => equal += 1,
            Verdict::Varies { same_lines: same } => {
                *varying.entry(&question.kind).or_default() += 1;
                same_lines += usize::from(*same);
            }
            Verdict::Different(what) => {
                let files: Vec<String> =
                    question.files.iter().map(|file| file.display().to_string()).collect();
                let entry = different.entry(&question.kind);
                entry.or_insert_with(|| (0, format!("  {}\n{what}", files.join(" ")))).0 += 1;
            }
        }
    }
    for (kind, (count, first)) in &different {
        println!("{count} different: {kind}\n{first}");
    }
    let count: usize = varying.values().sum();
    if count > 0 {
        println!(
            "{count} left out: the reference answers them differently from run to run \
             ({same_lines} of these have the same lines in another order):"
        );
        varying.iter().for_each(|(kind, count)| println!("  {count:>5}  {kind}"));
    }
    let all = verdicts.len() - count;
    println!("{equal} of {all} equal");
    if equal < all {
        bail!("{} answers differ", all - equal);
    }
    Ok(())
}
