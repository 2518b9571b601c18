//! Go: folders and versions first, then the list of what Go has.

use super::context::own;
use super::{By, Class, Code, Context, Language, by_words, is_in, native, tables};

/// Returns whether a function is one of Go's standard library or runtime, by its name alone.
pub fn is_go_library(name: &str) -> bool {
    is_in(tables::GO, first_part(package(name)))
}

/// A file of no language is in the folder of Go's own source, or the function has a package of it.
pub(super) fn is_assembly(context: &Context, name: &str, file: &str) -> bool {
    let in_root = context.go_roots.iter().any(|root| file.starts_with(*root));
    in_root || file.ends_with(".s") && (name.contains('.') || is_in(tables::GO, first_part(file)))
}

pub(super) fn code<'f>(context: &Context, name: &'f str, file: &'f str) -> Code<'f> {
    let of = |class| Code::new(Language::Go, class, By::Package);
    let in_root = context.go_roots.iter().find_map(|root| file.strip_prefix(*root));
    let is_go = file.ends_with(".go");
    let is_absolute = file.starts_with('/') || file.get(1..3) == Some(":/");
    let is_library = match in_root {
        // The go command and its compilers are programs like any other.
        Some(rest) => !rest.starts_with("cmd/"),
        None if is_absolute && is_go && !context.go_roots.is_empty() => false,
        None => is_go_library(name) && !file.contains('@'),
    };
    if is_library {
        return library(name);
    }
    // Trimmed, assembly has its package in its file alone.
    if file.ends_with(".s") && is_in(tables::GO, first_part(file)) && !name.contains('.') {
        let class = if file.starts_with("runtime/") { Class::Runtime } else { Class::Library };
        return Code::new(Language::Go, class, By::Whole);
    }
    let is_fetched = ["@", "/pkg/mod/", "/vendor/"].iter().any(|part| file.contains(part))
        || name.contains("/vendor/");
    let has_package = super::presets::top(name).len() < name.len();
    if !has_package && !is_go {
        // C, or the kernel: what cgo called.
        return native::by_name(Language::Go, name).unwrap_or(of(Class::Dependency));
    }
    if is_fetched || !has_package || !(is_go || name.starts_with("main.")) {
        of(Class::Dependency)
    } else {
        own(Language::Go)
    }
}

fn library(name: &str) -> Code<'_> {
    let package = package(name);
    let is_runtime = package == "runtime"
        || ["runtime/", "internal/runtime/"].iter().any(|start| package.starts_with(start));
    let words = [
        (tables::GO_IDLE, Class::Idle),
        (tables::GO_CALLS, Class::SystemCall),
        (tables::GO_COLLECTOR, Class::Collector),
        (tables::GO_ALLOCATOR, Class::Allocator),
    ];
    let class = if package.ends_with("syscall") {
        Class::SystemCall
    } else if is_runtime {
        Class::Runtime
    } else {
        Class::Library
    };
    let by_word = is_runtime.then(|| by_words(Language::Go, &words, name)).flatten();
    let code = by_word.unwrap_or(Code::new(Language::Go, class, By::Package));
    Code { is_runtime, ..code }
}

/// Up to the first slash.
fn first_part(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

/// The module of a Go function, nearly: paths say nothing of where it ends.
pub fn module<'a>(name: &'a str, file: &'a str) -> &'a str {
    let mut path = package(name);
    if path == "main" && !file.starts_with(['/', '<']) {
        // Trimmed files start with the module.
        path = file.rsplit_once('/').map_or(path, |(folder, _)| folder);
    }
    module_of_path(path)
}

/// The module of an import path, nearly.
pub fn module_of_path(path: &str) -> &str {
    let host = first_part(path);
    let parts = match host {
        "github.com" | "gitlab.com" | "bitbucket.org" | "golang.org" => 3,
        _ if host.contains('.') => 2,
        _ => 1,
    };
    path.match_indices('/').nth(parts - 1).map_or(path, |(at, _)| &path[..at])
}

/// A Go function's package: up to the first dot behind the last slash.
pub fn package(name: &str) -> &str {
    // Type arguments and receivers may have paths of their own.
    let plain = &name[..name.find(['[', '(', '{']).unwrap_or(name.len())];
    let last = plain.rfind('/').map_or(0, |slash| slash + 1);
    plain[last..].find('.').map_or(plain, |dot| &plain[..last + dot])
}
