//! The list of threads of gperftools: `threadz`.

use super::builder::Builder;
use super::lines::Lines;
use super::scan::{Scan, each_address, find, is_blank_or_comment, split_at, trim};
use super::{Refusal, TextError, TextForms, drop_frames, memory_map};
use crate::profile::Profile;

/// Reads threads: `--- Thread ID (name: NAME/PID) stack: ---`, then lines with
/// addresses, leaf first. They end at a list of binaries, or at the threads that
/// have no stack.
pub fn read(content: &[u8], forms: TextForms) -> Result<Profile, Refusal> {
    let mut lines = forms.lines(content);
    let other = |_| Refusal::Other(None);
    let mut line = loop {
        match lines.advance().map_err(other)? {
            Some(line) if is_blank_or_comment(line) => {}
            line => break line.unwrap_or_default(),
        }
    };
    if is_start_of_list(line) {
        while let Some(next) = lines.advance().map_err(other)? {
            line = next;
            if memory_map::is_start(line) || line.starts_with(b"-") {
                break;
            }
        }
    } else if !is_start_of_thread(line) {
        return Err(Refusal::Other(None));
    }
    let mut builder = Builder::new(&[("thread", "count")]);
    builder.set_period(("thread", "count"), 1);

    let mut addresses = Vec::new();
    while !memory_map::is_start(line) && !line.starts_with(b"---- no stack trace for") {
        if !is_start_of_thread(line) {
            return Err(lines.damaged(TextError::Thread).or_other());
        }
        line = stack(&mut lines, &mut addresses)?;
        if addresses.is_empty() {
            builder.count_again();
            continue;
        }
        // All but the leaf are where calls return to.
        addresses[1..].iter_mut().for_each(|address| *address = address.wrapping_sub(1));
        sample(&mut builder, &[1], &addresses);
    }
    memory_map::skip_to(&mut lines)?;
    memory_map::read(&mut lines, &mut builder)?;
    drop_frames::set(&mut builder);
    Ok(builder.finish())
}

/// Reads the addresses of a thread: none, if they are the previous thread's.
/// Returns the line that ended it.
fn stack<'a>(lines: &mut Lines<'a>, addresses: &mut Vec<u64>) -> Result<&'a [u8], Refusal> {
    addresses.clear();
    let mut is_same = false;
    let mut line: &[u8] = b"";
    while let Some(next) = lines.advance()? {
        line = trim(next);
        if line.starts_with(b"---") {
            break;
        }
        if find(line, b"same as previous thread").is_some() {
            is_same = true;
        } else {
            each_address(line, |address| addresses.push(address))
                .ok_or_else(|| lines.damaged(TextError::Number))?;
        }
    }
    if is_same {
        addresses.clear();
    }
    Ok(line)
}

/// Appends a sample with these addresses. The leaf may be there twice: as the
/// instruction that ran, and as one that a call returns to.
pub fn sample(builder: &mut Builder, values: &[i64], addresses: &[u64]) {
    let mut stack: Vec<_> = addresses.iter().map(|&a| builder.address(a)).collect();
    if let [leaf, caller, ..] = addresses
        && *leaf == caller.wrapping_add(1)
    {
        stack.remove(1);
    }
    builder.sample(values, stack);
}

/// `--- threadz 1 ---`
fn is_start_of_list(line: &[u8]) -> bool {
    let mut rest = line;
    while let Some((_, after)) = split_at(rest, b"--- threadz ") {
        let mut scan = Scan(after);
        if scan.digits().is_some() && scan.literal(b" ---").is_some() {
            return true;
        }
        rest = after;
    }
    false
}

/// `--- Thread 7f12 (name: worker/123) stack: ---`
fn is_start_of_thread(line: &[u8]) -> bool {
    let mut rest = line;
    let name = loop {
        let Some((_, after)) = split_at(rest, b"--- Thread ") else { return false };
        let mut scan = Scan(after);
        if scan.some(|b| b.is_ascii_hexdigit()).is_some() && scan.literal(b" (name: ").is_some() {
            break scan.0;
        }
        rest = after;
    };
    const END: &[u8] = b") stack: ---";
    let mut from = 0;
    while let Some(at) = find(&name[from..], END) {
        let head = &name[..from + at];
        let digits = head.iter().rev().take_while(|b| b.is_ascii_digit()).count();
        if digits > 0 && head[..head.len() - digits].ends_with(b"/") {
            return true;
        }
        from += at + END.len();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::tests::{as_meant, as_reference, error_as_meant};
    use super::is_start_of_thread;

    #[test]
    fn threads_and_their_repetitions() {
        let text = "--- threadz 1 ---\n\n\
                    --- Thread 7f01 (name: main/12) stack: ---\n  PC: 0x11 0x21\n  0x31\n\
                    --- Thread 7f02 (name: a/b/13) stack: ---\n  [same as previous thread]\n\
                    --- Thread 7f03 (name: c/14) stack: ---\n  0x11 0x11 0x41\n\
                    ---- no stack trace for thread 5\n\
                    --- Memory map: ---\n1-100: /bin/a\n";
        assert_eq!(as_reference(text), "thread/count\n2: 11 20 30\n1: 11 40\n");
        assert_eq!(as_meant(text), as_reference(text));
    }

    #[test]
    fn the_list_must_end() {
        let text = "--- Thread 7f01 (name: main/12) stack: ---\n  0x11 0x21\n";
        assert!(error_as_meant(text).contains("--- Thread ID"), "{}", error_as_meant(text));
        assert!(!as_meant(&format!("{text}--- Memory map: ---\n")).is_empty());
        assert!(!is_start_of_thread(b"--- Thread 7f01 (name: main/) stack: ---"));
    }
}
