// Views: columns that are rows as well, the same figures in all of them, and what they are
// declared to be.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import ts from "typescript";
import { profile as encode } from "../browser/profile.mjs";
import { hearth, installed, openFixture } from "./lib.mjs";

const { diff, leaks, open, texts, topRows } = hearth;

const CPU = [["samples", "count"], ["cpu", "nanoseconds"]];

const small = () =>
  open(
    encode(
      CPU,
      [
        ["main@10;work@20", 3n, 30n, { request: "a" }],
        ["main@10;idle@30", 1n, 2n ** 60n, { request: "b" }],
      ],
      { main: ["main.go", 9], work: ["work.go", 19] },
    ),
  );

test("top has exact columns, and rows with names", async () => {
  const profile = await small();
  const top = profile.top({ sort: "cum" });
  assert.equal(top.total, 2n ** 60n + 30n);
  assert.deepEqual(texts(top.names), ["main", "idle", "work"]);
  assert.equal(top.cum[0], 2n ** 60n + 30n);
  const [first, , last] = top;
  assert.deepEqual([first.name, first.cum, first.file], ["main", 2 ** 60, "main.go:9"]);
  assert.deepEqual([last.name, last.flat, last.inlined], ["work", 30, "no"]);
  assert.deepEqual([...top], [...topRows(structuredClone(top))]);
});

test("a query is an object or text", async () => {
  const profile = await small();
  const names = (query) => texts(profile.top(query).names);
  assert.deepEqual(names({ focus: "work", sample_index: "samples" }), ["work", "main"]);
  assert.deepEqual(names("f=work&si=samples"), ["work", "main"]);
  assert.deepEqual(names({ tagfocus: "request=b", ignore: undefined }), ["idle", "main"]);
});

test("a flame graph is turned, searched and cut to a window", async () => {
  const profile = await small();
  const boxes = [...profile.flame({ sample_index: 0 })];
  assert.deepEqual(boxes.map((box) => [box.depth, box.name, box.cum]), [
    [0, "root", 4],
    [1, "main", 4],
    [2, "work", 3],
    [2, "idle", 1],
  ]);
  const turned = profile.flame({ sample_index: 0 }, { pivot: "work", search: "MAI" });
  assert.deepEqual([...turned].map((box) => [box.name, box.matches]), [["main", true], ["work", false]]);
  assert.equal(turned.matched, 3n);
  const coarse = [...profile.flame({ sample_index: 0 }, { pixels: 2, minPixels: 1 })];
  assert.deepEqual(coarse.at(-1).count, 1);
  assert.equal(coarse.at(-1).name, "");
});

test("the call graph has boxes and arrows with places", async () => {
  const profile = await small();
  const graph = profile.graph({ sample_index: 0 }, { search: "work" });
  const nodes = [...hearth.graphNodes(graph)].filter((node) => node.owner === undefined);
  assert.deepEqual(nodes.map((node) => node.name).sort(), ["idle", "main", "work"]);
  const edges = [...hearth.graphEdges(graph)];
  assert.ok(edges.every(({ points }) => points.length >= 8 && points.every(Number.isFinite)));
  assert.equal(graph.matched_functions, 1);
});

test("peek, source, traces and tags are rows of their own", async () => {
  const profile = await small();
  const query = { sample_index: "samples" };
  const peek = profile.peek(query, "main");
  assert.deepEqual([...peek.callees].map((row) => [row.name, row.weight]), [["work", 3], ["idle", 1]]);
  assert.equal(profile.peek(query, "nobody").name, "");
  const source = profile.source(query, "work");
  assert.deepEqual([...source.parts[0]], [{ line: 20, flat: 3, cum: 3 }]);
  const traces = profile.traces(query, { count: 1 });
  assert.deepEqual([traces.count, ...traces].map((row) => row.frames ?? row), [2, ["work", "main"]]);
  const tags = profile.tags(query);
  assert.deepEqual([...tags.keys[0]], [{ value: "a", weight: 3 }, { value: "b", weight: 1 }]);
  assert.deepEqual(profile.complete("function", "OR"), ["work"]);
});

