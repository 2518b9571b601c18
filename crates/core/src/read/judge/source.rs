//! Source text: by what it looks like, and by the ending of its name.

use super::super::sniff::Form;
use super::{is_opened, is_vague};

/// Languages, and the endings of their files.
const LANGUAGES: [(&str, &[&str]); 19] = [
    ("Go", &["go"]),
    ("Rust", &["rs"]),
    ("C", &["c", "h", "inc"]),
    ("C++", &["cc", "cpp", "cxx", "hh", "hpp", "hxx"]),
    ("Java", &["java"]),
    ("Kotlin", &["kt", "kts"]),
    ("Scala", &["scala"]),
    ("C#", &["cs"]),
    ("Python", &["py"]),
    ("JavaScript", &["js", "jsx", "mjs", "cjs"]),
    ("TypeScript", &["ts", "tsx", "mts", "cts"]),
    ("Ruby", &["rb"]),
    ("PHP", &["php"]),
    ("Swift", &["swift"]),
    ("Objective-C", &["m", "mm"]),
    ("Zig", &["zig"]),
    ("Assembler", &["s", "asm"]),
    ("Yacc", &["y"]),
    ("Julia", &["jl"]),
];

/// The language of a source file; nothing if it is none.
pub fn language(content: &[u8], name: &str, form: Form) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    let of =
        |(_, endings): &&(&str, &[&str])| endings.iter().any(|e| e.eq_ignore_ascii_case(ending));
    let (language, _) = LANGUAGES.iter().find(of)?;
    let is_source = if is_opened(form) {
        // A program may quote a dump, or write one; then it does not begin with it.
        matches!(form, Form::GoroutineDump | Form::Folded) && !begins_with_dump(content)
    } else {
        is_vague(form)
    };
    (is_source && is_text(content) && !is_page(content)).then_some(language)
}

/// Returns whether the first line that is not empty is a goroutine's.
fn begins_with_dump(content: &[u8]) -> bool {
    let text = content.trim_ascii_start();
    ["goroutine ", "panic: ", "fatal error: ", "SIGQUIT: "]
        .iter()
        .any(|start| text.starts_with(start.as_bytes()))
}

/// A server's answer that was saved under some name.
fn is_page(content: &[u8]) -> bool {
    let start: Vec<u8> =
        content.trim_ascii_start().iter().take(14).map(u8::to_ascii_lowercase).collect();
    start.starts_with(b"<!doctype html") || start.starts_with(b"<html")
}

/// Old files are in other encodings than UTF-8, but none has control characters.
fn is_text(content: &[u8]) -> bool {
    let odd = |b: &&u8| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127);
    content.iter().filter(odd).count() * 200 <= content.len() && !content.contains(&0)
}
