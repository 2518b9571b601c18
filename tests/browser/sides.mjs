// Two sides that the tests of comparisons know by heart.

import { drop, open, state, until } from "./lib.mjs";
import { profile } from "./profile.mjs";

export const TYPES = [
  ["samples", "count"],
  ["cpu", "nanoseconds"],
];

/** A CPU profile: stacks with so many samples of 10 ms each. */
export const cpu = (name, stacks) => ({
  name,
  bytes: profile(
    TYPES,
    Object.entries(stacks).map(([stack, count]) => [stack, count, count * 10_000_000]),
  ),
});

/** What is as it was, what grew, what is gone, and what is new. */
export const base = cpu("base.pb", { "main;steady": 1000, "main;work;alloc": 300, "main;old;inner": 400 });
export const current = cpu("current.pb", {
  "main;steady": 1000,
  "main;work;alloc": 900,
  "main;fresh;inner": 400,
});

/** Opens files, and waits until all of them are read. */
export async function opened(browser, ...files) {
  const all = await open(browser);
  await drop(all.page, ...files);
  await state(all.page, "ready");
  const read = all.page.locator('[data-testid="file"][data-state="ready"]');
  await until("all files are read", async () => (await read.count()) === files.length);
  return all;
}
