//! The lines of a goroutine dump.

use super::labels;
use super::scan::{Scan, find, parse_decimal, split_at, split_last, trim};

/// `goroutine 12 gp=0xc0 m=nil [chan receive, 3 minutes, locked to thread]:`
#[derive(Debug, PartialEq, Eq)]
pub struct Header<'a> {
    /// Prefix that a logger put before it.
    pub prefix: &'a [u8],
    pub id: Option<i64>,
    /// State that the goroutine waits in.
    pub state: &'a [u8],
    pub wait_minutes: Option<i64>,
    pub is_locked: bool,
    /// True if nothing can wake it any more: Go 1.27's proof of a leak.
    pub is_leaked: bool,
    pub bubble: Option<i64>,
    pub labels: Vec<(Vec<u8>, Vec<u8>)>,
}

/// The most that `gp=0xc000002380 m=0 mp=0x5a2d40` takes.
const LONGEST_FIELDS: usize = 160;

impl<'a> Header<'a> {
    pub fn parse(line: &'a [u8]) -> Option<Self> {
        const START: &[u8] = b"goroutine ";
        /// A line that has the word more often is no header's: each is looked at to its end.
        const MOST: usize = 8;
        let mut from = 0;
        for _ in 0..MOST {
            let at = from + find(&line[from..], START)?;
            from = at + START.len();
            if let Some(header) = Self::parse_after(&line[..at], &line[from..]) {
                return Some(header);
            }
        }
        None
    }

    fn parse_after(prefix: &'a [u8], text: &'a [u8]) -> Option<Self> {
        let mut scan = Scan(text);
        let id = parse_decimal(scan.digits()?);
        scan.literal(b" ")?;
        // gp=, m= and mp=, in the dump of a crash.
        if !scan.0.starts_with(b"[") {
            let near = &scan.0[..scan.0.len().min(LONGEST_FIELDS)];
            let (fields, _) = split_at(near, b" [").filter(|(fields, _)| fields.contains(&b'='))?;
            scan.0 = &scan.0[fields.len() + b" [".len()..];
        } else {
            scan.literal(b"[")?;
        }
        // No state has a bracket in it: what is none is given up where the next
        // one may start, not at the end of the line.
        let status = scan.run(|b| !matches!(b, b'[' | b']'));
        scan.literal(b"]")?;
        let rest = trim(trim(scan.0).strip_suffix(b":")?);
        let mut parts = status.split(|&b| b == b',').map(trim);
        let mut header = Self {
            prefix,
            id,
            state: parts.next()?,
            wait_minutes: None,
            is_locked: false,
            is_leaked: false,
            bubble: None,
            labels: if rest.is_empty() { Vec::new() } else { labels::parse(rest)? },
        };
        if let Some(state) = header.state.strip_suffix(b" (leaked)") {
            (header.state, header.is_leaked) = (state, true);
        }
        for part in parts {
            if part == b"locked to thread" {
                header.is_locked = true;
            } else if let Some(minutes) = part.strip_suffix(b" minutes") {
                header.wait_minutes = parse_decimal(minutes);
            } else if let Some(bubble) = part.strip_prefix(b"synctest bubble ") {
                header.bubble = parse_decimal(bubble);
            }
        }
        Some(header)
    }

    /// The line without what a logger put before it, if that is as it was before
    /// the header, but for numbers.
    pub fn without_prefix<'b>(&self, line: &'b [u8]) -> &'b [u8] {
        let is_like = |(a, b): (&u8, &u8)| a == b || (a.is_ascii_digit() && b.is_ascii_digit());
        match line.split_at_checked(self.prefix.len()) {
            Some((prefix, rest)) if prefix.iter().zip(self.prefix).all(is_like) => rest,
            _ => line,
        }
    }
}

/// `created by main.start in goroutine 1`: the function and the goroutine.
pub fn creator(line: &[u8]) -> Option<(&[u8], Option<i64>)> {
    let name = trim(line.strip_prefix(b"created by ")?);
    match split_at(name, b" in goroutine ") {
        Some((name, id)) => Some((name, parse_decimal(id))),
        None => Some((name, None)),
    }
}

/// The function of a line like `main.(*T).f(0xc0, {0x1, ...})`. Functions of C
/// have no arguments there.
pub fn function(line: &[u8]) -> &[u8] {
    match call(line) {
        // That is what Go calls it there, and only there.
        Some((b"panic", _)) => b"runtime.gopanic",
        Some((name, _)) => name,
        None => line,
    }
}

/// Returns whether the line is a function's beyond doubt, even without a place behind it.
pub fn is_function(line: &[u8]) -> bool {
    let is_argument = |b: &u8| b.is_ascii_hexdigit() || b"x, {}.?_".contains(b);
    call(line)
        .is_some_and(|(name, arguments)| !name.contains(&b' ') && arguments.iter().all(is_argument))
}

