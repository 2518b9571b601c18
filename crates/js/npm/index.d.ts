/// <reference lib="esnext.disposable" />

import type {
  AboutData,
  CompareData,
  CompareTable,
  FileErrorCode,
  FileReport,
  FlameData,
  GoroutinesData,
  GraphData,
  LeaksData,
  NeighbourData,
  Names,
  PeekData,
  Query,
  QueryErrorCode,
  ReportQuery,
  SampleType,
  SourceData,
  SourcePart,
  Summary,
  TagKey,
  TagsData,
  TextReport,
  TopData,
  TracesData,
} from "./types.js";

export type * from "./types.js";

/** What a profile can be read from. A `Response` must not have been read yet. */
export type Source = ArrayBuffer | SharedArrayBuffer | ArrayBufferView | Blob | Response;

export interface OpenOptions {
  /** What the file is called. A `File` has its own name. */
  name?: string | undefined;
  /**
   * How Go's text forms (`?debug=1`) are read: with the names in their comments (`as-meant`,
   * the default), or as `go tool pprof` reads them, with all that it gets wrong.
   */
  textForms?: "as-meant" | "as-reference" | undefined;
  /** Stops reading; `open` is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Is told how far reading has come, in bytes of the file or of its content. */
  onProgress?: ((progress: Progress) => void) | undefined;
}

export interface Progress {
  phase: "bytes" | "samples";
  done: number;
  total: number;
}

/**
 * Reads a profile: profile.proto, gzipped or not, and the older forms of Go, gperftools and
 * Java. Loads the engine, if that was not done yet.
 *
 * Rejects with a `FileError` that says what is wrong with the file, and where.
 */
export function open(source: Source | Promise<Source>, options?: OpenOptions): Promise<Profile>;

/**
 * Loads the engine. `open` does it by itself; call it to load early, or where a bundler puts
 * `engine.wasm` elsewhere: with its URL, its bytes, a response or a compiled module.
 */
export function init(
  source?: URL | string | BufferSource | WebAssembly.Module | Response | Promise<Response>,
): Promise<void>;

/**
 * How many bytes of memory the engine has taken. It gives none back, but uses what closed
 * profiles had: run it in a worker, and end that, to get the memory of a large one back.
 */
export function memoryInUse(): number;

/** Columns that `for … of` goes over as rows. What is sent to another thread has columns only. */
export type Table<Columns, Row> = Columns & Iterable<Row>;

/** An open profile. A question may be an object or text, as in the address of the page. */
export class Profile implements Disposable {
  private constructor();

  /** What the file is called. */
  readonly name: string;
  /** What is in the file. */
  readonly summary: Summary;
  /** What the profile measures. */
  readonly sampleTypes: SampleType[];
  /** The one that is meant where a query has no `sample_index`. */
  readonly defaultSampleType: string | undefined;

  /** Every function with its cost; none is left out. */
  top(query?: Query | string): Table<TopData, TopRow>;
  /** The call tree as boxes. */
  flame(query?: Query | string, options?: FlameOptions): Table<FlameData, FlameRow>;
  /** The call graph, laid out: see `graphNodes` and `graphEdges`. */
  graph(query?: Query | string, options?: GraphOptions): GraphData;
  /** A function between its callers and callees; one without a name if there is none. */
  peek(query: Query | string | undefined, name: string): Peek;
  /** The lines of a function or of a file. */
  source(query: Query | string | undefined, name: string): Sources;
  /** Stacks, the heaviest first. */
  traces(query?: Query | string, options?: TracesOptions): Table<TracesData, TraceRow>;
  /** Labels, and what their values come to. */
  tags(query?: Query | string): Tags;
  /** Groups of goroutines that wait at the same place for the same thing. */
  goroutines(options?: GoroutineOptions): Table<GoroutinesData, GoroutineRow>;
  /** What the file says of itself, and what is odd about it. */
  about(): AboutData;
  /** Names that contain a text, what fits best first; 20 at most. */
  complete(kind: "function" | "package" | "file" | "label", text: string): string[];

