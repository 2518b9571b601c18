//! Julia: files tell whose; what is written in C is the runtime's.

use super::context::own;
use super::{By, Class, Code, Language, native, tables, word_of};

pub(super) fn code<'f>(name: &'f str, file: &'f str) -> Code<'f> {
    let of = |class, by| Code::new(Language::Julia, class, by);
    if !file.ends_with(".jl") {
        return native::by_name(Language::Julia, name).unwrap_or(own(Language::Julia));
    }
    let parts = ["/share/julia/", "/julia/base/", "/julia/stdlib/", "\\share\\julia\\"];
    let part = parts.into_iter().find(|part| file.contains(part)).map(By::Part);
    let start = file.starts_with("./").then_some(By::Start("./"));
    if let Some(by) = part.or(start) {
        let waits = word_of(tables::JULIA_IDLE, name).is_some()
            || file.ends_with("/task.jl") && matches!(name, "wait" | "wait()" | "task_done_hook");
        return if waits { of(Class::Idle, By::Whole) } else { of(Class::Library, by) };
    }
    if ["/.julia/packages/", "\\.julia\\packages\\", "/artifacts/"].iter().any(|p| file.contains(p))
    {
        return of(Class::Dependency, By::Package);
    }
    own(Language::Julia)
}
