//! Functions, frames and stacks of all snapshots, each once.
//!
//! Files number what they hold as they like. Two stacks are the same here if they go
//! through the same lines of the same functions, whatever the addresses. The runtime's
//! own functions at the leaf do not count where others follow: the text forms of Go's
//! profiles leave them out.

use crate::diagnose::{Ownership, blamed, is_runtime, ownership_of};
use crate::profile::{
    self, Interner, LocationId, Profile, StackId, Stacks, StringId, Strings, package,
};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// An index into the functions of all snapshots.
pub type FunctionId = u32;
/// An index into the frames of all snapshots.
pub type FrameId = u32;

/// A function, as all snapshots have it.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// Its name; type arguments are `[...]`, as in Go's text forms.
    pub name: StringId,
    /// Its source file.
    pub file: StringId,
    /// Its package; empty where there is none.
    pub package: StringId,
    /// Whose it is.
    pub owner: Ownership,
    /// Whether it collects profiles: what it holds is there only because somebody looks.
    pub is_observer: bool,
    is_runtime: bool,
}

/// A line of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Frame {
    /// The function.
    pub function: FunctionId,
    /// The line; 0 if unknown.
    pub line: i64,
}

/// All of them. Stacks are of [`FrameId`]s, leaf first; inlined functions are frames.
#[derive(Default)]
pub struct Identity {
    /// All texts.
    pub strings: Strings,
    interner: Interner,
    functions: Vec<Function>,
    by_function: FxHashMap<(StringId, StringId), FunctionId>,
    frames: Vec<Frame>,
    by_frame: FxHashMap<Frame, FrameId>,
    stacks: Stacks,
    sites: Vec<Site>,
}

/// What a stack is blamed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    /// Where in the stack it is: the number of frames nearer to the leaf.
    pub depth: u32,
    /// Its frame; `None` in a stack without frames.
    pub frame: Option<FrameId>,
    /// Whose it is. The user's own come first, then those of fetched modules.
    pub owner: Ownership,
    /// Whether the stack collects profiles.
    pub is_observer: bool,
}

impl Identity {
    /// A text's id, the same for the same text.
    pub fn text(&mut self, text: &[u8]) -> StringId {
        self.interner.intern(&mut self.strings, text)
    }

    /// A function.
    pub fn function(&self, id: FunctionId) -> Function {
        self.functions[id as usize]
    }

    /// How many functions there are.
    pub fn function_count(&self) -> usize {
        self.functions.len()
    }

    /// A frame.
    pub fn frame(&self, id: FrameId) -> Frame {
        self.frames[id as usize]
    }

    /// The frames of a stack, leaf first.
    pub fn stack(&self, id: StackId) -> &[FrameId] {
        self.stacks.get(id)
    }

    /// How many stacks there are.
    pub fn stack_count(&self) -> usize {
        self.stacks.len()
    }

    /// What a stack is blamed on.
    pub fn site(&self, id: StackId) -> Site {
        self.sites[id as usize]
    }

    /// The functions' names of a stack, leaf first.
    pub fn names(&self, id: StackId) -> impl Iterator<Item = &[u8]> {
        let function = |&frame: &FrameId| self.function(self.frame(frame).function);
        self.stack(id).iter().map(move |frame| self.strings.get(function(frame).name))
    }

    /// Takes in the stacks of a profile: for each of them, which one it is here.
    pub fn stacks_of(&mut self, profile: &Profile) -> Vec<StackId> {
        let functions = self.functions_of(profile);
        let (frames, ends) = self.frames_of(profile, &functions);
        let frames_at = |location: LocationId| {
            let location = location as usize;
            let start = if location == 0 { 0 } else { ends[location - 1] };
            &frames[start..ends[location]]
        };
        let mut ids = Vec::with_capacity(profile.stacks.len());
        for stack in profile.stacks.iter() {
            let building = self.stacks.building();
            building.extend(stack.iter().flat_map(|&location| frames_at(location)));
            let is_runtime = |frame: &FrameId| {
                self.functions[self.frames[*frame as usize].function as usize].is_runtime
            };
            // A stack that is all the runtime's stays as it is.
            let runtime = building.iter().take_while(|frame| is_runtime(frame)).count();
            if runtime < building.len() {
                building.drain(..runtime);
            }
            let id = self.stacks.finish();
            ids.push(id);
            if id as usize == self.sites.len() {
                self.sites.push(self.site_of(id));
            }
        }
        ids
    }

