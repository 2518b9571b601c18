// What the documentation shows is run: blocks of JavaScript, whose `//>` comments are what they
// print, and the lines of blocks of a console.

import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { profile as encode } from "../browser/profile.mjs";
import { fixtures, installed, project, root, run } from "./lib.mjs";

// What the examples read.
for (const name of ["heap.pb.gz", "cpu.pb.gz"]) copyFileSync(join(fixtures, name), join(project, name));
for (const [name, work] of [["base.pb.gz", 400], ["current.pb.gz", 800]]) {
  const types = [["samples", "count"], ["cpu", "nanoseconds"]];
  const stack = (frames, count) => [frames, count, count * 10_000_000];
  const samples = [stack("main;work", work), stack("main;rest", 4000 - work)];
  writeFileSync(join(project, name), encode(types, samples));
}
for (const [folder, program] of [["snapshots", "mutex"], ["dumps", "chan-send-long"]]) {
  const profiles = join(root, "tests/leaks/profiles", program);
  mkdirSync(join(project, folder));
  for (const name of readdirSync(profiles)) copyFileSync(join(profiles, name), join(project, folder, name));
}

/** The blocks of a file that are in this language, with the heading above them. */
function blocks(file, language) {
  const found = [];
  let heading = "";
  const text = readFileSync(file, "utf8");
  for (const [, title, kind, code] of text.matchAll(/^#+ (.*)$|^```(\w+)\n([\s\S]*?)^```$/gm)) {
    if (title) heading = title;
    else if (kind === language) found.push({ heading, code });
  }
  return found;
}

for (const file of [join(root, "docs/npm.md"), installed("README.md")]) {
  const scripts = blocks(file, "js");
  assert.ok(scripts.length > 0);
  for (const [at, { heading, code }] of scripts.entries()) {
    test(`${heading}: example ${at + 1}`, () => {
      const script = join(project, `example-${at}.mjs`);
      writeFileSync(script, code);
      const { status, stdout, stderr } = run("node", [script]);
      assert.equal(status, 0, stderr);
      const printed = Array.from(code.matchAll(/\/\/> (.*)/g), ([, line]) => `${line}\n`).join("");
      if (printed) assert.equal(stdout, printed);
    });
  }
  for (const { heading, code } of blocks(file, "console")) {
    for (const line of code.split("\n").filter((line) => line.startsWith("$ "))) {
      test(`${heading}: ${line}`, () => {
        const { status, stdout, stderr } = run("sh", ["-c", line.slice(2)]);
        assert.equal(status, 0, stderr);
        assert.ok(stdout.length > 0);
      });
    }
  }
}
