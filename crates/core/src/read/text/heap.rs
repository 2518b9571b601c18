//! Heap profiles: `heap?debug=1` and `allocs?debug=1` of Go, and those of
//! tcmalloc, with its growth and fragmentation profiles.

use super::builder::{Builder, Column};
use super::rows::Rows;
use super::scan::{
    Scan, at_digits, find, is_address_byte, is_blank_or_comment, parse_decimal, trim,
};
use super::{Refusal, TextError, TextForms, memory_map};
use crate::measure::exp;
use crate::profile::Profile;

/// Reads `heap profile: OBJECTS: BYTES [OBJECTS: BYTES] @ KIND/PERIOD` and its
/// rows, `OBJECTS: BYTES [OBJECTS: BYTES] @ 0xADDRESS ...`: what is in use, then
/// what was allocated.
pub fn read(content: &[u8], forms: TextForms) -> Result<Profile, Refusal> {
    const INUSE: [Column; 2] = [("objects", "count"), ("space", "bytes")];
    const ALLOC: [Column; 4] = [
        ("alloc_objects", "count"),
        ("alloc_space", "bytes"),
        ("inuse_objects", "count"),
        ("inuse_space", "bytes"),
    ];
    let mut lines = forms.lines(content);
    let first = lines.advance().map_err(|_| Refusal::Other(None))?;
    let header = first.and_then(header).ok_or(Refusal::Other(None))?;
    let mut builder = Builder::new(if header.has_alloc { &ALLOC } else { &INUSE });
    builder.set_period(("space", "bytes"), header.period);

    let mut rows = Rows::new(builder, forms);
    let mut is_statistics = false;
    while let Some(line) = lines.advance()? {
        let line = trim(line);
        if is_blank_or_comment(line) {
            is_statistics |= line == b"# runtime.MemStats";
            match forms {
                TextForms::AsMeant if is_statistics && !line.is_empty() => {
                    rows.builder.comment(line)
                }
                _ => rows.comment(line),
            }
        } else if memory_map::is_start(line) {
            break;
        } else {
            let row = header.row(line).map_err(|kind| lines.damaged(kind))?;
            rows.row(&row.values, row.stack).ok_or_else(|| lines.damaged(TextError::Number))?;
            rows.builder.number_label(b"bytes", row.block_size, b"");
        }
    }
    rows.finish(&mut lines)
}

/// Fields of the first line.
struct Header {
    period: i64,
    /// True if there is more than what is in use.
    has_alloc: bool,
    /// True if an allocation is there with a probability that grows with its size.
    is_sampled: bool,
}

struct Row<'a> {
    values: Vec<i64>,
    /// The bytes of one object.
    block_size: i64,
    stack: &'a [u8],
}

/// Reads a first line; the header may stand anywhere in it.
fn header(line: &[u8]) -> Option<Header> {
    const START: &[u8] = b"heap profile:";
    let mut rest = line;
    while let Some(at) = find(rest, START) {
        rest = &rest[at + START.len()..];
        if let Some((totals, kind)) = totals(rest) {
            return of_kind(&totals, kind);
        }
    }
    None
}

/// The four totals, and what follows the `@`.
fn totals(text: &[u8]) -> Option<([&[u8]; 4], &[u8])> {
    let mut scan = Scan(text);
    scan.spaces();
    let [inuse_objects, inuse_bytes] = pair(&mut scan, Scan::digits)?;
    scan.literal(b"[")?;
    scan.spaces();
    let [alloc_objects, alloc_bytes] = pair(&mut scan, Scan::digits)?;
    scan.literal(b"]")?;
    let is_exact = [&b" @ growth"[..], b" @ fragmentation"].iter().any(|k| scan.0.starts_with(k));
    scan.spaces();
    scan.literal(b"@")?;
    scan.spaces();
    let totals = [inuse_objects, inuse_bytes, alloc_objects, alloc_bytes];
    (is_exact || scan.0.starts_with(b"heap")).then_some((totals, scan.0))
}

