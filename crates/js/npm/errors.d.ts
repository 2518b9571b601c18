import type { FileErrorCode, QueryErrorCode } from "./types.js";

/**
 * - `not-loaded`: a file of Hearth's own could not be loaded;
 * - `stopped`: the engine stopped, for a defect or for lack of memory: its process or worker
 *   must be started anew;
 * - `closed`: the profile was closed, or the component removed.
 */
export type EngineErrorCode = "not-loaded" | "stopped" | "closed";

/**
 * What a component or a frame says. It is not told what exactly is wrong with a file or with
 * a question:
 *
 * - `profile`: a file is no profile, or a damaged one;
 * - `query`: a report or a state makes no sense;
 * - `policy`: the policy of the page around it forbids something: see `directive`;
 * - `protocol`: a frame was sent something that it does not know;
 * - `page`: anything else that the page says to its user, too.
 */
export type ComponentErrorCode = "profile" | "query" | "policy" | "protocol" | "page";

/** All codes. `unreadable`: the file itself could not be had. */
export type ErrorCode =
  | FileErrorCode
  | "unreadable"
  | QueryErrorCode
  | EngineErrorCode
  | ComponentErrorCode;

/** What an error is about, as far as that is known. */
export interface ErrorPlace {
  /** The name of the profile, in a component or a frame. */
  readonly file?: string;
  /** The byte that is wrong: of the file for `gzip`, else of its uncompressed content. */
  readonly offset?: number;
  /** The line that is wrong, from 1 on, of text forms. */
  readonly line?: number;
  /** What the policy of the page around it lacks: `worker-src blob:`. */
  readonly directive?: string;
}

/** Anything that Hearth could not do. `code` is for programs, `message` for people. */
export class HearthError extends Error implements ErrorPlace {
  constructor(message: string, code: ErrorCode, where?: ErrorOptions & ErrorPlace);
  readonly name: "HearthError";
  readonly code: ErrorCode;
  readonly file?: string;
  readonly offset?: number;
  readonly line?: number;
  readonly directive?: string;
}
