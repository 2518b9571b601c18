//! C, C++, assembly and the kernel: binaries tell, then files, then names. The native
//! parts of virtual machines are here, too.

use super::context::own;
use super::{By, Class, Code, Context, Language, by_words, is_in, tables, word_of};
use crate::profile::package;

/// The kernel's frames.
pub(super) fn kernel<'f>(name: &'f str, binary: &'f str) -> Option<Code<'f>> {
    let in_kernel = ["[kernel", "[guest.kernel", "[vdso]", "[vsyscall]", "[linux"];
    let in_kernel =
        in_kernel.into_iter().any(|start| binary.starts_with(start) || name.starts_with(start));
    let is_marked = name.ends_with("_[k]");
    if !in_kernel && !is_marked && !binary.ends_with(".ko") && !binary.ends_with("vmlinux") {
        return None;
    }
    let plain = name.strip_suffix("_[k]").unwrap_or(name);
    let idle = by_words(Language::Native, &[(tables::C_IDLE, Class::Idle)], plain);
    let by = if is_marked { By::Word("*_[k]") } else { By::Binary(binary) };
    let by = if binary.is_empty() && !is_marked { By::Whole } else { by };
    Some(idle.unwrap_or(Code::new(Language::Native, Class::SystemCall, by)))
}

/// Code of a function, by its binary alone.
pub(super) fn of_binary<'f>(binary: &'f str, name: &str) -> Option<Code<'f>> {
    if binary.is_empty() {
        return None;
    }
    let is_library = binary.contains(".so") || binary.contains(".dll") || binary.contains(".dylib");
    let of = |language, class| Some(Code::new(language, class, By::Binary(binary)));
    let memory = [
        (tables::C_IDLE, Class::Idle),
        (tables::C_CALLS, Class::SystemCall),
        (tables::C_ALLOCATOR, Class::Allocator),
    ];
    let machines = [
        (tables::JVM_BINARIES, Language::Jvm),
        (tables::PYTHON_BINARIES, Language::Python),
        (tables::RUBY_BINARIES, Language::Ruby),
        (tables::JULIA_BINARIES, Language::Julia),
        (tables::DOTNET_BINARIES, Language::DotNet),
        (tables::NODE_BINARIES, Language::JavaScript),
        (tables::PHP_BINARIES, Language::Php),
    ];
    if word_of(tables::SYSTEM_BINARIES, binary).is_some() {
        let named = by_words(Language::Native, &memory, name);
        return named.or(of(Language::Native, Class::System));
    }
    if word_of(tables::CPP_BINARIES, binary).is_some() {
        return by_words(Language::Native, &memory, name).or(of(Language::Native, Class::Library));
    }
    if word_of(tables::ALLOCATOR_BINARIES, binary).is_some() {
        return of(Language::Native, Class::Allocator);
    }
    if let Some((_, language)) = machines.iter().find(|(l, _)| word_of(l, binary).is_some()) {
        return machine(*language, name).or(of(*language, Class::Runtime));
    }
    if binary.starts_with("System.") || binary.starts_with("Microsoft.") || binary == "mscorlib.dll"
    {
        return super::dotnet::special(name).or(of(Language::DotNet, Class::Library));
    }
    if is_library && !binary.ends_with(".dll") {
        return by_name(Language::Native, name).or(of(Language::Native, Class::Dependency));
    }
    None
}

/// Functions of a virtual machine's own, by their names.
fn machine<'f>(language: Language, name: &str) -> Option<Code<'f>> {
    use Class::{Allocator, Collector, Idle, Runtime};
    let words: &[(&str, Class)] = match language {
        Language::Jvm => &[
            (tables::JVM_COLLECTOR, Collector),
            (tables::JVM_ALLOCATOR, Allocator),
            (tables::JVM_RUNTIME, Runtime),
        ],
        Language::Python => {
            &[(tables::PYTHON_COLLECTOR, Collector), (tables::PYTHON_RUNTIME, Runtime)]
        }
        Language::Ruby => &[(tables::RUBY_COLLECTOR, Collector), (tables::RUBY_RUNTIME, Runtime)],
        Language::Php => &[(tables::PHP_COLLECTOR, Collector), (tables::PHP_RUNTIME, Runtime)],
        Language::Julia => &[
            (tables::JULIA_IDLE, Idle),
            (tables::JULIA_COLLECTOR, Collector),
            (tables::JULIA_ALLOCATOR, Allocator),
            (tables::JULIA_RUNTIME, Runtime),
        ],
        Language::DotNet => return super::dotnet::special(name),
        Language::JavaScript => &[
            (tables::JS_COLLECTOR, Collector),
            (tables::JS_IDLE, Idle),
            (tables::JS_RUNTIME, Runtime),
        ],
        _ => return None,
    };
    by_words(language, words, name)
}

