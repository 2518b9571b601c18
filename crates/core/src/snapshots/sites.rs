//! Sites that stacks are blamed on, at several grains.

use super::identity::{FrameId, Site};
use super::snapshot_set::SnapshotSet;
use crate::profile::StackId;
use rustc_hash::FxHashMap;

/// Grain that what is blamed is cut down to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cut {
    /// All of a function.
    Function,
    /// A line of it.
    Line,
    /// A line, by the functions that it calls: a string that stays is told apart from
    /// one that is made in passing.
    Call,
    /// A whole stack: callers are told apart.
    Stack,
}

/// The groups of each stack, for each cut.
pub struct Sites {
    sites: Vec<Site>,
    functions: Vec<u32>,
    calls: Vec<u32>,
}

impl Sites {
    pub fn new(set: &SnapshotSet) -> Self {
        let identity = &set.identity;
        let (mut sites, mut functions, mut calls) = (Vec::new(), Vec::new(), Vec::new());
        let mut known: FxHashMap<(FrameId, Vec<u32>), u32> = FxHashMap::default();
        for stack in 0..identity.stack_count() as StackId {
            let site = identity.site(stack);
            let frames = identity.stack(stack);
            let callees = frames.iter().take(site.depth as usize);
            let callees = callees.map(|&frame| identity.frame(frame).function).collect();
            let next = known.len() as u32;
            let call = (site.frame.unwrap_or(FrameId::MAX), callees);
            calls.push(*known.entry(call).or_insert(next));
            functions.push(site.frame.map_or(u32::MAX, |frame| identity.frame(frame).function));
            sites.push(site);
        }
        Self { sites, functions, calls }
    }

    pub fn of(&self, cut: Cut, stack: StackId) -> Option<u32> {
        let site = self.sites[stack as usize];
        let frame = site.frame.filter(|_| !site.is_observer)?;
        Some(match cut {
            Cut::Function => self.functions[stack as usize],
            Cut::Line => frame,
            Cut::Call => self.calls[stack as usize],
            Cut::Stack => stack,
        })
    }
}
