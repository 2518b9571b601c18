//! Matches of an expression: it runs once for each different name.

use crate::profile::{Line, Locations, Profile, StringId};
use crate::query::Pattern;

/// The functions and binaries that an expression matches.
pub struct Matches {
    functions: Vec<bool>,
    binaries: Vec<bool>,
}

impl Matches {
    /// Matches the names and files of all functions, and the paths of all
    /// binaries.
    pub fn new(profile: &Profile, pattern: &Pattern) -> Self {
        let mut known = vec![None; profile.strings.len()];
        let mut is_match = |id: StringId| {
            *known[id as usize].get_or_insert_with(|| pattern.is_match(profile.strings.get(id)))
        };
        let functions = &profile.functions;
        Self {
            functions: (functions.name.iter().zip(&functions.filename))
                .map(|(&name, &file)| is_match(name) || is_match(file))
                .collect(),
            binaries: profile.mappings.iter().map(|m| is_match(m.file)).collect(),
        }
    }

    /// Returns whether the function of a line matches.
    pub fn line(&self, line: &Line) -> bool {
        self.functions[line.function as usize]
    }

    /// Returns whether the binary of a location matches.
    pub fn binary(&self, locations: &Locations, location: usize) -> bool {
        locations.mapping[location].is_some_and(|mapping| self.binaries[mapping as usize])
    }

    /// Returns whether anything about a location matches.
    pub fn location(&self, locations: &Locations, location: usize) -> bool {
        locations.lines_of(location as u32).iter().any(|line| self.line(line))
            || self.binary(locations, location)
    }
}
