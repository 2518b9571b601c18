// What goes wrong comes as one class, with a code and a place.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
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
  const text = "heap profile: 1: 2 [3: 4] @ heap/1048576\n1: 2 [3: 4] @ 0x1\nnonsense: 3\n";
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
