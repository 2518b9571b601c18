//! Functions, frames and stacks of all snapshots, each once.
//!
//! Files number what they hold as they like. Two stacks are the same here if they go
//! through the same lines of the same functions, whatever the addresses. The runtime's
//! own functions at the leaf do not count where others follow: the text forms of Go's
//! profiles leave them out.

use crate::diagnose::{MainModule, Ownership, blamed, is_runtime, ownership_of};
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
    /// True if it collects profiles: what it holds is there only because somebody looks.
    pub is_observer: bool,
    is_runtime: bool,
    /// Whose it is, as far as its own file tells.
    classified: Ownership,
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
    /// True if each stack is of goroutines.
    waits: Vec<bool>,
    main_module: MainModule,
}

/// Site that a stack is blamed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    /// Where in the stack it is: the number of frames nearer to the leaf.
    pub depth: u32,
    /// Its frame; `None` in a stack without frames.
    pub frame: Option<FrameId>,
    /// Whose it is. The user's own come first, then those of fetched modules.
    pub owner: Ownership,
    /// True if the stack collects profiles.
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

    /// Number of functions.
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

    /// Number of stacks.
    pub fn stack_count(&self) -> usize {
        self.stacks.len()
    }

    /// Site that a stack is blamed on.
    pub fn site(&self, id: StackId) -> Site {
        self.sites[id as usize]
    }

    /// The functions' names of a stack, leaf first.
    pub fn names(&self, id: StackId) -> impl Iterator<Item = &[u8]> {
        let function = |&frame: &FrameId| self.function(self.frame(frame).function);
        self.stack(id).iter().map(move |frame| self.strings.get(function(frame).name))
    }

    /// The module that has `main`, if it is known.
    pub fn main_module(&self) -> Option<&str> {
        self.main_module.path()
    }

    /// Takes in the stacks of a profile: for each of them, which one it is here. A stack of
    /// goroutines without own frames is blamed on the function at its root.
    pub fn stacks_of(&mut self, profile: &Profile, is_goroutines: bool) -> Vec<StackId> {
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
                self.waits.push(is_goroutines);
                self.sites.push(self.site_of(id));
            }
        }
        ids
    }

    fn site_of(&self, id: StackId) -> Site {
        let stack = self.stack(id);
        let functions = || stack.iter().map(|&frame| self.function(self.frame(frame).function));
        let (mut depth, owner) =
            blamed(functions().map(|function| (function.owner, function.is_runtime)));
        if owner != Ownership::Own && self.waits[id as usize] {
            // Where it waits is the library's: what it is for is said by where it started.
            let is_of_owner = |f: Function| f.owner == owner && !f.is_runtime;
            depth =
                functions().collect::<Vec<_>>().into_iter().rposition(is_of_owner).unwrap_or(depth);
        }
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
                    classified: Ownership::Other,
                });
            }
        }
        // Most files bring nothing new.
        if !new.is_empty() {
            for (function, owner) in new.iter().zip(ownership_of(profile, &new)) {
                let known = &mut self.functions[ids[*function as usize] as usize];
                (known.owner, known.classified) = (owner, owner);
            }
            let new = new.iter().map(|&function| ids[function as usize]).collect();
            self.learn_module(new);
        }
        ids
    }

    /// Finds the main module, and what of some new functions is not of it. All of them are
    /// looked at again where it is another one than before.
    fn learn_module(&mut self, new: Vec<FunctionId>) {
        let Self { main_module, functions, strings, .. } = self;
        let mut is_other = false;
        for &id in &new {
            let Function { name, file, classified, .. } = functions[id as usize];
            if classified == Ownership::Own {
                is_other |= main_module.learn(&strings.text(name), &strings.text(file));
            }
        }
        let all = || (0..functions.len() as FunctionId).collect();
        for id in if is_other { all() } else { new } {
            let Function { name, file, classified, .. } = functions[id as usize];
            let is_foreign = classified == Ownership::Own
                && main_module.is_foreign(&strings.text(name), &strings.text(file)) == Some(true);
            functions[id as usize].owner = if is_foreign { Ownership::Other } else { classified };
        }
        if is_other {
            self.sites = (0..self.sites.len() as StackId).map(|id| self.site_of(id)).collect();
        }
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
        let (a, b) = (all.stacks_of(&a, false), all.stacks_of(&b, false));
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
        ]), false);
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

    #[test]
    fn a_goroutine_without_own_frames_is_blamed_on_its_root() {
        let mut all = Identity::default();
        let stacks = all.stacks_of(&profile(&[
            "runtime.goexit@asm.s:1;net/http.serve@h.go:1;bufio.Read@b.go:3;internal/poll.runtime_pollWait@p.go:2 1",
            "net/http.serve@h.go:1;g.org/rpc.handle@/pkg/mod/g.org/rpc@v1/s.go:1;g.org/rpc.recv@/pkg/mod/g.org/rpc@v1/s.go:4;io.Read@i.go:1 1",
        ]), true);
        let name = |i: usize| {
            let frame = all.frame(all.site(stacks[i]).frame.unwrap());
            all.strings.text(all.function(frame.function).name).into_owned()
        };
        assert_eq!([name(0), name(1)], ["net/http.serve", "g.org/rpc.handle"]);
    }

    #[test]
    fn dependencies_without_versions_are_not_own() {
        let mut all = Identity::default();
        let stack = "main.main@etcd.io/etcd/main.go:1;etcd.io/etcd/mvcc.Open@etcd.io/etcd/mvcc/kv.go:1;g.org/rpc.Dial@g.org/rpc/d.go:1 1";
        let stacks = all.stacks_of(&profile(&[stack]), false);
        assert_eq!(all.main_module(), Some("etcd.io/etcd"));
        assert_eq!(all.site(stacks[0]).depth, 1);
    }
}
