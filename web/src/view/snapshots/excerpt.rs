//! A line of source with those around it, where its file was dropped.

use crate::view::source::Files;
use yew::prelude::*;

/// Number of lines that are shown on each side.
const AROUND: u32 = 2;

/// The line; nothing where the file is not there.
pub fn excerpt(files: &Files, path: &str, line: f64) -> Html {
    let line = line as u32;
    let Some(text) = files.text(path).filter(|text| (1..=text.len()).contains(&line)) else {
        return Html::default();
    };
    let shown = line.saturating_sub(AROUND).max(1)..=(line + AROUND).min(text.len());
    let code = |number: u32| {
        let mut code = String::new();
        text.pieces(number, &mut |_, piece| code.push_str(&piece.replace('\t', "    ")));
        code
    };
    // As far as all of them are indented tells nothing here.
    let indent = |code: &String| code.len() - code.trim_start().len();
    let lines: Vec<(u32, String)> = shown.map(|number| (number, code(number))).collect();
    let common = lines.iter().map(|(_, code)| code).filter(|code| !code.trim().is_empty());
    let common = common.map(indent).min().unwrap_or(0);
    html! {
        <pre class="excerpt" data-testid="excerpt">
            for (number, code) in lines {
                <span class={if number == line { "line here" } else { "line" }}>
                    <span class="dim">{ format!("{number:>5}  ") }</span>
                    { code.get(common..).unwrap_or_default().to_owned() }
                    { "\n" }
                </span>
            }
        </pre>
    }
}
