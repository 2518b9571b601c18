//! The two wasm modules, from source to what a browser loads: compiled, given
//! their JavaScript, and for a release made small.

use crate::process::{output, run, say};
use crate::split::split;
use crate::wasm_target::{self, TARGET, Toolchain};
use crate::{tools, workspace};
use anyhow::{Context, Result, anyhow};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// Purpose of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// To be looked at on this machine: function names are kept, so that a panic
    /// can be read, and nothing takes longer than it must.
    Development,
    /// To be published: as small as it gets.
    Release,
}

/// A module, ready for the browser.
pub struct Module {
    /// wasm-bindgen's JavaScript.
    pub script: String,
    /// The initial chunk, or everything where it is in one piece.
    pub wasm: Vec<u8>,
    /// The deferred chunk (see `split`).
    pub deferred: Option<Vec<u8>>,
}

/// One of the two modules of the page.
#[derive(Debug)]
struct Source {
    /// Description for the log.
    name: &'static str,
    package: &'static str,
    /// The file that cargo makes, without its ending.
    file: &'static str,
    /// The JavaScript object that has its functions.
    global: &'static str,
    /// cargo's features of the package.
    features: &'static str,
    form: Form,
    /// Optimization level of wasm-opt.
    aim: &'static str,
    /// If it is loaded in two chunks: the module whose functions lead to the deferred one.
    door: Option<&'static str>,
}

/// Form of a module's JavaScript.
#[derive(Debug)]
enum Form {
    /// A classic script: on `file://` a worker that starts from a blob can't be a module.
    Script,
    /// A module, for the npm package.
    Module,
}

const PAGE: Source = Source {
    name: "the page",
    package: "hearth-web",
    file: "hearth-web",
    global: "hearth_web",
    features: "",
    form: Form::Script,
    aim: "-Oz",
    door: Some("hearth_web::deferred"),
};

const ENGINE: Source = Source {
    name: "the engine",
    package: "hearth-js",
    file: "hearth_js",
    global: "hearth_engine",
    features: "",
    form: Form::Script,
    aim: "-O3",
    door: Some("hearth_js::deferred"),
};

/// The engine with the command line, for scripts, in one piece.
const COMMAND_LINE: Source =
    Source { name: "the engine with its command line", features: "cli", door: None, ..ENGINE };

/// The engine of the npm package, in one piece.
const HEADLESS: Source = Source {
    name: "the npm package's engine",
    global: "hearth_headless",
    features: "headless",
    form: Form::Module,
    door: None,
    ..ENGINE
};

/// Builds both modules: the page, then the engine.
pub fn build(mode: Mode) -> Result<(Module, Module)> {
    build_both(&PAGE, &ENGINE, mode)
}

/// The same, each in one piece: for places that load all of it at once.
pub fn build_whole(mode: Mode) -> Result<(Module, Module)> {
    build_both(&Source { door: None, ..PAGE }, &Source { door: None, ..ENGINE }, mode)
}

fn build_both(page: &Source, engine: &Source, mode: Mode) -> Result<(Module, Module)> {
    let toolchain = wasm_target::toolchain()?;
    say(&format!("building for WebAssembly with {}", toolchain.name));
    let optimiser = match mode {
        Mode::Development => None,
        Mode::Release => optimiser(),
    };
    let build = |source: &Source| module(&toolchain, source, mode, optimiser.as_deref());
    Ok((build(page)?, build(engine)?))
}

/// Tools for a build to publish.
pub fn tools() -> Result<Tools> {
    Ok(Tools {
        compiler: wasm_target::toolchain()?.name.clone(),
        wasm_opt: optimiser().as_deref().and_then(binaryen_version),
    })
}

/// Versions of the tools of a build, for those who want to make the same again.
pub struct Tools {
    pub compiler: String,
    pub wasm_opt: Option<u32>,
}

/// Builds the engine alone, with its command line.
pub fn build_command_line() -> Result<Module> {
    let toolchain = wasm_target::toolchain()?;
    module(&toolchain, &COMMAND_LINE, Mode::Development, None)
}

/// Builds the engine of the npm package.
pub fn build_headless(mode: Mode) -> Result<Module> {
    let toolchain = wasm_target::toolchain()?;
    let optimiser = if mode == Mode::Release { optimiser() } else { None };
    module(&toolchain, &HEADLESS, mode, optimiser.as_deref())
}

fn module(
    toolchain: &Toolchain,
    source: &Source,
    mode: Mode,
    optimiser: Option<&Path>,
) -> Result<Module> {
    say(&format!("compiling {}", source.name));
    let compiled = compile(toolchain, source)?;

    let folder = workspace::target().join("bindgen").join(format!("{mode:?}"));
    let folder = if source.door.is_some() { folder } else { folder.join("whole") };
    let script = folder.join(format!("{}.js", source.global));
    let wasm = folder.join(format!("{}_bg.wasm", source.global));
    let deferred = folder.join(format!("{}_deferred.wasm", source.global));
    let deferred = source.door.map(|door| (door, deferred));
    let stamp = folder.join(format!("{}.stamp", source.global));
    let fresh = format!("{:08x} {optimiser:?} {source:?}", crc32fast::hash(&fs::read(&compiled)?));
    if fs::read_to_string(&stamp).ok().as_ref() != Some(&fresh) {
        bind(source, mode, &compiled, &folder)?;
        if let Some((door, deferred)) = &deferred {
            let parts = split(&fs::read(&compiled)?, &fs::read(&wasm)?, door, mode)
                .with_context(|| format!("{} could not be divided", source.name))?;
            fs::write(&wasm, parts.initial)?;
            fs::write(deferred, parts.deferred)?;
        } else {
            fs::write(&wasm, without_relocations(&fs::read(&wasm)?)?)?;
        }
        if let Some(optimiser) = optimiser {
            say(&format!("optimising {}", source.name));
            let chunks = [&wasm].into_iter().chain(deferred.iter().map(|(_, path)| path));
            for chunk in chunks {
                optimise(optimiser, source.aim, chunk)?;
            }
        }
        fs::write(&stamp, fresh)?;
    }
    let deferred = deferred.map(|(_, path)| fs::read(path)).transpose()?;
    let script = without_own_address(&fs::read_to_string(script)?);
    Ok(Module { script, wasm: fs::read(wasm)?, deferred })
}

