// What a program in TypeScript may write: compiled under `strict`.

import {
  type CompareData,
  type DiffRow,
  FileError,
  HearthError,
  type LeaksData,
  type Query,
  QueryError,
  type Table,
  type TopData,
  type TopRow,
  Profile,
  diff,
  format,
  init,
  leaks,
  open,
  texts,
  topRows,
} from "hearth-pprof";

import { HearthProfile, type HearthError as ComponentError } from "hearth-pprof/component";

const element: HearthProfile = document.createElement("hearth-profile");
element.addEventListener("hearth-error", ({ detail }) => {
  const error: ComponentError = detail.error;
  console.log(error.kind, element instanceof HearthProfile);
});
await element.open(await fetch("heap.pb.gz"), { name: "heap" });

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

const change: Table<CompareData, DiffRow> = diff(profile, [profile], { mode: { per: [10, 12] } });
for (const { name, flat } of change) {
  if (flat.verdict === "grew" && flat.low !== undefined) console.log(name, flat.low);
}

const found: LeaksData = await leaks([profile, { name: "1", bytes: new Uint8Array() }]);
const slope: number | null | undefined = found.suspects[0]?.slope_per_s;

try {
  profile.top("f=(");
} catch (error) {
  if (error instanceof QueryError && error.code === "pattern") console.log(error.message);
  else if (error instanceof FileError && error.code === "gzip") console.log(error.offset);
  else if (error instanceof HearthError) console.log(error.code);
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
// @ts-expect-error profiles are opened
new Profile();
// @ts-expect-error a path is no file
await open("heap.pb.gz");

export { calls, flags, leaf, names, rows, slope, text, bytes };
