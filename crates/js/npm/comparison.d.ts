/// <reference lib="esnext.disposable" />

import type { FlameOptions, GraphOptions, Profile, Stoppable } from "./profile.js";
import type {
  Difference,
  DiffFlameRow,
  DiffRow,
  LineDiffRow,
  NeighbourDiffRow,
  Table,
} from "./rows.js";
import type {
  CompareColumns,
  CompareData,
  CompareFlame,
  CompareGraph,
  ComparePeek,
  CompareSource,
  CompareTable,
  Names,
  Query,
} from "./types.js";

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
  /** The call graph of what changed, laid out: see `graphDiffNodes`, `graphDiffEdges`. */
  graph(query?: Query | string, options?: GraphOptions): DiffFacts & CompareGraph;
  /** The same in steps, between which others run. Takes as long as it has to, or until `signal`. */
  drawGraph(query?: Query | string, options?: GraphOptions & Stoppable): Promise<DiffFacts & CompareGraph>;
  /** A function between its callers and callees; one without a name if there is none. */
  peek(query: Query | string | undefined, name: string): DiffPeek;
  /** The lines of a function or of a file; lines of the base are where they would be now. */
  source(query: Query | string | undefined, name: string): DiffSources;

  /** Gives its memory back to the engine. It can't be asked any more. */
  close(): void;
  [Symbol.dispose](): void;
}

/** What all answers about two sides have in common. */
export type DiffFacts = Omit<
  CompareData,
  "shown" | "problem" | "problem_names" | "problem_text"
>;

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
