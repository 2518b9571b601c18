//! Expressions for the filters that leave out what is not the user's, made of what is
//! found in a profile: of packages and folders where these tell, of words and whole
//! names where nothing else does.

use super::{By, Class, Code, Context, Language, Texts, go, rust};
use crate::diagnose::Kind;
use crate::profile::Profile;
use crate::query::quote;
use std::collections::{BTreeMap, BTreeSet};

/// The presets: their names, in the order of [`presets`].
pub const PRESETS: [&str; 4] = ["library", "collector", "runtime", "idle"];

/// An expression for each of [`PRESETS`]; empty where it would match nothing. Those for
/// the library and the runtime are for `hide`: what they cost is charged to the caller.
/// Those for the collector and for waiting are for `ignore`: their stacks are left out.
pub fn presets(profile: &Profile) -> [String; 4] {
    let texts = Texts::new(profile);
    let context = Context::new(texts.iter());
    let of_functions =
        texts.iter().map(|(name, file, binary)| (name, context.code(name, file, binary)));
    // What has no names has a binary.
    let nameless = texts.nameless(profile).map(|binary| ("", context.code("", "", binary)));
    let codes: Vec<_> = of_functions.chain(nameless).collect();
    // In a dump of goroutines waiting is what there is to see.
    let waits = Kind::of(profile) != Kind::Goroutine;
    PRESETS.map(|preset| match preset {
        "library" => expression(&codes, false, |code| code.class.is_foreign()),
        "collector" => expression(&codes, true, |code| code.class == Class::Collector),
        "runtime" => expression(&codes, false, is_of_machine),
        _ => expression(&codes, true, |code| {
            waits && matches!(code.class, Class::Idle | Class::SystemCall)
        }),
    })
}

/// A part of the language's runtime.
fn is_of_machine(code: &Code) -> bool {
    code.is_runtime
}

/// An expression that matches the names, the files or the binaries of some functions, and of no
/// others. With `by_words` those of one package are told apart.
pub fn expression(
    codes: &[(&str, Code)],
    by_words: bool,
    is_wanted: impl Fn(&Code) -> bool,
) -> String {
    let mut found = Found::default();
    for (name, code) in codes.iter().filter(|(_, code)| !is_wanted(code)) {
        found.others.insert(top(name));
        if code.by == By::Whole || top(name).len() == name.len() {
            found.other_names.insert(name);
        }
    }
    for &(name, code) in codes.iter().filter(|(_, code)| is_wanted(code)) {
        found.take(name, &code, by_words);
    }
    found.expression()
}

/// The first part of a name; all of it where it has only one.
pub(super) fn top(name: &str) -> &str {
    &name[..name.find(['.', '/', '[', '(']).unwrap_or(name.len())]
}

/// The first part of a name of Rust or C++.
fn native_top(name: &str) -> Option<&str> {
    let top = name.strip_prefix('<').unwrap_or(name).split_once("::")?.0;
    let is_word = top.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    is_word.then_some(top)
}

/// The package in a name: of Java and .NET it ends before the class.
fn package_of(language: Language, name: &str) -> &str {
    if !matches!(language, Language::Jvm | Language::DotNet) || name.contains('/') {
        return go::package(name);
    }
    let plain = &name[..name.find('(').unwrap_or(name.len())];
    let class = plain.rsplit_once('.').map_or(plain, |(class, _)| class);
    class.rsplit_once('.').map_or(class, |(package, _)| package)
}

/// The parts of names, files and binaries that are found.
#[derive(Default)]
struct Found<'a> {
    /// The first parts of names, and the packages below each.
    packages: BTreeMap<&'a str, BTreeSet<&'a str>>,
    crates: BTreeSet<&'a str>,
    /// Whole names.
    whole: BTreeSet<&'a str>,
    words: BTreeSet<&'static str>,
    python: BTreeSet<&'a str>,
    starts: BTreeSet<&'static str>,
    parts: BTreeSet<&'static str>,
    files: BTreeSet<&'a str>,
    binaries: BTreeSet<&'a str>,
    /// The first parts of names of what is not wanted.
    others: BTreeSet<&'a str>,
    /// Its names, where they are all that there is to tell by.
    other_names: BTreeSet<&'a str>,
}

