// What the tests of the package share: an empty project with the package in it.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, "../..");
export const fixtures = join(root, "tests/fixtures");

export const fixture = (name) => readFileSync(join(fixtures, name));

/** Installs the package from its tarball into a project that has nothing else. */
function install() {
  const folder = mkdtempSync(join(tmpdir(), "hearth-npm-"));
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const { HEARTH_TARBALL } = process.env;
  if (!HEARTH_TARBALL) throw new Error("run the tests with `cargo xtask test npm`");
  const args = ["install", "--offline", "--silent", "--no-audit", "--no-fund", HEARTH_TARBALL];
  execFileSync("npm", args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  return folder;
}

/** The project. It goes when the tests are done. */
export const project = install();
after(() => rmSync(project, { recursive: true, force: true }));

/** A file of the installed package. */
export const installed = (path) => join(project, "node_modules/hearth-pprof", path);

/** The package, as `import … from "hearth-pprof"` finds it in the project. */
export const hearth = await import(pathToFileURL(installed("index.js")));

/** An open fixture. */
export const openFixture = (name, options) => hearth.open(fixture(name), { name, ...options });

/** Runs a program in the project: its output as texts, and its status. */
export function run(program, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: project, ...options });
  if (error) throw error;
  // npm says what it thinks of its own configuration.
  const said = stderr.toString().replaceAll(/^npm warn .*\n/gm, "");
  return { status, stdout: stdout.toString(), stderr: said };
}

/** A development tool of these tests. */
export const tool = (name) => join(here, "node_modules/.bin", name);