test("goroutines wait for something", async () => {
  const profile = await openFixture("goroutine.debug2.txt");
  const groups = profile.goroutines();
  const rows = [...groups];
  assert.equal(rows.reduce((sum, row) => sum + row.count, 0), groups.total);
  assert.ok(rows.every((row) => row.stack.length > 0 && row.blocked));
  const [{ blocked }] = rows;
  const some = [...profile.goroutines({ blocked })];
  assert.ok(some.length > 0 && some.every((row) => row.blocked === blocked));
});

test("a difference says what is real", async () => {
  const count = (work) => encode(CPU, [["main;work", work, work * 10n], ["main;idle", 900n, 9000n]]);
  const [base, current] = [await open(count(500n)), await open(count(900n))];
  const rows = [...diff(base, current, { query: { sample_index: "samples" } })];
  const work = rows.find((row) => row.name === "work");
  assert.deepEqual([work.flat.base, work.flat.current, work.flat.change], [500, 900, 400]);
  assert.equal(work.flat.verdict, "grew");
  assert.ok(work.flat.low > 0 && work.flat.high > 400);
  assert.equal(rows.find((row) => row.name === "idle").flat.verdict, "same");
  const shares = diff(base, current, { mode: "share", query: { sample_index: "samples" } });
  assert.ok(shares.is_share);
  const share = [...shares].find((row) => row.name === "work").flat.change;
  assert.ok(Math.abs(share - (900 / 1800 - 500 / 1400)) < 1e-9);
});

test("bytes, blobs, files and responses are opened alike", async () => {
  const { buffer, byteLength } = new Uint8Array(encode(CPU, [["main", 1n, 1n]]));
  const sources = [
    new Uint8Array(buffer, 0, byteLength),
    buffer.slice(0, byteLength),
    new Blob([buffer]),
    new File([buffer], "cpu.pb"),
    Promise.resolve(new Response(buffer)),
  ];
  const seen = [];
  const opened = await Promise.all(sources.map((source) => open(source, { onProgress: (p) => seen.push(p.phase) })));
  assert.deepEqual(opened.map((profile) => profile.summary.samples), [1, 1, 1, 1, 1]);
  assert.deepEqual(opened.map((profile) => profile.name), ["", "", "", "cpu.pb", ""]);
  assert.deepEqual([...new Set(seen)], ["bytes"]);
  assert.equal(opened[0].defaultSampleType, "cpu");
});

