//! `trim_path` and `source_path`: what of a source file's path is shown.

use super::base_name;

/// Takes a prefix off the path of a source file. Without a `trim_path`, what
/// comes before the name of one of the `source_path` folders goes, with it;
/// after that, the first of the prefixes that fits.
pub fn trim_path<'a>(path: &'a [u8], trim_path: &str, source_path: &str) -> &'a [u8] {
    if trim_path.is_empty() {
        for folder in list(source_path) {
            let name = [b"/", base_name(folder.as_bytes()), b"/"].concat();
            if let Some(at) = path.windows(name.len()).position(|w| w == name) {
                return &path[at + name.len()..];
            }
        }
    }
    let prefixes = list(trim_path).chain(["/proc/self/cwd/./", "/proc/self/cwd/"]);
    for prefix in prefixes {
        let prefix = prefix.strip_suffix('/').unwrap_or(prefix).as_bytes();
        if let Some(rest) = path.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(b"/")) {
            return rest;
        }
    }
    path
}

/// The paths of a list; none of an empty one.
pub fn list(paths: &str) -> impl Iterator<Item = &str> {
    paths.split(':').filter(move |_| !paths.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lose_what_does_not_say_where_they_are() {
        for (path, trim, source, expected) in [
            ("/build/app/main.go", "", "", "/build/app/main.go"),
            ("/build/app/main.go", "/build", "", "app/main.go"),
            ("/build/app/main.go", "/x:/build/app/", "", "main.go"),
            ("/build/app/main.go", "", "/home/me/app", "main.go"),
            ("/build/app/main.go", "/x", "/home/me/app", "/build/app/main.go"),
            ("/proc/self/cwd/./a/b.c", "", "", "a/b.c"),
            ("/proc/self/cwd/a/b.c", "/x", "", "a/b.c"),
            ("/builder/a.go", "/build", "", "/builder/a.go"),
        ] {
            let trimmed = trim_path(path.as_bytes(), trim, source);
            assert_eq!(trimmed, expected.as_bytes(), "{path} {trim} {source}");
        }
    }
}
