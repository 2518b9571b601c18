//! Rust: what cargo fetched lies in its folders; crates that come with Rust are few.

use super::context::own;
use super::{By, Class, Code, Context, Language, by_words, is_in, tables};

/// A name as the linker has it, which nobody decoded.
pub(super) fn is_mangled(name: &str) -> bool {
    let is_hash = |tail: &str| tail.len() == 16 && tail.bytes().all(|b| b.is_ascii_hexdigit());
    name.starts_with("_ZN")
        && name.ends_with('E')
        && name.rfind("17h").is_some_and(|at| is_hash(&name[at + 3..name.len() - 1]))
        || name.starts_with("_RNv")
}

pub(super) fn code<'f>(context: &Context, name: &'f str, file: &'f str) -> Code<'f> {
    let words = [(tables::RUST_ALLOCATOR, Class::Allocator), (tables::RUST_IDLE, Class::Idle)];
    let of = |class, by| Code::new(Language::Rust, class, by);
    let parts = ["/rustlib/src/rust/library/", "/library/std/src/", "/library/core/src/"];
    let start = file.starts_with("/rustc/").then_some(By::Start("/rustc/"));
    let in_library =
        start.or_else(|| parts.into_iter().find(|part| file.contains(*part)).map(By::Part));
    let krate = crate_of(name);
    let is_library = krate.is_some_and(|krate| is_in(tables::NATIVE, krate));
    if in_library.is_some() || is_library || name.starts_with("__rust_") {
        let by = if is_library { By::Package } else { in_library.unwrap_or(By::Whole) };
        return by_words(Language::Rust, &words, name).unwrap_or(of(Class::Library, by));
    }
    let is_fetched = ["/.cargo/", "/registry/src/", "/git/checkouts/", "/vendor/"];
    if is_fetched.iter().any(|part| file.contains(part)) {
        return of(Class::Dependency, By::Package);
    }
    let is_somebodys = !context.main_crate.is_empty() && krate != Some(context.main_crate);
    if file.is_empty() && is_somebodys {
        return of(Class::Dependency, By::Package);
    }
    own(Language::Rust)
}

/// The crate of a name: that of the type, or of the trait if the type has none:
/// `alloc` of `<alloc::vec::Vec<T> as core::ops::Deref>::deref`, `core` of
/// `<usize as core::ops::Rem>::rem`.
pub(super) fn crate_of(name: &str) -> Option<&str> {
    if let Some(rest) = name.strip_prefix("_ZN") {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let length: usize = rest[..digits].parse().ok()?;
        let path = rest.get(digits..digits + length)?;
        // `<` is written `_$LT$`.
        return first(path.trim_start_matches("_$LT$").split("..").next()?);
    }
    let plain = name.trim_start_matches(['<', '&', '*', '[', '(']);
    let plain = ["mut ", "const ", "dyn ", "impl "]
        .iter()
        .find_map(|word| plain.strip_prefix(word))
        .unwrap_or(plain);
    let of_type = plain.split(" as ").next().unwrap_or(plain);
    match of_type.split_once("::") {
        Some((krate, _)) if first(krate).is_some() => first(krate),
        _ => plain.split_once(" as ").and_then(|(_, of)| first(of.split("::").next()?)),
    }
}

fn first(word: &str) -> Option<&str> {
    let is_word = word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    (is_word && !word.is_empty()).then_some(word)
}
