// What stands beside the boxes of the flame graph and of the call graph: the heaviest path, the
// tooltip, figures of what filters left, names that are told apart, and pictures.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { drop, hash, launch, open, settled, state, until, view } from "./lib.mjs";
import { calls, nameless, profile } from "./profile.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const cpu = [["cpu", "nanoseconds"]];
const named = (name, samples) => ({ name, bytes: profile(cpu, samples) });

/**
 * Two wrappers call each other, so the merged graph has a cycle; the heaviest stack leaves it
 * for `write`, `deflate` and, much narrower, `match`.
 */
const cycle = named("cycle.pb", [
  ["main;handler;count;handler;count;handler;write;deflate;match", 40],
  ["main;handler;count;handler;count;handler;write;deflate;fill", 30],
  ["main;handler;count;handler;count;handler;write;copy", 25],
  ["main;handler;count;handler;count;query", 60],
  ["main;handler;count;other", 50],
  ["gc", 90],
]);

async function shown(file, options, tab = "flame") {
  const opened = await open(browser, options);
  await drop(opened.page, file);
  await state(opened.page, "ready");
  if (tab !== "flame") await view(opened.page, tab);
  const shown = opened.page.getByTestId(`view-${tab}`);
  await shown.waitFor();
  const canvas = shown.locator("canvas").first();
  return { ...opened, view: shown, canvas };
}

const path = async (view) => ((await view.getAttribute("data-path")) ?? "").split("\n");
const overlap = ([a, b, c, d], [e, f, g, h]) => a < e + g && e < a + c && b < f + h && f < b + d;

test("the heaviest path leaves a cycle and reaches the leaf, in both drawings, and Back undoes it", async () => {
  const { page, context, view: flame, problems } = await shown(cycle);
  const stack = ["root", "main", "handler", "count", "handler", "count", "handler", "write", "deflate", "match"];
  await page.getByTestId("flame-heavy").click();
  await until("the path is there", async () => (await path(flame)).length > 1);
  assert.deepEqual(await path(flame), stack);
  assert.match(hash(page), /h\.heavy=t/);
  // The keyboard is at its end.
  await page.locator('[data-testid="view-flame"][data-hover^="match · flat 40ns"]').waitFor();
  await page.goBack();
  await until("it is gone", async () => (await flame.getAttribute("data-path")) === null);
  await page.keyboard.press("w");
  await until("the key has it", () => hash(page).includes("h.heavy=t"));

  await view(page, "graph");
  const graph = page.getByTestId("view-graph");
  await until("the path is there", async () => (await path(graph)).length > 1);
  assert.deepEqual(await path(graph), [...new Set(stack.slice(1))]);
  await page.getByTestId("graph-heavy").click();
  await until("it is gone", async () => (await graph.getAttribute("data-path")) === null);
  assert.deepEqual(problems, []);
  await context.close();
});

test("a leaf that is too narrow to be drawn is found, and brought onto the screen", async () => {
  const thin = Array.from({ length: 4000 }, (_, i) => [`main;hub;thin${i};leaf${i}`, 100 + (i === 7)]);
  const { page, context, view: flame, problems } = await shown(named("thin.pb", thin));
  await page.getByTestId("flame-heavy").click();
  await page.locator('[data-testid="view-flame"][data-hover^="leaf7 · flat 101ns"]').waitFor();
  assert.deepEqual(await path(flame), ["root", "main", "hub", "thin7", "leaf7"]);
  const [from, to] = await Promise.all(["data-from", "data-to"].map((n) => flame.getAttribute(n)));
  assert.ok(to - from < 40_000, `${from} to ${to}`);
  assert.deepEqual(problems, []);
  await context.close();
});

test("however small the call graph is, the names of the path can be read, each for itself", async () => {
  const deep = Array.from({ length: 44 }, (_, i) => `level${i}`).join(";");
  const wide = Array.from({ length: 60 }, (_, i) => [`level0;level1;side${i};tail${i}`, 20]);
  const { page, context, view: graph, problems } = await shown(
    named("deep.pb", [[deep, 4000], ...wide]),
    {},
    "graph",
  );
  await page.getByTestId("graph-heavy").click();
  await page.getByTestId("graph-fit").click();
  const labels = async () =>
    ((await graph.getAttribute("data-labels")) ?? "").split(" ").filter(Boolean).map((l) => l.split(",").map(Number));
  await until("there are names", async () => (await labels()).length === (await path(graph)).length);
  const places = await labels();
  assert.ok(places.length > 30, String(places.length));
  const { width, height } = await graph.locator("canvas").first().boundingBox();
  for (const [at, place] of places.entries()) {
    const [left, top, wide, high] = place;
    assert.ok(left >= -1 && top >= -1 && left + wide <= width + 1 && top + high <= height + 1, String(place));
    assert.ok(places.slice(0, at).every((other) => !overlap(place.map(Math.floor), other.map(Math.ceil))), String(at));
  }
  assert.deepEqual(problems, []);
  await context.close();
});

