//! .NET: namespaces tell.

use super::context::own;
use super::{By, Class, Code, Language, by_words, native, tables, word_of};

/// Code of names with a meaning of their own, whatever their assembly.
pub(super) fn special<'f>(name: &str) -> Option<Code<'f>> {
    let words = [
        (tables::DOTNET_COLLECTOR, Class::Collector),
        (tables::DOTNET_ALLOCATOR, Class::Allocator),
        (tables::DOTNET_IDLE, Class::Idle),
        (tables::DOTNET_RUNTIME, Class::Runtime),
    ];
    by_words(Language::DotNet, &words, name)
}

pub(super) fn code(name: &str) -> Code<'_> {
    let of = |class, by| Code::new(Language::DotNet, class, by);
    if let Some(code) = special(name) {
        return code;
    }
    // `Module!Namespace.Type.Method(…)`, with what is returned before it or not.
    let plain = &name[..name.find(['(', '[', '<']).filter(|&at| at > 0).unwrap_or(name.len())];
    let plain = plain.rsplit(' ').next().unwrap_or(plain);
    let (module, path) = plain.split_once('!').unwrap_or(("", plain));
    let is_library = |text: &str| {
        ["System.", "Microsoft.", "Interop", "Internal."]
            .iter()
            .any(|start| text.starts_with(start))
            || text == "mscorlib"
    };
    if is_library(path) || !module.is_empty() && is_library(module) {
        return of(Class::Library, By::Package);
    }
    if !path.contains('.') {
        return native::by_name(Language::DotNet, plain).unwrap_or(own(Language::DotNet));
    }
    if word_of(tables::DOTNET_DEPENDENCY, path).is_some() {
        return of(Class::Dependency, By::Package);
    }
    own(Language::DotNet)
}