/// Compiles one package. Never both at once: cargo would give the page the
/// features that only the engine needs.
fn compile(toolchain: &Toolchain, source: &Source) -> Result<PathBuf> {
    let target_dir = toolchain.target_dir();
    let mut cargo = toolchain.cargo();
    cargo
        .args(["build", "--locked", "--profile", "wasm", "--target", TARGET])
        .args(["--package", source.package, "--features", source.features, "--target-dir"])
        .arg(&target_dir)
        .env("RUSTFLAGS", rust_flags());
    run(&mut cargo, &format!("compiling {}", source.package))?;
    Ok(target_dir.join(TARGET).join("wasm").join(format!("{}.wasm", source.file)))
}

/// No path of the machine that built it belongs into what is published. Panics
/// would print them. The relocations are for dividing the module.
pub fn rust_flags() -> String {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo_home =
        std::env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    // The last one that fits wins, so the workspace comes after the home folder.
    [
        remap(&home, "home"),
        remap(&cargo_home.join("registry/src"), "crates"),
        remap(&workspace::root(), "hearth"),
        "-Clink-arg=--emit-relocs".to_owned(),
    ]
    .join(" ")
}

/// wasm-bindgen's script without the lines that find out where it was loaded from, for a
/// default that is not used here. In a document that has no address they throw.
fn without_own_address(script: &str) -> String {
    let (start, end) = ("    let script_src;\n", ".toString();\n    }\n");
    let around = script.split_once(start).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(end)?;
        (!after.contains("script_src")).then(|| [before, after].concat())
    });
    around.unwrap_or_else(|| script.to_owned())
}

/// A module that is not divided needs nothing that says how it was linked.
fn without_relocations(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = walrus::Module::from_buffer(wasm)?;
    let is_of_linker = |name: &str| name == "linking" || name.starts_with("reloc.");
    let sections: Vec<_> =
        module.customs.iter().filter(|(_, s)| is_of_linker(s.name())).map(|(id, _)| id).collect();
    sections.into_iter().for_each(|id| drop(module.customs.delete(id)));
    Ok(module.emit_wasm())
}

/// Makes the module's JavaScript.
fn bind(source: &Source, mode: Mode, compiled: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    let bindgen = bindgen.input_path(compiled);
    let formed = match source.form {
        Form::Script => {
            bindgen.no_modules(true).and_then(|bindgen| bindgen.no_modules_global(source.global))
        }
        Form::Module => bindgen.web(true),
    };
    formed
        .and_then(|bindgen| {
            bindgen
                .out_name(source.global)
                .typescript(false)
                .keep_debug(false)
                // By their names functions are divided, which then removes them.
                .remove_name_section(mode == Mode::Release && source.door.is_none())
                .remove_producers_section(true)
                .omit_default_module_path(true)
                .generate(folder)
        })
        .map_err(|error| anyhow!("wasm-bindgen failed on {}: {error:#}", source.package))
}

/// Older ones can't read what today's compilers write.
const OLDEST_BINARYEN: u32 = 120;

/// A wasm-opt: the one on the PATH if it is new enough, else npm's. Without one,
/// everything works and is larger.
fn optimiser() -> Option<PathBuf> {
    if let Some(found) = tools::find("wasm-opt")
        && binaryen_version(&found).is_some_and(|version| version >= OLDEST_BINARYEN)
    {
        return Some(found);
    }
    match tools::of_npm("binaryen", "wasm-opt") {
        Ok(installed) => Some(installed),
        Err(error) => {
            say(&format!("skipped: making the modules smaller with wasm-opt ({error:#})"));
            None
        }
    }
}

/// `wasm-opt version 132 (…)`
fn binaryen_version(wasm_opt: &Path) -> Option<u32> {
    let said = output(Command::new(wasm_opt).arg("--version"), "wasm-opt").ok()?;
    said.split_whitespace().find_map(|word| word.parse().ok())
}

fn optimise(wasm_opt: &Path, aim: &str, wasm: &Path) -> Result<()> {
    let smaller = wasm.with_extension("opt.wasm");
    let mut command = Command::new(wasm_opt);
    command.arg(aim).args(FEATURES).arg(wasm).arg("-o").arg(&smaller);
    run(&mut command, "wasm-opt")?;
    fs::rename(&smaller, wasm).context("could not replace a module by its optimised form")
}

/// Features of WebAssembly that Rust's compiler uses by default; wasm-opt must be told.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_does_not_ask_where_it_came_from() {
        let asks = "let x = (\n    let script_src;\n    if (a) {\n        script_src = new URL(b).toString();\n    }\n    f();";
        assert_eq!(without_own_address(asks), "let x = (\n    f();");
        // One that needs it keeps it.
        let needs = [asks, " g(script_src);"].concat();
        assert_eq!(without_own_address(&needs), needs);
    }
}