test("with a filter root, status and picture say how much is left of what", async () => {
  const { page, context, view: flame, problems } = await shown(calls);
  await page.evaluate(() => (location.hash = "view=flame&f=%5Ea%24"));
  await page.locator('[data-testid="view-flame"][data-to="600"]').waitFor();
  await settled(page);
  const status = page.getByTestId("status");
  await status.filter({ hasText: "600ns of 1us cpu (60.00%)" }).waitFor();
  const label = await flame.locator('[role="tree"]').getAttribute("aria-label");
  assert.match(label, /600ns of 1us \(60\.00%\)/);
  const [name, svg] = await saved(page, "svg");
  assert.equal(name, "calls.cpu.flame.svg");
  assert.match(svg.toString(), />root · 600ns of 1us \(60\.00%\)</);
  assert.match(svg.toString(), />600ns of 1us cpu \(60\.00%\)</);
  assert.match(svg.toString(), />f=\^a\$</);
  assert.deepEqual(problems, []);
  await context.close();
});

async function saved(page, form) {
  await page.getByTestId("save").click();
  const download = page.waitForEvent("download");
  await page.getByTestId(`save-${form}`).click();
  const file = await download;
  return [file.suggestedFilename(), await readFile(await file.path())];
}

for (const tab of ["flame", "graph"]) {
  test(`the tooltip follows the pointer in ${tab}, inside and never below it`, async () => {
    const { page, context, view: drawn, canvas, problems } = await shown(calls, {}, tab);
    const tip = page.getByTestId("tip");
    const { x, y, width, height } = await canvas.boundingBox();
    let seen = 0;
    for (const [across, down] of [[0.02, 10], [0.5, 30], [0.98, 30], [0.5, 50], [0.3, 70], [0.99, 10], [0.5, 120],
      [0.4, 30], [0.6, 30], [0.45, 60], [0.55, 60], [0.5, 90], [0.4, 120], [0.6, 120], [0.5, 200], [0.4, 250], [0.6, 250]]) {
      const [left, top] = [x + width * across, y + down];
      await page.mouse.move(left, top);
      await page.waitForTimeout(120);
      if (await tip.isHidden()) continue;
      seen += 1;
      const box = await tip.boundingBox();
      const inside = box.x >= x && box.y >= y && box.x + box.width <= x + width && box.y + box.height <= y + height;
      assert.ok(inside, JSON.stringify(box));
      const below = box.x <= left && left <= box.x + box.width && box.y <= top && top <= box.y + box.height;
      assert.ok(!below, `${left},${top} ${JSON.stringify(box)}`);
      const said = await drawn.getAttribute("data-hover");
      assert.ok(said.startsWith(await tip.locator(".tip-name").innerText()), said);
    }
    assert.ok(seen >= 1, String(seen));
    await page.mouse.move(x + width / 2, y - 40);
    await tip.waitFor({ state: "hidden" });
    assert.deepEqual(problems, []);
    await context.close();
  });
}

test("a finger has no tooltip", async () => {
  const { page, context, canvas } = await shown(calls, { hasTouch: true });
  const { x, y, width } = await canvas.boundingBox();
  await page.touchscreen.tap(x + width / 2, y + 30);
  await page.waitForTimeout(300);
  assert.ok(await page.getByTestId("tip").isHidden());
  await context.close();
});

test("the tooltip says the share of what is shown, and where the function is", async () => {
  const bytes = profile(cpu, [["main;work", 300], ["main;rest", 100], ["init", 600]], { work: ["/srv/w.go", 7] });
  const { page, context, canvas } = await shown({ name: "w.pb", bytes });
  const { x, y, width } = await canvas.boundingBox();
  // Main is the second from the left: it was not the widest.
  await page.mouse.click(x + width * 0.8, y + 30);
  await page.locator('[data-testid="view-flame"][data-from="600"][data-to="1000"]').waitFor();
  await page.mouse.move(x + width * 0.2, y + 51);
  const tip = page.getByTestId("tip");
  await tip.filter({ hasText: "work" }).waitFor();
  const text = await tip.innerText();
  assert.match(text, /cum 300ns \(30\.00%\)/);
  assert.match(text, /75\.00% of what is shown/);
  assert.match(text, /\/srv\/w\.go/);
  await context.close();
});

/** The color at a place of the flame graph. */
const color = (canvas, share, y) =>
  canvas.evaluate(
    (canvas, [share, y]) => {
      const scale = canvas.width / canvas.clientWidth;
      const at = [Math.floor(canvas.width * share), Math.floor(y * scale)];
      return [...canvas.getContext("2d").getImageData(...at, 1, 1).data].join(",");
    },
    [share, y],
  );

test("what a zoomed box lies in is dimmed", async () => {
  const { page, context, canvas } = await shown(named("dim.pb", [["main;hot;leaf", 500], ["main;cold", 500]]));
  const { x, y, width } = await canvas.boundingBox();
  const main = await color(canvas, 0.9, 36);
  const hot = await color(canvas, 0.3, 56);
  await page.mouse.click(x + width * 0.3, y + 50);
  await page.locator('[data-testid="view-flame"][data-to="500"], [data-testid="view-flame"][data-from="500"]').waitFor();
  await page.mouse.move(x + width / 2, y - 60);
  await until("main is dimmed", async () => (await color(canvas, 0.9, 36)) !== main);
  assert.equal(await color(canvas, 0.3, 56), hot);
  await context.close();
});

