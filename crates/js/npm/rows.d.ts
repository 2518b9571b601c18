import type { NeighbourDiffData, SourceDiffPart } from "./comparison.js";
import type { Dumps } from "./snapshots.js";
import type {
  CompareColumns,
  CompareFlame,
  CompareGraph,
  CompareTable,
  FlameData,
  GoroutinesData,
  GraphData,
  LeakData,
  Names,
  NeighbourData,
  SourcePart,
  TagKey,
  TopData,
  TracesData,
} from "./types.js";

/** Columns that `for … of` goes over as rows. What is sent to another thread has columns only. */
export type Table<Columns, Row> = Columns & Iterable<Row>;

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
  /** How many there were in the first dump (`earlier`), if there is one before this. */
  was: number | undefined;
  /** Those that are there longest: how many, and since which of the `dumps`. */
  oldest: { count: number; dump: number } | undefined;
  /** What is said of it over several dumps: `suspect.verdict` may be `leak`. */
  suspect: LeakData | undefined;
}

export interface DiffRow {
  name: string;
  flat: Difference;
  cum: Difference;
  /** What is charged to it: stacks in which it is the first of the user's own functions. */
  own: Difference;
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

/** An arrow; labels, and a call tree, have no figures. */
export type DiffGraphEdge = Omit<GraphEdge, "weight"> & { weight: Difference };

export interface NeighbourDiffRow {
  name: string;
  /** What was spent below these calls. */
  weight: Difference;
}

export interface LineDiffRow {
  line: number;
  /** 0: a line itself; more: what was inlined into the line above it, how deep. */
  depth: number;
  /** What was inlined, as `function file:line`; empty for lines themselves. */
  name: string;
  flat: Difference;
  cum: Difference;
}

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
export function graphDiffEdges(data: CompareGraph): Generator<DiffGraphEdge>;
export function neighbourDiffRows(data: NeighbourDiffData): Generator<NeighbourDiffRow>;
export function lineDiffRows(part: SourceDiffPart): Generator<LineDiffRow>;
/** All figures of a column. */
export function differences(columns: CompareColumns): Difference[];
