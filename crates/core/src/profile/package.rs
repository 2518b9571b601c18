//! Package of a function, as its name and its file say it.

/// The package of a function, a part of its name: for Go the import path, for C++
/// and Rust the namespaces, for Java the package. Empty where there is none.
///
/// `file` is the source file, which tells languages apart; it may be empty.
pub fn package<'a>(name: &'a [u8], file: &[u8]) -> &'a [u8] {
    match extension(file) {
        Some(b"java" | b"kt" | b"scala" | b"groovy") => java(name),
        Some(b"go" | b"s") => go(name),
        _ if has_namespaces(name) => namespaces(name),
        None => go(name),
        Some(_) => b"",
    }
}

fn extension(file: &[u8]) -> Option<&[u8]> {
    let base = file.rsplit(|&b| b == b'/').next()?;
    let dot = base.iter().rposition(|&b| b == b'.')?;
    Some(&base[dot + 1..])
}

/// Where something is in a name, outside of brackets of any kind.
fn outside(name: &[u8], mut is_wanted: impl FnMut(&[u8]) -> bool) -> impl Iterator<Item = usize> {
    let mut depth = 0usize;
    (0..name.len()).filter(move |&at| {
        let is_arrow = at > 0 && matches!(name[at - 1], b'-' | b'=');
        match name[at] {
            b'(' | b'[' | b'<' | b'{' => depth += 1,
            b'>' if is_arrow => {}
            b')' | b']' | b'>' | b'}' => depth = depth.saturating_sub(1),
            _ => return depth == 0 && is_wanted(&name[at..]),
        }
        false
    })
}

/// Everything up to the first dot after the last slash: `net/http` of
/// `net/http.(*Server).Serve`. Type arguments have dots and slashes of their own.
fn go(name: &[u8]) -> &[u8] {
    let start = outside(name, |rest| rest[0] == b'/').last().map_or(0, |slash| slash + 1);
    let dot = name[start..].iter().position(|&b| b == b'.');
    let is_name = |end: &usize| !name[..*end].iter().any(|b| b"([<{ ".contains(b));
    dot.map(|dot| start + dot).filter(is_name).map_or(b"", |end| &name[..end])
}

fn has_namespaces(name: &[u8]) -> bool {
    name.windows(2).any(|w| w == b"::")
}

/// Everything before the last `::`, without a return type: `a::b` of
/// `void a::b::f<int>(x::y)`. Of a type's implementation of a trait, `<a::T as b::U>::f`,
/// it is the type's.
fn namespaces(name: &[u8]) -> &[u8] {
    let path = before_last(without_hash(name), b"::");
    let Some(inner) = path.strip_prefix(b"<") else { return path };
    let is_end = |rest: &[u8]| rest.starts_with(b" as ");
    let end = outside(inner, is_end).next().unwrap_or(inner.len());
    let path = before_last(&inner[..end], b"::");
    if path.starts_with(b"<") { b"" } else { path }
}

/// Text before the last separator outside of brackets, and after the last space
/// there: what stands before a space is a type.
fn before_last<'a>(name: &'a [u8], separator: &[u8]) -> &'a [u8] {
    let end = outside(name, |rest| rest.starts_with(separator)).last().unwrap_or(0);
    let start = outside(&name[..end], |rest| rest[0] == b' ').last().map_or(0, |space| space + 1);
    &name[start..end]
}

/// A name without the hash that Rust's older names end in: `::h0123456789abcdef`.
pub(crate) fn without_hash(name: &[u8]) -> &[u8] {
    const HASH: usize = "::h0123456789abcdef".len();
    let Some(at) = name.len().checked_sub(HASH) else { return name };
    match name[at..].strip_prefix(b"::h") {
        Some(hash) if hash.iter().all(u8::is_ascii_hexdigit) => &name[..at],
        _ => name,
    }
}

/// Everything before the class: `com.example` of `com.example.App.run`.
fn java(name: &[u8]) -> &[u8] {
    before_last(before_last(name, b"."), b".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_parts_of_names() {
        for (name, file, expected) in [
            ("main.main", "", "main"),
            ("runtime.(*mcache).refill", "/go/src/runtime/mcache.go", "runtime"),
            ("net/http.(*Server).Serve.func1", "", "net/http"),
            ("gopkg.in/yaml%2ev2.Unmarshal", "", "gopkg.in/yaml%2ev2"),
            ("example.com/a.Map[go.shape.int,example.com/b.T]", "", "example.com/a"),
            ("example.com/a.(*Set[example.com/b/c.T]).Add", "", "example.com/a"),
            ("slices.SortFunc[go.shape.[]a/b.T]", "", "slices"),
            ("runtime.memmove", "/go/src/runtime/memmove_amd64.s", "runtime"),
            ("malloc", "", ""),
            ("f.constprop.0", "/src/f.c", ""),
            ("[libc.so.6]", "", ""),
            ("<unknown>", "", ""),
            ("", "", ""),
            ("std::vector<a::b>::push_back(x::y const&)", "", "std::vector<a::b>"),
            ("void a::b::f<int>(x::y)", "f.cc", "a::b"),
            ("a::operator<(b::c const&)", "", "a"),
            ("a::operator->() const", "", "a"),
            ("(anonymous namespace)::f()", "", "(anonymous namespace)"),
            ("tokio::runtime::task::raw::poll", "", "tokio::runtime::task::raw"),
            (
                "core::ops::function::FnOnce::call_once::h0123456789abcdef",
                "",
                "core::ops::function::FnOnce",
            ),
            ("<alloc::vec::Vec<T> as core::iter::Extend<T>>::extend", "", "alloc::vec"),
            ("<T as core::any::Any>::type_id", "", ""),
            ("com.example.App.run", "App.java", "com.example"),
            ("void com.example.App.lambda$run$0(int)", "App.java", "com.example"),
            ("App.run", "App.java", ""),
            ("handler", "app.py", ""),
        ] {
            let found = package(name.as_bytes(), file.as_bytes());
            assert_eq!(String::from_utf8_lossy(found), expected, "{name}");
        }
    }

    #[test]
    fn names_may_be_anything() {
        for name in [&b"::"[..], b"<", b"<<<::>", b">>>::x", b"\xff.\xfe/", b"..", b"/.", b" as ::"]
        {
            for file in [&b""[..], b"a.go", b"a.java", b"a.rs"] {
                package(name, file);
            }
        }
        let deep = [b"<".repeat(100_000), b"a::b".to_vec(), b">::c".repeat(100_000)].concat();
        package(&deep, b"");
    }
}