  /**
   * A report, in the words and figures of `go tool pprof`. Flags may be an object, the text
   * of the page's address, or the command line's (`["-cum", "-nodecount=10"]`).
   */
  report(
    name: TextReport,
    flags?: ReportQuery | string | readonly string[],
    options?: ReportOptions,
  ): string;
  /** The same, byte for byte: names need not be UTF-8. */
  reportBytes(
    name: TextReport | FileReport,
    flags?: ReportQuery | string | readonly string[],
    options?: ReportOptions,
  ): Uint8Array;

  /** Gives its memory back to the engine. It can't be asked any more. */
  close(): void;
  [Symbol.dispose](): void;
}

export interface FlameOptions {
  /** The function to turn the graph around: its callers above, what it calls below. */
  pivot?: string | undefined;
  /** What to look for: a text in any case, or `/…/` for a regular expression. */
  search?: string | undefined;
  /** Frames that repeat in a row are one. */
  collapse?: boolean | undefined;
  /** The part that is on the screen, in units of `FlameData.width`; all of it by default. */
  from?: number | undefined;
  /** See `from`. */
  to?: number | undefined;
  /** The width of the screen: what is narrower than `minPixels` there is gathered. */
  pixels?: number | undefined;
  /** 1, if it is not said. */
  minPixels?: number | undefined;
}

export interface GraphOptions {
  /** What to look for: a text in any case, or `/…/` for a regular expression. */
  search?: string | undefined;
}

export interface TracesOptions {
  /** The first stack to show. */
  first?: number | undefined;
  /** How many; 100, if it is not said. */
  count?: number | undefined;
  /** What to look for: a text in any case, or `/…/` for a regular expression. */
  search?: string | undefined;
}

export interface GoroutineOptions {
  /** What to look for: a text in any case, or `/…/` for a regular expression. */
  search?: string | undefined;
  /** What they wait for: a name in `GoroutinesData.waiting`. */
  blocked?: string | undefined;
  /** The least and the most minutes that one of them has waited. */
  minutes?: [least: number, most?: number] | undefined;
  /** A part of the function's name, or `/…/`. */
  function?: string | undefined;
  /** A part of a label, `key=value`, or `/…/`. */
  label?: string | undefined;
  /** The `key` of a group: its stack and ids are then in `GoroutinesData.open`. */
  open?: number | undefined;
}

export interface ReportOptions {
  /** What `peek` and `list` are about. */
  regexp?: string | undefined;
  /** Profiles to subtract, as `-base` does. */
  base?: Profile | readonly Profile[] | undefined;
  /** Profiles to subtract, and to take shares of, as `-diff_base` does. */
  diffBase?: Profile | readonly Profile[] | undefined;
  /** Where `list` finds source files; without it there are none. */
  readSource?: ((path: string) => string | Uint8Array | undefined) | undefined;
  /** Takes what `go tool pprof` would say on standard error. */
  onWarning?: ((line: string) => void) | undefined;
}

/** What changed from a base to a current side, what is real first. */
export function diff(
  base: Profile | readonly Profile[],
  current: Profile | readonly Profile[],
  options?: DiffOptions,
): Table<Changes, DiffRow>;

/** The functions of both sides, and what is between the sides. */
export type Changes = Omit<CompareData, "shown"> & CompareTable;

export interface DiffOptions {
  /** What to compare. */
  query?: Query | string | undefined;
  /** What both sides are divided by before: `absolute` is the default. */
  mode?: "absolute" | "second" | "share" | { per: [number, number] } | undefined;
  /** Scale the current side to the base's totals, as `-normalize` does. */
  normalize?: boolean | undefined;
  /** Only equal names match. */
  strict?: boolean | undefined;
}

/** What leaks, from snapshots of one program. What is none is left out, and said. */
export function leaks(
  snapshots: Iterable<Profile | { name: string; bytes: Source }>,
): Promise<LeaksData>;

/** A value as reports write it: `format(1536, "bytes")` is `1.50kB`. */
export function format(value: number | bigint, unit: string, outputUnit?: string): string;

export interface TopRow {
  name: string;
  /** What it spent itself. */
  flat: number;
  /** What it spent with all that it called. */
  cum: number;
  inlined: "no" | "partly" | "yes";
  package: string;
  /** The source file, with the line where the function starts. */
  file: string;
  binary: string;
}

