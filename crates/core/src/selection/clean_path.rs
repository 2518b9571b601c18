//! Shortest form of a path, as Go's `path/filepath.Clean` makes it on Unix:
//! nodes whose files differ only in spelling are one.

/// `a//b/./c/..` is `a/b`. Nothing becomes `.`.
pub fn clean_path(path: &[u8]) -> Vec<u8> {
    let rooted = path.first() == Some(&b'/');
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in path.split(|&b| b == b'/') {
        match part {
            b"" | b"." => {}
            b".." if parts.last().is_some_and(|&last| last != b"..") => {
                parts.pop();
            }
            b".." if rooted => {}
            _ => parts.push(part),
        }
    }
    let mut clean = if rooted { vec![b'/'] } else { Vec::new() };
    clean.extend(parts.join(&b'/'));
    if clean.is_empty() {
        clean.push(b'.');
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lose_what_means_nothing() {
        for (path, clean) in [
            ("main.go", "main.go"),
            ("/a//b/./c/..", "/a/b"),
            ("../x/../../y", "../../y"),
            ("/../a", "/a"),
            ("a/..", "."),
            ("", "."),
            ("/", "/"),
        ] {
            assert_eq!(clean_path(path.as_bytes()), clean.as_bytes(), "{path}");
        }
    }
}
