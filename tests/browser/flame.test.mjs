// The flame graph: what its tools and its keys do, and what a screen reader is told.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { drop, launch, open, state, until } from "./lib.mjs";
import { calls } from "./profile.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function shown(options) {
  const opened = await open(browser, options);
  await drop(opened.page, calls);
  await state(opened.page, "ready");
  const view = opened.page.getByTestId("view-flame");
  await opened.page.locator('[data-testid="view-flame"][data-to="1000"]').waitFor();
  const canvas = view.locator("canvas").first();
  const row = Number(await view.getAttribute("data-row-height"));
  return { ...opened, view, canvas, row };
}

const boxes = (page, count) =>
  page.locator(`[data-testid="view-flame"][data-boxes="${count}"]`).waitFor();

const hover = (page, name) =>
  page.locator(`[data-testid="view-flame"][data-hover^="${name}"]`).waitFor();

/** Waits until the address has, or has not, this in it. */
async function address(page, part, has = true) {
  for (let tries = 0; decodeURIComponent(page.url()).includes(part) !== has; tries++) {
    assert.ok(tries < 100, `${part} in ${page.url()}: ${has}`);
    await page.waitForTimeout(50);
  }
}

test("a search counts, says its share, and is walked", async () => {
  const { page, context, problems } = await shown();
  const input = page.getByTestId("search-input");
  await input.pressSequentially("work");
  await page.getByTestId("search-found").filter({ hasText: "1 function, 70.00% of the total" }).waitFor();
  await address(page, "h.search=work");
  await input.press("Enter");
  await hover(page, "work · flat 600ns (60.00%)");
  await input.press("Enter");
  await hover(page, "work · flat 0 (0%) · cum 100ns (10.00%)");
  await input.press("Shift+Enter");
  await hover(page, "work · flat 600ns (60.00%)");
  await input.press("Escape");
  await address(page, "h.search", false);
  assert.equal(await input.inputValue(), "");
  assert.deepEqual(problems, []);
  await context.close();
});

test("a pivot has its callers above and its callees below", async () => {
  const { page, context, canvas, row } = await shown();
  const { x, y, width } = await canvas.boundingBox();
  const point = (depth, share) => page.mouse.move(x + width * share, y + row * (depth + 0.5));
  await canvas.click({ position: { x: width * 0.3, y: row * 3.5 } });
  await address(page, "h.select=work");
  await page.keyboard.press("v");
  await page.getByTestId("pivot").filter({ hasText: "work" }).waitFor();
  // main above a and b above work above leaf.
  await boxes(page, 6);
  await point(2, 0.5);
  await hover(page, "work · flat 600ns (60.00%) · cum 700ns (70.00%)");
  await point(1, 0.1);
  await hover(page, "a · caller of work · 600ns (60.00%) · 85.71% of the pivot");
  await point(1, 0.95);
  await hover(page, "b · caller of work · 100ns (10.00%) · 14.29% of the pivot");
  await point(3, 0.95);
  await hover(page, "leaf · flat 100ns (10.00%)");
  await page.goBack();
  await page.getByTestId("pivot").waitFor({ state: "detached" });
  await page.goForward();
  await page.getByTestId("pivot").getByRole("button").click();
  await address(page, "h.pivot", false);
  await context.close();
});

test("recursion collapses, the root goes below, colors change; each is a step", async () => {
  const { page, context, canvas, row, view } = await shown();
  await boxes(page, 10);
  await page.keyboard.press("c");
  await boxes(page, 8);
  assert.equal(await page.getByTestId("flame-collapse").getAttribute("aria-pressed"), "true");
  await page.keyboard.press("y");
  await address(page, "h.up=t");
  const { x, y, width, height } = await canvas.boundingBox();
  await page.mouse.move(x + width * 0.3, y + height - row * 1.5);
  await hover(page, "main · flat 100ns (10.00%)");
  await page.keyboard.press("k");
  await address(page, "h.colour=file");
  assert.match(await page.getByTestId("legend").innerText(), /file/);
  for (let step = 0; step < 3; step++) await page.goBack();
  await boxes(page, 10);
  await page.mouse.move(x + width * 0.3, y + row * 1.5);
  await hover(page, "main · flat 100ns (10.00%)");
  await view.waitFor();
  await context.close();
});

