//! Columns of text, as Go's `text/tabwriter` lays them out with `AlignRight`.

use super::text::width_of;

/// Puts spaces before the cells of a text so that those of a column end at the
/// same place. A tab ends a cell; what follows the last tab of a line belongs to
/// no column. A column is a run of lines that have a cell there; it is one wider
/// than its widest cell.
pub fn align_right(text: &[u8]) -> Vec<u8> {
    let lines: Vec<Vec<&[u8]>> =
        text.split(|&b| b == b'\n').map(|line| line.split(|&b| b == b'\t').collect()).collect();
    let mut widths: Vec<Vec<usize>> = lines.iter().map(|cells| vec![0; cells.len() - 1]).collect();
    let columns = lines.iter().map(|cells| cells.len() - 1).max().unwrap_or(0);
    for column in 0..columns {
        let mut start = 0;
        while start < lines.len() {
            let in_column = |line: &Vec<&[u8]>| line.len() > column + 1;
            let count = lines[start..].iter().take_while(|line| in_column(line)).count();
            let run = start..start + count;
            let width = lines[run.clone()].iter().map(|line| width_of(line[column]) + 1).max();
            run.for_each(|line| widths[line][column] = width.unwrap_or(0));
            start += count.max(1);
        }
    }
    let mut out = Vec::with_capacity(text.len() * 2);
    for (i, (cells, widths)) in lines.iter().zip(&widths).enumerate() {
        if i > 0 {
            out.push(b'\n');
        }
        for (cell, width) in cells.iter().zip(widths) {
            out.resize(out.len() + (width - width_of(cell)), b' ');
            out.extend_from_slice(cell);
        }
        out.extend_from_slice(cells[widths.len()]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_ends_where_a_line_has_none() {
        let text = "k:\t Total\n \t1s:\t a\n \t100ms:\t ä\n\nlonger:\t x\n";
        let aligned = " k: Total\n       1s: a\n    100ms: ä\n\n longer: x\n";
        assert_eq!(String::from_utf8(align_right(text.as_bytes())).unwrap(), aligned);
    }
}
