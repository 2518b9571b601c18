import type { Source } from "./open.js";
import type { GoroutineOptions, Profile } from "./profile.js";
import type { GoroutineRow, Table } from "./rows.js";
import type { DumpsData, GoroutinesData, LeaksData } from "./types.js";

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
