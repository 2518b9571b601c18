//! Files that other pages embed: the component, a script with two modules beside it, and the
//! script that a frame has in addition to the page's own.

use crate::page::{self, Mode};
use crate::scripts::Form;
use crate::site::{read, worker_script};
use crate::{scripts, styles, workspace};
use anyhow::Result;
use std::fs;

/// The size of `1rem` in the site's style sheet; in a component it would be the size that
/// the page around it has chosen.
const REM: f64 = 13.0;

/// Builds the component: its files, with their names. Its script imports the package's
/// `errors.js`.
pub fn files(mode: Mode) -> Result<[(&'static str, Vec<u8>); 4]> {
    let (page, engine) = page::build_whole(mode)?;
    let root = workspace::root();
    let style = in_pixels(&styles::bundle(&root.join("web/style"))?);
    let style = style + &in_pixels(&read(&root.join("web/embed/component.css"))?);
    let mut texts = [
        ("component.css", style.into_bytes()),
        ("component-worker.js", (engine.script + &worker_script()?).into_bytes()),
    ];
    if mode == Mode::Release {
        scripts::minify(&mut texts);
    }
    let [style, worker] = texts.map(|(_, text)| String::from_utf8(text));
    let mut script = [
        // The package's other entry has the same class.
        "import { HearthError } from \"./errors.js\";\nexport { HearthError };\nconst hearth_style = ",
        &quoted(&style?),
        ";\nconst hearth_worker = ",
        &quoted(&worker?),
        // Each call is an instance of its own: what is global in the page is not shared.
        ";\nconst hearth_page = (hearth_host, hearth_module) => {\n",
        &page.script,
        "\nreturn hearth_web({ module_or_path: hearth_module });\n};\n",
    ]
    .concat();
    script.push_str(&scripts::bundle("web/embed/element.js", Form::Module)?);
    let mut script = [("component.js", script.into_bytes())];
    if mode == Mode::Release {
        scripts::minify(&mut script);
    }
    let [(_, script)] = script;

    Ok([
        ("component.js", script),
        ("component.d.ts", fs::read(root.join("web/embed/component.d.ts"))?),
        ("component-page.wasm", page.wasm),
        ("component-engine.wasm", engine.wasm),
    ])
}

/// A text as JavaScript writes it.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\u{2028}' | '\u{2029}' => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// A style sheet with pixels in place of `rem`.
fn in_pixels(css: &str) -> String {
    let mut parts = css.split("rem");
    let mut pixels = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = pixels.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let is_whole = !part.starts_with(|c: char| c.is_alphanumeric() || c == '-');
        match pixels[digits..].parse::<f64>() {
            Ok(size) if is_whole => {
                pixels.truncate(digits);
                pixels.push_str(&format!("{}px", (size * REM * 1000.0).round() / 1000.0));
            }
            _ => pixels.push_str("rem"),
        }
        pixels.push_str(part);
    }
    pixels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted() {
        assert_eq!(quoted("a\"b\\\n\u{2028}'"), "\"a\\\"b\\\\\\n\\u2028'\"");
    }

    #[test]
    fn sizes_become_pixels() {
        let css = ".remark { width: calc(10rem - .5rem); gap: 1.25rem;height:2em }";
        let pixels = ".remark { width: calc(130px - 6.5px); gap: 16.25px;height:2em }";
        assert_eq!(in_pixels(css), pixels);
    }
}
