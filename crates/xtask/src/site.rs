//! The folder that a web server serves: `index.html`, filled in, and the files
//! that it names. Their names contain a hash of their content, so that a browser
//! never puts an old script and a new module together.

use crate::embed::quoted;
use crate::page::{self, Mode, Module};
use crate::process::say;
use crate::scripts::Form;
use crate::{hosting, scripts, styles, workspace};
use anyhow::{Context, Result, bail, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// A file of the site.
struct File {
    /// Its name in the template.
    name: &'static str,
    content: Vec<u8>,
}

impl File {
    /// `page.js` becomes `page-1a2b3c4d.js`.
    fn hashed_name(&self) -> String {
        let hash = crc32fast::hash(&self.content);
        match self.name.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem}-{hash:08x}.{ending}"),
            None => format!("{}-{hash:08x}", self.name),
        }
    }
}

/// Builds everything and puts it into a folder, which it returns.
pub fn assemble(mode: Mode) -> Result<PathBuf> {
    let (page, engine) = page::build(mode)?;
    let files = files(page, engine, mode)?;
    let template = read(&workspace::root().join("index.html"))?;
    let without = |name: &str| files.iter().filter(|file| file.name != name).collect::<Vec<_>>();
    let index = fill(&template, &without("embed.js"))?;
    let embed = fill(&frame(&template), &without("page.js"))?;

    let folder = match mode {
        Mode::Development => workspace::target().join("site"),
        Mode::Release => workspace::root().join("dist/site"),
    };
    // Files of an older build have other names, and would stay for ever.
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    for file in &files {
        fs::write(folder.join(file.hashed_name()), &file.content)?;
    }
    let worker = service_worker(&index, &files, mode)?;
    fs::write(folder.join("index.html"), index)?;
    fs::write(folder.join("embed.html"), embed)?;
    fs::write(folder.join("service-worker.js"), worker)?;
    for name in STATIC {
        fs::copy(workspace::root().join("web/boot").join(name), folder.join(name))?;
    }
    if mode == Mode::Release {
        hosting::write(&folder, &workspace::root().join("dist/hosting"))?;
    }
    say(&format!("the site is in {}", relative(&folder)));
    Ok(folder)
}

/// Files that keep their names, because others know them by these.
const STATIC: [&str; 2] = ["site.webmanifest", "icon.svg"];

/// The service worker's script. It has the page itself inside, so that page and files are
/// always of one version; with the headers that its host may not send.
fn service_worker(index: &str, files: &[File], mode: Mode) -> Result<Vec<u8>> {
    let kept = files.iter().filter(|file| file.name != "embed.js");
    let mut list: Vec<String> =
        kept.map(|file| kept_file(&file.hashed_name(), &file.content)).collect();
    for name in STATIC {
        list.push(kept_file(name, &fs::read(workspace::root().join("web/boot").join(name))?));
    }
    let kind = ("Content-Type", "text/html; charset=utf-8".to_owned());
    let headers = hosting::headers("index.html").into_iter().chain([kind]);
    let headers: Vec<_> = headers.map(|(n, v)| format!("{}: {}", quoted(n), quoted(&v))).collect();
    let mut script = read(&workspace::root().join("web/boot/service-worker.js"))?;
    for (place, value) in [
        ("{{version}}", format!("{:08x}", crc32fast::hash(index.as_bytes()))),
        ("{{headers}}", format!("{{ {} }}", headers.join(", "))),
        ("{{files}}", format!("{{ {} }}", list.join(", "))),
        ("{{page}}", quoted(index)),
    ] {
        script = script.replace(place, &value);
    }
    let mut scripts = [("service-worker.js", script.into_bytes())];
    if mode == Mode::Release {
        scripts::minify(&mut scripts);
    }
    let [(_, script)] = scripts;
    Ok(script)
}

/// A file as the service worker knows it: its name, its type, its SHA-256.
fn kept_file(name: &str, content: &[u8]) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let kind = hosting::kind(ending);
    let digest = BASE64_STANDARD.encode(Sha256::digest(content));
    format!("{}: [{}, {}]", quoted(name), quoted(kind), quoted(&digest))
}

fn files(page: Module, engine: Module, mode: Mode) -> Result<Vec<File>> {
    let root = workspace::root();
    let boot = |entry| {
        Ok::<_, anyhow::Error>(page.script.clone() + &scripts::bundle(entry, Form::Script)?)
    };
    let mut texts = [
        ("embed.js", boot("web/boot/embed.js")?.into_bytes()),
        ("page.js", boot("web/boot/site.js")?.into_bytes()),
        ("engine.js", (engine.script + &worker_script()?).into_bytes()),
        ("style.css", styles::bundle(&root.join("web/style"))?.into_bytes()),
    ];
    if mode == Mode::Release {
        scripts::minify(&mut texts);
    }
    let modules = [("page.wasm", page.wasm), ("engine.wasm", engine.wasm)];
    let deferred =
        [("page-deferred.wasm", page.deferred), ("engine-deferred.wasm", engine.deferred)];
    let deferred = deferred.into_iter().filter_map(|(name, chunk)| Some((name, chunk?)));
    let all = texts.into_iter().chain(modules).chain(deferred);
    Ok(all.map(|(name, content)| File { name, content }).collect())
}

