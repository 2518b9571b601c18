//! Lines of several programs in one log, each taken by itself.

use super::anchors::{Start, start};
use super::prefix::Template;
use super::quoted::lines;
use std::borrow::Cow;

/// Number of programs that are told apart.
const MOST: usize = 16;

/// The text with the lines of each program together, if dumps of several are interleaved:
/// their lines begin differently by more than numbers.
pub fn apart(text: &[u8]) -> Cow<'_, [u8]> {
    let mut templates: Vec<Template> = Vec::new();
    let (mut changes, mut last) = (0, usize::MAX);
    for line in lines(text) {
        let Some((Start::Goroutine, at)) = start(line) else { continue };
        if at == 0 {
            return Cow::Borrowed(text);
        }
        // A prefix that is like another's is the same program's.
        let known = templates.iter().position(|template| template.end_in(line) == Some(at));
        let source = known.unwrap_or_else(|| {
            templates.push(Template::new(&line[..at]));
            templates.len() - 1
        });
        if templates.len() > MOST {
            return Cow::Borrowed(text);
        }
        changes += usize::from(last != usize::MAX && source != last);
        last = source;
    }
    // One after the other, they are not interleaved.
    if templates.len() < 2 || changes < templates.len() {
        return Cow::Borrowed(text);
    }
    let mut texts: Vec<Vec<u8>> = vec![Vec::new(); templates.len()];
    let mut current = 0;
    for line in lines(text) {
        if let Some(source) = templates.iter().position(|t| t.end_in(line).is_some()) {
            current = source;
        }
        texts[current].extend_from_slice(line);
        texts[current].push(b'\n');
    }
    Cow::Owned(texts.concat())
}
