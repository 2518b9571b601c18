//! Languages of a profile as a whole, and the way from a function to the
//! rules of its language.

use super::{By, Class, Code, Language, base, dotnet, go, jvm, native, python, rust, script};
use super::{julia, tables, word_of};

/// Languages of a profile, as far as its names and files tell.
#[derive(Clone, Debug, Default)]
pub struct Context<'a> {
    /// The folders in which Go's own source is.
    pub(super) go_roots: Vec<&'a str>,
    /// The crate that has `main`.
    pub(super) main_crate: &'a str,
    /// Number of functions that tell their language, by [`Language`].
    counts: [u32; 11],
}

impl<'a> Context<'a> {
    /// Looks at names and files of all functions.
    pub fn new(functions: impl Iterator<Item = (&'a str, &'a str, &'a str)>) -> Self {
        let mut this = Self::default();
        for (name, file, _) in functions {
            if let Some(language) = of_file(file).or_else(|| of_name(name)) {
                this.counts[language as usize] += 1;
            }
            if name.starts_with("runtime.") {
                let root = file.find("/src/runtime/").map(|at| &file[..at + "/src/".len()]);
                if let Some(root) = root.filter(|root| !this.go_roots.contains(root)) {
                    this.go_roots.push(root);
                }
            } else if let Some(krate) = name.strip_suffix("::main")
                && !krate.contains([':', '<'])
            {
                this.main_crate = krate;
            }
        }
        this
    }

    /// Returns whether there is any function of a language.
    pub(super) fn has(&self, language: Language) -> bool {
        self.counts[language as usize] > 0
    }

    /// The language of functions that do not say: that of most that do.
    fn usual(&self) -> Language {
        use Language::{DotNet, Go, JavaScript, Julia, Jvm, Php, Python, Ruby, Rust, Unknown};
        let managed = [Go, Jvm, Python, JavaScript, Julia, DotNet, Php, Ruby, Rust];
        let most = managed.into_iter().rev().max_by_key(|&l| self.counts[l as usize]);
        most.filter(|&language| self.has(language)).unwrap_or(Unknown)
    }

    /// Code of a function, by its name, file and binary, as far as they are known.
    pub fn code<'f>(&self, name: &'f str, file: &'f str, binary: &'f str) -> Code<'f> {
        let file = known(file);
        if let Some(code) = native::kernel(name, binary) {
            return code;
        }
        match of_file(file) {
            Some(Language::Go) => go::code(self, name, file),
            Some(Language::Rust) => rust::code(self, name, file),
            Some(Language::Jvm) => jvm::code(name),
            Some(Language::Python) => python::code(name, file),
            Some(Language::JavaScript) => script::javascript(file),
            Some(Language::Julia) => julia::code(name, file),
            Some(Language::DotNet) => dotnet::code(name),
            Some(Language::Php) => script::php(name, file),
            Some(Language::Ruby) => script::ruby(name, file),
            // Java's parts of Go's own tree are assembly.
            Some(Language::Native)
                if self.has(Language::Go) && go::is_assembly(self, name, file) =>
            {
                go::code(self, name, file)
            }
            Some(_) => native::code(self, self.usual(), name, file, base(binary)),
            None => self.without_file(name, file, base(binary)),
        }
    }

    fn without_file<'f>(&self, name: &'f str, file: &'f str, binary: &'f str) -> Code<'f> {
        let usual = self.usual();
        if let Some(code) = script::perf_map(name) {
            return code;
        }
        if let Some(code) = native::of_binary(binary, name) {
            return code;
        }
        match usual {
            // Rust's names are told from C++'s by nothing but their company.
            _ if rust::is_mangled(name) => rust::code(self, name, file),
            Language::Go if !name.contains("::") => go::code(self, name, file),
            Language::Jvm => jvm::code(name),
            Language::Python => python::code(name, file),
            Language::JavaScript => script::builtin(name),
            Language::Julia => julia::code(name, file),
            Language::DotNet => dotnet::code(name),
            Language::Php => script::php(name, file),
            Language::Ruby => script::ruby(name, file),
            Language::Rust if name.contains("::") => rust::code(self, name, file),
            usual => native::code(self, usual, name, file, binary),
        }
    }
}

/// A file, if it is one: profilers have words for those that they do not know.
fn known(file: &str) -> &str {
    let is_word = matches!(
        file,
        "?" | "??"
            | "Unknow"
            | "Unknown"
            | "unknown"
            | "<unknown>"
            | "(unknown)"
            | "nothing"
            | "<nothing>"
            | "??:0"
            | "[unknown]"
    );
    if is_word { "" } else { file }
}

/// The language of a file.
fn of_file(file: &str) -> Option<Language> {
    use Language::{DotNet, Go, JavaScript, Julia, Jvm, Native, Php, Python, Ruby, Rust};
    if file.starts_with("node:") {
        return Some(JavaScript);
    }
    if file.starts_with("<frozen ") {
        return Some(Python);
    }
    if file.starts_with("<cfunc>") || file.starts_with("<internal:") || file == "[c function]" {
        return Some(Ruby);
    }
    let name = base(file);
    let end = name.rfind('.').map_or("", |dot| &name[dot + 1..]);
    // Some say where in a file.
    let end = end.split(':').next().unwrap_or_default();
    Some(match end {
        "go" => Go,
        "rs" => Rust,
        "java" | "kt" | "kts" | "scala" | "clj" | "groovy" => Jvm,
        "py" | "pyx" | "pxd" | "pyi" => Python,
        "js" | "mjs" | "cjs" | "ts" | "mts" | "cts" | "jsx" | "tsx" => JavaScript,
        "jl" => Julia,
        "cs" | "fs" | "vb" => DotNet,
        "php" | "phtml" | "phar" => Php,
        "rb" | "erb" | "rake" | "ru" => Ruby,
        "c" | "cc" | "cpp" | "cxx" | "h" | "hh" | "hpp" | "hxx" | "inl" | "s" | "S" | "asm"
        | "cu" | "m" | "mm" | "tcc" | "ipp" => Native,
        _ => return None,
    })
}

/// The language of a name that could be of no other.
fn of_name(name: &str) -> Option<Language> {
    if ["runtime.main", "runtime.mcall", "runtime.go"].iter().any(|start| name.starts_with(start)) {
        return Some(Language::Go);
    }
    let words = [
        (tables::JVM_HINTS, Language::Jvm),
        (tables::DOTNET_HINTS, Language::DotNet),
        (tables::JS_HINTS, Language::JavaScript),
        (tables::RUST_HINTS, Language::Rust),
        (tables::RUBY_HINTS, Language::Ruby),
        (tables::PYTHON_HINTS, Language::Python),
    ];
    words.into_iter().find(|(list, _)| word_of(list, name).is_some()).map(|(_, l)| l)
}

/// The default: the user's own, or nobody knows.
pub(super) fn own<'a>(language: Language) -> Code<'a> {
    Code::new(language, Class::Own, By::Package)
}
