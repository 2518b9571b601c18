//! The rows of the view: what is shown of each part, line by line.

use super::text::Files;
use crate::view::NameList;
use hearth_messages::SourceData;
use std::collections::BTreeSet;
use std::iter::Peekable;
use std::ops::Range;

/// The view's data, copied out of the worker's message.
#[derive(Debug, Default, PartialEq)]
pub struct Listing {
    pub total: i64,
    pub unit: String,
    pub output_unit: String,
    pub parts: Vec<Part>,
}

/// One function in one file.
#[derive(Debug, Default, PartialEq)]
pub struct Part {
    pub function: String,
    pub path: String,
    pub start_line: i64,
    pub flat: i64,
    pub cum: i64,
    /// The lines that have samples, in order.
    pub lines: Vec<Line>,
    pub inlined: Vec<Inlined>,
}

/// A line that has samples.
#[derive(Debug, Default, PartialEq)]
pub struct Line {
    pub number: u32,
    pub flat: i64,
    pub cum: i64,
    /// Functions that were inlined into it: a range of [`Part::inlined`].
    pub inlined: Range<usize>,
}

/// Function that was inlined into a line.
#[derive(Debug, Default, PartialEq)]
pub struct Inlined {
    pub depth: u32,
    pub flat: i64,
    pub cum: i64,
    /// `function file:line`.
    pub name: String,
}

/// A row: numbers of parts, and places in their lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A function.
    Head(usize),
    /// The file of a part.
    File(usize),
    /// A line of a part's file. `at`: its place among the lines that have samples;
    /// `text`: the row shows the line's text, which another one may have done.
    Line { part: usize, number: u32, at: Option<usize>, text: bool },
    /// Something inlined into the line above.
    Inlined { part: usize, at: usize },
}

/// Lines shown around those that have samples, as in pprof's `-list`.
const MARGIN: u32 = 5;

impl From<&SourceData> for Listing {
    fn from(data: &SourceData) -> Self {
        let parts = data.parts.iter().map(|part| {
            let names = NameList::from(&part.inlined_names);
            let (depth, flat) = (part.inlined_depth.to_vec(), part.inlined_flat.to_vec());
            let (at, cum) = (part.inlined_at.to_vec(), part.inlined_cum.to_vec());
            let (line_flat, line_cum) = (part.line_flat.to_vec(), part.line_cum.to_vec());
            let mut order: Vec<usize> =
                (0..at.len().min(depth.len()).min(flat.len()).min(cum.len())).collect();
            order.sort_by_key(|&i| at[i]);
            let places = |line: u32| {
                order.partition_point(|&i| at[i] < line)..order.partition_point(|&i| at[i] <= line)
            };
            let figures = line_flat.into_iter().zip(line_cum);
            let lines = part.lines.to_vec().into_iter().zip(figures).enumerate();
            Part {
                function: part.function.clone(),
                path: part.path.clone(),
                start_line: part.start_line,
                flat: part.flat,
                cum: part.cum,
                lines: lines
                    .map(|(i, (number, (flat, cum)))| Line {
                        number,
                        flat,
                        cum,
                        inlined: places(i as u32),
                    })
                    .collect(),
                inlined: order
                    .iter()
                    .map(|&i| Inlined {
                        depth: depth[i],
                        flat: flat[i],
                        cum: cum[i],
                        name: names.get(i).to_owned(),
                    })
                    .collect(),
            }
        });
        Self {
            total: data.total,
            unit: data.unit.clone(),
            output_unit: data.output_unit.clone(),
            parts: parts.collect(),
        }
    }
}

impl Part {
    /// The lines to show, without those behind the end of the file: from where the
    /// function starts, or some lines before the first that has samples, to some
    /// lines after the last.
    fn range(&self, length: u32) -> Range<u32> {
        let first = self.lines.iter().map(|l| l.number).find(|&n| n > 0).unwrap_or(1);
        let start = match u32::try_from(self.start_line) {
            Ok(start @ 1..) => start.min(first),
            _ => first.saturating_sub(MARGIN).max(1),
        };
        let last = self.lines.last().map_or(0, |l| l.number);
        start..last.saturating_add(MARGIN).min(length) + 1
    }
}

