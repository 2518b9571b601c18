//! The lines of one page of stacks.

/// Number of stacks that are on a page.
pub const STACKS: u32 = 50;

/// Number of frames of a stack that are shown at first.
pub const FRAMES: usize = 4;

/// One line of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Line {
    /// A stack: its number on this page.
    Stack(usize),
    /// A frame: its place among the frames of all stacks.
    Frame(usize),
    /// The stack, and how many of its frames are not shown.
    More(usize, usize),
}

/// Lists the lines of stacks that end at `ends`, of which this many frames are `shown`.
pub fn lines_of(ends: &[u32], shown: impl Fn(usize) -> usize) -> Vec<Line> {
    let (mut lines, mut start) = (Vec::new(), 0);
    for (stack, &end) in ends.iter().enumerate() {
        let end = (end as usize).max(start);
        let count = end - start;
        let mut shown = shown(stack).min(count);
        // A line that says "1 more" could as well be that one.
        if count - shown == 1 {
            shown = count;
        }
        lines.push(Line::Stack(stack));
        lines.extend((start..start + shown).map(Line::Frame));
        if shown < count {
            lines.push(Line::More(stack, count - shown));
        }
        start = end;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_stack_shows_its_first_frames() {
        use Line::{Frame, More, Stack};
        assert_eq!(
            lines_of(&[1, 6, 6], |_| 2),
            [Stack(0), Frame(0), Stack(1), Frame(1), Frame(2), More(1, 3), Stack(2)],
        );
        assert_eq!(lines_of(&[3], |_| 2).len(), 4);
        // Nonsense is no reason to fail.
        assert_eq!(lines_of(&[2, 1], |_| 9).len(), 4);
    }
}
