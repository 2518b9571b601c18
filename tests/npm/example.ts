// What a program in TypeScript may write about the package's main entry: compiled under
// `strict`.

import {
  type Comparison,
  type DiffFlameRow,
  type Difference,
  type ErrorCode,
  HearthError,
  type LeakData,
  type LeaksData,
  type Query,
  type Table,
  type TopData,
  type TopRow,
  Profile,
  diff,
  format,
  goroutines,
  graphDiffEdges,
  graphDiffNodes,
  init,
  leaks,
  open,
  texts,
  topRows,
} from "hearth-pprof";

await init(new URL("./engine.wasm", import.meta.url));

using profile: Profile = await open(fetch("heap.pb.gz"), {
  name: "heap",
  onProgress: ({ phase, done, total }) => console.log(phase, done / total),
});

const query: Query = { focus: "json", sort: "cum", nodecount: 10, sample_index: "inuse_space" };
const top: Table<TopData, TopRow> = profile.top(query);
const exact: BigInt64Array = top.flat;
const total: bigint = top.total;
for (const { name, flat, cum } of top) {
  const share: number = cum / Number(total);
  console.log(name, format(flat, top.unit, top.output_unit), share, exact.length);
}

// What came from another thread has no rows of its own.
const columns: TopData = structuredClone<TopData>(top);
const names: string[] = texts(columns.names);
const rows: TopRow[] = [...topRows(columns)];

const calls: number[] = [...profile.peek(query, "main.main").callees].map((row) => row.weight);
const leaf: string | undefined = [...profile.traces(query, { count: 1 })][0]?.frames[0];
const text: string = profile.report("peek", { sort: "cum" }, { regexp: "json" });
const flags: string = profile.report("top", ["-cum", "-nodecount=10"]);
const bytes: Uint8Array = profile.reportBytes("proto", "f=json");

using change: Comparison = diff(profile, [profile], {
  mode: { per: [10, 12] },
  renames: [["main.old", "main.new"]],
});
for (const { name, flat } of change.top(query)) {
  if (flat.verdict === "grew" && flat.low !== undefined) console.log(name, flat.low);
}
change.mode = "share";
const merged: DiffFlameRow[] = [...change.flame(query, { pivot: "main.main", width: "sum" })];
const old: BigInt64Array = change.flame().boxes.old;
const { base, current, factors } = change.flames(query, { pixels: 1000 });
const beside: number = base.flame.left.length + current.stacks.length * factors[0];
const drawn = change.graph();
for (const { name, cum, left } of graphDiffNodes(drawn)) console.log(name, cum.change, left);
for (const { points, weight } of graphDiffEdges(drawn)) console.log(points.length, weight.base);
const { flat: own, callers } = change.peek(query, "main.main");
const called: Difference[] = [...callers].map(({ weight }) => weight);
for (const part of change.source(query, "main.go").parts) {
  for (const { line, flat } of part) console.log(part.path, line, flat.current, own.base);
}

const dumps = await goroutines([profile, { name: "1", bytes: fetch("1.txt").then((r) => r.blob()) }], {
  blocked: "chan receive",
  minutes: [5],
});
for (const { count, minutes, oldest, suspect } of dumps) {
  const [least, most] = minutes;
  const said: LeakData["verdict"] | undefined = suspect?.verdict;
  if (said === "leak") console.log(count, least, most, oldest?.dump, dumps.series.seconds);
}

const found: LeaksData = await leaks([profile, { name: "1", bytes: new Uint8Array() }]);
const slope: number | null | undefined = found.suspects[0]?.slope_per_s;

try {
  profile.top("f=(");
} catch (error) {
  if (!(error instanceof HearthError)) throw error;
  const code: ErrorCode = error.code;
  if (code === "pattern") console.log(error.message);
  else if (code === "gzip") console.log(error.offset, error.line);
  // @ts-expect-error there is no such code
  else if (code === "nonsense") console.log();
}

// What makes no sense is no TypeScript.
// @ts-expect-error there is no such option
profile.top({ fokus: "json" });
// @ts-expect-error there is no such granularity
profile.top({ granularity: "words" });
// @ts-expect-error these belong to reports
profile.top({ all_frames: true });
// @ts-expect-error a file is no text
profile.report("proto");
// @ts-expect-error there is no such mode
diff(profile, profile, { mode: "relative" });
// @ts-expect-error a dump is named by its place
await goroutines([profile], { dump: "last" });
// @ts-expect-error there is no such verdict
console.log(dumps.suspects[0]?.verdict === "leaking");
// @ts-expect-error profiles are opened
new Profile();
// @ts-expect-error a path is no file
await open("heap.pb.gz");

export { beside, called, merged, old };
export { calls, flags, leaf, names, rows, slope, text, bytes };
