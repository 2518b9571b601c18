// Views: columns that are rows as well, the same figures in all of them, and what they are
// declared to be.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import ts from "typescript";
import { profile as encode } from "../browser/profile.mjs";
import { fixture, hearth, installed, openFixture, root } from "./lib.mjs";

const { diff, goroutines, leaks, open, texts, topRows } = hearth;

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
  assert.ok(rows.every((row) => row.function && row.blocked));
  const [{ blocked, key, function: name }] = rows;
  const { open } = profile.goroutines({ open: key });
  assert.ok(open.stack.includes(name) && open.ids.length > 0);
  assert.equal(groups.open, undefined);
  assert.ok([...profile.goroutines({ function: name })].every((row) => row.function === name));
  const some = [...profile.goroutines({ blocked })];
  assert.ok(some.length > 0 && some.every((row) => row.blocked === blocked));
});

const SAMPLES = { sample_index: "samples" };

/** Two sides: `work` has grown, `idle` has not, `gone` and `new` are of one side. */
async function sides() {
  const side = (work, other) =>
    open(
      encode(
        CPU,
        [
          ["main@10;work@20", work, work * 10n],
          ["main@10;idle@30", 900n, 9000n],
          [`main@10;${other}@40`, 200n, 2000n],
        ],
        { main: ["main.go", 9], work: ["work.go", 19] },
      ),
    );
  return [await side(500n, "gone"), await side(900n, "new")];
}

const both = ({ base, current, change, verdict }) => [base, current, change, verdict];

test("a difference says what is real", async () => {
  const change = diff(...(await sides()));
  const rows = [...change.top(SAMPLES)];
  const flat = (name) => rows.find((row) => row.name === name).flat;
  assert.deepEqual(both(flat("work")), [500, 900, 400, "grew"]);
  assert.ok(flat("work").low > 0 && flat("work").high > 400);
  assert.deepEqual(both(flat("idle")), [900, 900, 0, "same"]);
  assert.deepEqual([flat("gone").verdict, flat("new").verdict], ["gone", "new"]);
  assert.deepEqual(rows, [...hearth.diffRows(structuredClone(change.top(SAMPLES)))]);
  change.mode = "share";
  const shares = change.top(SAMPLES);
  assert.ok(shares.is_share);
  const share = [...shares].find((row) => row.name === "work").flat.change;
  assert.ok(Math.abs(share - (900 / 2000 - 500 / 1600)) < 1e-9);
});

test("flame graphs of both sides have both values of each box", async () => {
  const change = diff(...(await sides()));
  const merged = change.flame(SAMPLES);
  assert.deepEqual([...merged].map(({ depth, name, cum }) => [depth, name, ...both(cum)]), [
    [0, "root", 1600, 2000, 400, "grew"],
    [1, "main", 1600, 2000, 400, "grew"],
    [2, "work", 500, 900, 400, "grew"],
    [2, "idle", 900, 900, 0, "same"],
    [2, "new", 0, 200, 200, "new"],
    [2, "gone", 200, 0, -200, "gone"],
  ]);
  assert.deepEqual(merged.total, [1600n, 2000n]);
  assert.deepEqual([...merged], [...hearth.flameDiffRows(structuredClone(merged))]);
  const widths = (data) => Object.fromEntries([...data].map(({ name, width }) => [name, width]));
  assert.deepEqual(widths(merged), { root: 2200, main: 2200, idle: 900, work: 900, gone: 200, new: 200 });
  const summed = widths(change.flame(SAMPLES, { width: "sum" }));
  assert.deepEqual([summed.work, summed.idle], [1400, 1800]);
  const found = change.flame(SAMPLES, { search: "wor", pivot: "work" });
  assert.deepEqual([...found].map(({ name, matches }) => [name, matches]), [["main", false], ["work", true]]);

  // A graph for each side: what is in one of them only has no box in the other.
  const { base, current } = change.flames(SAMPLES);
  assert.deepEqual(Object.keys(widths(base)).sort(), ["gone", "idle", "main", "root", "work"]);
  assert.deepEqual(widths(current), { root: 2000, main: 2000, idle: 900, work: 900, new: 200 });
  const box = (side) => {
    const at = [...side].findIndex(({ name }) => name === "work");
    return [...side.stacks.subarray(2 * at, 2 * at + 2), ...both([...side][at].cum)];
  };
  assert.deepEqual(box(base), box(current));
  const part = change.flames(SAMPLES, { from: 0, to: 1000, pixels: 1, minPixels: 2 });
  assert.ok([...part.base].some(({ name }) => name === ""));
});

