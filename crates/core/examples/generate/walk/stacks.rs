//! Walks through the program, from a way in to where time is spent.

use super::Walk;
use super::program::Program;
use crate::profile::Random;

/// No path is longer than this: so the profiler of Go.
const DEEPEST: usize = 60;

/// A function on a path, and the line it is at.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Site {
    pub function: u32,
    pub line: i64,
    /// It is a part of its caller's code.
    pub inlined: bool,
}

/// Makes paths.
pub struct Walker<'a> {
    program: &'a Program,
    walk: Walk,
    path: Vec<Site>,
}

impl<'a> Walker<'a> {
    pub fn new(program: &'a Program, walk: Walk) -> Self {
        Self { program, walk, path: Vec::new() }
    }

    /// A path, root first.
    pub fn stack(&mut self, random: &mut Random) -> &[Site] {
        self.path.clear();
        let program = self.program;
        if self.walk == Walk::Cpu && random.below(12) == 0 {
            let chain =
                &program.background[random.skewed(program.background.len() as u64) as usize];
            self.chain(chain, random);
            return &self.path;
        }
        let handler = &program.handlers[random.skewed(program.handlers.len() as u64) as usize];
        if let Some((handler, before)) = handler.split_last() {
            before.iter().for_each(|&function| self.push(function, u64::from(function % 7), false));
            self.calls(*handler, random);
        }
        let tails = match self.walk {
            Walk::Cpu if random.below(4) > 0 => return &self.path,
            Walk::Cpu => &program.tails,
            Walk::Heap => return &self.path,
            Walk::Goroutine => &program.waits,
        };
        let chain = &tails[random.skewed(tails.len() as u64) as usize];
        self.chain(chain, random);
        &self.path
    }

    fn push(&mut self, function: u32, line: u64, inlined: bool) {
        let start = self.program.functions[function as usize].start_line;
        self.path.push(Site { function, line: start + line as i64, inlined });
    }

    /// Goes from function to function, until one keeps the time to itself.
    fn calls(&mut self, from: u32, random: &mut Random) {
        let (mut number, mut inlined) = (from, false);
        loop {
            let function = &self.program.functions[number as usize];
            let ends = self.path.len() >= DEEPEST || random.below(100) < function.ends;
            if ends || function.calls.is_empty() {
                return self.push(number, 30 + random.skewed(function.lines), inlined);
            }
            let call = &function.calls[random.skewed(function.calls.len() as u64) as usize];
            self.push(number, call.line as u64, inlined);
            (number, inlined) = (call.callee, call.inlined);
        }
    }

    /// Goes down a chain, at most to its end.
    fn chain(&mut self, chain: &[u32], random: &mut Random) {
        let length = chain.len() as u64 - random.skewed(chain.len() as u64);
        for &function in &chain[..length as usize] {
            // Where the runtime calls is nearly always the same line.
            self.push(function, random.skewed(4), false);
        }
    }

    /// The size of the objects that are made at the end of a stack.
    pub fn size(&self, stack: &[u64], random: &mut Random) -> u64 {
        16 << (stack.first().copied().unwrap_or(0) % 9 + random.skewed(4))
    }
}
