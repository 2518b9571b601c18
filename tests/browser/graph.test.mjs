// The call graph: what pointer, keys and tools do with it, and what is saved of it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { drop, fixture, hash, launch, open, settled, state, texts, until, view } from "./lib.mjs";
import { calls, profile } from "./profile.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** idle and what it calls are too small to be shown; so is init. */
const small = {
  name: "small.pb",
  bytes: profile(
    [["cpu", "nanoseconds"]],
    [["main;busy", 90000], ["main;idle;tick", 40], ["main;idle;tock", 8], ["init;tick", 2]],
  ),
};

async function shown(file, options) {
  const opened = await open(browser, options);
  const { page } = opened;
  await drop(page, file);
  await state(page, "ready");
  await view(page, "graph");
  const graph = page.getByTestId("view-graph");
  const canvas = graph.locator("canvas").first();
  const keyboard = graph.locator('[role="tree"]');
  await keyboard.focus();
  return { ...opened, graph, canvas, keyboard };
}

const hover = (page, name) =>
  page.locator(`[data-testid="view-graph"][data-hover^="${name}"]`).waitFor();

const nodes = (page, text) =>
  page.getByTestId("graph-nodes").filter({ hasText: text }).waitFor();

/** Left, top, width and height of the keyboard's box on the page, once nothing moves. */
async function focused(graph, canvas) {
  let last;
  await until("the camera stands", async () => {
    const now = await graph.getAttribute("data-focus");
    const same = now !== "" && now === last;
    last = now;
    return same;
  });
  const { x, y } = await canvas.boundingBox();
  const [left, top, width, height] = last.split(",").map(Number);
  return { left: x + left, top: y + top, width, height };
}

test("the keyboard walks along the heaviest calls, and selects", async () => {
  const { page, context, problems } = await shown(calls);
  await page.keyboard.press("ArrowDown");
  await hover(page, "main · flat 100ns (10.00%) · cum 1000ns (100%)");
  await page.keyboard.press("ArrowDown");
  await hover(page, "a · flat 0 (0%) · cum 600ns (60.00%)");
  await page.keyboard.press("ArrowDown");
  await hover(page, "work · flat 600ns (60.00%) · cum 700ns (70.00%)");
  await page.keyboard.press("Enter");
  await until("it is selected", () => hash(page).includes("h.select=work"));
  await page.keyboard.press("ArrowUp");
  await hover(page, "a · ");
  // What a screen reader has: the callers, the box, what it calls.
  const items = await texts(page.locator('[data-testid="view-graph"] [role="treeitem"]'));
  assert.deepEqual(items.map((item) => item.split(",")[0]), ["main", "a", "work"]);
  await page.keyboard.press("Escape");
  await until("nothing is selected", () => !hash(page).includes("h.select"));
  assert.deepEqual(problems, []);
  await context.close();
});