test("the call graph, callers, callees and lines of both sides have both values", async () => {
  const change = diff(...(await sides()));
  const graph = change.graph(SAMPLES, { search: "work" });
  const nodes = [...hearth.graphDiffNodes(graph)];
  const cum = (name) => both(nodes.find((node) => node.name === name).cum);
  assert.deepEqual(cum("main"), [1600, 2000, 400, "grew"]);
  assert.deepEqual(cum("gone"), [200, 0, -200, "gone"]);
  assert.ok(nodes.every(({ left, top, width }) => [left, top, width].every(Number.isFinite)));
  assert.equal(graph.graph.matched_functions, 1);
  const arrows = [...hearth.graphDiffEdges(graph)].map(({ to, weight }) => [nodes[to].name, ...both(weight)]);
  assert.deepEqual(arrows.sort(), [
    ["gone", 200, 0, -200, "gone"],
    ["new", 0, 200, 200, "new"],
    ["work", 500, 900, 400, "grew"],
  ]);
  const tree = [...hearth.graphDiffEdges(change.graph({ ...SAMPLES, call_tree: true }))];
  assert.deepEqual(both(tree[0].weight), [0, 0, 0, "same"]);
  // Another drawing, and one in another mode, are of the same sides.
  change.mode = "share";
  assert.ok(change.graph(SAMPLES).is_share);
  change.mode = "absolute";

  const peek = change.peek(SAMPLES, "main");
  assert.deepEqual([peek.name, ...both(peek.cum)], ["main", 1600, 2000, 400, "grew"]);
  assert.equal(peek.flat.current, 0);
  assert.deepEqual([...peek.callers], []);
  const callees = [...peek.callees].map(({ name, weight }) => [name, weight.change]).sort();
  assert.deepEqual(callees, [["gone", -200], ["idle", 0], ["new", 200], ["work", 400]]);
  assert.equal(change.peek(SAMPLES, "nobody").name, "");

  const [part] = change.source(SAMPLES, "work").parts;
  assert.deepEqual([part.path, part.own.flat.change], ["work.go", 400]);
  const lines = [...part].map(({ line, depth, name, flat }) => [line, depth, name, ...both(flat)]);
  assert.deepEqual(lines, [[20, 0, "", 500, 900, 400, "grew"]]);
});

test("functions that are said to be the same are, and equal names alone if that is wanted", async () => {
  const [base, current] = await sides();
  const rows = [...diff(base, current, { renames: [["gone", "new"]] }).top(SAMPLES)];
  assert.deepEqual(both(rows.find(({ name }) => name === "new").flat), [200, 200, 0, "same"]);
  assert.equal(rows.some(({ name }) => name === "gone"), false);
  assert.equal(diff(base, current, { strict: true }).top(SAMPLES).renamed, 0);
});

/** A dump in which goroutines up to a number wait; so many more do something else. */
const dump = (count, minutes) => {
  const one = (id, state, name, line) =>
    `goroutine ${id} [${state}]:\nmain.${name}(0x1)\n\t/src/m.go:${line} +0x1\n` +
    `created by main.start in goroutine 1\n\t/src/m.go:40 +0x25\n\n`;
  const waiting = Array.from({ length: count }, (_, at) => {
    const waited = minutes > 0 ? `, ${minutes} minutes` : "";
    return one(10 + at, `chan receive${waited}`, "wait", 7);
  });
  return Buffer.from([one(1, "running", "main", 3), one(2, "select", "loop", 5), ...waiting].join(""));
};

