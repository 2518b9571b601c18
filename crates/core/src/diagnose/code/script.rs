//! JavaScript, PHP and Ruby: files tell; what has none is built in.

use super::context::own;
use super::{By, Class, Code, Language, base, by_words, is_in, native, tables};

pub(super) fn javascript(file: &str) -> Code<'_> {
    let of = |class, by| Code::new(Language::JavaScript, class, by);
    if file.starts_with("node:") {
        return of(Class::Library, By::Start("node:"));
    }
    if file.contains("node_modules/") || file.contains("-extension://") {
        return of(Class::Dependency, By::Package);
    }
    // Old versions call their own files by their names alone.
    let plain = file.split(':').next().unwrap_or(file);
    if file.starts_with("internal/") {
        return of(Class::Library, By::Start("internal/"));
    }
    if is_in(tables::NODE, plain) {
        return of(Class::Library, By::File(file));
    }
    own(Language::JavaScript)
}

/// Code of a function without a file: the engine's own, or built in.
pub(super) fn builtin(name: &str) -> Code<'_> {
    let named = native::by_name(Language::JavaScript, name);
    let is_anonymous = name.starts_with("(anonymous");
    let class = if is_anonymous { Class::Own } else { Class::Library };
    named.unwrap_or(Code::new(Language::JavaScript, class, By::Whole))
}

/// Functions as Node.js tells them to `perf`: `LazyCompile:*fib /app/main.js:1`.
pub(super) fn perf_map(name: &str) -> Option<Code<'_>> {
    let kinds = ["LazyCompile:", "Function:", "JS:", "Script:", "Eval:"];
    let rest = kinds.iter().find_map(|kind| name.strip_prefix(kind))?;
    let file = rest.rsplit_once(' ').map_or(rest, |(_, file)| file);
    let code = javascript(file);
    // The file is in the name.
    Some(match code.by {
        By::Start("node:") => Code { by: By::Word("*~node:*"), ..code },
        By::Start(_) => Code { by: By::Word("*~internal/*"), ..code },
        By::File(_) => Code { by: By::Whole, ..code },
        _ => code,
    })
}

pub(super) fn php<'f>(name: &'f str, file: &'f str) -> Code<'f> {
    let of = |class, by| Code::new(Language::Php, class, by);
    if file.ends_with(".php") || file.ends_with(".phtml") || file.contains(".phar") {
        let is_fetched = file.contains("/vendor/") || file.contains(".phar/");
        return if is_fetched { of(Class::Dependency, By::Package) } else { own(Language::Php) };
    }
    let words = [(tables::PHP_COLLECTOR, Class::Collector), (tables::PHP_IDLE, Class::Idle)];
    if matches!(name, "{main}" | "<main>" | "main()" | "(main)") || name.contains(".php") {
        return own(Language::Php);
    }
    by_words(Language::Php, &words, name)
        .or_else(|| native::by_name(Language::Php, name))
        .unwrap_or_else(|| match name.contains(['\\', ':']) {
            true => own(Language::Php),
            false => of(Class::Library, By::Whole),
        })
}

/// Where Ruby's own library lies, by version: gems lie beside these folders.
const RUBY_FOLDERS: [&str; 6] = [
    "/lib/ruby/1",
    "/lib/ruby/2",
    "/lib/ruby/3",
    "/lib/ruby/4",
    "/lib/ruby/site_ruby/",
    "/lib/ruby/vendor_ruby/",
];

pub(super) fn ruby<'f>(name: &'f str, file: &'f str) -> Code<'f> {
    let of = |class, by| Code::new(Language::Ruby, class, by);
    // `sleep [c function]`
    let plain = name.split(" [").next().unwrap_or(name);
    let is_ruby = file.ends_with(".rb");
    if !is_ruby {
        let words = [(tables::RUBY_COLLECTOR, Class::Collector), (tables::RUBY_IDLE, Class::Idle)];
        if let Some(code) = by_words(Language::Ruby, &words, plain) {
            return if plain == name { code } else { Code { by: By::Whole, ..code } };
        }
    }
    if file.contains("/gems/") || file.contains("/vendor/bundle/") {
        return of(Class::Dependency, By::Package);
    }
    if let Some(part) = RUBY_FOLDERS.into_iter().find(|part| file.contains(part)) {
        return of(Class::Library, By::Part(part));
    }
    for start in ["<internal:", "<cfunc>", "[c function]"] {
        if file.starts_with(start) {
            return of(Class::Library, By::Start(start));
        }
    }
    if file.is_empty() && base(name) == name {
        let is_c = name.ends_with("[c function]") || name.contains('#');
        let built_in = || if is_c { of(Class::Library, By::Whole) } else { own(Language::Ruby) };
        return native::by_name(Language::Ruby, name).unwrap_or_else(built_in);
    }
    own(Language::Ruby)
}
