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

/** What declarations export that is there when a program runs. */
function declared() {
  const source = sourceOf("index.d.ts");
  const isValue = (one) => ts.isFunctionDeclaration(one) || ts.isClassDeclaration(one);
  return source.statements.filter(isValue);
}

function sourceOf(file) {
  const text = readFileSync(installed(file), "utf8");
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

/** The names that declarations take from others, and that are there when a program runs. */
function passedOn(file) {
  const statements = sourceOf(file).statements.filter(ts.isExportDeclaration);
  const lists = statements.filter((one) => !one.isTypeOnly && one.exportClause);
  return lists.flatMap((one) => one.exportClause.elements.map(({ name }) => name.text));
}

test("what is declared is there, and what is there is declared", async () => {
  const names = [...declared().map((one) => one.name.text), ...passedOn("index.d.ts")];
  assert.deepEqual([...new Set(names)].sort(), Object.keys(hearth).sort());
  const profile = await openFixture("heap.pb.gz");
  for (const [name, value] of Object.entries({ Profile: profile, Comparison: hearth.diff(profile, profile) })) {
    const members = declared()
      .find((one) => one.name.text === name)
      .members.map((member) => member.name?.getText())
      .filter((name) => name && name !== "[Symbol.dispose]");
    const own = Object.getOwnPropertyNames(value);
    const inherited = Object.getOwnPropertyNames(hearth[name].prototype);
    const there = [...own, ...inherited].filter((name) => name !== "constructor");
    assert.deepEqual([...new Set(members)].sort(), there.sort());
    assert.equal(typeof value[Symbol.dispose], "function");
  }
});

test("both entries have one class of errors, with every code that the engine has", () => {
  assert.deepEqual(passedOn("component.d.ts"), ["HearthError"]);
  const script = readFileSync(installed("component.js"), "utf8");
  assert.match(script, /^import ?\{ ?HearthError[^}]*\} ?from ?"\.\/errors\.js"/);
  assert.equal(script.match(/class HearthError\b/), null);
});
