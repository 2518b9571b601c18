// An open profile.

import * as engine from "./engine.js";
import { HearthError, free, guarded } from "./errors.js";
import * as rows from "./rows.js";
import { iterable } from "./table.js";

/** The engine's end of an open profile. */
export let engineOf;

/** For how many stacks `traces` answers where it is not said. */
const STACKS = 100;

/** How long a step of drawing takes, in microseconds, about. */
const DRAW = 1_000_000;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export class Profile {
  #engine;

  /** @internal */
  constructor(opened, name) {
    this.#engine = opened;
    this.name = name;
    this.summary = guarded(() => opened.summary());
  }

  static {
    engineOf = (profile) => {
      if (!(profile instanceof Profile)) throw new TypeError("this takes an open Profile");
      return profile.#live();
    };
  }

  get sampleTypes() {
    return this.summary.sample_types;
  }

  get defaultSampleType() {
    return this.summary.sample_types[this.summary.default_sample_type]?.name;
  }

  top(query) {
    return iterable(this.#ask("top", query), rows.topRows);
  }

  flame(query, { pivot, search, collapse, ...part } = {}) {
    const detail = { subject: pivot, search, collapse };
    const data = this.#ask("flame", query, detail, windowOf(part));
    return iterable(data, rows.flameRows);
  }

  graph(query, { search = "" } = {}) {
    const request = requestOf("graph", query, { search });
    return guarded(() => contentOf(this.#live().drawn(drawn(this.#live().draw(request)))));
  }

  peek(query, name) {
    const data = this.#ask("peek", query, { subject: name });
    for (const side of [data.callers, data.callees]) iterable(side, rows.neighbourRows);
    return data;
  }

  source(query, name) {
    const data = this.#ask("source", query, { subject: name });
    for (const part of data.parts) iterable(part, rows.lineRows);
    return data;
  }

  traces(query, { first = 0, count = STACKS, search } = {}) {
    const data = this.#ask("traces", query, { first, count, search });
    return iterable(data, rows.traceRows);
  }

  tags(query) {
    const data = this.#ask("tags", query);
    for (const key of data.keys) iterable(key, rows.tagRows);
    return data;
  }

  goroutines(options) {
    const request = goroutineRequest(options);
    const data = guarded(() => contentOf(this.#live().view(request)));
    return iterable(data, rows.goroutineRows);
  }

  about() {
    return this.#ask("about");
  }

  complete(kind, text) {
    return guarded(() => this.#live().complete(kind, text));
  }

  report(name, query, options) {
    if (name === "proto" || name === "topproto") {
      throw new HearthError(`${name} is a file and no text: ask reportBytes for it`, "value");
    }
    return decoder.decode(this.reportBytes(name, query, options));
  }

  reportBytes(name, query, options = {}) {
    const { regexp = "", base = [], diffBase = [], readSource, onWarning } = options;
    const warnings = [];
    const host = {
      read: (path) => bytesOf(readSource?.(path)),
      currentFolder: () => "",
      warn: (line) => warnings.push(line),
    };
    const bytes = guarded(() => {
      // It ends with the report, or with the error.
      const request = new engine.ReportRequest();
      request.add("profile", this.#live());
      for (const other of [base].flat()) request.add("base", engineOf(other));
      for (const other of [diffBase].flat()) request.add("diff_base", engineOf(other));
      return Array.isArray(query)
        ? request.ofFlags(name, regexp, query, host)
        : request.ofQuery(name, regexp, queryOf(query, true), host);
    });
    if (onWarning) warnings.forEach(onWarning);
    return bytes;
  }

  close() {
    free(this.#engine);
    this.#engine = null;
  }

  #live() {
    if (!this.#engine) throw new HearthError("this profile was closed", "closed");
    return this.#engine;
  }

  #ask(view, query, detail, window) {
    const request = requestOf(view, query, detail, window);
    return guarded(() => contentOf(this.#live().view(request)));
  }
}

// `using profile = await open(…)`, where that exists.
if (Symbol.dispose) Profile.prototype[Symbol.dispose] = Profile.prototype.close;

/** What the engine is asked. */
export function requestOf(view, query, detail = {}, window = undefined, file = 0) {
  const request = { view, file, generation: 0, query: queryOf(query, false), window };
  const said = Object.entries(detail).filter(([, value]) => value !== undefined);
  return { ...request, detail: Object.fromEntries(said), advances: [] };
}

/** A question about goroutines; `file` is the number of their dump. */
export function goroutineRequest(options = {}, file = 0) {
  const { search, blocked, minutes: [least, most] = [], function: name, label, open } = options;
  const query = urlOf({
    "h.blocked": blocked,
    "h.wait": least,
    "h.waitmax": most,
    "h.function": name,
    "h.label": label,
    "h.open": open,
  });
  return requestOf("goroutines", query, { search }, undefined, file);
}

/** The part of a flame graph that is on the screen. */
export function windowOf({ from = 0, to = 0, pixels = 0, minPixels = 1 }) {
  return { from, to, pixels, min_pixels: minPixels };
}

/** A drawing that is done. */
export function drawn(drawing) {
  while (!drawing.step(DRAW));
  return drawing;
}

/** A query in its URL form. */
function queryOf(query = {}, isReport) {
  return typeof query === "string" ? query : guarded(() => engine.queryUrl(query, isReport));
}

/** Parameters of an address; those that are not given are left out. */
function urlOf(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return String(new URLSearchParams(given));
}

/** The engine's answers have one field, named for what they are. */
export function contentOf(answer) {
  const [content] = Object.values(answer);
  return content;
}

function bytesOf(source) {
  if (source === undefined) throw new Error("no such file or directory");
  return typeof source === "string" ? new TextEncoder().encode(source) : source;
}
