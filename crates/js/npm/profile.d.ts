/// <reference lib="esnext.disposable" />

import type {
  FlameRow,
  GoroutineRow,
  LineRow,
  NeighbourRow,
  Table,
  TagRow,
  TopRow,
  TraceRow,
} from "./rows.js";
import type {
  AboutData,
  FileReport,
  FlameData,
  GoroutinesData,
  GraphData,
  NeighbourData,
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
  /** The same in steps, between which others run. Takes as long as it has to, or until `signal`. */
  drawGraph(query?: Query | string, options?: GraphOptions & Stoppable): Promise<GraphData>;
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

/** What can be stopped; it is then rejected with the signal's reason. */
export interface Stoppable {
  signal?: AbortSignal | undefined;
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

export type Peek = Omit<PeekData, "callers" | "callees"> & {
  callers: Table<NeighbourData, NeighbourRow>;
  callees: Table<NeighbourData, NeighbourRow>;
};
export type Sources = Omit<SourceData, "parts"> & { parts: Table<SourcePart, LineRow>[] };
export type Tags = Omit<TagsData, "keys"> & { keys: Table<TagKey, TagRow>[] };
