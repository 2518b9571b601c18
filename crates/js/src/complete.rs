//! Completion of a name that is being typed.

use crate::profile::Profile;
use hearth_core::diagnose::code::presets;
use hearth_core::query::Pattern;
use hearth_core::selection::NameKind;

/// Number of completions that fit under a field.
const LIMIT: usize = 20;

impl Profile {
    /// See [`Engine::complete`](crate::Engine::complete).
    pub fn complete(&mut self, kind: &str, text: &str) -> Vec<String> {
        let profile = self.session.profile();
        match kind {
            "presets" => return presets(profile).to_vec(),
            "expression" => return matching(profile, text),
            _ => {}
        }
        let Some(kind) = NameKind::ALL.into_iter().find(|k| k.name() == kind) else {
            return Vec::new();
        };
        let found = self.catalog.complete(profile, kind, text, LIMIT);
        found.into_iter().map(str::to_owned).collect()
    }
}

/// The functions that an expression matches, by their names or their files; none if it is none.
fn matching(profile: &hearth_core::profile::Profile, expression: &str) -> Vec<String> {
    let Ok(pattern) = Pattern::new(expression) else { return Vec::new() };
    let (functions, strings) = (&profile.functions, &profile.strings);
    let texts = functions.name.iter().zip(&functions.filename);
    let fits = |id: u32| pattern.is_match(strings.get(id));
    let names = texts.filter(|&(&name, &file)| fits(name) || fits(file));
    names.take(LIMIT).map(|(&name, _)| strings.text(name).into_owned()).collect()
}
