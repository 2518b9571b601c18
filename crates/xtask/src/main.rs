//! `cargo xtask`: everything that is done to the project from outside.
//!
//! Each command sets up what it needs the first time and says what it is doing.
//! `wasm_target` finds or makes a compiler for WebAssembly, `page` builds the two
//! modules, `site` puts the files together, `single` puts them into one, `embed` makes the
//! component and `npm` the package, `supply` knows what all is made of, `serve` serves the site, `check` runs the tests, `parity`
//! compares with `go tool pprof`, `bench` measures, `tools` finds programs or installs them.

mod bench;
mod check;
mod embed;
mod hosting;
mod npm;
mod page;
mod parity;
mod patched;
mod process;
mod screen;
mod scripts;
mod serve;
mod single;
mod site;
mod split;
mod styles;
mod supply;
mod tools;
mod wasm_target;
mod workspace;

use anyhow::{Context, Result, bail};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  serve [--port N]  build the page and serve it at http://localhost:8080/
  dist              build what is published, into dist/
  sizes             build the page as it is published, and check what it weighs
  test [npm|wasm|browser|supply|patch]
                    run every test there is, the browser's included; or those of
                    the npm package alone; or of the engine as WebAssembly; or
                    check what the project is made of, or that the patch of
                    CONTRIBUTING.md still adds a view
  screenshots [FILE...]
                    take pictures of every view, into dist/screenshots/
  parity [DIR] [--wasm] [--only PART] [--golden]
                    ask go tool pprof and Hearth the same about every profile in
                    DIR (the fixtures), natively or as WebAssembly in Node.js;
                    --golden writes its answers down for the tests
  bench [--million] [--json]
                    measure, beside go tool pprof and beside inflating
  bench graph [--nodes N] [--only PART] [--json]
                    lay out the call graphs of a corpus beside dot";

const DEFAULT_PORT: u16 = 8080;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[&str]) -> Result<()> {
    match args {
        ["serve"] => serve(DEFAULT_PORT),
        ["serve", "--port", port] => {
            serve(port.parse().with_context(|| format!("{port:?} is not a port number"))?)
        }
        ["dist"] => dist(),
        ["sizes"] => sizes(),
        ["test"] => check::run_all(),
        ["test", "npm"] => check::npm_tests(&npm::assemble(page::Mode::Development, None)?),
        ["test", "wasm"] => check::wasm_tests(),
        ["test", "browser"] => check::in_browsers(),
        ["test", "supply"] => supply::check(),
        ["test", "patch"] => patched::check(),
        ["screenshots", files @ ..] => check::screenshots(files),
        ["parity", options @ ..] => parity(options),
        ["bench", "graph", options @ ..] => bench_graph(options),
        ["bench", options @ ..] => bench(options),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => bail!("there is no such command: {}\n\n{USAGE}", args.join(" ")),
    }
}

fn serve(port: u16) -> Result<()> {
    // A port that is taken should not be found out after minutes of building.
    let server = serve::Server::bind(port)?;
    let site = site::assemble(page::Mode::Development)?;
    server.serve(&site)
}

fn parity(args: &[&str]) -> Result<()> {
    let mut options = parity::Options { folder: None, wasm: false, only: None, golden: false };
    let mut args = args.iter().copied();
    while let Some(arg) = args.next() {
        match arg {
            "--wasm" => options.wasm = true,
            "--golden" => options.golden = true,
            "--only" => options.only = Some(args.next().context("--only needs a part of a path")?),
            folder => options.folder = Some(folder),
        }
    }
    parity::run(&options)
}

fn bench(args: &[&str]) -> Result<()> {
    let mut options = bench::Options { json: false, million: false };
    for arg in args {
        match *arg {
            "--json" => options.json = true,
            "--million" => options.million = true,
            _ => bail!("bench does not take {arg}\n\n{USAGE}"),
        }
    }
    bench::run(&options)
}

fn bench_graph(args: &[&str]) -> Result<()> {
    let mut options = bench::graph::Options { json: false, nodes: None, only: None };
    let mut args = args.iter().copied();
    while let Some(arg) = args.next() {
        match arg {
            "--json" => options.json = true,
            "--nodes" => {
                let nodes = args.next().context("--nodes needs a number")?;
                let nodes = nodes.parse().with_context(|| format!("{nodes:?} is no number"))?;
                options.nodes = Some(nodes);
            }
            "--only" => options.only = Some(args.next().context("--only needs a part of a path")?),
            _ => bail!("bench graph does not take {arg}\n\n{USAGE}"),
        }
    }
    bench::graph::run(&options)
}

fn sizes() -> Result<()> {
    site::check_sizes(&site::assemble(page::Mode::Release)?)
}

fn dist() -> Result<()> {
    sizes()?;
    let single = single::assemble(page::Mode::Release)?;
    let package = npm::assemble(page::Mode::Release, Some(&single))?;
    npm::print_sizes(&package)?;
    supply::write_list(&workspace::root().join("dist"))?;
    single::write_sums(&workspace::root().join("dist"))
}