/// The rows of all parts. With `whole`, a file is shown once, and all of it. `folded`
/// has the lines (part, place) whose inlined functions are not shown.
pub fn rows(
    listing: &Listing,
    files: &Files,
    whole: bool,
    folded: &BTreeSet<(usize, usize)>,
) -> Vec<Row> {
    let parts = &listing.parts;
    let mut rows = Vec::new();
    for (first, part) in parts.iter().enumerate() {
        let text = files.text(&part.path);
        let whole = whole && text.is_some();
        let same = |other: &Part| whole && other.path == part.path;
        if parts[..first].iter().any(same) {
            continue;
        }
        let group: Vec<usize> =
            (first..parts.len()).filter(|&i| i == first || same(&parts[i])).collect();
        if group.len() == 1 {
            rows.push(Row::Head(first));
        }
        rows.push(Row::File(first));
        let mut lines: Vec<(u32, usize, usize)> = group
            .iter()
            .flat_map(|&i| {
                parts[i].lines.iter().enumerate().map(move |(at, line)| (line.number, i, at))
            })
            .collect();
        lines.sort_unstable();
        let range = match text {
            Some(text) if whole => 1..text.len() + 1,
            Some(text) => part.range(text.len()),
            None => 0..0,
        };
        let mut lines = lines.into_iter().peekable();
        push_until(&mut rows, &mut lines, range.start, parts, folded);
        for number in range {
            if lines.peek().is_none_or(|&(next, ..)| next > number) {
                rows.push(Row::Line { part: first, number, at: None, text: true });
            }
            push_until(&mut rows, &mut lines, number + 1, parts, folded);
        }
        push_until(&mut rows, &mut lines, u32::MAX, parts, folded);
    }
    rows
}

/// Rows for the lines that have samples, up to a line.
fn push_until(
    rows: &mut Vec<Row>,
    lines: &mut Peekable<impl Iterator<Item = (u32, usize, usize)>>,
    end: u32,
    parts: &[Part],
    folded: &BTreeSet<(usize, usize)>,
) {
    let mut before = None;
    while let Some((number, part, at)) = lines.next_if(|&(number, ..)| number < end) {
        rows.push(Row::Line { part, number, at: Some(at), text: before != Some(number) });
        before = Some(number);
        if !folded.contains(&(part, at)) {
            rows.extend(parts[part].lines[at].inlined.clone().map(|at| Row::Inlined { part, at }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::Text;
    use super::*;
    use std::rc::Rc;

    fn part(start_line: i64, numbers: &[u32]) -> Part {
        let lines = numbers.iter().map(|&number| Line { number, flat: 1, cum: 1, inlined: 0..0 });
        Part { path: "a.go".to_owned(), start_line, lines: lines.collect(), ..Part::default() }
    }

    fn files(lines: usize) -> Files {
        let text = Text::new(vec!["b/a.go".to_owned()], "x\n".repeat(lines));
        Files { texts: [("a.go".to_owned(), Rc::new(text))].into(), ..Files::default() }
    }

    /// Numbers of lines, those with figures as negative ones.
    fn numbers(rows: &[Row]) -> Vec<i64> {
        let number = |row: &Row| match *row {
            Row::Line { number, at, .. } => {
                Some(if at.is_some() { -i64::from(number) } else { number.into() })
            }
            _ => None,
        };
        rows.iter().filter_map(number).collect()
    }

    #[test]
    fn a_function_is_shown_from_its_start_to_a_little_behind_its_last_line() {
        let show = |part, files: &Files| {
            let listing = Listing { parts: vec![part], ..Listing::default() };
            numbers(&rows(&listing, files, false, &BTreeSet::new()))
        };
        assert_eq!(show(part(3, &[4, 6]), &files(20)), [3, -4, 5, -6, 7, 8, 9, 10, 11]);
        assert_eq!(show(part(0, &[7]), &files(8)), [2, 3, 4, 5, 6, -7, 8]);
        // Without a text, or where it is shorter, no figure is lost.
        assert_eq!(show(part(3, &[4, 6]), &Files::default()), [-4, -6]);
        assert_eq!(show(part(1, &[0, 2, 9]), &files(3)), [0, 1, -2, 3, -9]);
    }

    #[test]
    fn a_whole_file_is_shown_once() {
        let listing =
            Listing { parts: vec![part(1, &[2]), part(2, &[2, 3])], ..Listing::default() };
        let all = rows(&listing, &files(4), true, &BTreeSet::new());
        assert_eq!(numbers(&all), [1, -2, -2, -3, 4]);
        assert_eq!(all[0], Row::File(0));
        assert_eq!(all[3], Row::Line { part: 1, number: 2, at: Some(0), text: false });
        assert_eq!(rows(&listing, &Files::default(), true, &BTreeSet::new()).len(), 7);
    }

    #[test]
    fn what_was_inlined_is_below_its_line_unless_folded() {
        let mut one = part(1, &[1, 2]);
        one.inlined = vec![Inlined::default(), Inlined::default()];
        one.lines[0].inlined = 0..2;
        let listing = Listing { parts: vec![one], ..Listing::default() };
        let show = |folded: &[(usize, usize)]| {
            rows(&listing, &Files::default(), false, &folded.iter().copied().collect())
        };
        assert_eq!(
            show(&[])[3..5],
            [Row::Inlined { part: 0, at: 0 }, Row::Inlined { part: 0, at: 1 }]
        );
        assert_eq!(show(&[(0, 0)]).len(), 4);
    }
}