test("Shift and a drag choose a range; the minimap shows and moves it", async () => {
  const { page, context, canvas } = await shown();
  const view = page.getByTestId("view-flame");
  const { x, y, width } = await canvas.boundingBox();
  const map = page.getByTestId("minimap");
  assert.equal(await map.isVisible(), false);
  await page.keyboard.down("Shift");
  await page.mouse.move(x + width * 0.2, y + 200);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.4, y + 210, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up("Shift");
  await map.waitFor();
  const begins = (at) =>
    until(`the zoom begins at ${at}`, () => Math.abs(Number(/h\.zoom=([\d.]+)/.exec(page.url())?.[1]) - at) < 2);
  await begins(200);
  const strip = await map.boundingBox();
  await page.mouse.click(strip.x + strip.width * 0.7, strip.y + 10);
  await begins(600);
  assert.ok(Math.abs(Number(await view.getAttribute("data-from")) - 600) < 2);
  await page.keyboard.press("Escape");
  await map.waitFor({ state: "hidden" });
  await context.close();
});

test("the keyboard walks boxes, and a screen reader hears of them", async () => {
  const { page, context } = await shown();
  const tree = page.getByRole("tree");
  await tree.focus();
  const active = async () => {
    const id = await tree.getAttribute("aria-activedescendant");
    return page.locator(`#${id}`);
  };
  assert.match(await (await active()).innerText(), /^root/);
  for (const [key, name, level, place, of] of [
    ["ArrowDown", /^root/, 1, 1, 1],
    ["ArrowDown", /^main, flat 100ns \(10\.00%\)/, 2, 1, 1],
    ["ArrowDown", /^a, /, 3, 1, 3],
    ["ArrowRight", /^rec, /, 3, 2, 3],
    ["ArrowRight", /^b, /, 3, 3, 3],
    ["ArrowDown", /^work, .*100% of its caller/, 4, 1, 1],
    ["ArrowUp", /^b, /, 3, 3, 3],
  ]) {
    await page.keyboard.press(key);
    await page.getByRole("treeitem").filter({ hasText: name }).first().waitFor({ state: "attached" });
    await page.waitForTimeout(50);
    const item = await active();
    assert.match(await item.innerText(), name, key);
    const figures = ["level", "posinset", "setsize"].map((name) => item.getAttribute(`aria-${name}`));
    assert.deepEqual((await Promise.all(figures)).map(Number), [level, place, of], String(name));
  }
  await page.keyboard.press("Enter");
  await address(page, "h.select=b");
  await context.close();
});

test("what is shown is saved as SVG and as PNG", async () => {
  const { page, context, canvas, problems } = await shown();
  const save = async (kind) => {
    const download = page.waitForEvent("download");
    await page.evaluate((detail) => {
      document.querySelector(".flame").dispatchEvent(new CustomEvent("hearth-save", { detail }));
    }, kind);
    return readFile(await (await download).path());
  };
  const svg = String(await save("svg"));
  assert.match(svg, /^<svg xmlns/);
  assert.match(svg, /calls\.pb · cpu/);
  assert.match(svg, /<title>work: flat 600ns \(60\.00%\)/);
  assert.equal(svg.match(/<g>/g).length, 10);
  const png = await save("png");
  assert.equal(png.subarray(1, 4).toString(), "PNG");
  // Two pixels for each of the page's.
  const { width } = await canvas.boundingBox();
  assert.ok(Math.abs(png.readUInt32BE(16) - 2 * width) <= 2, `${png.readUInt32BE(16)} of ${width}`);
  assert.deepEqual(problems, []);
  await context.close();
});