export interface FlameRow {
  /** 0 for the root. */
  depth: number;
  left: number;
  width: number;
  /** Empty where the box stands for several. */
  name: string;
  file: string;
  flat: number;
  cum: number;
  /** Into the frame above it. */
  inlined: boolean;
  /** For how many boxes it stands. */
  count: number;
  matches: boolean;
}

export interface GraphNode {
  /** Empty for labels. */
  name: string;
  text: string;
  flat: number;
  cum: number;
  /** The node that labels hang on. */
  owner: number | undefined;
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface GraphEdge {
  from: number;
  to: number;
  weight: number;
  label: string;
  inlined: boolean;
  dotted: boolean;
  /** x and y of a start, then of two control points and an end for each cubic Bézier curve. */
  points: Float64Array;
}

export interface NeighbourRow {
  name: string;
  weight: number;
  inlined: boolean;
}

export interface LineRow {
  line: number;
  flat: number;
  cum: number;
}

export interface TraceRow {
  weight: number;
  samples: number;
  /** Leaf first. */
  frames: string[];
  inlined: boolean[];
  labels: string;
}

export interface TagRow {
  value: string;
  weight: number;
}

export interface GoroutineRow {
  /** What tells the group apart: ask with `open` for its stack and ids. */
  key: number;
  count: number;
  blocked: string;
  /** The least and the most that they have waited. */
  minutes: [number, number];
  function: string;
  place: string;
  created: string;
  labels: string;
}

export interface DiffRow {
  name: string;
  flat: Difference;
  cum: Difference;
}

export interface Difference {
  /** The value before, as it was measured. */
  base: number;
  /** The value now. */
  current: number;
  /** By how much it changed, in what the mode counts: for `share`, 0.01 is one percent. */
  change: number;
  /** The change lies between these with 99 % of certainty; unknown where nothing is said of chance. */
  low: number | undefined;
  high: number | undefined;
  /** `noise`: chance explains it. */
  verdict: "same" | "noise" | "grew" | "shrank" | "new" | "gone";
}

export type Peek = Omit<PeekData, "callers" | "callees"> & {
  callers: Table<NeighbourData, NeighbourRow>;
  callees: Table<NeighbourData, NeighbourRow>;
};
export type Sources = Omit<SourceData, "parts"> & { parts: Table<SourcePart, LineRow>[] };
export type Tags = Omit<TagsData, "keys"> & { keys: Table<TagKey, TagRow>[] };

/** All texts of a column. */
export function texts(names: Names): string[];
export function topRows(data: TopData): Generator<TopRow>;
export function flameRows(data: FlameData): Generator<FlameRow>;
export function graphNodes(data: GraphData): Generator<GraphNode>;
export function graphEdges(data: GraphData): Generator<GraphEdge>;
export function neighbourRows(data: NeighbourData): Generator<NeighbourRow>;
export function lineRows(part: SourcePart): Generator<LineRow>;
export function traceRows(data: TracesData): Generator<TraceRow>;
export function tagRows(key: TagKey): Generator<TagRow>;
export function goroutineRows(data: GoroutinesData): Generator<GoroutineRow>;
export function diffRows(data: CompareTable): Generator<DiffRow>;

/** Anything that goes wrong. `code` is for programs, `message` for people. */
export class HearthError extends Error {
  readonly code: string;
}

/** A file that can't be read: what is wrong with it, where, and what to do. */
export class FileError extends HearthError {
  /** `unreadable`: the file itself could not be had. */
  readonly code: FileErrorCode | "unreadable";
  /** The byte that is wrong: of the file for `gzip`, else of its uncompressed content. */
  readonly offset: number | undefined;
  /** The line that is wrong, from 1 on, of text forms. */
  readonly line: number | undefined;
}

/** A question that makes no sense, or not for this profile. */
export class QueryError extends HearthError {
  readonly code: QueryErrorCode;
}

/**
 * The engine: it could not be loaded (`not-loaded`), it stopped for a defect or for lack of
 * memory (`stopped`; the process or worker must be started anew), or the profile was closed.
 */
export class EngineError extends HearthError {
  readonly code: "not-loaded" | "stopped" | "closed";
}
