// Two sides, compared.

import { HearthError, guarded, ifAlive } from "./errors.js";
import { fileOf, given, queryOf, windowOf } from "./profile.js";
import * as rows from "./rows.js";
import { answer, answerInSteps, live } from "./session.js";
import { iterable } from "./table.js";

/** Compares a base with a current side. */
export function diff(base, current, options) {
  return new Comparison(base, current, options);
}

export class Comparison {
  #sides;
  #mode;

  /** @internal */
  constructor(base, current, options) {
    const { mode = "absolute", normalize = false, strict = false, renames = [] } = given(options);
    this.mode = mode;
    const [old, now] = [base, current].map((side) => [side].flat().map(fileOf));
    const sides = { old, new: now, normalize, strict, renames: Array.from(renames) };
    guarded(() => live().compare(sides));
    this.#sides = sides;
  }

  get mode() {
    return this.#mode;
  }

  set mode(mode) {
    modeOf(mode);
    this.#mode = mode;
  }

  top(query) {
    const { facts, shown } = this.#ask(query);
    return iterable({ ...facts, ...shown.table }, rows.diffRows);
  }

  flame(query, asked) {
    const { width = "larger", ...options } = given(asked);
    if (width !== "larger" && width !== "sum") throw new HearthError('width is "larger" or "sum"', "value");
    const { shape, window } = drawnAs(options);
    const view = { flame: { shape, window, is_sum: width === "sum" } };
    const { facts, shown } = this.#ask(query, view);
    const [picture] = shown.flame;
    return iterable({ ...facts, ...picture }, rows.flameDiffRows);
  }

  flames(query, asked) {
    const { shape, window } = drawnAs(given(asked));
    const { facts, shown } = this.#ask(query, { both: { shape, window, beside: window } });
    const [base, current] = shown.flame.map((picture) => iterable(picture, rows.flameDiffRows));
    return { ...facts, base, current };
  }

  graph(query, options) {
    const { search = "" } = given(options);
    const { facts, shown } = this.#ask(query, { graph: { shape: {}, search } });
    return { ...facts, ...shown.graph };
  }

  async drawGraph(query, options) {
    const { search = "", signal } = given(options);
    const question = this.#question(query, { graph: { shape: {}, search } });
    const { facts, shown } = split(await answerInSteps(question, signal));
    return { ...facts, ...shown.graph };
  }

  peek(query, name) {
    const { facts, shown } = this.#ask(query, { peek: { function: name } });
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
    const { facts, shown } = this.#ask(query, { source: { function: name } });
    const parts = shown.source.map(({ own, ...part }) => {
      const [flat, cum] = rows.differences(own);
      return iterable({ ...part, own: { flat, cum } }, rows.lineDiffRows);
    });
    return { ...facts, parts };
  }

  close() {
    if (this.#sides) ifAlive(() => live().closeSides(this.#sides));
    this.#sides = null;
  }

  #question(query, view) {
    if (!this.#sides) throw new HearthError("this comparison was closed", "closed");
    return { compare: { sides: this.#sides, mode: modeOf(this.#mode), query: queryOf(query, false), view } };
  }

  #ask(query, view) {
    return split(answer(this.#question(query, view)));
  }
}

if (Symbol.dispose) Comparison.prototype[Symbol.dispose] = Comparison.prototype.close;

/** What is shown, and what all that is shown has in common. */
function split({ problem, problem_names: _, problem_text: text, shown, ...facts }) {
  if (problem) throw new HearthError(text, "not-comparable");
  return { facts, shown };
}

/** Shape of flame graphs, and the part that is on the screen. */
function drawnAs({ pivot, search, collapse, ...part }) {
  return { shape: { pivot, search, collapse }, window: windowOf(part) };
}

/** A mode, as the engine has it. */
function modeOf(mode) {
  if (["absolute", "second", "share"].includes(mode)) return mode;
  const [old, now] = mode?.per ?? [];
  if (old > 0 && now > 0) return { per: { old, new: now } };
  throw new HearthError(
    'mode is "absolute", "second", "share" or { per: [operations before, operations now] }',
    "value",
  );
}
