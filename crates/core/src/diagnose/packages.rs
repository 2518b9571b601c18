//! Whose code it is: which functions are the runtime's and the standard library's, and
//! which modules are the user's own.
//!
//! Files tell more than names, as the user's own packages may be called anything: what
//! lies in the folder of Go's runtime is Go's, what has a version in its path was
//! fetched. Only where the files were trimmed do names decide, and then by the list of
//! what Go has.

use crate::profile::{FunctionId, Profile};
use crate::query::quote;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What can be told of a profile's packages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packages {
    /// An expression for `hide`: it matches the functions of the runtime and of the
    /// standard library. Empty if there are none.
    pub library: String,
    /// The user's own modules, those with the most functions first.
    pub modules: Vec<String>,
}

/// The first parts of the import paths of Go's standard library.
const GO: &str = "archive arena bufio builtin bytes cmp compress container context crypto database \
    debug embed encoding errors expvar flag fmt go go: hash html image index internal io iter log \
    maps math mime net os path plugin reflect regexp runtime slices sort strconv strings structs \
    sync syscall testing text time type type: unicode unique unsafe vendor weak";
/// The same for Java.
const JAVA: &str = "java javax jdk sun";
/// The same for Rust and C++.
const NATIVE: &str = "alloc core std __cxxabiv1 __gnu_cxx";
/// How files start that come with a language.
const FILES: [&str; 3] = ["/rustc/", "<frozen ", "node:"];
/// So many modules are enough to tell.
const MAX_MODULES: usize = 20;

/// Sorts a profile's functions by whose they are.
pub fn packages(profile: &Profile) -> Packages {
    let texts = |ids: &[u32]| ids.iter().map(|&id| profile.strings.text(id)).collect();
    let names: Vec<Cow<str>> = texts(&profile.functions.name);
    let files: Vec<Cow<str>> = texts(&profile.functions.filename);
    let functions = || names.iter().zip(&files).map(|(name, file)| (&**name, &**file));
    let languages = Languages::new(functions());
    let (mut found, mut modules) = (Found::default(), BTreeMap::new());
    for (name, file) in functions() {
        if let Some(start) = FILES.iter().find(|start| file.starts_with(**start)) {
            found.files.insert(start);
        } else if let Some(part) = python_part(file) {
            found.python.insert(part);
        } else {
            match languages.owner(name, file) {
                Owner::Library => found.library(name),
                Owner::Own(module) => {
                    found.others.insert(top(name));
                    *modules.entry(module).or_insert(0) += 1;
                }
                Owner::Other => drop(found.others.insert(top(name))),
            }
        }
    }
    let mut modules: Vec<(&str, usize)> = modules.into_iter().collect();
    modules.sort_unstable_by_key(|&(module, count)| (std::cmp::Reverse(count), module));
    modules.truncate(MAX_MODULES);
    Packages {
        library: found.pattern(),
        modules: modules.into_iter().map(|(module, _)| module.to_owned()).collect(),
    }
}

/// Whose code a function is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ownership {
    /// The runtime's or the standard library's.
    Library,
    /// Somebody else's, or nobody knows.
    Other,
    /// The user's own.
    Own,
}

/// Whose each function of a profile is.
pub fn ownership(profile: &Profile) -> Vec<Ownership> {
    let all: Vec<FunctionId> = (0..profile.functions.len() as FunctionId).collect();
    ownership_of(profile, &all)
}

/// Whose some functions of a profile are.
pub fn ownership_of(profile: &Profile, wanted: &[FunctionId]) -> Vec<Ownership> {
    let texts = |ids: &[u32]| ids.iter().map(|&id| profile.strings.text(id)).collect();
    let names: Vec<Cow<str>> = texts(&profile.functions.name);
    let files: Vec<Cow<str>> = texts(&profile.functions.filename);
    let languages = Languages::new(names.iter().zip(&files).map(|(n, f)| (&**n, &**f)));
    let of = |&function: &FunctionId| {
        let (name, file) = (&*names[function as usize], &*files[function as usize]);
        let is_library = FILES.iter().any(|start| file.starts_with(start));
        if is_library || python_part(file).is_some() {
            return Ownership::Library;
        }
        match languages.owner(name, file) {
            Owner::Library => Ownership::Library,
            Owner::Own(_) => Ownership::Own,
            Owner::Other => Ownership::Other,
        }
    };
    wanted.iter().map(of).collect()
}

/// Whether a function is one of Go's standard library or runtime, by its name alone.
pub fn is_go_library(name: &str) -> bool {
    is_in(GO, first_part(go_package(name)))
}

/// Whose a function is.
enum Owner<'a> {
    Library,
    /// The user's, in this module.
    Own(&'a str),
    /// Somebody else's, or nobody knows.
    Other,
}

/// What a profile is of, as far as its names and files say.
struct Languages<'a> {
    is_go: bool,
    is_java: bool,
    /// The folders in which Go's own source is.
    go_roots: BTreeSet<&'a str>,
}

impl<'a> Languages<'a> {
    fn new(functions: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut this = Self { is_go: false, is_java: false, go_roots: BTreeSet::new() };
        for (name, file) in functions {
            this.is_go |= file.ends_with(".go");
            this.is_java |= name.starts_with("java.lang.") || name.starts_with("java.util.");
            if name.starts_with("runtime.") {
                this.is_go |= matches!(name, "runtime.main" | "runtime.mcall" | "runtime.goexit");
                let root = file.find("/src/runtime/").map(|at| &file[..at + "/src/".len()]);
                this.go_roots.extend(root);
            }
        }
        this
    }

