// Profiles that Node writes of itself: figures are those that are in its files, summed by a
// program that knows nothing of Hearth.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { hearth, project, run } from "./lib.mjs";

const PROGRAM = `
  function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
  class Work { run() { return [20, 21, 22].map((n) => fib(n)).reduce((a, b) => a + b); } }
  const kept = [];
  const until = Date.now() + 400;
  while (Date.now() < until) {
    new Work().run();
    if (kept.length < 200) kept.push(new Array(2000).fill(kept.length).map((x) => ({ x })));
  }
`;

/** What Node wrote about the program, asked with a flag. */
function written(flag, ending) {
  const folder = join(project, flag);
  mkdirSync(folder);
  writeFileSync(join(folder, "program.cjs"), PROGRAM);
  const args = [`--${flag}`, `--${flag}-dir=${folder}`, `--${flag}-interval=1000`, join(folder, "program.cjs")];
  const { status, stderr } = run(process.execPath, args);
  assert.equal(status, 0, stderr);
  const name = readdirSync(folder).find((name) => name.endsWith(ending));
  return readFileSync(join(folder, name));
}

/** Self and total of each function, by what each node has for itself. Recursion counts once. */
function summed(root, ownOf) {
  const sums = new Map();
  const at = (name) => sums.get(name) ?? sums.set(name, { flat: 0, cum: 0 }).get(name);
  const visit = (node, above) => {
    const name = node.callFrame.functionName || "(anonymous)";
    const own = ownOf(node);
    const path = new Set(above);
    // The root is no function.
    if (node !== root) {
      path.add(name);
      at(name).flat += own;
    }
    for (const frame of path) at(frame).cum += own;
    for (const child of node.children) visit(child, path);
  };
  visit(root, new Set());
  return sums;
}

/** Functions with their figures, those that have any. */
const table = (sums) =>
  [...sums].filter(([, { flat, cum }]) => flat || cum).map(([name, { flat, cum }]) => `${name} ${flat} ${cum}`).sort();

/** Self and total by name as Hearth has it. */
function topOf(profile, sampleType) {
  const rows = profile.top({ sample_index: sampleType });
  return new Map([...rows].map(({ name, flat, cum }) => [name, { flat, cum }]));
}

test("figures of a .cpuprofile are Node's own", async () => {
  const bytes = written("cpu-prof", ".cpuprofile");
  const { nodes, samples, timeDeltas } = JSON.parse(bytes);
  const byId = new Map(nodes.map((node) => [node.id, { ...node, children: node.children ?? [] }]));
  for (const node of byId.values()) node.children = node.children.map((id) => byId.get(id));
  const root = byId.get(nodes[0].id);
  // Each sample lasted since the one before it, in the order of their times.
  let now = 0;
  const taken = samples.map((id, i) => ({ id, at: (now += timeDeltas[i]) })).sort((a, b) => a.at - b.at);
  const micros = new Map();
  taken.forEach(({ id, at }, i) => micros.set(id, (micros.get(id) ?? 0) + at - (taken[i - 1]?.at ?? 0)));
  const profile = await hearth.open(bytes, { name: "node.cpuprofile" });
  assert.deepEqual(profile.sampleTypes.map(({ name, unit }) => `${name}/${unit}`), ["samples/count", "wall/microseconds"]);
  const hits = summed(root, (node) => node.hitCount);
  const times = summed(root, (node) => micros.get(node.id) ?? 0);
  assert.ok(hits.get("fib").flat > 10, "it ran");
  assert.deepEqual(table(topOf(profile, "samples")), table(hits));
  assert.deepEqual(table(topOf(profile, "wall")), table(times));
  const total = [...times.values()].reduce((sum, { flat }) => sum + flat, 0);
  assert.equal(total, taken.at(-1).at);
});

test("figures of a .heapprofile are Node's own", async () => {
  const bytes = written("heap-prof", ".heapprofile");
  const { head } = JSON.parse(bytes);
  const sizes = summed(head, (node) => node.selfSize);
  const profile = await hearth.open(bytes, { name: "node.heapprofile" });
  assert.ok([...sizes.values()].some(({ flat }) => flat > 1000), "something was kept");
  assert.deepEqual(table(topOf(profile, "inuse_space")), table(sizes));
});
