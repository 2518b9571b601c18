// What goes wrong comes as one class, with a code and a place.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { profile as encode } from "../browser/profile.mjs";
import { fixture, hearth, installed, openFixture } from "./lib.mjs";

const { HearthError, diff, open } = hearth;

const FILES = [
  ["bad-crc.pb.gz", "gzip", "offset"],
  ["truncated.pb.gz", "gzip", "offset"],
  ["bad-index.pb", "malformed", "offset"],
  ["values-mismatch.pb.gz", "malformed", "offset"],
  ["not-a-profile.png", "foreign"],
];

for (const [name, code, place] of FILES) {
  test(`${name} is refused with its cause`, async () => {
    const error = await openFixture(name).catch((error) => error);
    assert.ok(error instanceof HearthError && error instanceof Error);
    assert.equal(error.name, "HearthError");
    assert.equal(error.code, code);
    assert.equal(typeof error.offset, place === "offset" ? "number" : "undefined");
    assert.ok(error.message.length > 20, error.message);
  });
}

test("a line that is wrong is named", async () => {
  const text = "heap profile: 1: 2 [3: 4] @ heap/1048576\n1: 2 [3: 4] @ 0x1\n1: x [3: 4] @ 0x2\n";
  const error = await open(Buffer.from(text)).catch((error) => error);
  assert.ok(error instanceof HearthError, error.message);
  assert.equal(error.code, "text");
  assert.equal(error.line, 3);
});

test("what is no file, no profile or no bytes is said", async () => {
  const codeOf = (promise) => promise.then(() => "", (error) => error.code ?? error.name);
  assert.equal(await codeOf(open(new Uint8Array())), "empty");
  assert.equal(await codeOf(open(new Response("gone", { status: 404 }))), "unreadable");
  assert.equal(await codeOf(open("heap.pb.gz")), "TypeError");
});

test("a question that makes no sense is refused, and the profile goes on", async () => {
  const profile = await openFixture("heap.pb.gz");
  const codeOf = (call) => {
    try {
      call();
    } catch (error) {
      assert.ok(error instanceof HearthError, String(error));
      return error.code;
    }
  };
  assert.equal(codeOf(() => profile.top({ focus: "(" })), "pattern");
  assert.equal(codeOf(() => profile.top({ sample_index: "cycles" })), "sample-type");
  assert.equal(codeOf(() => profile.top({ fokus: "x" })), "unknown");
  assert.equal(codeOf(() => profile.top({ base: "x" })), "unknown");
  assert.equal(codeOf(() => profile.top({ granularity: "words" })), "value");
  assert.equal(codeOf(() => profile.top({ focus: /x/ })), "value");
  assert.equal(codeOf(() => profile.top("g=words")), "value");
  assert.equal(codeOf(() => profile.flame({}, { search: "/(/" })), "pattern");
  assert.equal(codeOf(() => profile.report("svg")), "unknown");
  assert.equal(codeOf(() => profile.report("proto")), "value");
  assert.equal(codeOf(() => profile.report("peek", {}, { regexp: "nothing at all" })), "no-match");
  assert.equal(codeOf(() => profile.report("top", ["-nonsense"])), "command-line");
  assert.equal(codeOf(() => profile.report("top", ["other.pb.gz"])), "command-line");
  assert.equal(codeOf(() => profile.report("top", { normalize: true })), "command-line");
  assert.equal(codeOf(() => diff([], profile)), "not-comparable");
  assert.equal(codeOf(() => diff(profile, profile, { mode: "relative" })), "value");
  const change = diff(profile, profile);
  assert.equal(codeOf(() => change.top({ focus: "(" })), "pattern");
  assert.equal(codeOf(() => change.top({ sample_index: "cycles" })), "not-comparable");
  assert.equal(codeOf(() => change.graph({ sample_index: "cycles" })), "not-comparable");
  assert.equal(codeOf(() => change.flame({}, { search: "/(/" })), "pattern");
  assert.equal(codeOf(() => change.flame({}, { width: "both" })), "value");
  assert.equal(codeOf(() => (change.mode = "relative")), "value");
  assert.equal(change.mode, "absolute");
  assert.ok(profile.top().flat.length > 10);
});

