//! The whole program in one file, for `file://` and machines without a network: script,
//! style, both modules and the worker are inside (`web/boot/file.html`, `file.js`).
//!
//! Nothing in it depends on when or where it was built: the same commit, compiler and
//! tools, which it names, give the same bytes.

use crate::page::{self, Mode, Module, Tools};
use crate::process::say;
use crate::scripts::Form;
use crate::site::{read, relative, worker_script};
use crate::{scripts, styles, workspace};
use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Builds the file, and returns where it is: `dist/hearth.html` if it is to be published.
pub fn assemble(mode: Mode) -> Result<PathBuf> {
    let (page, engine) = page::build_whole(mode)?;
    let html = fill(page, engine, &page::tools()?, mode)?;
    let folder = match mode {
        Mode::Development => workspace::target().to_owned(),
        Mode::Release => workspace::root().join("dist"),
    };
    fs::create_dir_all(&folder)?;
    let file = folder.join("hearth.html");
    fs::write(&file, &html)?;
    say(&format!("the single file is {}: {} bytes", relative(&file), html.len()));
    Ok(file)
}

/// Writes `SHA256SUMS`, with all files in a folder and below it, as `sha256sum -c` reads it.
pub fn write_sums(folder: &Path) -> Result<()> {
    let sums = folder.join("SHA256SUMS");
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path != sums {
                files.push(path);
            }
        }
    }
    files.sort();
    let mut text = String::new();
    for file in files {
        let name = file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        text.push_str(&format!("{:x}  {name}\n", Sha256::digest(fs::read(&file)?)));
    }
    Ok(fs::write(sums, text)?)
}

fn fill(page: Module, engine: Module, tools: &Tools, mode: Mode) -> Result<String> {
    let root = workspace::root();
    let boot = |name: &str| read(&root.join("web/boot").join(name));
    let script = page.script + &scripts::bundle("web/boot/single.js", Form::Script)?;
    let mut texts = [
        ("page.js", script.into_bytes()),
        ("engine.js", [engine.script, worker_script()?].concat().into_bytes()),
        ("style.css", styles::bundle(&root.join("web/style"))?.into_bytes()),
    ];
    let esbuild = match mode {
        Mode::Development => None,
        Mode::Release => scripts::minify(&mut texts),
    };
    let [script, worker, style] = texts.map(|(_, content)| content);
    let parts = [("page.wasm", &page.wasm), ("engine.wasm", &engine.wasm), ("engine.js", &worker)];
    let blocks = parts.map(|(name, content)| Ok(block(name, &pack(content)?)));
    let (script, style) = (inline(script, "script")?, inline(style, "style")?);
    let index = read(&root.join("index.html"))?;
    let icon = index.lines().find(|line| line.contains("rel=\"icon\""));
    // What is filled in is not looked through for more places.
    let values = [
        ("{{hash of script}}", source_hash(&script)),
        ("{{hash of style}}", source_hash(&style)),
        ("{{build}}", build(tools, esbuild.as_deref())),
        ("{{icon}}", icon.context("index.html has no icon")?.trim().to_owned()),
        ("{{style}}", style),
        ("{{parts}}", blocks.into_iter().collect::<Result<Vec<_>>>()?.join("\n")),
        ("{{script}}", script),
    ];
    let template = boot("file.html")?;
    let mut html = String::new();
    let mut rest = &*template;
    for (place, value) in &values {
        let (before, after) = rest
            .split_once(place)
            .with_context(|| format!("file.html has no {place} in its place"))?;
        html.extend([before, value]);
        rest = after;
    }
    Ok(html + rest)
}

/// Build facts in the file: name and value of each thing that decides its bytes.
fn build(tools: &Tools, esbuild: Option<&str>) -> String {
    let wasm_opt = tools.wasm_opt.map_or("none".to_owned(), |version| version.to_string());
    let said = [
        ("version", env!("CARGO_PKG_VERSION")),
        ("commit", &workspace::commit()),
        ("compiler", &tools.compiler),
        ("wasm-opt", &wasm_opt),
        ("esbuild", esbuild.unwrap_or("none")),
    ];
    said.map(|(name, value)| format!("{name}: {value}")).join("; ")
}

/// Deflated, as base64. A block of text that JavaScript reads: nothing is fetched.
fn pack(content: &[u8]) -> Result<String> {
    let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    deflate.write_all(content)?;
    Ok(BASE64_STANDARD.encode(deflate.finish()?))
}

fn block(name: &str, text: &str) -> String {
    format!("    <script type=\"text/plain\" data-part=\"{name}\">{text}</script>")
}

/// A text as it stands in an element, which it must not end.
fn inline(content: Vec<u8>, element: &str) -> Result<String> {
    let text = String::from_utf8(content).context("esbuild wrote something that is no text")?;
    let text = text.trim_end().to_owned();
    let lower = text.to_ascii_lowercase();
    let ends = lower.contains(&format!("</{element}")) || lower.contains("<!--");
    anyhow::ensure!(!ends, "the {element} would end in the middle of itself");
    Ok(text)
}

/// Returns the name that a policy has for a script or a style, by its content.
fn source_hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}
