//! A comparison as Markdown, to be pasted into an issue. Names are texts there, whatever they
//! are made of.

use super::amounts::{Columns, percent, verdict};
use super::answer::{self, Piece};
use super::sides::{Role, names};
use super::{CompareProps, View, remarks};
use crate::words::comparing;
use hearth_core::harmless::{code, one_line};
use hearth_core::measure;

/// Number of functions that are in the table.
const ROWS: usize = 20;

/// All of it.
pub fn markdown(props: &CompareProps) -> String {
    let (w, data) = (comparing(), &props.data);
    let mut text = String::from("## ");
    for piece in answer::pieces(props) {
        match piece {
            Piece::Text(words) => text.push_str(&beside_names(&words)),
            Piece::Code(name, _) => text.push_str(&code(&name)),
        }
    }
    text.push_str("\n\n");
    for (role, word) in [(Role::Base, w.roles[1]), (Role::Current, w.roles[2])] {
        let files = props.files.iter().filter(|file| file.role == role);
        for file in files {
            text.extend(["- ", word, ": ", &code(&file.name)]);
            if file.time != 0 {
                text.extend([", ", &measure::date_time_utc(file.time), " UTC"]);
            }
            text.push('\n');
        }
        if names(&props.files, role).is_empty() {
            text.extend(["- ", word, ": –\n"]);
        }
    }
    text.extend(["- ", w.total, ": ", &one_line(&data.amounts.summary()), "\n"]);
    if let View::Table(table) = &data.shown {
        let figure = props.figure();
        let rows = table.rows(figure, "", false);
        let columns = &table.columns[figure];
        if !rows.is_empty() {
            let [verdict, old, new, change, share, name] = w.columns;
            let head = [name, old, new, change, share, verdict].join(" | ");
            text.extend(["\n", &one_line(w.by[figure]), ":\n\n| ", &head]);
            text.push_str(" |\n| --- | ---: | ---: | ---: | ---: | --- |\n");
        }
        for &row in rows.iter().take(ROWS) {
            text.push_str(&cells(props, columns, row as usize, table.names.get(row as usize)));
        }
    } else {
        parts(props, &mut text);
    }
    let warnings = data.data.remarks.iter().filter(|remark| remark.is_warning);
    let warnings: Vec<String> = warnings.map(|remark| one_line(&remarks::text(remark))).collect();
    if !warnings.is_empty() {
        text.extend(["\n- ⚠ ", &warnings.join("\n- ⚠ "), "\n"]);
    }
    text
}

/// A part of a sentence, whose spaces at its ends are none to be made visible.
fn beside_names(words: &str) -> String {
    let inner = words.trim_matches(' ');
    words.replacen(inner, &one_line(inner), 1)
}

/// A row of the table.
fn cells(props: &CompareProps, columns: &Columns, row: usize, name: &str) -> String {
    let amounts = &props.data.amounts;
    let change = columns.change[row];
    let cells = [
        // A bar ends a cell even within code.
        code(name).replace('|', "\\|"),
        amounts.value(columns.old[row], 0),
        amounts.value(columns.new[row], 1),
        amounts.change(change),
        percent(amounts.share(change)),
        verdict(columns.verdict[row])[1].to_owned(),
    ];
    ["| ", &cells.join(" | "), " |\n"].concat()
}

/// Where no table is shown, the functions of the answer.
fn parts(props: &CompareProps, text: &mut String) {
    let summary = &props.data.data.summary;
    for parts in [&summary.parts, &summary.against] {
        let columns = Columns::from(&parts.figures);
        for (at, name) in parts.functions.iter().enumerate() {
            let place = answer::place(&parts.files[at], parts.lines[at]);
            let said = props.data.amounts.said(&columns, at);
            text.extend(["- ", &code(name), " ", &one_line(&place), ": ", &one_line(&said), "\n"]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_between_words_and_names_stay() {
        assert_eq!(beside_names(" all in "), " all in ");
        assert_eq!(beside_names(" "), " ");
        assert_eq!(beside_names("CPU *2* "), "CPU \\*2\\* ");
    }
}
