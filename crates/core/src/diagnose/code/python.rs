//! Python: files tell, whole or as profilers shorten them.

use super::context::own;
use super::{By, Class, Code, Language, base, by_words, is_in, native, tables};

pub(super) fn code<'f>(name: &'f str, file: &'f str) -> Code<'f> {
    let of = |class, by| Code::new(Language::Python, class, by);
    if file.is_empty() || matches!(file, "~" | "<built-in>" | "<string>") {
        let waits = [(tables::PYTHON_WAITS, Class::Idle)];
        let is_built_in = ["<built-in", "{built-in", "<method", "{method"];
        let built_in = is_built_in.iter().any(|start| name.starts_with(start));
        return by_words(Language::Python, &waits, name)
            .or_else(|| built_in.then(|| of(Class::Library, By::Whole)))
            .or_else(|| native::by_name(Language::Python, name))
            .unwrap_or(own(Language::Python));
    }
    if file.starts_with("<frozen ") {
        return of(Class::Library, By::Start("<frozen "));
    }
    if file.contains("-packages/") || file.contains("-packages\\") || file.ends_with(".pyx") {
        return of(Class::Dependency, By::Package);
    }
    let part = part(file);
    // A profiler that leaves the path of the library away leaves it away everywhere.
    let path = file.strip_prefix("./").unwrap_or(file);
    let is_short = !file.starts_with(['/', '.', '<']) && file.get(1..2) != Some(":");
    let top = path.split(['/', '\\', '.']).next().unwrap_or_default();
    let is_listed = is_short && is_in(tables::PYTHON, top);
    if part.is_none() && !is_listed {
        return own(Language::Python);
    }
    let module = base(file).trim_end_matches(".py");
    let waits =
        tables::PYTHON_IDLE.split(' ').any(|pair| pair.split_once(':') == Some((module, name)));
    match (waits, part) {
        (true, _) => of(Class::Idle, By::Whole),
        (false, Some(part)) => of(Class::Library, By::Python(part)),
        (false, None) => of(Class::Library, By::File(file)),
    }
}

/// The part of Python's library that a file is of: a folder, or nothing. `None` if it
/// is of none.
fn part(file: &str) -> Option<&str> {
    if !file.ends_with(".py") {
        return None;
    }
    let rest = file.split_once("/lib/python")?.1;
    let rest = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let rest = rest.strip_prefix('/')?;
    let part = rest.find('/').map_or("", |slash| &rest[..slash]);
    (!part.ends_with("-packages")).then_some(part)
}