test("goroutines are followed from dump to dump, and those that leak are named", async () => {
  const dumps = Array.from({ length: 8 }, (_, at) => ({
    name: `dump-${at}.txt`,
    bytes: dump(20 + 30 * at, at),
  }));
  const given = [...dumps, { name: "nothing.txt", bytes: Buffer.from("nothing") }];
  const found = await goroutines(given);
  assert.deepEqual([found.shown, found.total, found.enough, found.why], [7, 232, true, null]);
  assert.deepEqual(found.series.files, [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual(found.series.totals, dumps.map((_, at) => 22 + 30 * at));
  assert.deepEqual(found.left_out.map(({ name }) => name), ["nothing.txt"]);
  const [first, ...others] = [...found];
  assert.deepEqual([first.function, first.blocked, first.count], ["main.wait", "chan receive", 230]);
  assert.deepEqual([first.minutes, first.oldest], [[7, 7], { count: 20, dump: 0 }]);
  assert.deepEqual([first.suspect.verdict, first.suspect.function], ["leak", "main.wait"]);
  assert.ok(first.suspect.created.startsWith("main.start") && first.suspect.reasons.length > 0);
  assert.ok(others.every(({ suspect }) => suspect?.verdict !== "leak"));
  assert.deepEqual([...found], [...hearth.goroutineRows(structuredClone(found))]);

  // One of them in full, and another dump.
  const { open: group } = await goroutines(given, { open: first.key });
  assert.deepEqual(group.there, dumps.map((_, at) => 20 + 30 * at));
  const early = await goroutines(given, { dump: 2, blocked: "chan receive" });
  assert.deepEqual([early.shown, [...early][0].count, early.here], [2, 80, 2]);
  // Profiles that are open stay so.
  const opened = await Promise.all(dumps.map(({ bytes }) => open(bytes)));
  assert.equal((await goroutines(opened)).total, 232);
  assert.ok(opened.every((profile) => profile.summary.kind && profile.top()));
});

test("goroutines of one dump, and of its other forms", async () => {
  for (const name of ["goroutine.debug1.txt", "goroutine.debug2.txt", "goroutine.pb.gz"]) {
    const [alone, one] = [await openFixture(name), await goroutines([{ name, bytes: fixture(name) }])];
    assert.deepEqual([one.total, one.enough], [alone.goroutines().total, false], name);
    assert.match(one.why, /too few/);
    const rows = [...one];
    assert.ok(rows.length > 0 && rows.every(({ suspect, oldest }) => !suspect && !oldest), name);
  }
  const refused = (given, options) => goroutines(given, options).then(() => "", (error) => error.code);
  const heap = await openFixture("heap.pb.gz");
  assert.equal(await refused([heap]), "sample-type");
  assert.equal(await refused([]), "sample-type");
  assert.equal(await refused([heap, { name: "1", bytes: dump(3, 1) }], { dump: 0 }), "sample-type");
  assert.equal(await refused([{ name: "1", bytes: dump(3, 1) }], { search: "/(/" }), "pattern");
});

test("goroutines that leaked in a real program are named", async () => {
  const folder = join(root, "tests/leaks/profiles/chan-send-long");
  const files = readdirSync(folder).filter((name) => name.endsWith(".gz"));
  const found = await goroutines(files.map((name) => ({ name, bytes: readFileSync(join(folder, name)) })));
  const leaking = [...found].filter(({ suspect }) => suspect?.verdict === "leak");
  assert.ok(leaking.length > 0 && leaking.every(({ blocked }) => blocked === "chan send"));
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
  const named = (one) => ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one);
  return new Map(source.statements.filter(named).map((one) => [one.name.text, one]));
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
    return value === JSON.parse(text) ? [] : [`${path} is not ${text}`];
  }
  if (ts.isTypeLiteralNode(type)) {
    const isObject = typeof value === "object" && value !== null;
    return isObject ? fieldsOf(types, { name: type, members: type.members }, value, path) : [`${path} is no object`];
  }
  const known = types.get(text);
  if (known?.type) return differences(types, known.type, value, path);
  if (known && (typeof value !== "object" || value === null)) return [`${path} is no ${text}`];
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

/** What the engine's answer was: views of two sides have the facts beside what is shown. */
const compareData = (data, name, keys) => ({
  ...Object.fromEntries(Object.entries(data).filter(([key]) => !keys.includes(key))),
  problem: "",
  problem_names: [],
  problem_text: "",
  shown: { [name]: pick(data, keys) },
});
const pick = (data, keys) => Object.fromEntries(keys.map((key) => [key, data[key]]));

test("answers are what they are declared to be", async () => {
  const types = declared("types.d.ts");
  const profile = await openFixture("cpu.pb.gz");
  const waiting = await openFixture("goroutine.debug2.txt");
  const top = profile.top();
  const [first] = top;
  const change = diff(profile, await openFixture("cpu.pb.gz"));
  const flame = pick(change.flame(), ["flame", "boxes", "stacks", "units"]);
  const among = await goroutines([waiting, waiting]);
  const answers = {
    Summary: profile.summary,
    TopData: top,
    FlameData: profile.flame(),
    GraphData: profile.graph(),
    PeekData: profile.peek({}, first.name),
    SourceData: profile.source({}, first.name),
    TracesData: profile.traces(),
    TagsData: profile.tags(),
    GoroutinesData: waiting.goroutines({ open: waiting.goroutines().keys[0] }),
    AboutData: profile.about(),
    CompareData: compareData(change.top(), "table", ["names", "flat", "cum", "own"]),
    CompareFlame: flame,
    CompareGraph: pick(change.graph(), ["graph", "flat", "cum", "arrows"]),
    DumpsData: pick(among, ["series", "suspects", "grown", "enough", "why", "left_out"]),
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
  const types = declared("rows.d.ts");
  const profile = await openFixture("cpu.pb.gz");
  const waiting = await openFixture("goroutine.debug2.txt");
  const graph = profile.graph();
  const [first] = profile.top({ sort: "cum" });
  const change = diff(profile, await openFixture("cpu.pb.gz"));
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
    DiffRow: change.top(),
    NeighbourDiffRow: change.peek({}, first.name).callees,
    LineDiffRow: change.source({}, first.name).parts[0],
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
    assert.deepEqual([more.code, more.name], ["gzip", "HearthError"]);
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