fn of_kind(totals: &[&[u8]; 4], text: &[u8]) -> Option<Header> {
    let mut scan = Scan(text);
    if !text.starts_with(b"heap") {
        return Some(Header { period: 1, has_alloc: false, is_sampled: false });
    }
    let kind = scan.run(|b| matches!(b, b'_' | b'a'..=b'z' | b'0'..=b'9'));
    let _ = scan.literal(b"/");
    let period = scan.digits().map_or(Some(0), parse_decimal)?;
    let differs = |alloc: &[u8], inuse: &[u8]| alloc != inuse && alloc != b"0";
    let has_alloc = differs(totals[2], totals[0]) || differs(totals[3], totals[1]);
    let (period, is_sampled) = match kind {
        b"heapz_v2" | b"heap_v2" => (period, true),
        b"heapprofile" => (1, false),
        // Go writes twice its period, as tcmalloc once did.
        b"heap" => (period / 2, true),
        _ => return None,
    };
    Some(Header { period, has_alloc, is_sampled })
}

impl Header {
    fn row<'a>(&self, line: &'a [u8]) -> Result<Row<'a>, TextError> {
        let (inuse, alloc, stack) = at_digits(line, row).ok_or(TextError::HeapRow)?;
        let mut row = Row { values: Vec::with_capacity(4), block_size: 0, stack };
        if self.has_alloc {
            self.column(&mut row, alloc, "allocation")?;
        }
        self.column(&mut row, inuse, "inuse")?;
        Ok(row)
    }

    fn column(
        &self,
        row: &mut Row,
        [objects, bytes]: [&[u8]; 2],
        column: &'static str,
    ) -> Result<(), TextError> {
        let mut objects = parse_decimal(objects).ok_or(TextError::Number)?;
        let mut bytes = parse_decimal(bytes).ok_or(TextError::Number)?;
        if objects == 0 && bytes != 0 {
            return Err(TextError::BytesWithoutObjects { column, bytes });
        }
        if objects != 0 {
            row.block_size = bytes.wrapping_div(objects);
            if self.is_sampled {
                (objects, bytes) = unsample(objects, bytes, self.period);
            }
        }
        row.values.extend([objects, bytes]);
        Ok(())
    }
}

/// Columns: in use, allocated, and the text of the stack.
type Columns<'a> = ([&'a [u8]; 2], [&'a [u8]; 2], &'a [u8]);

fn row(mut scan: Scan) -> Option<Columns> {
    let inuse = pair(&mut scan, Scan::signed_digits)?;
    scan.literal(b"[")?;
    scan.spaces();
    let alloc = pair(&mut scan, Scan::digits)?;
    scan.literal(b"] @")?;
    Some((inuse, alloc, scan.run(is_address_byte)))
}

/// `12: 3456 `: objects and bytes.
pub(super) fn pair<'a>(
    scan: &mut Scan<'a>,
    number: fn(&mut Scan<'a>) -> Option<&'a [u8]>,
) -> Option<[&'a [u8]; 2]> {
    let objects = number(scan)?;
    scan.literal(b":")?;
    scan.spaces();
    let bytes = number(scan)?;
    scan.spaces();
    Some([objects, bytes])
}

/// Numbers of objects and bytes, if this many were sampled.
///
/// A byte is sampled once in `period` bytes on average, in a Poisson process. An
/// object of S bytes is thus in the profile with probability 1 - e^(-S/period).
pub fn unsample(objects: i64, bytes: i64, period: i64) -> (i64, i64) {
    if objects == 0 || bytes == 0 {
        return (0, 0);
    }
    if period <= 1 {
        return (objects, bytes);
    }
    let size = bytes as f64 / objects as f64;
    let scale = 1.0 / (1.0 - exp(-size / period as f64));
    (truncate(objects as f64 * scale), truncate(bytes as f64 * scale))
}