test("the pointer has figures, selects, opens the menu, pans and zooms", async () => {
  const { page, context, graph, canvas, problems } = await shown(calls);
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
  await hover(page, "work · ");
  const work = await focused(graph, canvas);
  const [x, y] = [work.left + work.width / 2, work.top + work.height / 2];
  await page.keyboard.press("Escape");
  await page.mouse.move(x, y);
  await hover(page, "work · flat 600ns (60.00%) · cum 700ns (70.00%)");
  await page.mouse.click(x, y);
  await until("it is selected", () => hash(page).includes("h.select=work"));
  await page.mouse.click(x, y, { button: "right" });
  await page.getByTestId("menu").getByRole("menuitem").filter({ hasText: /^focus/i }).first().click();
  await until("it is in focus", () => /[&#]f=[^&]*work/.test(hash(page)));
  await nodes(page, "5 of 5 nodes");
  await page.goBack();
  await nodes(page, "6 of 6 nodes");

  const scale = async () => Number(await graph.getAttribute("data-scale"));
  const before = await scale();
  await page.mouse.move(x, y);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -100);
  await page.keyboard.up("Control");
  await until("it is closer", async () => (await scale()) > before * 1.2);
  // What was under the pointer still is.
  await hover(page, "work · ");
  await page.mouse.move(x + 60, y + 300);
  await page.mouse.down();
  await page.mouse.move(x + 100, y + 220, { steps: 4 });
  await page.mouse.up();
  await until("the link has it", () => hash(page).includes("h.at="));
  await page.getByTestId("graph-fit").click();
  await until("all is shown", async () => (await scale()) <= 1);
  assert.deepEqual(problems, []);
  await context.close();
});

test("callers and callees that were too small are expanded in place, by key and by pointer", async () => {
  const { page, context, graph, canvas, problems } = await shown(small);
  await nodes(page, "2 of 2 nodes");
  await page.keyboard.press("ArrowDown");
  await hover(page, "main · ");
  await page.locator('[data-hover*="not shown: 0 callers, 1 callees"]').waitFor();
  await page.keyboard.press(">");
  await nodes(page, "3 of 3 nodes");
  await until("the link has it", () => hash(page).includes("h.expand=>main"));
  await page.keyboard.press("ArrowDown");
  // Left or right of the other one: where it is is the layout's business.
  const name = async () => (await graph.getAttribute("data-hover")).split(" ")[0];
  await until("the keyboard is below main", async () => (await name()) !== "main");
  let tries = 0;
  await until("the keyboard is on the other one", async () => {
    if ((await name()) === "idle") return true;
    await page.keyboard.press(["ArrowRight", "ArrowLeft"][tries++ % 2]);
    return false;
  });
  const idle = await focused(graph, canvas);
  await page.mouse.click(idle.left + idle.width / 2, idle.top + idle.height + 3);
  await nodes(page, "5 of 5 nodes");
  await page.goBack();
  await nodes(page, "3 of 3 nodes");
  await page.goBack();
  await nodes(page, "2 of 2 nodes");
  assert.deepEqual(problems, []);
  await context.close();
});

test("the number of nodes, the call tree, the heaviest path and the search are in the link", async () => {
  const { page, context, problems } = await shown(fixture("cpu.pb.gz"));
  const slider = page.getByTestId("graph-count");
  const count = async () => (await page.getByTestId("graph-nodes").innerText()).split(" ")[0];
  const all = Number(await count());
  await slider.fill("50");
  await until("fewer nodes", async () => Number(await count()) < all);
  assert.match(hash(page), /[&#]n=10(&|$)/);
  await settled(page);
  await page.locator('[data-testid="view-graph"] [role="tree"]').focus();
  await page.keyboard.press("y");
  await until("the link has the tree", () => hash(page).includes("calltree=t"));
  await page.getByTestId("graph-heavy").click();
  await until("the link has the path", () => hash(page).includes("h.heavy=t"));
  await page.getByTestId("search-input").fill("runtime");
  await page.getByTestId("search-found").filter({ hasText: "of the total" }).waitFor();
  await page.getByTestId("search-input").fill("/(/");
  await page.locator('[data-testid="refused"], [data-testid="search-input"]').first().waitFor();
  await page.getByTestId("search-input").press("Escape");
  await until("nothing is looked for", () => !hash(page).includes("h.search"));
  assert.deepEqual(problems, []);
  await context.close();
});

test("where every function is too small, the largest are drawn on request", async () => {
  const leaves = Array.from({ length: 300 }, (_, i) => [`root${i};leaf${i}`, 1000]);
  const bytes = profile([["cpu", "nanoseconds"]], leaves);
  const { page, context, problems } = await open(browser);
  await drop(page, { name: "spread.pb", bytes });
  await state(page, "ready");
  await page.getByTestId("tab-graph").click();
  const message = page.locator('[data-testid="message"][data-kind="too-small"]');
  assert.match(await message.innerText(), /600 functions/);
  await message.getByRole("button").click();
  await nodes(page, "80 of 600");
  assert.deepEqual(problems, []);
  await context.close();
});

test("pictures and dot are saved", async () => {
  const { page, context, problems } = await shown(calls);
  const saved = async (form) => {
    await page.getByTestId("save").click();
    const download = page.waitForEvent("download");
    await page.getByTestId(`save-${form}`).click();
    const file = await download;
    return [file.suggestedFilename(), await readFile(await file.path())];
  };
  const [name, svg] = await saved("svg");
  assert.equal(name, "calls.cpu.graph.svg");
  const text = svg.toString();
  assert.match(text, /<title>work, flat 600ns \(60.00%\), cum 700ns \(70.00%\)<\/title>/);
  // The ground and six boxes; main calls three, a and b work, work leaf; calls of itself have none.
  assert.equal(text.match(/<rect/g).length, 1 + 6);
  assert.equal(text.match(/fill="none"/g).length, 6);
  const [, png] = await saved("png");
  assert.deepEqual([...png.subarray(1, 4)], [...Buffer.from("PNG")]);
  const [dotName, dot] = await saved("dot");
  assert.equal(dotName, "calls.cpu.graph.dot");
  assert.match(dot.toString(), /^digraph "unnamed" \{/);
  assert.match(dot.toString(), /N\d+ -> N\d+ \[label=" 600ns"/);
  assert.deepEqual(problems, []);
  await context.close();
});

test("the same bytes are drawn in the same way twice", async () => {
  const drawn = async () => {
    const { page, context } = await shown(fixture("cpu.pb.gz"));
    await page.getByTestId("save").click();
    const download = page.waitForEvent("download");
    await page.getByTestId("save-svg").click();
    const bytes = await readFile(await (await download).path());
    await context.close();
    return bytes.toString();
  };
  assert.equal(await drawn(), await drawn());
});
