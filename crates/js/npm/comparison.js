// Two sides, compared.

import * as engine from "./engine.js";
import { HearthError, free, guarded } from "./errors.js";
import { contentOf, drawn, engineOf, given, inSteps, requestOf, windowOf } from "./profile.js";
import * as rows from "./rows.js";
import { iterable } from "./table.js";

/** Compares a base with a current side. */
export function diff(base, current, options) {
  return new Comparison(base, current, options);
}

export class Comparison {
  #engine;
  #mode;

  /** @internal */
  constructor(base, current, options) {
    const { mode = "absolute", normalize = false, strict = false, renames = [] } = given(options);
    this.mode = mode;
    const [old, now] = [base, current].map((side) => [side].flat().map(engineOf));
    this.#engine = guarded(() => {
      const sides = new engine.Sides(normalize, strict);
      for (const profile of old) sides.add(profile, false);
      for (const profile of now) sides.add(profile, true);
      for (const [before, after] of renames) sides.rename(before, after);
      try {
        sides.compare();
        return sides;
      } catch (error) {
        free(sides);
        throw error;
      }
    });
  }

  get mode() {
    return this.#mode;
  }

  set mode(mode) {
    wordOf(mode);
    this.#mode = mode;
  }

  top(query) {
    const { facts, shown } = this.#ask(query);
    return iterable({ ...facts, ...shown.table }, rows.diffRows);
  }

  flame(query, asked) {
    const { width = "larger", ...options } = given(asked);
    if (width !== "larger" && width !== "sum") throw new HearthError('width is "larger" or "sum"', "value");
    const { facts, shown } = this.#askFlame(query, "flame", options, { width });
    const [picture] = shown.flame;
    return iterable({ ...facts, ...picture }, rows.flameDiffRows);
  }

  flames(query, asked) {
    const options = given(asked);
    const { facts, shown } = this.#askFlame(query, "both", options, { beside: windowOf(options) });
    const [base, current] = shown.flame.map((picture) => iterable(picture, rows.flameDiffRows));
    return { ...facts, base, current };
  }

  graph(query, options) {
    const { search } = given(options);
    const request = this.#request(query, "graph", { search });
    const answer = guarded(() => {
      const sides = this.#live();
      // Without anything to draw, the table says why.
      const drawing = sides.draw(request);
      return drawing ? sides.drawn(drawn(drawing), request) : sides.view(request);
    });
    const { facts, shown } = split(answer);
    return { ...facts, ...shown.graph };
  }

  async drawGraph(query, options) {
    const { search, signal } = given(options);
    const request = this.#request(query, "graph", { search });
    const begun = guarded(() => this.#live().draw(request));
    const drawing = begun && (await inSteps(begun, signal));
    const answer = guarded(() => (drawing ? this.#live().drawn(drawing, request) : this.#live().view(request)));
    const { facts, shown } = split(answer);
    return { ...facts, ...shown.graph };
  }

  peek(query, name) {
    const { facts, shown } = this.#ask(query, "peek", { subject: name });
    const { callers, caller_names, callees, callee_names, own, ...peek } = shown.peek;
    const side = (names, change) => iterable({ names, change }, rows.neighbourDiffRows);
    const [flat, cum] = rows.differences(own);
    return {
      ...facts,
      ...peek,
      flat,
      cum,
      callers: side(caller_names, callers),
      callees: side(callee_names, callees),
    };
  }

  source(query, name) {
    const { facts, shown } = this.#ask(query, "source", { subject: name });
    const parts = shown.source.map(({ own, ...part }) => {
      const [flat, cum] = rows.differences(own);
      return iterable({ ...part, own: { flat, cum } }, rows.lineDiffRows);
    });
    return { ...facts, parts };
  }

  close() {
    free(this.#engine);
    this.#engine = null;
  }

  #live() {
    if (!this.#engine) throw new HearthError("this comparison was closed", "closed");
    return this.#engine;
  }

  #request(query, show, detail, how, window) {
    const sides = { old: [], new: [], mode: wordOf(this.#mode), show, ...how };
    return requestOf("compare", query, { ...detail, sides }, window);
  }

  #ask(query, show = "", detail = {}) {
    const request = this.#request(query, show, detail);
    return split(guarded(() => this.#live().view(request)));
  }

  #askFlame(query, show, { pivot, search, collapse, ...part }, how) {
    const detail = { subject: pivot, search, collapse };
    const request = this.#request(query, show, detail, how, windowOf(part));
    return split(guarded(() => this.#live().view(request)));
  }
}

if (Symbol.dispose) Comparison.prototype[Symbol.dispose] = Comparison.prototype.close;

/** What is shown, and what all that is shown has in common. */
function split(answer) {
  const { problem, problem_names: _, problem_text: text, shown, ...facts } = contentOf(answer);
  if (problem) throw new HearthError(text, "not-comparable");
  return { facts, shown };
}

/** The word for a mode, as links have it. */
function wordOf(mode) {
  if (["absolute", "second", "share"].includes(mode)) return mode;
  const [old, now] = mode?.per ?? [];
  if (old > 0 && now > 0) return `per:${old},${now}`;
  throw new HearthError(
    'mode is "absolute", "second", "share" or { per: [operations before, operations now] }',
    "value",
  );
}