/// The integer part. What does not fit becomes the lowest integer, as on amd64.
pub fn truncate(value: f64) -> i64 {
    const END: f64 = 9_223_372_036_854_775_808.0;
    if (-END..END).contains(&value) { value as i64 } else { i64::MIN }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{as_meant, as_reference, error_as_meant};
    use super::*;

    #[test]
    fn go_writes_twice_its_period() {
        let text = "heap profile: 1: 1024 [2: 2048] @ heap/1048576\n\
                    1: 1024 [2: 2048] @ 0x11 0x21\n\
                    0: 0 [1: 16] @\n";
        assert_eq!(
            as_reference(text),
            "alloc_objects/count alloc_space/bytes inuse_objects/count inuse_space/bytes\n\
             1025 1049600 512 524800: 10 20 {bytes=1024}\n\
             32768 524296 0 0: {bytes=16}\n"
        );
    }

    #[test]
    fn kinds() {
        let read = |kind: &str| {
            as_reference(&format!("heap profile: 1: 8 [ 1:  8] @ {kind}\n1:8[1:8] @ 0x1\n"))
        };
        let whole = "objects/count space/bytes\n1 8: 0 {bytes=8}\n";
        for kind in
            ["heapprofile", "heap/2", "growthz", "growth", "fragmentation", "heap_v2/1", "heap"]
        {
            assert_eq!(read(kind), whole, "{kind}");
        }
        let sampled = "objects/count space/bytes\n128 1028: 0 {bytes=8}\n";
        assert_eq!(read("heapz_v2/1024"), sampled);
    }

    #[test]
    fn memstats_are_kept() {
        let text = "heap profile: 0: 0 [0: 0] @ heap/2\n\n\n# runtime.MemStats\n# Alloc = 5\n# DebugGC = false\n";
        let profile = read(text.as_bytes(), TextForms::AsMeant).ok().unwrap();
        let comments = |p: &Profile| {
            p.comments.iter().map(|&c| p.strings.text(c).into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(comments(&profile), ["# runtime.MemStats", "# Alloc = 5", "# DebugGC = false"]);
        assert!(comments(&read(text.as_bytes(), TextForms::AsReference).ok().unwrap()).is_empty());
    }

    #[test]
    fn symbolized_profiles_drop_nothing() {
        let head = "heap profile: 1: 2 [1: 2] @ heap/2\n1: 2 [1: 2] @ 0x5\n";
        let dropped = |text: &str| {
            let p = read(text.as_bytes(), TextForms::AsMeant).ok().unwrap();
            p.strings.text(p.drop_frames).into_owned()
        };
        assert!(dropped(head).starts_with("calloc|"));
        assert_eq!(dropped(&format!("{head}#\t0x4\tmain.f+0x1\tx.go:1\n")), "");
        assert_eq!(
            as_meant(&format!("{head}#\t0x4\tmain.f+0x1\tx.go:1\n")),
            "objects/count space/bytes\n1 2: 4=main.f@x.go:1 {bytes=2}\n"
        );
    }

    #[test]
    fn damaged_rows() {
        for (row, what) in [
            ("1: 2 [3: 4]", "OBJECTS: BYTES"),
            ("0: 5 [0: 0] @ 0x1", "inuse count is 0, but the inuse bytes are 5"),
            ("99999999999999999999: 5 [0: 0] @ 0x1", "64 bits"),
            ("1: 5 [0: 0] @ 0x11111111111111111", "64 bits"),
        ] {
            let error = error_as_meant(&format!("heap profile: 0: 0 [0: 0] @ heap/2\n{row}\n"));
            assert!(error.contains("line 2") && error.contains(what), "{error}");
        }
    }

    #[test]
    fn conversions_are_those_of_amd64() {
        assert_eq!(
            [truncate(-1.9), truncate(1e19), truncate(f64::NAN), truncate(-1e19)],
            [-1, i64::MIN, i64::MIN, i64::MIN]
        );
    }
}
