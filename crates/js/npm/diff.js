// Two sides, compared.

import * as engine from "./engine.js";
import { QueryError, free, guarded } from "./errors.js";
import { contentOf, engineOf, requestOf } from "./profile.js";
import { diffRows } from "./rows.js";
import { iterable } from "./table.js";

/** What changed from a base to a current side, and whether it is real: the table of functions. */
export function diff(base, current, options = {}) {
  const { query, mode = "absolute", normalize = false, strict = false } = options;
  const sides = { old: [], new: [], mode: wordOf(mode), normalize, strict };
  const request = requestOf("compare", query, { sides });
  const [old, now] = [base, current].map((side) => [side].flat().map(engineOf));
  const data = guarded(() => {
    const compared = new engine.Sides(normalize, strict);
    for (const profile of old) compared.add(profile, false);
    for (const profile of now) compared.add(profile, true);
    const answer = contentOf(compared.view(request));
    free(compared);
    return answer;
  });
  if (data.problem) throw new QueryError(data.problem, "not-comparable");
  const { shown, ...facts } = data;
  return iterable({ ...facts, ...shown.table }, diffRows);
}

/** The word for a mode, as links have it. */
function wordOf(mode) {
  if (["absolute", "second", "share"].includes(mode)) return mode;
  const [old, now] = mode?.per ?? [];
  if (old > 0 && now > 0) return `per:${old},${now}`;
  throw new QueryError(
    'mode is "absolute", "second", "share" or { per: [operations before, operations now] }',
    "value",
  );
}
