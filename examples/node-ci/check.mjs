#!/usr/bin/env node
// Fails a build when a function takes a larger share than before.
//
//     node check.mjs [--by=0.02] [--cum] [--sample-index=NAME] BASE CURRENT
//
// A function fails it if its share of the total grew by more than --by (0.02 is two
// percent of all) and if that is no chance: both must hold, so that noise fails no build.
// Exit status: 0 all is well, 1 something grew, 2 it could not be told.

import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { HearthError, diff, open } from "hearth-pprof";

const percent = (share) => `${(100 * share).toFixed(2)}%`;

/** The functions that grew. */
function grown(base, current, { by, figure, sampleIndex }) {
  const table = diff(base, current, { mode: "share" }).top({ sample_index: sampleIndex });
  for (const { text, is_warning } of table.remarks) if (is_warning) console.error(text);
  const [before, after] = table.factors;
  return [...table]
    .map(({ name, [figure]: cost }) => ({ name, ...cost }))
    .filter(({ verdict, change }) => ["grew", "new"].includes(verdict) && change > by)
    .map(({ name, base, current }) => ({ name, was: base * before, is: current * after }));
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      by: { type: "string", default: "0.02" },
      cum: { type: "boolean", default: false },
      "sample-index": { type: "string", default: "" },
    },
  });
  const by = Number(values.by);
  if (positionals.length !== 2 || !(by >= 0)) {
    throw new Error("usage: check.mjs [--by=SHARE] [--cum] [--sample-index=NAME] BASE CURRENT");
  }
  const [base, current] = await Promise.all(
    positionals.map(async (name) => open(await readFile(name), { name })),
  );
  const figure = values.cum ? "cum" : "flat";
  const all = grown(base, current, { by, figure, sampleIndex: values["sample-index"] });
  for (const { name, was, is } of all) console.log(`${name}: ${percent(was)} → ${percent(is)}`);
  if (all.length === 0) console.log(`no function's share grew by more than ${percent(by)}`);
  process.exitCode = all.length > 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof HearthError ? `${error.code}: ${error.message}` : error.message);
  process.exitCode = 2;
}