    fn owner<'f>(&self, name: &'f str, file: &'f str) -> Owner<'f> {
        if !file.ends_with(".go") && (file.ends_with(".rs") || name.contains("::")) {
            let is_fetched = file.contains("/.cargo/") || file.contains("/registry/src/");
            return match native_top(name) {
                Some(top) if is_in(NATIVE, top) => Owner::Library,
                Some(top) if file.ends_with(".rs") && !is_fetched => Owner::Own(top),
                _ => Owner::Other,
            };
        }
        if self.is_go {
            return self.go_owner(name, file);
        }
        if self.is_java && is_in(JAVA, top(name)) { Owner::Library } else { Owner::Other }
    }

    fn go_owner<'f>(&self, name: &'f str, file: &'f str) -> Owner<'f> {
        let in_root = self.go_roots.iter().find_map(|root| file.strip_prefix(*root));
        let is_go = file.ends_with(".go");
        let is_absolute = file.starts_with('/') || file.get(1..3) == Some(":/");
        let is_library = match in_root {
            // The go command and its compilers are programs like any other.
            Some(rest) => !rest.starts_with("cmd/"),
            None if is_absolute && is_go && !self.go_roots.is_empty() => false,
            None => is_in(GO, first_part(go_package(name))) && !file.contains('@'),
        };
        if is_library {
            return Owner::Library;
        }
        let is_fetched = ["@", "/pkg/mod/", "/vendor/"].iter().any(|part| file.contains(part))
            || name.contains("/vendor/");
        let has_package = top(name).len() < name.len();
        if is_fetched || !has_package || !(is_go || name.starts_with("main.")) {
            Owner::Other
        } else {
            Owner::Own(go_module(name, file))
        }
    }
}

fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// Up to the first slash.
fn first_part(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

/// The module of a Go function, nearly: paths say nothing of where it ends.
fn go_module<'a>(name: &'a str, file: &'a str) -> &'a str {
    let mut path = go_package(name);
    if path == "main" && !file.starts_with(['/', '<']) {
        // Trimmed files start with the module.
        path = file.rsplit_once('/').map_or(path, |(folder, _)| folder);
    }
    let host = first_part(path);
    let parts = match host {
        "github.com" | "gitlab.com" | "bitbucket.org" | "golang.org" => 3,
        _ if host.contains('.') => 2,
        _ => 1,
    };
    path.match_indices('/').nth(parts - 1).map_or(path, |(at, _)| &path[..at])
}

/// A Go function's package: up to the first dot behind the last slash.
fn go_package(name: &str) -> &str {
    // Type arguments and receivers may have paths of their own.
    let plain = &name[..name.find(['[', '(', '{']).unwrap_or(name.len())];
    let last = plain.rfind('/').map_or(0, |slash| slash + 1);
    plain[last..].find('.').map_or(plain, |dot| &plain[..last + dot])
}

/// The first part of a name; all of it where it has only one.
fn top(name: &str) -> &str {
    &name[..name.find(['.', '/', '[', '(']).unwrap_or(name.len())]
}

/// The first part of a name of Rust or C++.
fn native_top(name: &str) -> Option<&str> {
    let top = name.strip_prefix('<').unwrap_or(name).split_once("::")?.0;
    let is_word = top.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    is_word.then_some(top)
}

/// The part of Python's library that a file is of: a folder, or nothing. `None` if it
/// is of none.
fn python_part(file: &str) -> Option<&str> {
    if !file.ends_with(".py") {
        return None;
    }
    let rest = file.split_once("/lib/python")?.1;
    let rest = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let rest = rest.strip_prefix('/')?;
    let part = rest.find('/').map_or("", |slash| &rest[..slash]);
    (!part.ends_with("-packages")).then_some(part)
}

/// The parts of names that are a library's.
#[derive(Default)]
struct Found<'a> {
    /// The first parts of names, and the packages below each.
    go: BTreeMap<&'a str, BTreeSet<&'a str>>,
    native: BTreeSet<&'a str>,
    /// Names of one part.
    whole: BTreeSet<&'a str>,
    python: BTreeSet<&'a str>,
    files: BTreeSet<&'a str>,
    /// The first parts of names that are not a library's.
    others: BTreeSet<&'a str>,
}

impl<'a> Found<'a> {
    fn library(&mut self, name: &'a str) {
        let first = top(name);
        if let Some(top) = native_top(name) {
            self.native.insert(top);
        } else if first.len() == name.len() {
            self.whole.insert(name);
        } else {
            self.go.entry(first).or_default().insert(go_package(name));
        }
    }

    fn pattern(&self) -> String {
        let is_shared = |top: &&str| self.others.contains(*top);
        let tops = self.go.keys().copied().filter(|top| !is_shared(top));
        let shared = self.go.iter().filter(|(top, _)| is_shared(top));
        let packages = shared.flat_map(|(_, packages)| packages.iter().copied());
        // What is in no folder is a file.
        let ends = self.python.iter().map(|part| match *part {
            "" => "[^/]+$".to_owned(),
            part => format!("{}/", quote(part)),
        });
        let parts = [
            ("^", one_of(tops.map(quote)), "[./]"),
            ("^", one_of(packages.map(quote)), r"\."),
            ("^", one_of(self.whole.iter().map(|name| quote(name))), "$"),
            ("^<?", one_of(self.native.iter().map(|name| quote(name))), "::"),
            ("^", one_of(self.files.iter().map(|start| quote(start))), ""),
            ("/lib/python[0-9.]+/", one_of(ends), ""),
        ];
        let used = parts.iter().filter(|(_, words, _)| !words.is_empty());
        let parts: Vec<String> = used.map(|(a, words, b)| [*a, words, *b].concat()).collect();
        parts.join("|")
    }
}

/// `(a|b)`; nothing for none.
fn one_of(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    if words.is_empty() { String::new() } else { format!("({})", words.join("|")) }
}

#[cfg(test)]
mod tests;