test("after scrolling no row is cut at the root's end", async () => {
  const deep = Array.from({ length: 90 }, (_, i) => `level${i}`).join(";");
  const { page, context, canvas } = await shown(named("tall.pb", [[deep, 10]]));
  const { x, y } = await canvas.boundingBox();
  await page.mouse.move(x + 200, y + 200);
  await page.mouse.wheel(0, 333);
  await page.waitForTimeout(800);
  // The gap above a box is at the very top of its row.
  const rows = await Promise.all([0, 20, 40, 60].map((top) => color(canvas, 0.5, top)));
  const box = await color(canvas, 0.5, 16);
  assert.ok(rows.every((row) => row === rows[0] && row !== box), `${rows} ${box}`);
  await context.close();
});

test("where nothing has a name rows are addresses, unless the link says functions", async () => {
  const file = { name: "stripped.pb", bytes: nameless([[[0x2000, 0x2100], 60], [[0x2000, 0x2200], 40]]) };
  const { page, context, view: flame, problems } = await shown(file);
  await until("the link says so", () => hash(page).includes("g=addresses"));
  await page.locator('[data-testid="view-flame"][data-boxes="4"]').waitFor();
  await page.getByText("Rows are addresses").first().waitFor();
  await view(page, "top");
  await page.getByTestId("row").nth(2).waitFor();
  await page.goBack();
  await page.goBack();
  await until("it is undone", () => !hash(page).includes("g=addresses"));
  await flame.waitFor();
  // A file with names has functions again.
  await page.goForward();
  await until("addresses again", () => hash(page).includes("g=addresses"));
  await drop(page, calls);
  await until("functions", () => !hash(page).includes("g=addresses"));
  assert.deepEqual(problems, []);
  await context.close();

  const other = await open(browser, { address: `${new URL(page.url()).origin}/#view=top&g=functions` });
  await drop(other.page, file);
  await state(other.page, "ready");
  await settled(other.page);
  assert.equal(await other.page.getByTestId("row").count(), 1);
  assert.ok(!hash(other.page).includes("g=addresses"));
  await other.context.close();
});

test("where all boxes are too narrow it says so, and goes to the largest", async () => {
  const equal = Array.from({ length: 20000 }, (_, i) => [`f${i}`, 10]);
  const { page, context, view: flame, problems } = await shown(named("equal.pb", equal));
  const message = page.locator('[data-testid="message"][data-kind="too-narrow"]');
  await message.waitFor();
  assert.match(await message.innerText(), /20,000 functions/);
  await message.getByRole("button").click();
  await message.waitFor({ state: "detached" });
  await until("boxes can be read", async () => Number(await flame.getAttribute("data-boxes")) < 30);
  await page.goBack();
  await message.waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test("pictures are cropped, at twice the size, light, and named after the profile", async () => {
  const file = { name: "avalanchego-2024.pgo", bytes: calls.bytes };
  const { page, context, canvas, problems } = await shown(file, { colorScheme: "dark" });
  const { width, height } = await canvas.boundingBox();
  const size = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [name, png] = await saved(page, "png");
  assert.equal(name, "avalanchego-2024.cpu.flame.png");
  assert.equal(size(png)[0], 2 * Math.round(width));
  assert.ok(size(png)[1] < height, `${size(png)[1]}`);
  const ground = (svg) => /<rect width="\d+" height="[\d.]+" fill="(#\w+)"/.exec(svg)[1];
  const [, light] = await saved(page, "svg");
  assert.equal(ground(light.toString()), "#fdfcfa");
  assert.match(light.toString(), />avalanchego-2024\.pgo · cpu</);
  // The legend, with its colors.
  const legend = await page.getByTestId("legend").locator("span").last().innerText();
  assert.ok(light.toString().includes(`>${legend}<`), legend);
  assert.match(light.toString(), /h10v10h-10Z" fill="/);
  const [, dark] = await saved(page, "svg-dark");
  assert.equal(ground(dark.toString()), "#171513");
  await view(page, "graph");
  const [graphName, graph] = await saved(page, "png");
  assert.equal(graphName, "avalanchego-2024.cpu.graph.png");
  assert.ok(size(graph)[1] > 100);
  assert.deepEqual(problems, []);
  await context.close();
});

test("a picture goes to the clipboard, and where it can't the page says so", async () => {
  const permissions = ["clipboard-read", "clipboard-write"];
  const { page, context, problems } = await shown(calls, { permissions });
  const copy = async () => {
    await page.getByTestId("save").click();
    await page.getByTestId("save-copy-png").click();
  };
  await copy();
  await page.getByText("Picture copied").waitFor();
  const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => item.types));
  assert.deepEqual(types, ["image/png"]);
  await page.evaluate(() => delete globalThis.ClipboardItem);
  await copy();
  await page.getByText("The picture could not be copied").waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});
