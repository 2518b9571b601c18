// The example that fails a build: what is real fails it, noise does not.

import assert from "node:assert/strict";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { profile as encode } from "../browser/profile.mjs";
import { project, root, run } from "./lib.mjs";

copyFileSync(join(root, "examples/node-ci/check.mjs"), join(project, "check.mjs"));

/** A CPU profile in which `work` has so many samples of all. */
function write(name, work, all = 4000) {
  const [rest, each] = [all - work, 10_000_000];
  const types = [["samples", "count"], ["cpu", "nanoseconds"]];
  const stack = (frames, count) => [frames, count, count * each];
  const samples = [stack("main;serve;work", work), stack("main;serve;rest", rest)];
  writeFileSync(join(project, name), encode(types, samples));
  return name;
}

const check = (...args) => run("node", ["check.mjs", ...args]);
const base = write("base.pb", 400);

test("a function that grew fails the build, and is named", () => {
  const { status, stdout } = check(base, write("slower.pb", 800));
  assert.equal(stdout, "work: 10.00% → 20.00%\n");
  assert.equal(status, 1);
});

test("noise does not, however small the threshold", () => {
  const { status, stdout } = check("--by=0", base, write("noise.pb", 425));
  assert.equal(stdout, "no function's share grew by more than 0.00%\n");
  assert.equal(status, 0);
});

test("what grew less than the threshold does not", () => {
  assert.equal(check("--by=0.15", base, write("slower.pb", 800)).status, 0);
});

test("what got faster does not", () => {
  assert.equal(check("--cum", base, write("faster.pb", 100)).status, 0);
});

test("what can't be told is neither", () => {
  writeFileSync(join(project, "cut.pb"), Buffer.of(0x1f, 0x8b, 8));
  const { status, stderr } = check(base, "cut.pb");
  assert.equal(status, 2);
  assert.match(stderr, /^gzip: /);
  assert.equal(check(base).status, 2);
  assert.match(check("--sample-index=cycles", base, base).stderr, /sample-type|not-comparable/);
});
