// An open profile.

import * as engine from "./engine.js";
import { HearthError, free, guarded } from "./errors.js";
import { breathing } from "./read.js";
import * as rows from "./rows.js";
import { iterable } from "./table.js";

/** The engine's end of an open profile. */
export let engineOf;

/** For how many stacks `traces` answers where it is not said. */
const STACKS = 100;

/** How long a step of drawing takes, in microseconds, about; and one between which others run. */
const DRAW = 1_000_000;
const SHORT = 20_000;
/** So many steps are made at once, which takes a quarter of a minute at most. */
const STEPS = 15;

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

  flame(query, options) {
    const { pivot, search, collapse, ...part } = given(options);
    const detail = { subject: pivot, search, collapse };
    const data = this.#ask("flame", query, detail, windowOf(part));
    return iterable(data, rows.flameRows);
  }

  graph(query, options) {
    const { search = "" } = given(options);
    const request = requestOf("graph", query, { search });
    return guarded(() => contentOf(this.#live().drawn(drawn(this.#live().draw(request)))));
  }

  async drawGraph(query, options) {
    const { search = "", signal } = given(options);
    const request = requestOf("graph", query, { search });
    const drawing = await inSteps(guarded(() => this.#live().draw(request)), signal);
    return guarded(() => contentOf(this.#live().drawn(drawing)));
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

  traces(query, options) {
    const { first = 0, count = STACKS, search } = given(options);
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

  reportBytes(name, query, options) {
    const { regexp = "", base = [], diffBase = [], readSource, onWarning } = given(options);
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
      if (Array.isArray(query) && !query.every((flag) => typeof flag === "string")) {
        throw new HearthError("flags are texts", "value");
      }
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
export function goroutineRequest(options, file = 0) {
  const { search, blocked, minutes, function: name, label, open } = given(options);
  const [least, most] = listed(minutes ?? []);
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
export function windowOf({ from = 0, to = 0, pixels = 0, minPixels = 1 } = {}) {
  return { from, to, pixels, min_pixels: minPixels };
}

/** A drawing that is done, if it is done within reasonable time: nothing can stop this. */
export function drawn(drawing) {
  for (let i = 0; i < STEPS; i++) if (drawing.step(DRAW)) return drawing;
  free(drawing);
  throw new HearthError(
    "this graph takes long to lay out: ask for less of it (nodecount, nodefraction, edgefraction), or " +
      "use drawGraph, which lets others run and can be stopped",
    "too-large",
  );
}

/** The same in steps, between which others run; the signal stops it. */
export async function inSteps(drawing, signal) {
  const breathe = breathing(signal);
  try {
    signal?.throwIfAborted();
    while (!guarded(() => drawing.step(SHORT))) await breathe();
    const done = drawing;
    drawing = null; // The engine takes it over.
    return done;
  } finally {
    free(drawing);
  }
}

/** A query in its URL form. */
function queryOf(query, isReport) {
  if (typeof query === "string") return query;
  return guarded(() => engine.queryUrl(given(query, "a query is"), isReport));
}

/** Options as an object: none are no options, and anything else makes no sense. */
export function given(options = {}, what = "options are") {
  if (typeof options === "object" && options !== null && !Array.isArray(options)) return options;
  throw new HearthError(`${what} an object, and not ${inWords(options)}`, "value");
}

function listed(values) {
  if (Array.isArray(values)) return values;
  throw new HearthError(`minutes are [least, most], and not ${inWords(values)}`, "value");
}

function inWords(value) {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
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
