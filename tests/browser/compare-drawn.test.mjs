// Two sides, drawn: one flame graph of both, two that move together, and the call graph.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { hash, launch, settled, until, view } from "./lib.mjs";
import { base, current, opened } from "./sides.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function shown(what, ...files) {
  const all = await opened(browser, ...(files.length > 0 ? files : [base, current]));
  await view(all.page, "compare");
  await all.page.getByTestId(`compare-${what}`).click();
  await until(`${what} is shown`, async () => hash(all.page).includes(`h.show=${what}`));
  await settled(all.page);
  await all.page.locator(".canvases").first().waitFor();
  return all;
}

/** The place of a row's part in a canvas of flame graphs. */
async function at(part, share, row) {
  const box = await part.locator(".boxes").boundingBox();
  return { position: { x: box.width * share, y: 20 * row + 10 } };
}
const flame = (page) => page.getByTestId("view-flame");
const hover = (part) => part.getAttribute("data-hover");

test("one picture has both sides, also what vanished", async () => {
  const { page, context, problems } = await shown("flame");
  const graph = flame(page);
  // Larger of both: 900 of work, 1000 steady, 400 old, 400 fresh.
  await graph.locator(".boxes").hover(await at(graph, 1950 / 2700, 1));
  await until("main is described", async () => /base 17s · current 23s/.test(await hover(graph)));
  const texts = [];
  for (const place of [500, 1400, 2100, 2500]) {
    await graph.locator(".boxes").hover(await at(graph, place / 2700, 2));
    await until("something else is described", async () => {
      const text = await hover(graph);
      return !texts.includes(text) && !text.startsWith("main") && texts.push(text);
    });
  }
  const all = texts.join("\n");
  assert.match(all, /^steady · base 10s · current 10s · 0 \(0\.00%\) · same/m);
  assert.match(all, /^work · base 3s · current 9s · \+6s \(35\.29%\) · grew · 99%: \+/m);
  assert.match(all, /^old · base 4s · current 0 · -4s \(-23\.53%\) · gone/m);
  assert.match(all, /^fresh · base 0 · current 4s · \+4s \(23\.53%\) · new/m);
  // One color by default; both sides of each box are an option, and a part of the link.
  const legend = page.getByTestId("legend");
  assert.match(await legend.innerText(), /larger of both.*deepest: new or gone/s);
  await page.getByTestId("compare-halves").click();
  await until("it is in the link", async () => /h\.boxes=halves/.test(hash(page)));
  await until("the legend says it", async () => /larger of both.*upper half: base.*gone/s.test(await legend.innerText()));
  await page.getByTestId("compare-solid").click();
  await until("the default needs no word", async () => !/h\.boxes/.test(hash(page)));
  await settled(page);
  // What vanished is there to be clicked.
  const order = texts.map((text) => text.split(" ")[0]);
  const place = [500, 1400, 2100, 2500][order.indexOf("old")];
  await graph.locator(".boxes").click(await at(graph, place / 2700, 2));
  await until("it is selected", async () => /h\.select=old/.test(hash(page)));
  await until("it fills the screen", async () => /h\.window=/.test(hash(page)));
  assert.doesNotMatch(hash(page), /h\.zoom/);
  await page.goBack();
  await until("Back zooms out", async () => !/h\.window=/.test(hash(page)));
  assert.deepEqual(problems, []);
  await context.close();
});

test("widths are the reader's choice, and search and keys are those of the flame graph", async () => {
  const { page, context } = await shown("flame");
  const graph = flame(page);
  await page.getByTestId("compare-sum").click();
  await until("it is in the link", async () => /h\.width=sum/.test(hash(page)));
  // A link of sums alone shows both sides, as ever: what it looks like is kept by a word.
  assert.match(hash(page), /h\.boxes=solid/);
  // 17 s and 23 s: the whole is 40 s wide.
  await until("widths are sums", async () => (await graph.getAttribute("data-to")) === "40000000000");
  assert.match(await page.getByTestId("legend").innerText(), /both sides together/);
  await page.getByTestId("search-input").fill("alloc");
  await until("its share is said", async () => /39\.13%/.test(await page.getByTestId("search-count").innerText().catch(() => graph.innerText())));
  await page.getByTestId("search-input").fill("");
  await graph.locator(".canvases").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await until("the keyboard is somewhere", async () => (await hover(graph)) !== "");
  await page.keyboard.press("Enter");
  await until("Enter zooms in", async () => /h\.window=|h\.select=/.test(hash(page)));
  await page.getByTestId("compare-larger").click();
  await page.getByTestId("compare-summary").waitFor();
  await context.close();
});