/** The interfaces of declarations, by name. */
function declared(file) {
  const text = readFileSync(installed(file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const interfaces = source.statements.filter(ts.isInterfaceDeclaration);
  return new Map(interfaces.map((one) => [one.name.text, one]));
}

/** Compares a value with its declared type, and says where they differ. */
function differences(types, type, value, path) {
  const text = type.getText();
  if (ts.isArrayTypeNode(type)) {
    if (!Array.isArray(value)) return [`${path} is no array`];
    return value.flatMap((item, at) => differences(types, type.elementType, item, `${path}[${at}]`));
  }
  if (ts.isTupleTypeNode(type)) {
    if (value?.length !== type.elements.length) return [`${path} is not ${text}`];
    return type.elements.flatMap((item, at) => differences(types, item, value[at], `${path}[${at}]`));
  }
  if (ts.isUnionTypeNode(type)) {
    const fits = type.types.some((one) => differences(types, one, value, path).length === 0);
    return fits ? [] : [`${path} is not ${text}`];
  }
  if (ts.isLiteralTypeNode(type) && text.startsWith('"')) {
    return JSON.stringify(value) === text ? [] : [`${path} is not ${text}`];
  }
  const known = types.get(text);
  if (known) return fieldsOf(types, known, value, path);
  const kind = value === null ? "null" : (value?.constructor?.name ?? "undefined").toLowerCase();
  return kind === text.toLowerCase() ? [] : [`${path} is ${kind}, not ${text}`];
}

function fieldsOf(types, { name, members }, value, path) {
  const names = members.map((member) => member.name.text);
  const more = Object.keys(value).filter((key) => !names.includes(key));
  return [
    ...more.map((key) => `${path}.${key} is not declared in ${name.text}`),
    ...members.flatMap((member) =>
      differences(types, member.type, value[member.name.text], `${path}.${member.name.text}`),
    ),
  ];
}

test("answers are what they are declared to be", async () => {
  const types = declared("types.d.ts");
  const profile = await openFixture("cpu.pb.gz");
  const waiting = await openFixture("goroutine.debug2.txt");
  const top = profile.top();
  const [first] = top;
  const answers = {
    Summary: profile.summary,
    TopData: top,
    FlameData: profile.flame(),
    GraphData: profile.graph(),
    PeekData: profile.peek({}, first.name),
    SourceData: profile.source({}, first.name),
    TracesData: profile.traces(),
    TagsData: profile.tags(),
    GoroutinesData: waiting.goroutines(),
    AboutData: profile.about(),
    CompareData: diff(profile, await openFixture("cpu.pb.gz")),
    LeaksData: await leaks([profile, await openFixture("heap.pb.gz")]),
  };
  for (const [name, value] of Object.entries(answers)) {
    assert.deepEqual(fieldsOf(types, types.get(name), value, name), [], name);
  }
  assert.ok(answers.GraphData.owners.length > 0);
  // What would have no value to compare with says nothing.
  assert.ok(answers.TagsData.keys.length > 0 && answers.SourceData.parts.length > 0);
  assert.ok(answers.LeaksData.left_out.length === 1 && answers.AboutData.facts.length > 0);
});

test("rows are what they are declared to be", async () => {
  const types = declared("index.d.ts");
  const profile = await openFixture("cpu.pb.gz");
  const waiting = await openFixture("goroutine.debug2.txt");
  const graph = profile.graph();
  const [first] = profile.top({ sort: "cum" });
  const answers = {
    TopRow: profile.top(),
    FlameRow: profile.flame(),
    GraphNode: hearth.graphNodes(graph),
    GraphEdge: hearth.graphEdges(graph),
    NeighbourRow: profile.peek({}, first.name).callees,
    LineRow: profile.source({}, first.name).parts[0],
    TraceRow: profile.traces(),
    TagRow: profile.tags().keys[0],
    GoroutineRow: waiting.goroutines(),
    DiffRow: diff(profile, await openFixture("cpu.pb.gz")),
  };
  for (const [name, rows] of Object.entries(answers)) {
    const all = [...rows];
    assert.ok(all.length > 0, name);
    assert.deepEqual(all.flatMap((row) => fieldsOf(types, types.get(name), row, name)), [], name);
  }
});

test("a large file is inflated by the host, where that is sure, and by the engine else", async () => {
  // Names that do not compress.
  let seed = 1;
  const name = () => Array.from({ length: 8 }, () => (seed = (seed * 48271) % 0x7fffffff).toString(36)).join("");
  const samples = Array.from({ length: 30_000 }, () => [`main;${name()}`, 1n, 1n]);
  const bytes = gzipSync(encode(CPU, samples));
  assert.ok(bytes.length > 1 << 20, `${bytes.length} bytes are not large`);
  const { DecompressionStream } = globalThis;
  let used = 0;
  globalThis.DecompressionStream = class extends DecompressionStream {
    constructor(format) {
      super(format);
      used++;
    }
  };
  try {
    const phases = new Set();
    const profile = await open(bytes, { onProgress: ({ phase }) => phases.add(phase) });
    assert.deepEqual([profile.summary.samples, used], [30_000, 1]);
    assert.ok(phases.has("bytes"));
    // In two parts, and with something after its end: hosts differ, the engine does not.
    const half = bytes.length >> 1;
    const parts = Buffer.concat([gzipSync(gunzipSync(bytes).subarray(0, half)), gzipSync(gunzipSync(bytes).subarray(half))]);
    assert.equal((await open(parts)).summary.samples, 30_000);
    const more = await open(Buffer.concat([bytes, Buffer.from("more of it")])).catch((error) => error);
    assert.deepEqual([more.code, more.name], ["gzip", "FileError"]);
    const damaged = Buffer.from(bytes);
    damaged[bytes.length >> 1] ^= 0xff;
    const cause = await open(damaged).catch((error) => error);
    assert.deepEqual([cause.code, typeof cause.offset], ["gzip", "number"]);
    const stop = new AbortController();
    const onProgress = () => {
      stop.abort(new Error("enough"));
      // Others run after some time only.
      for (const until = Date.now() + 60; Date.now() < until; );
    };
    const stopped = open(bytes, { signal: stop.signal, onProgress });
    await assert.rejects(stopped, /enough/);
  } finally {
    globalThis.DecompressionStream = DecompressionStream;
  }
});
