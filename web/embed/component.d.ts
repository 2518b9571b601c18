import type { ErrorCode, ErrorPlace, HearthError } from "./errors.js";

export { HearthError } from "./errors.js";
export type { ComponentErrorCode, ErrorCode, ErrorPlace } from "./errors.js";

/** What a profile is given as. A `Response`'s body is read. */
export type Profile = ArrayBuffer | ArrayBufferView | Blob | File | Response;

/** A profile with a name, where it has none of its own. */
export type NamedProfile = Profile | { profile: Profile; name: string };

export type View =
  | "flame" | "top" | "graph" | "peek" | "source" | "traces" | "tags"
  | "goroutines" | "growth" | "compare" | "about";

export type Theme = "system" | "light" | "dark";

/** The attributes of `<hearth-profile>`, as markup has them. */
export interface HearthProfileAttributes {
  view?: View;
  /** A name; by default the profile's own default. */
  "sample-type"?: string;
  /** As in a link, with pprof's names: `f=main&h=runtime`. */
  filters?: string;
  theme?: Theme;
  /** `en` or `zh-CN`; by default the browser's. */
  language?: string;
  /** There or not: the user opens and closes no files. */
  "read-only"?: "" | boolean;
  /** There or not: in a sandboxed frame, under a policy of its own. */
  sealed?: "" | boolean;
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

export interface ErrorDetail {
  error: HearthError;
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
  "hearth-error": CustomEvent<ErrorDetail>;
}

/** The events as properties, as React has them: `onhearth-selection`. */
export type HearthProfileListeners = {
  [Name in keyof HearthEventMap as `on${Name}`]?: (event: HearthEventMap[Name]) => void;
};

/** What a page can have Hearth do, in an element or in a frame. */
interface Shows {
  /** Shows a profile in place of what is open. Resolves once it was read. */
  open(profile: Profile, options?: { name?: string }): Promise<void>;
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

/**
 * `<hearth-profile>`. Its attributes are those of `HearthProfileAttributes`, its events those
 * of `HearthEventMap`.
 */
export class HearthProfile extends HTMLElement implements Shows {
  /** Where the component's files are; to be set before the first element is used. */
  static assets: { page: string | URL; engine: string | URL; sealed: string | URL };

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
  theme: Theme;
  /** `en` or `zh-CN`; empty: the browser's. */
  language: string;
  /** The user can open and close no files. */
  readOnly: boolean;
  /** In a sandboxed frame, under a policy of its own. */
  sealed: boolean;
  /** Whether it takes profiles; those that are given earlier wait. */
  readonly ready: boolean;
  readonly page: StateDetail["page"];
}

/** What a frame says, by the type of its message. */
export interface HearthMessages {
  hello: { version: number };
  ready: ReadyDetail;
  state: Pick<StateDetail, "page" | "state" | "file">;
  selection: SelectionDetail;
  error: ErrorPlace & { code: ErrorCode; message: string };
}

/** A message's type, and what it says. */
export type HearthMessage = {
  [Type in keyof HearthMessages]: [type: Type, detail: HearthMessages[Type]];
}[keyof HearthMessages];

/** Speaks to `embed.html` of a Hearth site in an iframe. */
export class HearthFrame implements Shows {
  /** `origin` is the frame's; `tell` hears what it says by itself. */
  constructor(
    frame: HTMLIFrameElement,
    origin: string,
    tell?: (...message: HearthMessage) => void,
  );
  open(profile: Profile, options?: { name?: string }): Promise<void>;
  compare(base: NamedProfile, current: NamedProfile): Promise<void>;
  snapshots(profiles: Iterable<NamedProfile>): Promise<void>;
  report(report: "proto", query?: string): Promise<Uint8Array>;
  report(report: string, query?: string): Promise<string>;
  /** Sets what is given; answers with the state. */
  state(changes?: { state?: string; theme?: Theme; language?: string }): Promise<string>;
  /** Stops listening. */
  close(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "hearth-profile": HearthProfile;
  }
  // Its events bubble, and leave shadow trees.
  interface GlobalEventHandlersEventMap extends HearthEventMap {}
}
