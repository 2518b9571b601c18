//! Rows as text, for the clipboard.

use super::ranking::Ranking;
use super::table::{COLUMNS, TopTable};
use super::{PACKAGES, Top, TopProps};
use crate::view::lines;
use web_sys::Event;

impl Top {
    /// Copies the selected rows; without any, or with the one that all views share, the
    /// whole table. `event` is the browser's own, for Ctrl+C.
    pub(super) fn copy(&self, props: &TopProps, event: Option<Event>) -> bool {
        let by_key = event.is_some();
        if by_key && lines::has_marked_text() {
            return false;
        }
        let some = self.picks.len() > usize::from(!by_key);
        let is_whole = props.group != PACKAGES && self.ranking.len() == self.table.len();
        if !some && is_whole {
            // As pprof prints it, which only the engine can.
            props.on_copy.emit(());
            return false;
        }
        let mut wanted = vec![!some; self.table.len()];
        self.picks.rows().for_each(|row| wanted[row] = true);
        let text = text(&self.table, &self.ranking, self.columns, &wanted);
        match event {
            Some(event) => lines::fill_clipboard(&event, text),
            None => lines::copy_text(text),
        }
        false
    }
}

/// Rows with tabs between their cells, and the names of the columns above them.
fn text(table: &TopTable, ranking: &Ranking, columns: [bool; 3], wanted: &[bool]) -> String {
    let shown = || columns.into_iter().enumerate().filter(|(_, shown)| *shown).map(|(i, _)| i);
    let mut head = vec!["flat", "flat%", "sum%", "cum", "cum%", "name"];
    head.extend(shown().map(|i| COLUMNS[i]));
    let mut text = head.join("\t");
    let figures = table.figures();
    for place in 0..ranking.len() {
        let row = ranking.row(place);
        if !wanted[row] {
            continue;
        }
        let flat = table.flat[row];
        let (cum, cum_share) = match table.cum.get(row) {
            Some(&cum) => (figures.value(cum), figures.share(cum)),
            None => Default::default(),
        };
        let name = [table.names.get(row), table.suffix(row)].concat();
        let sum = figures.share(ranking.sum(place));
        text.push('\n');
        let cells = [figures.value(flat), figures.share(flat), sum, cum, cum_share, name];
        text.push_str(&cells.join("\t"));
        for i in shown() {
            text.push('\t');
            text.push_str(table.columns[i].get(row));
        }
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::NameList;
    use crate::view::top::Order;

    #[test]
    fn cells_have_tabs_between_them() {
        let table = TopTable {
            total: 4,
            unit: "count".to_owned(),
            output_unit: "auto".to_owned(),
            flat: vec![3, 1],
            cum: vec![4, 1],
            inlined: vec![0, 2],
            names: NameList::of(&["a", "b"]),
            ..TopTable::default()
        };
        let ranking = Ranking::new(&table, Order::Flat, &[true; 2]);
        assert_eq!(
            text(&table, &ranking, [false, true, false], &[false, true]),
            "flat\tflat%\tsum%\tcum\tcum%\tname\tfile\n1\t25.00%\t100%\t1\t25.00%\tb (inline)\t\n",
        );
    }
}
