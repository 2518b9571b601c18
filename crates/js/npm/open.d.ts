import type { Profile } from "./profile.js";

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
