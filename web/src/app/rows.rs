//! Rows of texts as files.

use hearth_core::harmless;

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
