//! Whose code a function is, and what it is for: the one classification that colors, the
//! legend, presets and the blame for leaks go by.
//!
//! Files tell more than names, as the user's own packages may be called anything: what
//! lies in the folder of Go's runtime is Go's, what has a version in its path was
//! fetched. Only where files are missing do names and binaries decide, and then by the
//! words in `tables`. A file for each language has its rules; `context` is what the
//! profile as a whole says of its languages.

mod context;
mod dotnet;
mod go;
mod julia;
mod jvm;
mod native;
mod presets;
mod python;
mod rust;
mod script;
mod tables;

pub use context::Context;
pub use go::is_go_library;
pub(super) use go::{module_of_path as go_module, package as go_package};
pub use presets::{PRESETS, modules, presets};

use crate::profile::{FunctionId, MappingId, Profile};
use std::borrow::Cow;

/// Programming language of a function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Nothing says.
    #[default]
    Unknown,
    /// Go.
    Go,
    /// Rust.
    Rust,
    /// C, C++, assembly, the kernel.
    Native,
    /// Java, Kotlin, Scala, Clojure, Groovy.
    Jvm,
    /// Python.
    Python,
    /// JavaScript, in Node.js or a browser.
    JavaScript,
    /// Julia.
    Julia,
    /// C#, F#, and what else runs on .NET.
    DotNet,
    /// PHP.
    Php,
    /// Ruby.
    Ruby,
}

/// Whose it is, or what it is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Class {
    /// The user's own, or nobody knows.
    #[default]
    Own,
    /// Third-party code.
    Dependency,
    /// The language's standard library.
    Library,
    /// The language's runtime or virtual machine.
    Runtime,
    /// Garbage collection.
    Collector,
    /// Allocation of memory.
    Allocator,
    /// The C library and the kernel, as far as it is no system call.
    System,
    /// System calls.
    SystemCall,
    /// Waiting, with nothing to do.
    Idle,
}

impl Class {
    /// The family of colors: own, dependency, library, runtime, memory, system, idle.
    pub fn family(self) -> u8 {
        [0, 1, 2, 3, 4, 4, 5, 5, 6][self as usize]
    }

    /// Neither the user's own nor a dependency.
    pub fn is_foreign(self) -> bool {
        !matches!(self, Self::Own | Self::Dependency)
    }
}

/// Language and class of a function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Code<'a> {
    /// Its language.
    pub language: Language,
    /// Whose it is.
    pub class: Class,
    /// It belongs to the language's runtime or virtual machine, whatever it is for.
    pub is_runtime: bool,
    /// Evidence, from which the expression is made that matches this and its like.
    pub(super) by: By<'a>,
}

/// Evidence for the class of a function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum By<'a> {
    /// The package or the namespace in its name.
    #[default]
    Package,
    /// Its name, by this word of a table.
    Word(&'static str),
    /// Its whole name, with what is known of its file.
    Whole,
    /// The beginning of its file.
    Start(&'static str),
    /// A part of its file.
    Part(&'static str),
    /// Its file.
    File(&'a str),
    /// The part of Python's library that its file is of.
    Python(&'a str),
    /// Its binary, the file without its folder.
    Binary(&'a str),
}

impl<'a> Code<'a> {
    fn new(language: Language, class: Class, by: By<'a>) -> Self {
        let is_managed = !matches!(language, Language::Native | Language::Rust);
        let is_runtime = matches!(class, Class::Runtime | Class::Collector)
            || class == Class::Allocator && is_managed;
        Self { language, class, is_runtime, by }
    }
}

/// Names, files and binaries of a profile's functions.
pub struct Texts<'a> {
    names: Vec<Cow<'a, str>>,
    files: Vec<Cow<'a, str>>,
    binaries: Vec<Cow<'a, str>>,
    /// The binary of each function: that of the first location that it is at.
    binary: Vec<Option<MappingId>>,
}

impl<'a> Texts<'a> {
    /// The texts of a profile. Linear in its functions and locations.
    pub fn new(profile: &'a Profile) -> Self {
        let texts = |ids: &[u32]| ids.iter().map(|&id| profile.strings.text(id)).collect();
        let locations = &profile.locations;
        let mut binary = vec![None; profile.functions.len()];
        let mut start = 0;
        for (&end, &mapping) in locations.line_ends.iter().zip(&locations.mapping) {
            for line in &locations.lines[start..end as usize] {
                let slot = &mut binary[line.function as usize];
                *slot = slot.or(mapping);
            }
            start = end as usize;
        }
        Self {
            names: texts(&profile.functions.name),
            files: texts(&profile.functions.filename),
            binaries: profile.mappings.iter().map(|m| profile.strings.text(m.file)).collect(),
            binary,
        }
    }

    /// The name, the file and the binary of a function.
    pub fn of(&self, function: FunctionId) -> (&str, &str, &str) {
        let at = function as usize;
        let binary = self.binary[at].and_then(|b| self.binaries.get(b as usize));
        (&self.names[at], &self.files[at], binary.map_or("", |binary| &**binary))
    }

    /// The binaries of locations that have no function.
    fn nameless(&self, profile: &Profile) -> impl Iterator<Item = &str> {
        let locations = &profile.locations;
        let mut has = vec![false; self.binaries.len()];
        let mut start = 0;
        for (&end, &mapping) in locations.line_ends.iter().zip(&locations.mapping) {
            if let Some(has) =
                mapping.filter(|_| end == start).and_then(|m| has.get_mut(m as usize))
            {
                *has = true;
            }
            start = end;
        }
        self.binaries.iter().zip(has).filter(|(_, has)| *has).map(|(binary, _)| &**binary)
    }

    /// Those of all functions.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        (0..self.names.len() as FunctionId).map(|function| self.of(function))
    }
}

/// The last part of a path.
fn base(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// The word of a list that a name fits: `a` is the whole name, `a*` its beginning, `*a` its
/// end, `*a*` a part; `~` is a space.
fn word_of(list: &'static str, name: &str) -> Option<&'static str> {
    let name = name.as_bytes();
    list.split(' ').find(|word| {
        let word = word.as_bytes();
        let part = word.strip_prefix(b"*").unwrap_or(word);
        let part = part.strip_suffix(b"*").unwrap_or(part);
        let Some(last) = name.len().checked_sub(part.len()) else { return false };
        let is_at = |at: usize| {
            part.iter().zip(&name[at..]).all(|(&a, &b)| a == b || a == b'~' && b == b' ')
        };
        match (word.first() == Some(&b'*'), word.last() == Some(&b'*')) {
            (true, true) => (0..=last).any(is_at),
            (true, false) => is_at(last),
            (false, true) => is_at(0),
            (false, false) => last == 0 && is_at(0),
        }
    })
}

/// The class of a name by tables of words, in their order.
fn by_words<'a>(
    language: Language,
    tables: &[(&'static str, Class)],
    name: &str,
) -> Option<Code<'a>> {
    tables.iter().find_map(|&(list, class)| {
        word_of(list, name).map(|word| Code::new(language, class, By::Word(word)))
    })
}

#[cfg(test)]
mod tests;
