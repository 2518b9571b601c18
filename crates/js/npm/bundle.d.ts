import type { OpenOptions, Source } from "./open.js";
import type { Profile } from "./profile.js";

/** An entry of an archive: a profile, or why it is left out. */
export type BundleEntry =
  | { name: string; profile: Profile; left_out?: undefined }
  | { name: string; profile?: undefined; left_out: BundleLeftOut };

export interface BundleLeftOut {
  /** What it is (`text`, `json`, `image`, a language, …), or what is wrong with it. */
  code: string;
  /** The same in words. */
  why: string;
}

/**
 * Opens all profiles in an archive (zip, tar, tar.gz, tar.zst, archives in these), and says of every
 * other entry why it is left out. What an entry is its content tells, not its name; its name is
 * its path. Of a file that is no archive the list has that file alone.
 */
export function openAll(source: Source | Promise<Source>, options?: OpenOptions): Promise<BundleEntry[]>;