impl<'a> Found<'a> {
    fn take(&mut self, name: &'a str, code: &Code<'a>, by_words: bool) {
        let has_package = top(name).len() < name.len() || native_top(name).is_some();
        match code.by {
            By::Word(word) if by_words || !has_package || word.starts_with("*~") => {
                self.words.insert(word);
            }
            By::Package | By::Word(_) if !(by_words && code.class == Class::Idle) => {
                self.package(name, code.language);
            }
            By::Start(start) => drop(self.starts.insert(start)),
            By::Part(part) => drop(self.parts.insert(part)),
            By::File(file) => drop(self.files.insert(file)),
            By::Python(part) => drop(self.python.insert(part)),
            By::Binary(binary) => drop(self.binaries.insert(binary)),
            By::Package | By::Word(_) | By::Whole => drop(self.whole.insert(name)),
        }
    }

    fn package(&mut self, name: &'a str, language: Language) {
        let first = top(name);
        match native_top(name) {
            Some(krate) => drop(self.crates.insert(krate)),
            // `<usize as core::ops::Rem>::rem`, `void std::f()`
            None if matches!(language, Language::Rust | Language::Native) => {
                self.whole.insert(name);
            }
            // `(program)` is in no package.
            None if first.is_empty() || first.len() == name.len() => {
                self.whole.insert(name);
            }
            None => {
                self.packages.entry(first).or_default().insert(package_of(language, name));
            }
        }
    }

    fn expression(&self) -> String {
        let is_shared = |top: &&str| self.others.contains(*top);
        let tops = self.packages.keys().copied().filter(|top| !is_shared(top));
        let shared = self.packages.iter().filter(|(top, _)| is_shared(top));
        let packages = shared.flat_map(|(_, packages)| packages.iter().copied());
        let whole = self.whole.iter().copied().filter(|name| !self.other_names.contains(name));
        // What is in no folder is a file.
        let ends = self.python.iter().map(|part| match *part {
            "" => "[^/]+$".to_owned(),
            part => [&*quote(part), "/"].concat(),
        });
        // `a`, `a*`, `*a`, `*a*`
        let words = |begin: bool, end: bool| {
            let fits =
                move |word: &&&str| word.starts_with('*') == begin && word.ends_with('*') == end;
            let of = self.words.iter().filter(fits);
            one_of(of.map(|word| quote(word.trim_matches('*')).replace('~', " ")))
        };
        let parts = [
            ("^", one_of(tops.map(quote)), "[./]"),
            ("^", one_of(packages.map(quote)), r"\."),
            ("^", one_of(whole.map(quote)), "$"),
            ("^<?", one_of(self.crates.iter().map(|name| quote(name))), "::"),
            ("^", one_of(self.starts.iter().map(|start| quote(start))), ""),
            ("/lib/python[0-9.]+/", one_of(ends), ""),
            ("^", words(false, false), "$"),
            ("^", words(false, true), ""),
            ("", words(true, false), "$"),
            ("", words(true, true), ""),
            ("", one_of(self.parts.iter().map(|part| quote(part))), ""),
            ("^", one_of(self.files.iter().map(|file| quote(file))), "$"),
            ("(^|/)", one_of(self.binaries.iter().map(|binary| quote(binary))), "$"),
        ];
        let used = parts.iter().filter(|(_, words, _)| !words.is_empty());
        let parts: Vec<String> = used.map(|(a, words, b)| [*a, words, *b].concat()).collect();
        parts.join("|")
    }
}

/// `(a|b)`; nothing for none.
fn one_of(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    if words.is_empty() { String::new() } else { ["(", &words.join("|"), ")"].concat() }
}

/// The user's own modules, those with the most functions first.
pub fn modules(profile: &Profile, most: usize) -> Vec<String> {
    let texts = Texts::new(profile);
    let context = Context::new(texts.iter());
    let mut modules = BTreeMap::new();
    for (name, file, binary) in texts.iter() {
        let code = context.code(name, file, binary);
        let module = match code.language {
            _ if code.class != Class::Own => None,
            Language::Go => Some(go::module(name, file)),
            Language::Rust => rust::crate_of(name),
            _ => None,
        };
        if let Some(module) = module {
            *modules.entry(module).or_insert(0) += 1;
        }
    }
    let mut modules: Vec<(&str, usize)> = modules.into_iter().collect();
    modules.sort_unstable_by_key(|&(module, count)| (std::cmp::Reverse(count), module));
    modules.truncate(most);
    modules.into_iter().map(|(module, _)| module.to_owned()).collect()
}
