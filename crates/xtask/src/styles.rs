//! Style sheets of the page as one, in layers: what stands in a later layer wins, whatever the
//! selectors weigh and however the files are named.
//!
//! `base` names colors and sets elements, `ui` has parts that several views use, `frame` what
//! stands around the view, `view` one sheet for each view. A test keeps each sheet of a view
//! below its own root class.

use crate::site::read;
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

/// Layers, the weakest first: `base.css` and folders.
const LAYERS: [&str; 4] = ["base", "ui", "frame", "view"];

/// All style sheets of a folder as one.
pub fn bundle(folder: &Path) -> Result<String> {
    let mut text = format!("@layer {};\n", LAYERS.join(", "));
    for layer in LAYERS {
        for file in sheets(folder, layer)? {
            text += &format!("@layer {layer} {{\n{}}}\n", read(&file)?);
        }
    }
    Ok(text)
}

/// Files of a layer, in the order of their names.
fn sheets(folder: &Path, layer: &str) -> Result<Vec<PathBuf>> {
    let single = folder.join(layer).with_extension("css");
    if single.exists() {
        return Ok(vec![single]);
    }
    let entries = fs::read_dir(folder.join(layer))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    fn folder() -> PathBuf {
        workspace::root().join("web/style")
    }

    /// Selectors of a sheet, each with its line; those in `@container` and the like, too.
    fn selectors(sheet: &str) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        let (mut line, mut from, mut text) = (1, 1, String::new());
        let mut rest = sheet;
        while let Some(next) = rest.chars().next() {
            if rest.starts_with("/*") {
                let end = rest.find("*/").map_or(rest.len(), |at| at + 2);
                line += rest[..end].matches('\n').count();
                rest = &rest[end..];
                continue;
            }
            match next {
                '{' => {
                    let all = std::mem::take(&mut text);
                    if !all.trim_start().starts_with('@') {
                        found.extend(alternatives(&all).into_iter().map(|one| (from, one)));
                    }
                }
                '}' | ';' => text.clear(),
                _ => {
                    if text.trim().is_empty() {
                        from = line;
                    }
                    text.push(next);
                }
            }
            line += usize::from(next == '\n');
            rest = &rest[next.len_utf8()..];
        }
        found
    }

    /// Parts of a list of selectors; commas within parentheses are of one part.
    fn alternatives(list: &str) -> Vec<String> {
        let mut depth = 0;
        let parts = list.split(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            c == ',' && depth == 0
        });
        parts.map(|part| part.trim().to_owned()).collect()
    }

    /// Returns whether a selector names a class.
    fn names(selector: &str, class: &str) -> bool {
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
        let dotted = [".", class].concat();
        selector.match_indices(&dotted).any(|(at, _)| ends(&selector[at + dotted.len()..]))
    }

    #[test]
    fn selectors_are_read_with_their_lines() {
        let sheet = "/* a\n b */\n.a,\n.b:is(.c, .d) {\n    x: y;\n}\n@media z {\n    .e {\n}\n}\n";
        let read = selectors(sheet);
        let read: Vec<_> = read.iter().map(|(line, one)| (*line, &**one)).collect();
        assert_eq!(read, [(3, ".a"), (3, ".b:is(.c, .d)"), (8, ".e")]);
        assert!(names(".a .top > b", "top") && !names(".top-most .stop", "top"));
    }

    #[test]
    fn sheets_keep_to_their_own_markup() {
        let views = sheets(&folder(), "view").unwrap();
        let roots: Vec<_> = views.iter().map(|file| stem(file)).collect();
        let mut wrong = Vec::new();
        for layer in LAYERS {
            for file in sheets(&folder(), layer).unwrap() {
                for (line, selector) in selectors(&read(&file).unwrap()) {
                    let is_right = match layer {
                        "view" => selector.starts_with(&[".", &stem(&file)].concat()),
                        _ => !roots.iter().any(|root| names(&selector, root)),
                    };
                    if !is_right {
                        wrong.push(format!("{layer}/{}:{line}: {selector}", stem(&file)));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "selectors into another module's markup:\n{}", wrong.join("\n"));
    }

    fn stem(file: &Path) -> String {
        file.file_stem().unwrap().to_string_lossy().into_owned()
    }
}
