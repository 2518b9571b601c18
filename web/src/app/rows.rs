//! A view's data as rows of texts, for tables that are saved: exact values, not rounded.

use super::State;
use crate::view::{NameList, Tab, compare, plain, said, snapshots};
use hearth_core::harmless;
use hearth_messages::NeighbourData;

/// The rows of a view that the engine has no report of, or none as a table; the first one
/// has the columns' names.
pub fn rows(state: &State, tab: Tab) -> Option<Vec<Vec<String>>> {
    let head = |columns: &[&str]| columns.iter().map(|&c| c.to_owned()).collect::<Vec<_>>();
    let mut rows = Vec::new();
    match tab {
        Tab::Peek => {
            let data = &state.peek.as_ref()?.data;
            rows.push(head(&["", &data.unit, "function"]));
            let own = |what: &str, value: i64| {
                vec![what.to_owned(), value.to_string(), data.name.clone()]
            };
            neighbours(&mut rows, "caller", &data.callers);
            rows.extend([own("flat", data.flat), own("cum", data.cum)]);
            neighbours(&mut rows, "callee", &data.callees);
        }
        Tab::Source => {
            let data = &state.source.as_ref()?.data;
            let flat = ["flat ", &data.unit].concat();
            rows.push(head(&["file", "line", &flat, &["cum ", &data.unit].concat(), "function"]));
            for part in &data.parts {
                let lines = part.lines.to_vec();
                let figures = part.line_flat.to_vec().into_iter().zip(part.line_cum.to_vec());
                for (line, (flat, cum)) in lines.into_iter().zip(figures) {
                    rows.push(vec![
                        part.path.clone(),
                        line.to_string(),
                        flat.to_string(),
                        cum.to_string(),
                        part.function.clone(),
                    ]);
                }
            }
        }
        Tab::Tags => {
            let data = &state.tags.as_ref()?.data;
            rows.push(head(&["label", "value", &data.unit]));
            for key in &data.keys {
                let values = NameList::from(&key.values);
                for (value, weight) in values.iter().zip(key.weight.to_vec()) {
                    rows.push(vec![key.key.clone(), value.to_owned(), weight.to_string()]);
                }
            }
        }
        Tab::Compare => {
            let data = &state.compare.as_ref()?.data;
            let compare::View::Table(table) = &data.shown else { return None };
            let unit = data.amounts.unit();
            let columns = ["flat base ", "flat current ", "cum base ", "cum current "];
            let mut names: Vec<String> = columns.map(|c| [c, unit].concat()).into();
            names.extend(head(&["flat verdict", "cum verdict", "function"]));
            rows.push(names);
            for (row, name) in table.names.iter().enumerate() {
                let value = |of: &[i64]| of[row].to_string();
                let [flat, cum, _] = &table.columns;
                let mut cells: Vec<String> =
                    [&flat.old, &flat.new, &cum.old, &cum.new].map(|of| value(of)).into();
                cells.extend([flat, cum].map(|c| compare::verdict(c.verdict[row])[1].to_owned()));
                cells.push(name.to_owned());
                rows.push(cells);
            }
        }
        Tab::About => {
            let data = &state.about.as_ref()?.data;
            rows.extend(data.facts.iter().map(|(name, fact)| vec![name.clone(), fact.clone()]));
            let comments = data.comments.iter();
            rows.extend(comments.map(|comment| vec!["comment".to_owned(), comment.clone()]));
            let mappings = data.mappings.iter();
            rows.extend(mappings.map(|mapping| vec!["mapping".to_owned(), mapping.join(" ")]));
            let remarks = data.remarks.iter();
            rows.extend(remarks.map(|(kind, text)| vec![kind.clone(), plain(&said(text))]));
        }
        Tab::Goroutines => {
            let groups = &state.goroutines.as_ref()?.data;
            let columns = ["goroutines", "blocked on", "waiting", "function", "place"];
            rows.push(head(&columns));
            rows[0].extend(head(&["created by", "labels"]));
            for (i, count) in groups.count.iter().enumerate() {
                let waits = groups.waits(i);
                let texts = [groups.blocked_name(i), &waits, groups.function(i), groups.place(i)];
                let mut row = vec![count.to_string()];
                row.extend(head(&texts));
                row.extend(head(&[groups.created(i), groups.labels(i)]));
                rows.push(row);
            }
        }
        Tab::Snapshots => {
            let data = &state.snapshots.as_ref()?.data;
            rows.push(head(&["kind", "verdict", "confidence", "function", "place", "values"]));
            rows[0].extend(head(&["certainty", "headline"]));
            rows.extend(data.suspects.iter().chain(&data.grown).map(|s| {
                vec![
                    data.series[s.series as usize].kind.clone(),
                    s.verdict.clone(),
                    s.confidence.to_string(),
                    s.function.clone(),
                    [&*s.file, ":", &s.line.to_string()].concat(),
                    s.values.iter().map(f64::to_string).collect::<Vec<_>>().join(" "),
                    s.certainty.map_or(String::new(), |certainty| certainty.to_string()),
                    snapshots::title(data, s),
                ]
            }));
        }
        Tab::Flame | Tab::Top | Tab::Graph | Tab::Traces => return None,
    }
    Some(rows)
}

fn neighbours(rows: &mut Vec<Vec<String>>, side: &str, data: &NeighbourData) {
    let names = NameList::from(&data.names);
    for (name, weight) in names.iter().zip(data.weight.to_vec()) {
        rows.push(vec![side.to_owned(), weight.to_string(), name.to_owned()]);
    }
}

/// Rows as a table of comma-separated values, in which no text is a formula.
pub fn csv(rows: &[Vec<String>]) -> String {
    let mut csv = String::new();
    for row in rows {
        harmless::row(row.iter().map(String::as_str), &mut csv);
    }
    csv
}

/// Rows as lines, their cells in columns.
pub fn text(rows: &[Vec<String>]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|c| c.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    let mut text = String::new();
    for row in rows {
        for (cell, width) in row.iter().zip(&widths) {
            text.push_str(cell);
            let missing = width - cell.chars().count() + 2;
            text.extend(std::iter::repeat_n(' ', missing));
        }
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_aligned() {
        let rows = [vec!["a,b".to_owned(), "1".to_owned()], vec!["\"".to_owned(), String::new()]];
        assert_eq!(csv(&rows), "\"a,b\",1\r\n\"\"\"\",\r\n");
        assert_eq!(text(&rows), "a,b  1\n\"\n");
        let hostile = [["=1+2", "-5", "\t@SUM(A1)", "-x"].map(str::to_owned).into()];
        assert_eq!(csv(&hostile), "\"'=1+2\",-5,\"'\t'@SUM(A1)\",\"'-x\"\r\n");
    }
}
