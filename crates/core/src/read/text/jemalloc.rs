//! Heap profiles of jemalloc: `heap_v2/PERIOD`, then stacks, each with the values of all
//! threads (`t*`) and of each one.
//!
//! There are no names: addresses and the list of binaries are kept, for whoever has those.
//! Each value is scaled from what was sampled to what there must be, as jeprof does: an
//! allocation of X bytes is sampled with the probability 1 - exp(-X/PERIOD).
//! Source: `AdjustSamples` and `ReadThreadedHeapProfile` of jemalloc's `bin/jeprof.in`.

use super::builder::Column;
use super::heap::unsample;
use super::lines::Lines;
use super::rows::Rows;
use super::scan::{Scan, parse_decimal, trim};
use super::{Refusal, TextError, TextForms, memory_map};
use crate::profile::Profile;

/// Reads a profile whose first line is `heap_v2/PERIOD`.
pub fn read(content: &[u8], forms: TextForms) -> Result<Profile, Refusal> {
    const INUSE: [Column; 2] = [("inuse_objects", "count"), ("inuse_space", "bytes")];
    const ALL: [Column; 4] =
        [("alloc_objects", "count"), ("alloc_space", "bytes"), INUSE[0], INUSE[1]];
    if forms == TextForms::AsReference {
        return Err(Refusal::Other(None));
    }
    let mut lines = forms.lines(content);
    let first = lines.advance().map_err(|_| Refusal::Other(None))?.map(trim);
    let period = first.and_then(|line| line.strip_prefix(b"heap_v2/"));
    let period = period.and_then(parse_decimal).ok_or(Refusal::Other(None))?;

    let has_alloc = has_alloc(content, forms);
    let mut builder = super::builder::Builder::new(if has_alloc { &ALL } else { &INUSE });
    builder.set_period(("space", "bytes"), period);
    let mut rows = Rows::new(builder, forms);
    let mut stack: Option<&[u8]> = None;
    while let Some(line) = lines.advance()? {
        let line = trim(line);
        if memory_map::is_start(line) {
            break;
        }
        if let Some(addresses) = line.strip_prefix(b"@") {
            stack = Some(addresses);
            continue;
        }
        if line.is_empty() {
            continue;
        }
        let Some(values) = row(line) else {
            return Err(lines.damaged(TextError::JemallocRow));
        };
        // Those before the first stack are the totals; those of single threads are in `t*`.
        let Some(addresses) = stack.filter(|_| line.starts_with(b"t*")) else { continue };
        stack = None;
        let scaled = |[objects, bytes]: [&[u8]; 2]| {
            let (objects, bytes) = (parse_decimal(objects)?, parse_decimal(bytes)?);
            let (objects, bytes) = match objects {
                0 => (0, 0),
                _ => unsample(objects, bytes, period),
            };
            Some([objects, bytes])
        };
        let (inuse, alloc) = values;
        let both = scaled(inuse).zip(scaled(alloc));
        let (inuse, alloc) = both.ok_or_else(|| lines.damaged(TextError::Number))?;
        let all = [alloc, inuse].concat();
        let values = if has_alloc { &all[..] } else { &all[2..] };
        rows.row(values, addresses).ok_or_else(|| lines.damaged(TextError::Number))?;
    }
    rows.finish(&mut lines)
}

/// Returns whether anything was counted that is freed again, which is an option of jemalloc
/// (`prof_accum`): the totals say so.
fn has_alloc(content: &[u8], forms: TextForms) -> bool {
    let mut lines: Lines = forms.lines(content);
    while let Ok(Some(line)) = lines.advance() {
        let line = trim(line);
        if line.starts_with(b"@") {
            break;
        }
        if let Some((_, alloc)) = row(line) {
            return alloc.iter().any(|digits| digits.iter().any(|&digit| digit != b'0'));
        }
    }
    false
}

/// Objects and bytes in use, then those ever allocated.
type Values<'a> = ([&'a [u8]; 2], [&'a [u8]; 2]);

/// `t*: 13: 6688 [0: 0]`
fn row(line: &[u8]) -> Option<Values<'_>> {
    let mut scan = Scan(line);
    scan.literal(b"t")?;
    scan.run(|byte| byte == b'*' || byte.is_ascii_digit());
    scan.literal(b":")?;
    scan.spaces();
    let inuse = super::heap::pair(&mut scan, Scan::digits)?;
    scan.literal(b"[")?;
    scan.spaces();
    let alloc = super::heap::pair(&mut scan, Scan::digits)?;
    scan.literal(b"]")?;
    Some((inuse, alloc))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{as_meant, error_as_meant};
    use super::*;

    #[test]
    fn all_threads_are_scaled_as_jeprof_does() {
        // 1 / (1 - exp(-1)) is 1.58198.
        let text = "heap_v2/1024\n  t*: 3: 2048 [0: 0]\n  t0: 3: 2048 [0: 0]\n\
                    @ 0x11 0x21\n  t*: 1: 1024 [0: 0]\n  t0: 1: 1024 [0: 0]\n\
                    @ 0x31\n  t*: 2: 1024 [0: 0]\n\
                    \nMAPPED_LIBRARIES:\n00-40 r-xp 00000000 08:02 1 /bin/a\n";
        assert_eq!(
            as_meant(text),
            "inuse_objects/count inuse_space/bytes\n1 1619: 10 20\n5 2602: 30\n"
        );
        let profile = read(text.as_bytes(), TextForms::AsMeant).ok().expect("it is read");
        assert_eq!(profile.strings.get(profile.mappings[0].file), b"/bin/a");
        assert_eq!(profile.locations.mapping, [Some(0); 3]);
        assert_eq!(profile.period, 1024);
    }

    #[test]
    fn what_was_freed_is_there_where_it_was_counted() {
        let text = "heap_v2/1\n  t*: 1: 100 [2: 300]\n@ 0x11\n  t*: 1: 100 [2: 300]\n";
        assert!(as_meant(text).starts_with(
            "alloc_objects/count alloc_space/bytes inuse_objects/count inuse_space/bytes\n\
             2 300 1 100: 10\n"
        ));
    }

    #[test]
    fn a_damaged_row_is_named() {
        let text = "heap_v2/1\n@ 0x11\n  t*: 1: 100 [2:\n";
        assert!(error_as_meant(text).contains("line 3"));
    }
}
