//! Tables of views as CSV. Escaping is the business of `hearth_core::harmless`.

use hearth_core::harmless;

/// Rows as a table of comma-separated values, in which no text is a formula.
pub fn csv(rows: &[Vec<String>]) -> String {
    let mut csv = String::new();
    for row in rows {
        harmless::row(row.iter().map(String::as_str), &mut csv);
    }
    csv
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_are_no_formulas() {
        let rows = [vec!["a,b".to_owned(), "1".to_owned()], vec!["\"".to_owned(), String::new()]];
        assert_eq!(csv(&rows), "\"a,b\",1\r\n\"\"\"\",\r\n");
        let hostile = [["=1+2", "-5", "\t@SUM(A1)", "-x"].map(str::to_owned).into()];
        assert_eq!(csv(&hostile), "\"'=1+2\",-5,\"'\t'@SUM(A1)\",\"'-x\"\r\n");
    }
}