test("no query and no options are ever null, and that is said", async () => {
  const profile = await openFixture("heap.pb.gz");
  const change = diff(profile, profile);
  const odd = [null, 7, true, ["x"], () => {}];
  const views = (of, query) => [
    ["top", () => of.top(query)],
    ["flame", () => of.flame(query)],
    ["graph", () => of.graph(query)],
    ["peek", () => of.peek(query, "main")],
    ["source", () => of.source(query, "main")],
  ];
  for (const value of odd) {
    const calls = [
      ...views(profile, value),
      ...views(change, value),
      ["traces", () => profile.traces(value)],
      ["tags", () => profile.tags(value)],
      ["flame options", () => profile.flame({}, value)],
      ["graph options", () => profile.graph({}, value)],
      ["traces options", () => profile.traces({}, value)],
      ["goroutines", () => profile.goroutines(value)],
      ["minutes", () => profile.goroutines({ minutes: value === null ? 1 : value }) ],
      ["report options", () => profile.report("top", {}, value)],
      ["diff options", () => diff(profile, profile, value)],
      ["flames", () => change.flames({}, value)],
    ].filter(([name]) => name !== "minutes" || !Array.isArray(value));
    for (const [name, call] of calls) {
      assert.throws(call, (error) => error instanceof HearthError && error.code === "value", `${name}(${value})`);
    }
    if (!Array.isArray(value)) {
      assert.throws(() => profile.report("top", value), { name: "HearthError", code: "value" });
    }
  }
  assert.throws(() => profile.report("top", [null]), { name: "HearthError" });
  await assert.rejects(open(fixture("heap.pb.gz"), null), { name: "HearthError", code: "value" });
  await assert.rejects(hearth.goroutines([], null), { name: "HearthError", code: "value" });
  assert.ok(profile.top(undefined).flat.length > 10);
});

test("a closed profile says so, and closing twice is no error", async () => {
  const profile = await openFixture("heap.pb.gz");
  profile.close();
  profile.close();
  assert.throws(() => profile.top(), (error) => error instanceof HearthError && error.code === "closed");
  assert.throws(() => diff(profile, profile), { code: "closed" });
  const other = await openFixture("heap.pb.gz");
  const change = diff(other, other);
  other.close();
  assert.ok(change.top().names.ends.length > 10, "it does not need the profiles any more");
  change.close();
  change.close();
  assert.throws(() => change.top(), { code: "closed" });
});

test("reading can be stopped", async () => {
  const reason = new Error("enough");
  const signal = AbortSignal.abort(reason);
  await assert.rejects(open(fixture("heap.pb.gz"), { signal }), reason);
});

test("a layout can be stopped, and ends by itself", async () => {
  const names = Array.from({ length: 260 }, (_, i) => `f${i}`);
  const stacks = Array.from({ length: 9000 }, (_, i) => [`${names[(i * 7) % 260]};${names[(i * 31 + (i % 17)) % 260]};${names[(i * 101 + 3) % 260]}`, 1 + (i % 9)]);
  const dense = await open(encode([["cpu", "nanoseconds"]], stacks));
  const all = { nodecount: 1000, nodefraction: 0, edgefraction: 0 };
  const reason = new Error("enough");
  const stop = new AbortController();
  setTimeout(() => stop.abort(reason), 100);
  const from = Date.now();
  await assert.rejects(dense.drawGraph(all, { signal: stop.signal }), reason);
  console.log(`stopped after ${Date.now() - from} ms`);
  await assert.rejects(diff(dense, dense).drawGraph(all, { signal: AbortSignal.abort(reason) }), reason);
  // What can be laid out is the same in both ways.
  const heap = await openFixture("heap.pb.gz");
  assert.deepEqual(await heap.drawGraph(), heap.graph());
  assert.deepEqual(await diff(heap, heap).drawGraph(), diff(heap, heap).graph());
});

test("an engine that can't be loaded is an error, after which another source is tried", () => {
  const script = `
    import { format, init, open } from ${JSON.stringify(installed("index.js"))};
    import { readFileSync } from "node:fs";
    let early;
    try {
      format(1, "bytes");
    } catch (error) {
      early = error.code;
    }
    const error = await init(new Uint8Array([1, 2, 3])).catch((error) => error);
    console.log(early, error.name, error.code);
    await init(readFileSync(${JSON.stringify(installed("engine.wasm"))}));
    console.log((await open(readFileSync(process.argv[1]))).summary.kind);
  `;
  const file = new URL("../fixtures/heap.pb.gz", import.meta.url).pathname;
  const { stdout, stderr } = spawnSync("node", ["--input-type=module", "-e", script, file]);
  assert.equal(stdout.toString(), "not-loaded HearthError not-loaded\nheap\n", stderr.toString());
});

test("many profiles, opened and closed, take no more memory", async () => {
  const round = async () => {
    for (const name of ["heap.pb.gz", "cpu.pb.gz", "goroutine.debug2.txt", "bad-crc.pb.gz"]) {
      const profile = await openFixture(name).catch(() => null);
      profile?.top();
      profile?.flame();
      profile?.report("tree");
      if (profile) {
        const change = diff(profile, profile);
        change.top();
        change.flame();
        change.close();
      }
      profile?.close();
    }
  };
  for (let i = 0; i < 20; i++) await round();
  const before = hearth.memoryInUse();
  for (let i = 0; i < 150; i++) await round();
  assert.equal(hearth.memoryInUse(), before);
});