/// The name and the arguments, which have no parentheses in them.
fn call(line: &[u8]) -> Option<(&[u8], &[u8])> {
    split_last(line.strip_suffix(b")")?, b'(').filter(|(name, _)| !name.is_empty())
}

/// The file and line of `/path/file.go:12 +0x1d fp=0xc1 sp=0xc0 pc=0x40`.
pub fn place(line: &[u8]) -> Option<(&[u8], i64)> {
    let line = trim(line);
    let mut from = 0;
    loop {
        let colon = from + line[from..].iter().position(|&b| b == b':')?;
        from = colon + 1;
        let mut scan = Scan(&line[from..]);
        let Some(number) = scan.digits() else { continue };
        let ends = [&b" +0x"[..], b" fp=0x", b" sp=0x", b" pc=0x"];
        if colon > 0 && (scan.0.is_empty() || ends.iter().any(|end| scan.0.starts_with(end))) {
            return Some((&line[..colon], parse_decimal(number)?));
        }
    }
}

/// Returns whether this is what stands for the place of a function that is not Go's and
/// has none: `pc=0x401000`.
pub fn is_address(line: &[u8]) -> bool {
    trim(line).starts_with(b"pc=0x")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers() {
        let parse = |line: &'static str| Header::parse(line.as_bytes());
        let plain = Header {
            prefix: b"",
            id: Some(12),
            state: b"chan receive (nil chan)",
            wait_minutes: None,
            is_locked: false,
            is_leaked: false,
            bubble: None,
            labels: vec![],
        };
        assert_eq!(parse("goroutine 12 [chan receive (nil chan)]:"), Some(plain));
        let full = parse(
            "web | goroutine 1 gp=0xc0 m=0 mp=0x5 [select (scan), 3 minutes, locked to thread, \
             synctest bubble 4] {a: b, \"c:\": d}: ",
        )
        .unwrap();
        assert_eq!(
            (full.prefix, full.id, full.state),
            (&b"web | "[..], Some(1), &b"select (scan)"[..])
        );
        assert_eq!((full.wait_minutes, full.is_locked, full.bubble), (Some(3), true, Some(4)));
        assert_eq!(full.labels.len(), 2);
        let leaked = parse("goroutine 12 [chan receive (nil chan) (leaked), 3 minutes]:").unwrap();
        assert_eq!((leaked.state, leaked.is_leaked), (&b"chan receive (nil chan)"[..], true));
        for line in [
            "goroutine 12 [running]",
            "goroutine [running]:",
            "goroutine 12 [running",
            "goroutine 12 x [running]:",
            "[originating from goroutine 7]:",
            "created by main.f in goroutine 1",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }

    #[test]
    fn prefixes_may_have_other_numbers() {
        let header = Header::parse(b"12:34:56 goroutine 1 [running]:").unwrap();
        assert_eq!(header.without_prefix(b"12:34:57 main.main()"), b"main.main()");
        assert_eq!(header.without_prefix(b"main.main()"), b"main.main()");
    }

    #[test]
    fn functions() {
        for (line, name, is_certain) in [
            ("main.main()", "main.main", true),
            ("main.(*T).f(0xc0?, {0x1, 0x2, ...})", "main.(*T).f", true),
            ("main.f[...](...)", "main.f[...]", true),
            ("main.main.func1()", "main.main.func1", true),
            ("panic({0x1, 0x2})", "runtime.gopanic", true),
            ("it failed (again)", "it failed ", false),
            ("my_c_function", "my_c_function", false),
            ("main.main)(", "main.main)(", false),
            ("()", "()", false),
        ] {
            let line = line.as_bytes();
            assert_eq!((function(line), is_function(line)), (name.as_bytes(), is_certain));
        }
    }

    #[test]
    fn places() {
        for (line, expected) in [
            ("\t/a b/x.go:12 +0x1d", Some(("/a b/x.go", 12))),
            ("        C:/x.go:3 +0x1 fp=0x1 sp=0x2 pc=0x3", Some(("C:/x.go", 3))),
            ("\tx.go:7", Some(("x.go", 7))),
            ("\t<autogenerated>:1 +0x26", Some(("<autogenerated>", 1))),
            ("\t_cgo_gotypes.go:5 pc=0x1", Some(("_cgo_gotypes.go", 5))),
            ("12:30 it failed", None),
            ("\t:7", None),
            ("main.main()", None),
        ] {
            let expected = expected.map(|(file, line)| (file.as_bytes(), line));
            assert_eq!(place(line.as_bytes()), expected, "{line}");
        }
    }
}