    fn site_of(&self, id: StackId) -> Site {
        let stack = self.stack(id);
        let functions = || stack.iter().map(|&frame| self.function(self.frame(frame).function));
        let (depth, owner) =
            blamed(functions().map(|function| (function.owner, function.is_runtime)));
        Site {
            depth: depth as u32,
            frame: stack.get(depth).copied(),
            owner,
            is_observer: functions().any(|function| function.is_observer),
        }
    }

    fn functions_of(&mut self, profile: &Profile) -> Vec<FunctionId> {
        let table = &profile.functions;
        let mut new: Vec<profile::FunctionId> = Vec::new();
        let mut ids: Vec<FunctionId> = Vec::with_capacity(table.len());
        for function in 0..table.len() {
            let name = without_type_arguments(profile.strings.get(table.name[function]));
            let file = profile.strings.get(table.filename[function]);
            let key = (self.text(&name), self.text(file));
            let next = self.functions.len() as FunctionId;
            let id = *self.by_function.entry(key).or_insert(next);
            ids.push(id);
            if id == next {
                let is_in = |part: &[u8]| name.starts_with(part);
                new.push(function as profile::FunctionId);
                let package = self.text(package(&name, file));
                self.functions.push(Function {
                    name: key.0,
                    file: key.1,
                    package,
                    owner: Ownership::Other,
                    is_observer: is_in(b"runtime/pprof.") || is_in(b"net/http/pprof."),
                    is_runtime: is_runtime(&name),
                });
            }
        }
        // Most files bring nothing new.
        if !new.is_empty() {
            for (function, owner) in new.iter().zip(ownership_of(profile, &new)) {
                self.functions[ids[*function as usize] as usize].owner = owner;
            }
        }
        ids
    }

    /// The frames of all locations, one after the other, and where each one's end.
    fn frames_of(
        &mut self,
        profile: &Profile,
        functions: &[FunctionId],
    ) -> (Vec<FrameId>, Vec<usize>) {
        let (mut frames, mut ends) = (Vec::new(), Vec::new());
        for location in 0..profile.locations.len() as LocationId {
            for line in profile.locations.lines_of(location) {
                let frame = Frame { function: functions[line.function as usize], line: line.line };
                let id = *self.by_frame.entry(frame).or_insert_with(|| {
                    self.frames.push(frame);
                    (self.frames.len() - 1) as FrameId
                });
                frames.push(id);
            }
            ends.push(frames.len());
        }
        (frames, ends)
    }
}

/// `f[go.shape.int]` is `f[...]` in Go's text forms.
fn without_type_arguments(name: &[u8]) -> Cow<'_, [u8]> {
    let start = name.iter().position(|&b| b == b'[');
    let end = name.iter().rposition(|&b| b == b']');
    match (start, end) {
        (Some(start), Some(end)) if 0 < start && start < end => {
            Cow::Owned([&name[..=start], b"...", &name[end..]].concat())
        }
        _ => Cow::Borrowed(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::profile;

    #[test]
    fn stacks_are_the_same_in_other_files() {
        let mut all = Identity::default();
        let a = profile(&[
            "runtime.main@r.go:1;main.f@m.go:1;g[go.shape.int]@m.go:2 1",
            "main.f@m.go:9 1",
        ]);
        let b = profile(&["main.f@m.go:9 1", "runtime.main@r.go:1;main.f@m.go:1;g[...]@m.go:2 1"]);
        let (a, b) = (all.stacks_of(&a), all.stacks_of(&b));
        assert_eq!(a, [b[1], b[0]]);
        assert_eq!(all.stack_count(), 2);
    }

    #[test]
    fn the_site_is_the_user_s_own_line_nearest_to_the_leaf() {
        let mut all = Identity::default();
        let stacks = all.stacks_of(&profile(&[
            "runtime.goexit@asm.s:1;main.main@m.go:1;main.record@m.go:7;strings.Repeat@s.go:3;runtime.mallocgc@m.go:2 1",
            "net/http.serve@h.go:1;internal/poll.wait@p.go:2 1",
            "main.main@m.go:1;runtime/pprof.StartCPUProfile@p.go:2 1",
            "runtime.goexit@asm.s:1;runtime.mallocgc@m.go:2 1",
        ]));
        let name = |i: usize| {
            let site = all.site(stacks[i]);
            let function = all.function(all.frame(site.frame.unwrap()).function);
            (all.strings.text(function.name).into_owned(), site.depth, site.is_observer)
        };
        assert_eq!(name(0), ("main.record".to_owned(), 1, false));
        assert_eq!(name(1), ("internal/poll.wait".to_owned(), 0, false));
        assert_eq!(name(2), ("main.main".to_owned(), 1, true));
        assert_eq!(all.stack(stacks[3]).len(), 2);
    }
}
