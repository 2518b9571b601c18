//! Texts that have their newest line first.

use super::anchors::{Start, start};
use super::grammar::{Kind, kind};
use super::joined::is_fragment;
use super::prefix::Template;
use super::quoted::lines;
use super::rows::{ATTRIBUTES, is_row, is_surely_own};
use crate::read::text::scan::trim;

/// Number of headers that are looked at, and of lines around each.
const HEADERS: usize = 50;
const AROUND: usize = 6;

/// The text with its oldest line first, if it was the other way around.
pub fn undo(text: &[u8]) -> Option<Vec<u8>> {
    let all: Vec<&[u8]> = lines(text).collect();
    let starts = all.iter().enumerate().filter_map(|(at, line)| Some((at, start(line)?)));
    let headers: Vec<(usize, usize)> = starts
        .filter_map(|(at, (kind, prefix))| (kind == Start::Goroutine).then_some((at, prefix)))
        .take(HEADERS)
        .collect();
    let (mut upright, mut reversed, mut before) = (0, 0, 0);
    for &(at, prefix) in &headers {
        let template = Template::new(&all[at][..prefix]);
        let kind_of = |line: &&[u8]| {
            let behind = match template.is_empty() {
                true => Kind::Other,
                false => template.end_in(line).map_or(Kind::Other, |end| kind(&line[end..])),
            };
            match if behind == Kind::Other { kind(line) } else { behind } {
                // The first part of a function whose line was broken.
                Kind::Other => {
                    let end = template.end_in(line).unwrap_or(0);
                    let is_indented = line.get(end).is_some_and(u8::is_ascii_whitespace);
                    if !is_indented && is_fragment(&line[end..]) {
                        Kind::Function
                    } else {
                        Kind::Other
                    }
                }
                kind => kind,
            }
        };
        let known = |kind: &Kind| !matches!(kind, Kind::Other | Kind::Blank);
        let next = all[at + 1..].iter().take(AROUND).map(kind_of).find(known);
        match next {
            Some(Kind::Function | Kind::Note | Kind::Creator) => upright += 1,
            Some(Kind::Place | Kind::Address) => reversed += 1,
            _ => {}
        }
        let previous = all[at.saturating_sub(AROUND)..at].iter().rev().map(kind_of).find(known);
        before += usize::from(previous == Some(Kind::Function));
    }
    if upright > 0 || (reversed + before == 0 && !are_rows_reversed(&all)) {
        return None;
    }
    let mut out = Vec::with_capacity(text.len() + 1);
    let mut write = |line: &[u8]| {
        out.extend_from_slice(line);
        out.push(b'\n');
    };
    if before > 0 || reversed == 0 {
        all.iter().rev().for_each(|line| write(line));
    } else {
        // Headers are where they should be: each stands before its stack.
        let is_header = |line: &[u8]| start(line).is_some_and(|(kind, _)| kind == Start::Goroutine);
        let mut rest = &all[..];
        while !rest.is_empty() {
            let next =
                rest[1..].iter().position(|line| is_header(line)).map_or(rest.len(), |n| n + 1);
            let (stack, after) = rest.split_at(next);
            match is_header(stack[0]) {
                true => {
                    write(stack[0]);
                    stack[1..].iter().rev().for_each(|line| write(line));
                }
                false => stack.iter().for_each(|line| write(line)),
            }
            rest = after;
        }
    }
    Some(out)
}

/// Returns whether profiles of rows have their first line behind their rows.
fn are_rows_reversed(all: &[&[u8]]) -> bool {
    let is_rows = |start: Start| !matches!(start, Start::Goroutine | Start::Race);
    let starts = all.iter().enumerate().filter_map(|(at, line)| Some((at, start(line)?)));
    let mut reversed = false;
    for (at, (_, prefix)) in starts.filter(|&(_, (kind, _))| is_rows(kind)).take(HEADERS) {
        let template = Template::new(&all[at][..prefix]);
        let text = |line: &&'_ [u8]| {
            let end = if template.is_empty() { None } else { template.end_in(line) };
            trim(&line[end.unwrap_or(0)..]).to_vec()
        };
        let is_attribute = |line: &[u8]| ATTRIBUTES.iter().any(|name| line.starts_with(name));
        // jemalloc's: `t*: 1: 2 [0: 0]`.
        let is_total = |line: &[u8]| line.starts_with(b"t*: ");
        let mut next = all[at + 1..].iter().take(AROUND).map(text).filter(|line| !line.is_empty());
        if next.any(|line| is_surely_own(&line) || is_attribute(&line) || is_total(&line)) {
            return false;
        }
        let before = all[at.saturating_sub(AROUND)..at].iter().rev().map(text);
        let nearest = before.into_iter().find(|line| !line.is_empty());
        reversed |=
            nearest.is_some_and(|line| is_row(&line) || is_attribute(&line) || is_total(&line));
    }
    reversed
}
