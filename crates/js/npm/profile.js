// An open profile.

import { FILE_REPORTS } from "./constants.js";
import * as engine from "./engine.js";
import { HearthError, guarded, ifAlive } from "./errors.js";
import * as rows from "./rows.js";
import { answer, answerInSteps, live } from "./session.js";
import { iterable } from "./table.js";

/** The number that an open profile has in the engine. */
export let fileOf;

/** For how many stacks `traces` answers where it is not said. */
const STACKS = 100;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export class Profile {
  #file;

  /** @internal */
  constructor(file, name) {
    this.#file = file;
    this.name = name;
    this.summary = guarded(() => live().summary(file));
  }

  static {
    fileOf = (profile) => {
      if (!(profile instanceof Profile)) throw new TypeError("this takes an open Profile");
      return profile.#open();
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
    const asked = { shape: { pivot, search, collapse }, window: windowOf(part) };
    return iterable(this.#ask("flame", query, asked), rows.flameRows);
  }

  graph(query, options) {
    const { search } = given(options);
    return this.#ask("graph", query, { search });
  }

  async drawGraph(query, options) {
    const { search, signal } = given(options);
    return answerInSteps(this.#question("graph", query, { search }), signal);
  }

  peek(query, name) {
    const data = this.#ask("peek", query, { function: name });
    for (const side of [data.callers, data.callees]) iterable(side, rows.neighbourRows);
    return data;
  }

  source(query, name) {
    const data = this.#ask("source", query, { function: name });
    for (const part of data.parts) iterable(part, rows.lineRows);
    return data;
  }

  traces(query, options) {
    const { first = 0, count = STACKS, search } = given(options);
    return iterable(this.#ask("traces", query, { first, count, search }), rows.traceRows);
  }

  tags(query) {
    const data = this.#ask("tags", query);
    for (const key of data.keys) iterable(key, rows.tagRows);
    return data;
  }

  goroutines(options) {
    const data = answer({ goroutines: goroutinesAsked(options, this.#open()) });
    return iterable(data, rows.goroutineRows);
  }

  about() {
    return this.#ask("about");
  }

  complete(kind, text) {
    return guarded(() => live().complete(this.#open(), kind, text));
  }

  report(name, query, options) {
    if (FILE_REPORTS.includes(name)) {
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
      request.add("profile", live(), this.#open());
      for (const other of [base].flat()) request.add("base", live(), fileOf(other));
      for (const other of [diffBase].flat()) request.add("diff_base", live(), fileOf(other));
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
    if (this.#file) ifAlive(() => live().close(this.#file));
    this.#file = null;
  }

  #open() {
    if (!this.#file) throw new HearthError("this profile was closed", "closed");
    return this.#file;
  }

  #question(kind, query, asked) {
    return { [kind]: { ...asked, file: this.#open(), query: queryOf(query, false) } };
  }

  #ask(kind, query, asked) {
    return answer(this.#question(kind, query, asked));
  }
}

// `using profile = await open(…)`, where that exists.
if (Symbol.dispose) Profile.prototype[Symbol.dispose] = Profile.prototype.close;

/** A question about goroutines; `file` is the number of their dump. */
export function goroutinesAsked(options, file) {
  const { search, blocked, minutes, function: name, label, open } = given(options);
  const [least, most] = listed(minutes ?? []);
  const filter = { blocked, min_minutes: least, max_minutes: most, function: name, label };
  return { file, search, filter, open };
}

/** The part of a flame graph that is on the screen. */
export function windowOf({ from = 0, to = 0, pixels = 0, minPixels = 1 } = {}) {
  return { from, to, pixels, min_pixels: minPixels };
}

/** A query in its URL form. */
export function queryOf(query, isReport) {
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

function bytesOf(source) {
  if (source === undefined) throw new Error("no such file or directory");
  return typeof source === "string" ? new TextEncoder().encode(source) : source;
}
