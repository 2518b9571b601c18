/// <reference lib="esnext.disposable" />

import type {
  AboutData,
  CompareColumns,
  CompareData,
  CompareFlame,
  CompareGraph,
  ComparePeek,
  CompareSource,
  CompareTable,
  DumpsData,
  FileReport,
  FlameData,
  GoroutinesData,
  GraphData,
  LeakData,
  LeaksData,
  NeighbourData,
  Names,
  PeekData,
  Query,
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

export { HearthError } from "./errors.js";
export type { ComponentErrorCode, EngineErrorCode, ErrorCode, ErrorPlace } from "./errors.js";
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
 * Rejects with a `HearthError` that says what is wrong with the file, and where.
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

/**
 * Compares a base with a current side, each of one profile or several. It is asked like a
 * profile, and does not need the profiles any more.
 *
 * Throws a `HearthError` with the code `not-comparable` if there is nothing to compare.
 */
export function diff(
  base: Profile | readonly Profile[],
  current: Profile | readonly Profile[],
  options?: DiffOptions,
): Comparison;

export interface DiffOptions {
  /** What both sides are divided by before: `absolute` is the default. */
  mode?: DiffMode | undefined;
  /** Scale the current side to the base's totals, as `-normalize` does. */
  normalize?: boolean | undefined;
  /** Only equal names match. */
  strict?: boolean | undefined;
  /** Functions that are the same: the name in the base, the name in the current side. */
  renames?: Iterable<readonly [base: string, current: string]> | undefined;
}

/** `per`: so many operations before, and so many now. */
export type DiffMode = "absolute" | "second" | "share" | { per: [base: number, current: number] };

/** Two sides. */
export class Comparison implements Disposable {
  private constructor();

  /** What both sides are divided by before they are compared. */
  mode: DiffMode;

  /** Every function of both sides, what is real first. */
  top(query?: Query | string): Table<DiffFacts & CompareTable, DiffRow>;
  /** One call tree of both sides as boxes. */
  flame(
    query?: Query | string,
    options?: DiffFlameOptions,
  ): Table<DiffFacts & CompareFlame, DiffFlameRow>;
  /** The call tree of each side. The same boxes have the same numbers in `stacks`. */
  flames(query?: Query | string, options?: FlameOptions): DiffFlames;
  /** The call graph of what changed, laid out: see `graphDiffNodes`, and `graphEdges`. */
  graph(query?: Query | string, options?: GraphOptions): DiffFacts & CompareGraph;
  /** A function between its callers and callees; one without a name if there is none. */
  peek(query: Query | string | undefined, name: string): DiffPeek;
  /** The lines of a function or of a file; lines of the base are where they would be now. */
  source(query: Query | string | undefined, name: string): DiffSources;

  /** Gives its memory back to the engine. It can't be asked any more. */
  close(): void;
  [Symbol.dispose](): void;
}

/** What all answers about two sides have in common. */
export type DiffFacts = Omit<CompareData, "shown" | "problem">;

export interface DiffFlameOptions extends FlameOptions {
  /** How wide boxes are: the larger of both sides (the default), or their sum. */
  width?: "larger" | "sum" | undefined;
}

export type DiffFlames = DiffFacts & {
  base: Table<CompareFlame, DiffFlameRow>;
  current: Table<CompareFlame, DiffFlameRow>;
};

export type DiffPeek = DiffFacts &
  Pick<ComparePeek, "name"> & {
    /** What it spent itself. */
    flat: Difference;
    /** What it spent with all that it called. */
    cum: Difference;
    callers: Table<NeighbourDiffData, NeighbourDiffRow>;
    callees: Table<NeighbourDiffData, NeighbourDiffRow>;
  };

/** Callers or callees of both sides: columns of equal length, what is real first. */
export interface NeighbourDiffData {
  names: Names;
  change: CompareColumns;
}

/** A part for each function in each file. */
export type DiffSources = DiffFacts & { parts: Table<SourceDiffPart, LineDiffRow>[] };

/** One function in one file; `own` is all of it. */
export type SourceDiffPart = Omit<CompareSource, "own"> & {
  own: { flat: Difference; cum: Difference };
};

/** A profile that is open, or a file. */
export type Snapshot = Profile | { name: string; bytes: Source | Promise<Source> };

/** What leaks, from snapshots of one program. What is none is left out, and said. */
export function leaks(snapshots: Iterable<Snapshot>): Promise<LeaksData>;

/**
 * Goroutines of one dump among others of the same program, in any order and any form: which
 * wait where, for what and since when, which of them were there before, and which leak. What
 * is no dump is left out, and said.
 */
export function goroutines(
  dumps: Iterable<Snapshot>,
  options?: DumpOptions,
): Promise<Table<Dumps, GoroutineRow>>;

export interface DumpOptions extends GoroutineOptions {
  /** The dump to look at, by its place in what is given, from 0 on; if not said, the last. */
  dump?: number | undefined;
}

/** The groups of one dump, and what is said of all dumps. */
export type Dumps = GoroutinesData &
  DumpsData & {
    /** The dump that is looked at, by its place in what was given. */
    shown: number;
  };

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
  /** Those that are there longest: how many, and since which of the `dumps`. */
  oldest: { count: number; dump: number } | undefined;
  /** What is said of it over several dumps: `suspect.verdict` may be `leak`. */
  suspect: LeakData | undefined;
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

/** A box of both sides. */
export type DiffFlameRow = Omit<FlameRow, "flat" | "cum"> & {
  /** What it spent with all that it called; zero where the box stands for several. */
  cum: Difference;
};

/** A box of the call graph; labels have no figures. */
export type DiffGraphNode = Omit<GraphNode, "flat" | "cum"> & {
  flat: Difference;
  cum: Difference;
};

export interface NeighbourDiffRow {
  name: string;
  /** What was spent below these calls. */
  weight: Difference;
}

export interface LineDiffRow {
  line: number;
  flat: Difference;
  cum: Difference;
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
export function goroutineRows(data: GoroutinesData | Dumps): Generator<GoroutineRow>;
export function diffRows(data: CompareTable): Generator<DiffRow>;
export function flameDiffRows(data: CompareFlame): Generator<DiffFlameRow>;
export function graphDiffNodes(data: CompareGraph): Generator<DiffGraphNode>;
export function neighbourDiffRows(data: NeighbourDiffData): Generator<NeighbourDiffRow>;
export function lineDiffRows(part: SourceDiffPart): Generator<LineDiffRow>;
/** All figures of a column. */
export function differences(columns: CompareColumns): Difference[];
