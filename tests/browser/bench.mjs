// Measures the page with one profile, beside inflating the same bytes: not a test.
//
//   HEARTH_URL=http://localhost:8080/ node bench.mjs FILE.pb.gz
//
// Prints a line for each figure: its name, a ratio, and what was measured beside
// what. The runs of both sides alternate, and the middle one counts.

import { launch, open, state } from "./lib.mjs";

const RUNS = 3;
const QUERIES = [
  ["sample type", "view=flame&si=0"],
  ["focus", "view=flame&f=Method77"],
  ["ignore", "view=flame&i=Method77"],
  ["tag focus", "view=flame&tf=request-0000"],
  ["granularity", "view=flame&g=lines"],
  ["hide", "view=flame&h=Method77"],
  ["show from", "view=flame&sf=Method77"],
  ["pivot", "view=flame&h.pivot=example.com/service/pkg7.(*Type7).Method7"],
  ["search", "view=flame&h.search=Method77"],
  ["peek", "view=peek&h.select=example.com/service/pkg7.(*Type7).Method7"],
  ["traces", "view=traces"],
];
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

/** The page's own measures: to open the file, to answer some queries, and to draw. */
async function hearth() {
  const { page, context } = await open(browser);
  page.setDefaultTimeout(600_000);
  await page.locator("#open-files").setInputFiles(file);
  await state(page, "ready");
  const first = await query(page, 1);
  const [opened] = await measures(page, "hearth:open");
  const drawn = await drawing(page);
  const queries = {};
  let last = first;
  for (const [name, fragment] of QUERIES) {
    await ask(page, "view=flame", 2_000);
    const answered = await ask(page, fragment, 120_000);
    if (!answered) continue;
    queries[name] = answered.duration;
    last = answered;
  }
  await context.close();
  return { open: opened.duration, memory: first.memory, most: last.memory, queries, drawn };
}

function measures(page, name) {
  return page.evaluate(
    (name) =>
      performance.getEntriesByName(name).map(({ duration, detail }) => ({ duration, ...detail })),
    name,
  );
}

/** The last query, once there were so many. */
async function query(page, count, patience = Infinity) {
  for (const start = Date.now(); Date.now() - start < patience; ) {
    const all = await measures(page, "hearth:query");
    if (all.length >= count) return all.at(-1);
    await page.waitForTimeout(20);
  }
  return null;
}

/** What it took to answer; null where nothing was asked, as it was shown already. */
async function ask(page, fragment, patience) {
  const before = (await measures(page, "hearth:query")).length;
  await page.evaluate((fragment) => (location.hash = fragment), fragment);
  return query(page, before + 1, patience);
}

/**
 * How long the callbacks of frames take: while the graph is zoomed, while it is
 * panned, and while 5,000 rectangles and 500 texts are drawn on the same canvas.
 */
async function drawing(page) {
  await page.evaluate(() => {
    const request = window.requestAnimationFrame.bind(window);
    window.frames_ = [];
    window.requestAnimationFrame = (callback) =>
      request((time) => {
        const start = performance.now();
        callback(time);
        window.frames_.push(performance.now() - start);
      });
  });
  // A callback that drew nothing is none of interest.
  const take = async () =>
    (await page.evaluate(() => window.frames_.splice(0))).filter((ms) => ms > 0.05);
  const canvas = await page.locator("canvas.boxes").boundingBox();
  await page.mouse.move(canvas.x + canvas.width / 2, canvas.y + canvas.height / 2);
  const zoom = async (steps, by) => {
    await page.keyboard.down("Control");
    for (let i = 0; i < steps; i++) await page.mouse.wheel(0, by(i));
    await page.keyboard.up("Control");
    await page.waitForTimeout(400);
  };
  await take();
  await zoom(80, (i) => (i % 40 < 20 ? -40 : 40));
  const zoomed = await take();
  await zoom(10, () => -20);
  await take();
  for (let i = 0; i < 80; i++) await page.mouse.wheel(i % 40 < 20 ? 40 : -40, i % 4 ? 0 : 10);
  await page.waitForTimeout(400);
  const panned = await take();
  await page.evaluate(plainDrawing);
  const plain = await take();
  await page.keyboard.press("Escape");
  await page.waitForTimeout(1_000);
  return { zoomed, panned, plain };
}

/** Runs in the page. */
function plainDrawing() {
  const canvas = document.querySelector("canvas.boxes");
  const context = canvas.getContext("2d");
  const draw = (n) => {
    for (let i = 0; i < 5_000; i++) {
      if (i % 500 === 0) context.fillStyle = `hsl(${i % 360} 60% 70%)`;
      context.fillRect((i * 37 + n) % canvas.width, ((i * 61) % 40) * 20, 12, 19);
    }
    context.fillStyle = "black";
    for (let i = 0; i < 500; i++) {
      const [x, y] = [(i * 131 + n) % canvas.width, ((i * 7) % 40) * 20 + 12];
      context.fillText(`runtime.mallocgc${i % 97}`, x, y);
    }
  };
  return new Promise((done) => {
    let left = 80;
    const frame = () => {
      draw(left);
      if (--left > 0) requestAnimationFrame(frame);
      else done();
    };
    requestAnimationFrame(frame);
  });
}

const quantile = (figures, share) =>
  figures.sort((a, b) => a - b)[Math.min(Math.floor(figures.length * share), figures.length - 1)];
const median = (figures) => quantile(figures, 0.5);
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
const size = inflated[0].bytes;
print("memory", opened[0].memory / size, "wasm memory beside the uncompressed size");
print("most memory", opened[0].most / size, "the same after all these queries");
const frames = (of) => opened.flatMap(({ drawn }) => drawn[of]);
for (const [name, of] of [["zoom", "zoomed"], ["pan", "panned"]]) {
  for (const [share, words] of [[0.5, "median"], [0.95, "95th percentile"]]) {
    const ratio = quantile(frames(of), share) / quantile(frames("plain"), share);
    print(name, ratio, `a frame of a ${name} beside 5,000 rectangles and 500 texts (${words})`);
  }
}
await browser.close();
