/** What a profile is given as. A `Response`'s body is read. */
export type Profile = ArrayBuffer | ArrayBufferView | Blob | File | Response;

/** A profile with a name, where it has none of its own. */
export type NamedProfile = Profile | { profile: Profile; name: string };

export type View =
  | "flame" | "top" | "graph" | "peek" | "source" | "traces" | "tags"
  | "goroutines" | "snapshots" | "compare" | "about";

/**
 * - `profile`: a file is no profile, or a damaged one;
 * - `query`: a report or a state makes no sense;
 * - `load`: a file of Hearth's, or a profile, could not be loaded;
 * - `policy`: the host page's policy forbids something, and `directive` is what it lacks;
 * - `seal`: a sealed frame could not be sealed;
 * - `protocol`: a frame was sent something that it does not know;
 * - `page`: anything else that the page says to its user, too.
 */
export type ErrorKind = "profile" | "query" | "load" | "policy" | "seal" | "protocol" | "page";

/** Something that Hearth could not do. */
export class HearthError extends Error {
  readonly name: "HearthError";
  readonly kind: ErrorKind;
  /** The profile's name, where it is about one. */
  readonly file?: string;
  /** What the policy of the host page lacks, as `worker-src blob:`. */
  readonly directive?: string;
}

export interface ReadyDetail {
  /** Whether it has proven that it cannot reach the network; a component never does. */
  sealed: boolean;
}

export interface StateDetail {
  /** `empty`, `opening`, `ready` (something is shown) or `failed`. */
  page: "empty" | "opening" | "ready" | "failed";
  /** All of what is shown, as a link to Hearth has it: `view=top&si=cpu&f=main`. */
  state: string;
  /** The name of the profile that is shown; empty: none. */
  file: string;
  view: View;
  sampleType: string;
  filters: string;
}

export interface SelectionDetail {
  /** The function that is selected; empty: none. */
  name: string;
}

/** All of them bubble and leave the shadow trees that the element is in. */
export interface HearthEventMap {
  "hearth-ready": CustomEvent<ReadyDetail>;
  "hearth-state": CustomEvent<StateDetail>;
  "hearth-selection": CustomEvent<SelectionDetail>;
  "hearth-error": CustomEvent<{ error: HearthError }>;
}

/** What a page can have Hearth do, in an element or in a frame. */
interface Shows {
  /** Shows what changed from one profile to another, in place of what is open. */
  compare(base: NamedProfile, current: NamedProfile): Promise<void>;
  /** Shows what grows over profiles of one program, in place of what is open. */
  snapshots(profiles: Iterable<NamedProfile>): Promise<void>;
  /**
   * A report of the profile that is shown, as `go tool pprof` prints it: `top`, `tree`,
   * `peek=REGEXP`, `traces`, `tags`, `csv`, `dot`, `folded`, `speedscope`; `proto` gives
   * the bytes of the filtered profile. `query` has pprof's own parameters: `si=cpu&f=main`.
   */
  report(report: "proto", query?: string): Promise<Uint8Array>;
  report(report: string, query?: string): Promise<string>;
}

/** `<hearth-profile>`: its attributes are `view`, `sample-type`, `filters`, `theme`,
 * `language`, `read-only` and `sealed`. */
export class HearthProfile extends HTMLElement implements Shows {
  /** Where the component's files are; to be set before the first element is used. */
  static assets: { page: string | URL; engine: string | URL; sealed: string | URL };

  /** Shows a profile in place of what is open. Resolves once it was read. */
  open(profile: Profile, options?: { name?: string }): Promise<void>;
  compare(base: NamedProfile, current: NamedProfile): Promise<void>;
  snapshots(profiles: Iterable<NamedProfile>): Promise<void>;
  report(report: "proto", query?: string): Promise<Uint8Array>;
  report(report: string, query?: string): Promise<string>;

  view: View;
  /** The name of the sample type; empty: the profile's default. */
  sampleType: string;
  /** Filters as a link has them, with pprof's names: `f=main&h=runtime`. */
  filters: string;
  /** All of what is shown, as a link has it. */
  state: string;
  theme: "system" | "light" | "dark";
  /** `en` or `zh-CN`; empty: the browser's. */
  language: string;
  /** The user can open and close no files. */
  readOnly: boolean;
  /** In a sandboxed frame, under a policy of its own. */
  sealed: boolean;
  readonly ready: boolean;
  readonly page: StateDetail["page"];

  addEventListener<K extends keyof HearthEventMap>(
    type: K,
    listener: (this: HearthProfile, event: HearthEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** Speaks to `embed.html` of a Hearth site in an iframe. */
export class HearthFrame implements Shows {
  /** `origin` is the frame's; `tell` hears `ready`, `state`, `selection` and `error`. */
  constructor(
    frame: HTMLIFrameElement,
    origin: string,
    tell?: (type: "hello" | "ready" | "state" | "selection" | "error", detail: object) => void,
  );
  open(profile: Profile, options?: { name?: string }): Promise<void>;
  compare(base: NamedProfile, current: NamedProfile): Promise<void>;
  snapshots(profiles: Iterable<NamedProfile>): Promise<void>;
  report(report: "proto", query?: string): Promise<Uint8Array>;
  report(report: string, query?: string): Promise<string>;
  /** Sets what is given; answers with the state. */
  state(changes?: { state?: string; theme?: string; language?: string }): Promise<string>;
  /** Stops listening. */
  close(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "hearth-profile": HearthProfile;
  }
}
