//! Arrows between the top modules of each crate, and between crates: who may know whom. A new
//! arrow has to be written down in the table, where a reviewer sees it; one that is gone has to go
//! there, too.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// One crate a paragraph: `module -> modules of the crate; crates`.
const TABLE: &str = include_str!("arrows.txt");

/// Crates whose arrows are looked at.
const CRATES: [&str; 5] =
    ["hearth_core", "hearth_layout", "hearth_messages", "hearth_cli", "hearth_js"];

type Arrows = BTreeMap<String, BTreeSet<String>>;

#[test]
fn arrows_are_those_of_the_table() {
    let mut found = String::new();
    for name in ["cli", "core", "js", "layout", "messages", "web"] {
        found.push_str(&format!("[{name}]\n"));
        for (module, to) in arrows(name) {
            let to: Vec<&str> = to.iter().map(String::as_str).collect();
            found.push_str(&format!("{module} -> {}\n", to.join(" ")));
        }
    }
    let lines = |text: &str| -> BTreeSet<String> {
        let mut name = String::new();
        let mut lines = BTreeSet::new();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.strip_prefix('[') {
                Some(of) => name = of.trim_end_matches(']').to_owned(),
                None => lines.extend([format!("{name}: {line}")]),
            }
        }
        lines
    };
    let (found, table) = (lines(&found), lines(TABLE));
    let new: Vec<&String> = found.difference(&table).collect();
    let gone: Vec<&String> = table.difference(&found).collect();
    assert!(new.is_empty() && gone.is_empty(), "found {new:#?}\nin place of {gone:#?}");
}

#[test]
fn no_arrow_runs_in_a_circle() {
    for name in ["cli", "core", "js", "layout", "messages", "web"] {
        let arrows = arrows(name);
        let mut open: BTreeSet<&String> = arrows.keys().collect();
        // What only leads to what is done is done, until nothing changes.
        loop {
            let is_done = |module: &&&String| arrows[**module].iter().all(|to| !open.contains(to));
            let done: Vec<&String> = open.iter().filter(is_done).copied().collect();
            if done.is_empty() {
                break;
            }
            done.into_iter().for_each(|module| _ = open.remove(module));
        }
        assert!(open.is_empty(), "{name}: in a circle, or before one: {open:?}");
    }
}

#[test]
fn names_of_a_list_are_read() {
    let names = |path: &str| first_names(path).filter(|name| !name.is_empty()).collect::<Vec<_>>();
    assert_eq!(names("a::b;"), ["a"]);
    assert_eq!(names("{b, c::{d, e}, f};"), ["c", "f", "b"]);
}

/// The arrows of a crate, tests aside.
fn arrows(name: &str) -> Arrows {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests lie in the tree");
    let source = if name == "web" {
        root.join("web/src")
    } else {
        root.join("crates").join(name).join("src")
    };
    let modules: BTreeSet<String> = fs::read_dir(&source)
        .expect("every crate has sources")
        .map(|entry| {
            entry
                .expect("it can be listed")
                .path()
                .file_stem()
                .unwrap()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    let mut arrows = Arrows::new();
    for file in files(&source) {
        let relative = file.strip_prefix(&source).expect("it lies there");
        let mut parts = relative.components().map(|part| part.as_os_str().to_string_lossy());
        let module = parts.next().expect("it has a name").trim_end_matches(".rs").to_owned();
        if ["lib", "main", "bin"].contains(&&*module) {
            continue;
        }
        let text = fs::read_to_string(&file).expect("sources are texts");
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let of_module = arrows.entry(module.clone()).or_default();
        let text: Vec<&str> =
            text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
        let text = text.join(" ");
        for (at, prefix) in text.match_indices("crate::") {
            // Not a macro's `$crate::`.
            if !text[..at].ends_with('$') {
                let names = first_names(&text[at + prefix.len()..]);
                of_module.extend(names.filter(|to| modules.contains(to) && *to != module));
            }
        }
        for (at, prefix) in text.match_indices("hearth_") {
            let to = [prefix, &word(&text[at + prefix.len()..])].concat();
            if CRATES.contains(&&*to)
                && text[at + to.len()..].starts_with("::")
                && to != format!("hearth_{name}")
            {
                of_module.insert(to);
            }
        }
    }
    arrows
}

/// Names that a path goes on with: `a::b` with `a`, `{a, b::{c, d}}` with `a` and `b`.
fn first_names(path: &str) -> impl Iterator<Item = String> {
    let mut names = vec![word(path)];
    if let Some(list) = path.strip_prefix('{') {
        let (mut depth, mut start) = (0, 0);
        for (at, character) in list.char_indices() {
            match character {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => start = at + 1,
                _ => continue,
            }
            if start == at + 1 {
                names.push(word(&list[start..]));
            }
        }
        names.push(word(list));
    }
    names.into_iter()
}

/// The name that a text begins with.
fn word(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The sources below a folder, without those of tests alone.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let is_of_tests =
            ["tests", "golden", "laws", "testing"].contains(&&*stem) || stem.ends_with("_tests");
        if is_of_tests {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}
