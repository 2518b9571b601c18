//! Whose code it is: which functions are the runtime's and the standard library's, and
//! which modules are the user's own.

use super::code::{Class, Context, Texts, modules, presets};
use crate::profile::{FunctionId, Profile};

/// Facts about a profile's packages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packages {
    /// An expression for `hide`: it matches the functions of the runtime and of the
    /// standard library. Empty if there are none.
    pub library: String,
    /// The user's own modules, those with the most functions first.
    pub modules: Vec<String>,
}

/// Number of modules that is enough to tell.
const MAX_MODULES: usize = 20;

/// Sorts a profile's functions by whose they are.
pub fn packages(profile: &Profile) -> Packages {
    let [library, ..] = presets(profile);
    Packages { library, modules: modules(profile, MAX_MODULES) }
}

/// Whose code a function is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ownership {
    /// The runtime's or the standard library's.
    Library,
    /// Somebody else's.
    Other,
    /// The user's own, as far as is known.
    Own,
}

/// Whose each function of a profile is.
pub fn ownership(profile: &Profile) -> Vec<Ownership> {
    let all: Vec<FunctionId> = (0..profile.functions.len() as FunctionId).collect();
    ownership_of(profile, &all)
}

/// Whose some functions of a profile are.
pub fn ownership_of(profile: &Profile, wanted: &[FunctionId]) -> Vec<Ownership> {
    let texts = Texts::new(profile);
    let context = Context::new(texts.iter());
    let of = |&function: &FunctionId| {
        let (name, file, binary) = texts.of(function);
        match context.code(name, file, binary).class {
            Class::Own => Ownership::Own,
            Class::Dependency => Ownership::Other,
            _ => Ownership::Library,
        }
    };
    wanted.iter().map(of).collect()
}

#[cfg(test)]
mod tests;
