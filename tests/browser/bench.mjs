// Measures the page with one profile, beside inflating the same bytes: not a test.
//
//   HEARTH_URL=http://localhost:8080/ node bench.mjs FILE.pb.gz
//
// Prints a line for each figure: its name, a ratio, and what was measured beside
// what. The runs of both sides alternate, and the middle one counts.

import { launch, open, state } from "./lib.mjs";

const RUNS = 3;
const [file] = process.argv.slice(2);
const browser = await launch();

/** How long the browser's own DecompressionStream takes, and how much comes out. */
async function inflate() {
  const page = await browser.newPage();
  await page.setContent("<input type=file>");
  await page.locator("input").setInputFiles(file);
  const figures = await page.evaluate(async () => {
    const [file] = document.querySelector("input").files;
    const start = performance.now();
    const stream = file.stream().pipeThrough(new DecompressionStream("gzip"));
    let bytes = 0;
    for await (const piece of stream) bytes += piece.length;
    return { ms: performance.now() - start, bytes };
  });
  await page.close();
  return figures;
}

/** The page's own measures: to open the file, and to answer some queries. */
async function hearth() {
  const { page, context } = await open(browser);
  page.setDefaultTimeout(600_000);
  const measures = (name) =>
    page.evaluate(
      (name) =>
        performance.getEntriesByName(name).map(({ duration, detail }) => ({ duration, ...detail })),
      name,
    );
  await page.locator("#open-files").setInputFiles(file);
  await state(page, "ready");
  const settled = async (count) => {
    for (;;) {
      const all = await measures("hearth:query");
      if (all.length >= count) return all.at(-1).duration;
      await page.waitForTimeout(20);
    }
  };
  await settled(1);
  const [opened] = await measures("hearth:open");
  const [decoded] = await measures("hearth:decode");
  const queries = {};
  for (const [name, fragment] of [
    ["sample type", "view=flame&si=0"],
    ["focus", "view=flame&f=Method77"],
    ["ignore", "view=flame&i=Method77"],
    ["granularity", "view=flame&g=lines"],
    ["hide", "view=flame&h=Method77"],
  ]) {
    for (const next of ["view=flame", fragment]) {
      const before = (await measures("hearth:query")).length;
      await page.evaluate((next) => {
        location.hash = next;
      }, next);
      // What was asked last may be what was shown already.
      queries[name] = await Promise.race([
        settled(before + 1),
        page.waitForTimeout(next === fragment ? 120_000 : 2_000),
      ]);
    }
  }
  await context.close();
  return { open: opened.duration, memory: decoded.memory, queries };
}

const median = (figures) => figures.sort((a, b) => a - b)[figures.length >> 1];
const inflated = [];
const opened = [];
for (let run = 0; run < RUNS; run++) {
  inflated.push(await inflate());
  opened.push(await hearth());
}
const print = (name, ratio, what) => console.log(`${name}\t${ratio.toFixed(4)}\t${what}`);
const open_ = median(opened.map(({ open }) => open));
print("open", open_ / median(inflated.map(({ ms }) => ms)), "drop to flame graph beside inflating");
for (const name of Object.keys(opened[0].queries)) {
  const query = median(opened.map(({ queries }) => queries[name]));
  print(name, query / open_, `a new ${name} beside opening`);
}
print("memory", opened[0].memory / inflated[0].bytes, "wasm memory beside the uncompressed size");
await browser.close();
