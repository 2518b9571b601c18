//! Stable part of a function's name: what is left when everything is taken away that another build
//! of the same program may change.

use crate::profile::without_hash;

/// A name as other builds would have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// The name without versions, hashes, type arguments and numbers: each number that a
    /// compiler gave is a `#`.
    pub text: Vec<u8>,
    /// Those numbers: functions of one key are numbered in the order of the source.
    pub numbers: Vec<u32>,
}

/// Suffixes that compilers put behind a name, up to its end.
const SUFFIXES: [&[u8]; 6] =
    [b".llvm.", b".constprop.", b".isra.", b".part.", b".cold", b".lto_priv."];

/// Texts before a compiler's number.
const NUMBERED: [&[u8]; 9] = [
    b".",
    b".func",
    b".gowrap",
    b".deferwrap",
    b"-range",
    b"lambda#",
    b"closure#",
    b"$_",
    b"$$Lambda$",
];

/// Reduces a name.
///
/// Go: closures (`f.func1.2`), wrappers (`gowrap1`), loop bodies (`-range1`), type arguments
/// (`[go.shape.int]`), major versions (`/v2`), `vendor/`. C, C++ and Rust: clones (`.isra.0`),
/// hashes (`::h0123456789abcdef`), lambdas. Java: lambdas.
pub fn key(name: &[u8]) -> Key {
    let name = after_vendor(without_hash(without_suffix(name)));
    let mut key = Key::default();
    let mut at = 0;
    while at < name.len() {
        let rest = &name[at..];
        at += if let Some(skipped) = version(rest, at) {
            skipped
        } else if rest[0] == b'[' && at > 0 {
            key.text.extend(b"[]");
            bracketed(rest)
        } else if let Some((digits, number)) = numbered(&name[..at], rest) {
            key.text.push(b'#');
            key.numbers.push(number);
            digits
        } else {
            key.text.push(rest[0]);
            1
        };
    }
    key
}

fn without_suffix(name: &[u8]) -> &[u8] {
    let find = |suffix: &[u8]| name.windows(suffix.len()).position(|w| w == suffix);
    let is_tail =
        |&at: &usize| at > 0 && !name[at..].contains(&b'/') && !name[at..].contains(&b'(');
    let end = SUFFIXES.into_iter().filter_map(find).filter(is_tail).min();
    &name[..end.unwrap_or(name.len())]
}

fn after_vendor(name: &[u8]) -> &[u8] {
    const VENDOR: &[u8] = b"/vendor/";
    let at = name.windows(VENDOR.len()).rposition(|w| w == VENDOR);
    at.map_or(name, |at| &name[at + VENDOR.len()..])
}

/// Length of a version that starts here: `@v1.2.3`, `/v2`, `.v2` and `%2ev2`.
fn version(rest: &[u8], at: usize) -> Option<usize> {
    if at > 0 && rest.starts_with(b"@v") {
        return Some(rest.iter().position(|&b| b == b'/').unwrap_or(rest.len()));
    }
    let prefix = [&b"/v"[..], b".v", b"%2ev"].into_iter().find(|p| rest.starts_with(p))?;
    let digits = digits(&rest[prefix.len()..]);
    let end = rest.get(prefix.len() + digits);
    // What follows is the rest of a path, or a name in the package.
    (at > 0 && digits > 0 && matches!(end, Some(b'/' | b'.'))).then_some(prefix.len() + digits)
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|b| b.is_ascii_digit()).count()
}

/// Length of the brackets that open here.
fn bracketed(rest: &[u8]) -> usize {
    let mut depth = 0;
    for (at, byte) in rest.iter().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    rest.len()
}

/// A compiler's number, if one starts here, and its length.
fn numbered(before: &[u8], rest: &[u8]) -> Option<(usize, u32)> {
    let length = digits(rest);
    let is_end = !matches!(rest.get(length), Some(b) if b.is_ascii_alphanumeric() || *b == b'_');
    let is_numbered = length > 0 && is_end && NUMBERED.iter().any(|word| before.ends_with(word));
    let number = || std::str::from_utf8(&rest[..length]).ok()?.parse().ok();
    is_numbered.then(|| (length, number().unwrap_or(u32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_build_changes_goes() {
        for (name, text, numbers) in [
            ("main.main", "main.main", &[][..]),
            ("main.run.func1", "main.run.func#", &[1]),
            ("main.run.func12.3", "main.run.func#.#", &[12, 3]),
            ("main.run.gowrap2", "main.run.gowrap#", &[2]),
            ("main.f.func1-range2", "main.f.func#-range#", &[1, 2]),
            ("main.init.0", "main.init.#", &[0]),
            ("main.md5", "main.md5", &[]),
            ("main.f.func1x", "main.f.func1x", &[]),
            ("main.Map[go.shape.int,go.shape.[]uint8]", "main.Map[]", &[]),
            ("main.Map[...].func1", "main.Map[].func#", &[1]),
            ("example.com/a/v2/b.F", "example.com/a/b.F", &[]),
            ("example.com/a/v2.F", "example.com/a.F", &[]),
            ("gopkg.in/yaml%2ev3.F", "gopkg.in/yaml.F", &[]),
            ("example.com/a@v1.2.3/b.F", "example.com/a/b.F", &[]),
            ("k8s.io/api/v1beta1.F", "k8s.io/api/v1beta1.F", &[]),
            ("example.com/app/vendor/golang.org/x/net.F", "golang.org/x/net.F", &[]),
            ("core::f::h0123456789abcdef", "core::f", &[]),
            ("a::{{closure}}", "a::{{closure}}", &[]),
            ("{lambda#3}::operator()", "{lambda##}::operator()", &[3]),
            ("sort.isra.0", "sort", &[]),
            ("sort.cold", "sort", &[]),
            ("[libc.so.6]", "[libc.so.#]", &[6]),
            ("", "", &[]),
        ] {
            let found = key(name.as_bytes());
            assert_eq!(String::from_utf8_lossy(&found.text), text, "{name}");
            assert_eq!(found.numbers, numbers, "{name}");
        }
    }

    #[test]
    fn names_may_be_anything() {
        for name in [&b"["[..], b"a[", b"@v", b"x@v", b"/v1", b".", b".99999999999", b"\xff.1"] {
            key(name);
        }
        key(&b"a[".repeat(50_000));
        key(&b"/v1".repeat(50_000));
    }
}
