//! Java, Kotlin, Scala and Clojure: packages tell; what is no method is the machine's.

use super::context::own;
use super::{By, Class, Code, Language, by_words, is_in, native, tables, word_of};

pub(super) fn code(name: &str) -> Code<'_> {
    let of = |class| Code::new(Language::Jvm, class, By::Package);
    let path = method(name);
    if !path.contains(['.', '/']) || path.contains("::") {
        let of_machine = native::by_name(Language::Jvm, name);
        let is_cpp = path.contains("::") || path == name;
        return of_machine.unwrap_or(if is_cpp { of(Class::Runtime) } else { own(Language::Jvm) });
    }
    let mut dotted = path.to_owned();
    if path.contains('/') {
        dotted = path.replace('/', ".");
    }
    if let Some(code) = by_words(Language::Jvm, &[(tables::JVM_IDLE, Class::Idle)], &dotted) {
        return code;
    }
    let top = dotted.split('.').next().unwrap_or_default();
    let is_library = is_in(tables::JAVA, top)
        || ["com.sun.", "$Proxy", "LambdaForm", "com.oracle."]
            .iter()
            .any(|s| dotted.starts_with(s));
    if is_library && !dotted.starts_with("com.sun.jersey.") {
        return of(Class::Library);
    }
    if word_of(tables::JVM_DEPENDENCY, &dotted).is_some() {
        return of(Class::Dependency);
    }
    own(Language::Jvm)
}

/// Class and method, without what is returned and what is passed.
fn method(name: &str) -> &str {
    let plain = &name[..name.find('(').filter(|&at| at > 0).unwrap_or(name.len())];
    // A frame's kind: `java.lang.Thread.run_[j]`.
    let plain = plain.strip_suffix(']').and_then(|p| p.rsplit_once("_[")).map_or(plain, |p| p.0);
    plain.rsplit(' ').next().unwrap_or(plain)
}
