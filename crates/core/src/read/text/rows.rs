//! Rows: the values of a sample, then the addresses of its stack, then perhaps
//! comments about both.

use super::builder::Builder;
use super::drop_frames;
use super::lines::Lines;
use super::memory_map;
use super::symbols::Comment;
use super::{Refusal, TextForms, scan};
use crate::profile::Profile;

/// Makes samples of rows.
pub struct Rows<'a> {
    pub builder: Builder,
    forms: TextForms,
    values: Vec<i64>,
    addresses: Vec<u64>,
    frames: Vec<Comment<'a>>,
    /// True if there is a row whose comments may follow.
    is_open: bool,
    /// True if any row had comments that name its frames.
    is_symbolized: bool,
}

impl<'a> Rows<'a> {
    pub fn new(builder: Builder, forms: TextForms) -> Self {
        Self {
            builder,
            forms,
            values: Vec::new(),
            addresses: Vec::new(),
            frames: Vec::new(),
            is_open: false,
            is_symbolized: false,
        }
    }

    /// Starts a row. `stack` is the text that has its addresses: where calls
    /// return to, so that the byte before each belongs to the call. `None` if an
    /// address is too large.
    pub fn row(&mut self, values: &[i64], stack: &[u8]) -> Option<()> {
        self.close();
        self.values.extend_from_slice(values);
        let addresses = &mut self.addresses;
        scan::each_address(stack, |address| addresses.push(address.wrapping_sub(1)))?;
        self.is_open = true;
        Some(())
    }

    /// Takes what a comment says of the row before it, if that counts.
    pub fn comment(&mut self, line: &'a [u8]) {
        if self.forms == TextForms::AsReference || !self.is_open {
            return;
        }
        match Comment::parse(line) {
            Some(Comment::Labels(labels)) => {
                for (key, text) in labels {
                    self.builder.text_label(&key, &text);
                }
            }
            Some(frame) => self.frames.push(frame),
            None => {}
        }
    }

    /// Makes a sample of the open row.
    ///
    /// Where there are comments, they are the stack: a line for each frame, leaf
    /// first, without those that Go hides (the runtime's at the leaf, and
    /// runtime.goexit).
    fn close(&mut self) {
        let Self { builder, values, addresses, frames, .. } = self;
        if std::mem::take(&mut self.is_open) {
            self.is_symbolized |= frames.iter().any(|f| matches!(f, Comment::Frame { .. }));
            let mut stack = Vec::with_capacity(addresses.len());
            match frames[..] {
                [] => stack.extend(addresses.iter().map(|&a| builder.address(a))),
                _ => stack.extend(frames.iter().filter_map(|frame| {
                    match *frame {
                        Comment::Frame { address, name, file, line } => {
                            let function = builder.function(name, file);
                            Some(builder.line(address, function, line))
                        }
                        // Go does not say which address it has no name for: it is the
                        // last one, which may be 0 itself. An empty stack has none.
                        Comment::Unnamed(0) => addresses
                            .last()
                            .map(|&last| builder.address(if last == u64::MAX { 0 } else { last })),
                        Comment::Unnamed(address) => Some(builder.address(address)),
                        Comment::Labels(_) => None,
                    }
                })),
            }
            builder.sample(values, stack);
        }
        self.values.clear();
        self.addresses.clear();
        self.frames.clear();
    }

    /// Reads the list of binaries that may follow, and makes a profile of it all.
    pub fn finish(mut self, lines: &mut Lines) -> Result<Profile, Refusal> {
        self.close();
        memory_map::skip_to(lines)?;
        memory_map::read(lines, &mut self.builder)?;
        if self.is_symbolized {
            self.builder.mark_symbolized();
        } else {
            // They are for stacks that are symbolized later. Go's comments leave
            // out what is to be left out.
            drop_frames::set(&mut self.builder);
        }
        Ok(self.builder.finish())
    }
}