/// The document for frames: the same page, with a script that also speaks to the page
/// around it, and the list of those that it speaks to.
fn frame(template: &str) -> String {
    let charset = "<meta charset=\"utf-8\">";
    let embedders = "\n    <!-- Which origins may put this page into a frame and speak to it: * or a \
         list of them. -->\n    <meta name=\"hearth-embedders\" content=\"*\">";
    template.replace("{{page.js}}", "{{embed.js}}").replace(charset, &[charset, embedders].concat())
}

/// The worker's own script, which comes behind the engine's.
pub fn worker_script() -> Result<String> {
    scripts::bundle("crates/js/worker/worker.js", Form::Script)
}

pub fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("could not read {}", relative(file)))
}

pub fn relative(path: &Path) -> String {
    path.strip_prefix(workspace::root()).unwrap_or(path).display().to_string()
}

/// Replaces `{{name}}` by the file's hashed name. All of them must be known, and
/// all files used.
fn fill(template: &str, files: &[&File]) -> Result<String> {
    let mut filled = template.to_owned();
    for file in files {
        let placeholder = format!("{{{{{}}}}}", file.name);
        if !filled.contains(&placeholder) {
            bail!("index.html does not use {placeholder}");
        }
        filled = filled.replace(&placeholder, &file.hashed_name());
    }
    match filled.split_once("{{").and_then(|(_, rest)| rest.split_once("}}")) {
        Some((unknown, _)) => bail!("index.html uses {{{{{unknown}}}}}, which is no file"),
        None => Ok(filled),
    }
}

/// Size of something, as it is and as servers send it, in bytes.
#[derive(Clone, Copy, Default)]
pub struct Size {
    raw: usize,
    pub brotli: usize,
}

impl Size {
    fn add(&mut self, more: Self) {
        self.raw += more.raw;
        self.brotli += more.brotli;
    }

    fn print(self, name: &str) {
        println!("{:>10} {:>10}  {name}", self.raw, self.brotli);
    }
}

/// Limit of what must be there before a file can be opened, in bytes of brotli.
const FIRST_LIMIT: usize = 400 << 10;
/// Limit of all that a visitor loads, in bytes of brotli.
const LIMIT: usize = 1536 << 10;

/// Prints each file's size, what must be there before a file can be opened, and what
/// comes after that.
///
/// # Errors
///
/// When one of them is beyond its limit.
pub fn check_sizes(folder: &Path) -> Result<()> {
    println!("\n{:>10} {:>10}  file", "bytes", "brotli");
    let [first, later] = sizes(folder, |path, size| size.print(&relative(path)))?;
    first.print("first load");
    later.print("later");
    let mut all = first;
    all.add(later);
    all.print("together\n");
    for (what, size, limit) in [("first load", first, FIRST_LIMIT), ("page", all, LIMIT)] {
        let size = size.brotli;
        ensure!(
            size <= limit,
            "the {what} has {size} bytes in brotli, {} more than its limit of {limit}: move what \
             the first view does not need into the deferred chunk (ARCHITECTURE.md, Building)",
            size - limit
        );
    }
    Ok(())
}

/// The sizes of the first load of a site, and of what is loaded later.
pub fn transfer_sizes(folder: &Path) -> Result<[Size; 2]> {
    sizes(folder, |_, _| ())
}

fn sizes(folder: &Path, tell: impl Fn(&Path, Size)) -> Result<[Size; 2]> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.map(|e| Ok(e?.path())).collect::<Result<_>>()?;
    paths.sort();
    let mut sizes = [Size::default(); 2];
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_page = name == "index.html";
        let is_loaded =
            STATIC.contains(&&*name) || name.ends_with(".js") || name.ends_with(".html");
        // The compressed forms beside the files, and what only servers read.
        if !(is_loaded || hosting::is_hashed(&name))
            || name.ends_with(".br")
            || name.ends_with(".gz")
        {
            continue;
        }
        let content = fs::read(&path)?;
        let size = Size { raw: content.len(), brotli: brotli(&content)?.len() };
        tell(&path, size);
        // Nor is what only frames load a part of the first load, or what comes once it is done.
        let is_first = is_page || hosting::is_hashed(&name);
        let is_later = !is_first || name.contains("-deferred-") || name.starts_with("embed");
        sizes[usize::from(is_later)].add(size);
    }
    Ok(sizes)
}

/// Compressed as servers send it.
pub fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &params)?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> File {
        File { name: "page.js", content: b"1".to_vec() }
    }

    #[test]
    fn placeholders_become_hashed_names() {
        let filled = fill("<script src=\"{{page.js}}\">", &[&file()]).unwrap();
        assert_eq!(filled, "<script src=\"page-83dcefb7.js\">");
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let error = |template| fill(template, &[&file()]).unwrap_err().to_string();
        assert_eq!(error("{{page.js}} {{x.js}}"), "index.html uses {{x.js}}, which is no file");
        assert_eq!(error("nothing"), "index.html does not use {{page.js}}");
    }
}
