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

test("an example in TypeScript compiles under strict", () => {
  copyFileSync(join(root, "tests/npm/example.ts"), join(project, "example.ts"));
  const config = { compilerOptions: OPTIONS, files: ["example.ts"] };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
  const { status, stdout } = run(tool("tsc"), ["--project", "."]);
  assert.equal(stdout, "");
  assert.equal(status, 0);
});

test("what bundlers resolve is declared, too", () => {
  const compilerOptions = { ...OPTIONS, module: "esnext", moduleResolution: "bundler" };
  const config = { compilerOptions, files: ["example.ts"] };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
  assert.equal(run(tool("tsc"), ["--project", "."]).stdout, "");
});

/** The names of what declarations export that is there when a program runs. */
function declared() {
  const text = readFileSync(installed("index.d.ts"), "utf8");
  const source = ts.createSourceFile("index.d.ts", text, ts.ScriptTarget.Latest, true);
  const isValue = (one) => ts.isFunctionDeclaration(one) || ts.isClassDeclaration(one);
  return source.statements.filter(isValue);
}

test("what is declared is there, and what is there is declared", async () => {
  const names = declared().map((one) => one.name.text);
  assert.deepEqual([...new Set(names)].sort(), Object.keys(hearth).sort());
  const profile = await openFixture("heap.pb.gz");
  const members = declared()
    .find((one) => one.name.text === "Profile")
    .members.map((member) => member.name?.getText())
    .filter((name) => name && name !== "[Symbol.dispose]");
  const own = Object.getOwnPropertyNames(profile);
  const inherited = Object.getOwnPropertyNames(hearth.Profile.prototype);
  const there = [...own, ...inherited].filter((name) => name !== "constructor");
  assert.deepEqual([...new Set(members)].sort(), there.sort());
  assert.equal(typeof profile[Symbol.dispose], "function");
});