/// Code of a function, by its name alone, in a program of this language.
pub(super) fn by_name<'f>(language: Language, name: &str) -> Option<Code<'f>> {
    let words = [
        (tables::C_IDLE, Class::Idle),
        (tables::C_CALLS, Class::SystemCall),
        (tables::C_ALLOCATOR, Class::Allocator),
        (tables::C_SYSTEM, Class::System),
    ];
    // Perl and others write what was inlined or is of no file after the name.
    let plain = name.split(['@', '+']).next().unwrap_or(name);
    if let Some(code) = machine(language, plain) {
        return Some(code);
    }
    if language == Language::Go && (plain.starts_with("_cgo") || plain.starts_with("x_cgo")) {
        return Some(Code::new(Language::Go, Class::Runtime, By::Whole));
    }
    by_words(Language::Native, &words, plain)
}

pub(super) fn code<'f>(
    context: &Context,
    usual: Language,
    name: &'f str,
    file: &'f str,
    binary: &'f str,
) -> Code<'f> {
    if let Some(code) = of_binary(binary, name) {
        return code;
    }
    let of = |language, class, by| Code::new(language, class, by);
    let part = |parts: &[&'static str]| parts.iter().copied().find(|part| file.contains(part));
    if let Some(by) = part(&["/julialang/", "/julia/src/", "/julia-"]) {
        let named = machine(Language::Julia, name);
        let gc = super::base(file).starts_with("gc").then_some(Class::Collector);
        return named.unwrap_or(of(Language::Julia, gc.unwrap_or(Class::Runtime), By::Part(by)));
    }
    if let Some(by) = part(&["/glibc", "/sysdeps/", "/musl", "/nptl/", "/eglibc"]) {
        let named = by_name(Language::Native, name);
        let memory = file.contains("/malloc/").then_some(());
        return match named {
            Some(code) if code.class != Class::System => code,
            _ if memory.is_some() => of(Language::Native, Class::Allocator, By::Part("/malloc/")),
            _ => of(Language::Native, Class::System, By::Part(by)),
        };
    }
    if let Some(by) = part(&["/include/c++/", "/c++/v1/", "libstdc++-v3", "/libcxx/", "/MSVC/"]) {
        return of(Language::Native, Class::Library, By::Part(by));
    }
    if let Some(by) = part(&["/hotspot/", "/openjdk/"]) {
        return machine(Language::Jvm, name).unwrap_or(of(
            Language::Jvm,
            Class::Runtime,
            By::Part(by),
        ));
    }
    if let Some(by) = part(&["deps/v8/", "/v8/src/", "../../v8/", "deps/uv/"]) {
        return of(Language::JavaScript, Class::Runtime, By::Part(by));
    }
    let fetched = [
        "/usr/include/",
        "/usr/local/include/",
        "third_party/",
        "third-party/",
        "thirdparty/",
        "external/",
        "/vcpkg",
        "/.conan",
        "/_deps/",
        "/node_modules/",
        "/.cargo/",
        "/registry/src/",
        "/pkg/mod/",
    ];
    // The machine's own C code lies in no folder that tells.
    let of_machine = [Language::Python, Language::Ruby, Language::Php].contains(&usual);
    if (file.is_empty() || of_machine)
        && let Some(code) = by_name(usual, name)
    {
        return code;
    }
    let space = package(name.as_bytes(), b"");
    let space = std::str::from_utf8(space).unwrap_or_default();
    let top = space.split("::").next().unwrap_or_default();
    if is_in(tables::NATIVE, top) {
        return of(Language::Native, Class::Library, By::Package);
    }
    if part(&fetched).is_some() || is_in(tables::CPP_DEPENDENCY, top) {
        return of(Language::Native, Class::Dependency, By::Package);
    }
    if name.contains("::")
        && file.is_empty()
        && let Some(code) = by_name(usual, name)
    {
        return code;
    }
    // Of a program in another language this is what it was linked with.
    if context.has(Language::Go) || of_machine {
        return of(Language::Native, Class::Dependency, By::Package);
    }
    own(Language::Native)
}
