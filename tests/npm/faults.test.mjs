// Files that strangers' tools made: each gives what it must.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FAULTS, faults, heapSums, sums } from "../faults.mjs";
import { hearth, root } from "./lib.mjs";

const skip = !existsSync(faults) && `no files at ${faults}`;
if (skip) console.error(`\n*** SKIPPED: ${skip} ***\n`);

/** All entries of a file or folder. */
async function entriesOf(name) {
  const path = join(faults, name);
  if (!statSync(path).isDirectory()) return hearth.openAll(readFileSync(path), { name });
  const files = readdirSync(path).map((inside) => hearth.openAll(readFileSync(join(path, inside)), { name: inside }));
  return (await Promise.all(files)).flat();
}

test("every file has what must come of it", { skip }, () => {
  const there = readdirSync(faults).filter((name) => name !== "README.md" && name !== "hostile");
  assert.deepEqual(Object.keys(FAULTS).sort(), there.sort());
});

for (const [name, { profiles, kind, values, frames, said, refused }] of Object.entries(FAULTS)) {
  test(`what strangers have: ${name}`, { skip }, async () => {
    const all = await entriesOf(name);
    const found = all.flatMap(({ profile }) => profile ?? []);
    const left = all.flatMap(({ left_out }) => left_out ?? []);
    assert.equal(found.length, profiles, left.map(({ why }) => why).join("\n"));
    if (refused) assert.match(left[0].why, refused);
    const [first] = found;
    if (!first) return;
    if (kind) assert.equal(first.summary.kind, kind);
    if (said) assert.match(first.summary.remarks.join("\n"), said);
    const raw = first.report("raw");
    if (values) assert.deepEqual(sums(raw).values, values);
    if (frames) assert.equal(sums(raw).frames, frames);
    for (const { name } of first.top()) assert.doesNotMatch(name, /^\d{4}-|\r|time=|level=/);
  });
}

test("a profile behind header lines has the figures of its rows", { skip }, async () => {
  const text = readFileSync(join(faults, "heap-debug1-with-header.log"), "latin1");
  const profile = await hearth.open(Buffer.from(text, "latin1"));
  assert.deepEqual(sums(profile.report("raw")).values, heapSums(text));
});

test("of two snapshots in one file the first is read, and the other is named", { skip }, async () => {
  const text = readFileSync(join(faults, "heap-debug1-appended.txt"), "latin1");
  const profile = await hearth.open(Buffer.from(text, "latin1"));
  const one = text.slice(0, text.indexOf("heap profile:", 1));
  assert.deepEqual(sums(profile.report("raw")).values, heapSums(one));
});

test("lines that are upside down keep their places", { skip }, async () => {
  const profile = await hearth.open(readFileSync(join(faults, "newest-first-62086.txt")));
  const raw = profile.report("raw");
  assert.match(raw, /runtime\.sigtrampgo .*signal_unix\.go:490/);
  assert.match(raw, /runtime\.sigtramp .*sys_linux_arm64\.s:462/);
});

const corpus = process.env.HEARTH_CORPUS ?? join(root, "../shared/corpus");
const noCorpus = !existsSync(corpus) && `no files at ${corpus}`;
if (noCorpus) console.error(`\n*** SKIPPED: ${noCorpus} ***\n`);

test("profiles of other programs that were to open later open", { skip: noCorpus }, async () => {
  const lines = readFileSync(join(corpus, "MANIFEST.tsv"), "utf8").split("\n").map((line) => line.split("\t"));
  // Execution traces are no profiles.
  const later = lines.filter(([path, what]) => what === "later" && !path.startsWith("trace/"));
  assert.ok(later.length > 0);
  for (const [path, , , , , , , about] of later) {
    const [{ profile, left_out }] = await hearth.openAll(readFileSync(join(corpus, path)), { name: path });
    assert.ok(profile, `${path}: ${left_out?.why}`);
    const raw = sums(profile.report("raw"));
    assert.ok(raw.values.some((value) => value > 0) && raw.frames > 0, path);
    const [, samples] = about.match(/samples=(\d+)/);
    assert.ok(profile.summary.samples <= Number(samples), path);
  }
});
