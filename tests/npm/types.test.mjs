// The package's TypeScript declarations.

import assert from "node:assert/strict";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { hearth, installed, openFixture, project, root, run, tool } from "./lib.mjs";

const OPTIONS = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  noEmit: true,
  target: "es2022",
  module: "nodenext",
  lib: ["es2024", "esnext.disposable", "dom", "dom.iterable"],
  types: [],
};

const FILES = ["example.ts", "component.ts"];
for (const file of FILES) copyFileSync(join(root, "tests/npm", file), join(project, file));

test("what programs and pages write in TypeScript compiles under strict", () => {
  const config = { compilerOptions: OPTIONS, files: FILES };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
  const { status, stdout } = run(tool("tsc"), ["--project", "."]);
  assert.equal(stdout, "");
  assert.equal(status, 0);
});

test("what bundlers resolve is declared, too", () => {
  const compilerOptions = { ...OPTIONS, module: "esnext", moduleResolution: "bundler" };
  const config = { compilerOptions, files: FILES };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
  assert.equal(run(tool("tsc"), ["--project", "."]).stdout, "");
});

/** What an entry's declarations export that is there when a program runs, by name. */
function declared(file) {
  const { options } = ts.convertCompilerOptionsFromJson(OPTIONS, project);
  const program = ts.createProgram([installed(file)], options);
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(installed(file)));
  const target = (symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
  const all = checker.getExportsOfModule(module).map((symbol) => [symbol.name, target(symbol)]);
  return new Map(all.filter(([, symbol]) => symbol.flags & ts.SymbolFlags.Value));
}

test("what is declared is there, and what is there is declared", async () => {
  const symbols = declared("index.d.ts");
  assert.deepEqual([...symbols.keys()].sort(), Object.keys(hearth).sort());
  const profile = await openFixture("heap.pb.gz");
  for (const [name, value] of Object.entries({ Profile: profile, Comparison: hearth.diff(profile, profile) })) {
    const members = [...symbols.get(name).members.keys()].filter((member) => !/^__/.test(member));
    const own = Object.getOwnPropertyNames(value);
    const inherited = Object.getOwnPropertyNames(hearth[name].prototype);
    const there = [...own, ...inherited].filter((name) => name !== "constructor");
    assert.deepEqual(members.sort(), there.sort());
    assert.equal(typeof value[Symbol.dispose], "function");
  }
});

test("both entries have one class of errors", () => {
  const [main, component] = [declared("index.d.ts"), declared("component.d.ts")];
  assert.deepEqual([...component.keys()].sort(), ["HearthError", "HearthFrame", "HearthProfile"]);
  const place = (symbols) => symbols.get("HearthError").declarations[0].getSourceFile().fileName;
  assert.equal(place(component), place(main));
  const script = readFileSync(installed("component.js"), "utf8");
  assert.match(script, /^import ?\{ ?HearthError[^}]*\} ?from ?"\.\/errors\.js"/);
  assert.equal(script.match(/class HearthError\b/), null);
});
