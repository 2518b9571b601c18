//! Answers of pprof about the fixtures, for the tests that run without
//! it: `tests/golden`.

use super::reference::Reference;
use super::{Answer, Question};
use crate::process::say;
use crate::workspace;
use anyhow::Result;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Answers up to this size are written out, longer ones as their checksum.
const READABLE: usize = 5000;
/// Number of times that the reference must give the same answer.
const REPEATS: usize = 4;

/// Writes a file for each fixture: for each question a line `$ ARGUMENTS`, and
/// then the answer; or a line `! refused`, or `# CHECKSUM LENGTH` of it.
pub fn write(folder: &Path, questions: &[Question], reference: &Reference) -> Result<()> {
    let golden = workspace::root().join("tests/golden");
    if golden.exists() {
        fs::remove_dir_all(&golden)?;
    }
    fs::create_dir_all(&golden)?;
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let (mut written, mut varying, mut local) = (0, 0, 0);
    for question in questions {
        let Some(file) = question.files.first() else { continue };
        let answer = reference.answer(question)?;
        let is_same = |_| reference.answer_anew(question).is_ok_and(|again| again == answer);
        if !(0..REPEATS).all(is_same) {
            varying += 1;
            continue;
        }
        if names(&answer, folder) {
            local += 1;
            continue;
        }
        let section = files.entry(format!("{}.txt", file.display())).or_default();
        section.extend(format!("$ {}\n", question.args().join(" ")).bytes());
        match answer {
            None => section.extend(b"! refused\n"),
            Some(answer) if answer.len() > READABLE => {
                let checksum = crc32fast::hash(&answer);
                section.extend(format!("# {checksum:08x} {}\n", answer.len()).bytes());
            }
            Some(answer) => section.extend(answer),
        }
        written += 1;
    }
    for (name, text) in files {
        fs::write(golden.join(name), text)?;
    }
    say(&format!(
        "{written} answers written to tests/golden; left out: {varying} that vary from run to run, \
         {local} that name this folder"
    ));
    Ok(())
}

/// Returns whether an answer says where it was made.
fn names(answer: &Answer, folder: &Path) -> bool {
    let folder = folder.display().to_string();
    answer.as_ref().is_some_and(|a| a.windows(folder.len()).any(|w| w == folder.as_bytes()))
}