test("two graphs zoom, point and select together", async () => {
  const { page, context, problems } = await shown("both");
  const [left, right] = ["base", "current"].map((side) => page.getByTestId(`side-by-side-${side}`));
  const [one, other] = [left, right].map((side) => side.getByTestId("view-flame"));
  // In the base: steady 1000, old 400, work 300. In the current one: steady, work, fresh.
  await one.locator(".boxes").hover(await at(left, 1600 / 1700, 2));
  await until("both describe it", async () => {
    return /^work/.test(await hover(one)) && /^work · base 3s · current 9s/.test(await hover(other));
  });
  await one.locator(".boxes").click(await at(left, 1600 / 1700, 2));
  const part = async (graph) => {
    const [from, to] = await Promise.all(["data-from", "data-to"].map((name) => graph.getAttribute(name)));
    return [Number(from), Number(to)];
  };
  await until("both zoom to it", async () => {
    const [[from, to], [other_from, other_to]] = await Promise.all([part(one), part(other)]);
    return Math.abs(to - from - 3e9) < 1e6 && Math.abs(other_to - other_from - 9e9) < 1e6;
  });
  assert.match(hash(page), /h\.window=.*,base/);
  assert.match(hash(page), /h\.select=work/);
  await page.keyboard.press("Escape");
  await until("both zoom out", async () => (await part(one))[1] === 17e9 && (await part(other))[1] === 23e9);
  // What is gone is in the one alone.
  await one.locator(".boxes").hover(await at(left, 1200 / 1700, 2));
  await until("it is described", async () => /^old · .*gone/.test(await hover(one)));
  await until("the other one has nothing to say", async () => (await hover(other)) === "");
  // The other one leads, too.
  await other.locator(".boxes").hover(await at(right, 0.1, 2));
  await until("the first one follows", async () => /^steady/.test(await hover(one)));
  assert.deepEqual(problems, []);
  await context.close();
});

test("pictures have both sides", async () => {
  const { page, context, problems } = await shown("flame");
  const saved = async (form, count) => {
    const downloads = [];
    const keep = (download) => downloads.push(download);
    page.on("download", keep);
    await page.getByTestId("save").click();
    await page.getByTestId(`save-${form}`).click();
    await until("they are saved", async () => downloads.length === count);
    page.off("download", keep);
    const read = async (one) => [one.suggestedFilename(), await readFile(await one.path(), "utf8")];
    return Promise.all(downloads.map(read));
  };
  const [[name, svg]] = await saved("svg", 1);
  assert.equal(name, "current.cpu.compare-flame.svg");
  assert.match(svg, /base\.pb → current\.pb · cpu/);
  assert.doesNotMatch(svg, /fill-opacity="0\.72"|url\(#/, "boxes are of one color");
  await page.getByTestId("compare-halves").click();
  await settled(page);
  const [[, halves]] = await saved("svg", 1);
  // What one side does not have of a box is pale; what only one side has is hatched.
  assert.match(halves, /<path d="M[^"]+" fill="[^"]+" fill-opacity="0\.72"\/>/);
  for (const what of ["gone", "new"]) assert.ok(halves.includes(`fill="url(#${what})"`), what);
  await page.getByTestId("compare-both").click();
  await page.getByTestId("side-by-side-base").waitFor();
  await settled(page);
  await page.locator(".canvases").nth(1).waitFor();
  const both = await saved("svg", 2);
  assert.deepEqual(both.map(([name]) => name).sort(), [
    "current.cpu.compare-flame-base.svg",
    "current.cpu.compare-flame-current.svg",
  ]);
  const names = (await saved("png", 2)).map(([name]) => name);
  assert.deepEqual(names.sort(), [
    "current.cpu.compare-flame-base.png",
    "current.cpu.compare-flame-current.png",
  ]);
  assert.deepEqual(problems, []);
  await context.close();
});

test("the call graph shows what changed", async () => {
  const { page, context, problems } = await shown("graph");
  const graph = page.getByTestId("view-graph");
  await graph.locator(".canvases").focus();
  await page.keyboard.press("ArrowDown");
  await until("a box is described", async () => /flat .* → .*cum/.test(await hover(graph)));
  assert.match(await page.getByTestId("legend").innerText(), /what changed/);
  await page.getByTestId("swap").click();
  await until("it is drawn anew", async () => (await hover(graph)) !== null);
  assert.deepEqual(problems, []);
  await context.close();
});
