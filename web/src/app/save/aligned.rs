//! Tables of views as plain text.

/// Rows as lines, with cells aligned in columns.
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
    fn cells_are_aligned() {
        let rows = [vec!["a,b".to_owned(), "1".to_owned()], vec!["\"".to_owned(), String::new()]];
        assert_eq!(text(&rows), "a,b  1\n\"\n");
    }
}
