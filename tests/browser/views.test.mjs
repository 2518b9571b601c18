// Peek, Traces, Tags and About: their figures, and what is done with them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop, fixture, hash, launch, open, settled, state, texts, until, view } from "./lib.mjs";
import { calls, profile } from "./profile.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

// Half of it is tenant a's, 30 % tenant b's, and the rest has no tenant.
const labelled = {
  name: "labelled.pb",
  bytes: profile(
    [["cpu", "nanoseconds"]],
    [
      ["main;x", 500, { tenant: "a", shard: 7 }],
      ["main;y", 300, { tenant: "b, or so" }],
      ["main;z", 200],
    ],
  ),
};

async function shown(file, name) {
  const opened = await open(browser, { viewport: { width: 1440, height: 900 } });
  const { page } = opened;
  await drop(page, file);
  await state(page, "ready");
  await view(page, name);
  return { ...opened, rows: page.getByTestId("row"), view: page.getByTestId(`view-${name}`) };
}

const chips = (page, count) =>
  until(`${count} chips`, async () => (await page.getByTestId("chip").count()) === count);

test("peek has the callers' and callees' figures, and is walked by click, Enter and Back", async () => {
  const { page, context, problems } = await shown(calls, "top");
  await page.getByTestId("row").filter({ hasText: "work" }).dblclick();
  const subject = page.getByTestId("peek-subject");
  const at = (name) => page.locator(`[data-testid="peek-subject"][aria-label="${name}"]`).waitFor();
  const side = (side) => texts(page.locator(`[data-side="${side}"]`).getByTestId("row"));
  await at("work");
  await settled(page);
  assert.deepEqual(await subject.locator("dd").allInnerTexts(), ["600ns (60.00%)", "700ns (70.00%)"]);
  // Weight, its share of work's 700, its share of all.
  assert.deepEqual(await side(0), ["600ns 85.71% 60.00% a", "100ns 14.29% 10.00% b"]);
  assert.deepEqual(await side(1), ["100ns 14.29% 10.00% leaf"]);
  await page.locator('[data-side="0"]').getByTestId("row").filter({ hasText: "b" }).click();
  await at("b");
  assert.deepEqual(await side(0), ["100ns 100% 10.00% main"]);
  assert.deepEqual(await side(1), ["100ns 100% 10.00% work"]);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await at("main");
  assert.match(await page.locator('[data-side="0"]').innerText(), /Nothing calls it/);
  assert.deepEqual(await side(1), [
    "600ns 60.00% 60.00% a", "200ns 20.00% 20.00% rec", "100ns 10.00% 10.00% b",
  ]);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await at("rec");
  for (const name of ["main", "b", "work"]) {
    await page.goBack();
    await at(name);
  }
  await page.goBack();
  await page.getByTestId("view-top").waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test("a function that calls itself is caller and callee of itself, and never over 100 %", async () => {
  const { page, context } = await shown(calls, "top");
  await page.getByTestId("row").filter({ hasText: "rec" }).dblclick();
  await page.locator('[data-testid="peek-subject"][aria-label="rec"]').waitFor();
  await settled(page);
  const all = await page.getByTestId("view-peek").innerText();
  for (const [text, share] of all.matchAll(/([\d.]+)%/g)) assert.ok(share <= 100, text);
  const side = (side) => texts(page.locator(`[data-side="${side}"]`).getByTestId("row"));
  assert.ok((await side(0)).some((row) => row.endsWith("main")));
  assert.ok((await side(1)).every((row) => row.endsWith("rec")));
  await context.close();
});

test("traces are ordered by weight, searched with a share, copied, and turned page by page", async () => {
  const many = {
    name: "many.pb",
    bytes: profile(
      [["cpu", "nanoseconds"]],
      Array.from({ length: 120 }, (_, i) => [`main;${i % 4 ? "odd" : "fourth"};f${i}`, i + 1]),
    ),
  };
  const { page, context, rows, problems } = await shown(many, "traces");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const says = (text) => page.getByTestId("row-count").filter({ hasText: text }).waitFor();
  /** The weights of the stacks that are shown. */
  const weights = async () => (await texts(rows)).map((row) => Number(row.match(/(\d+)ns/)[1]));
  const run = (from, to) => Array.from({ length: from - to + 1 }, (_, i) => from - i);
  await says("1–50 of 120 stacks");
  assert.deepEqual(await weights(), run(120, 71));
  assert.equal(await page.getByTestId("before").isDisabled(), true);
  await page.getByTestId("after").click();
  await says("51–100 of 120 stacks");
  await settled(page);
  assert.deepEqual(await weights(), run(70, 21));
  await page.getByTestId("after").click();
  await says("101–120 of 120 stacks");
  await settled(page);
  assert.deepEqual(await weights(), run(20, 1));
  assert.equal(await page.getByTestId("after").isDisabled(), true);
  await page.getByTestId("before").click();
  await says("51–100 of 120 stacks");
  // Weights 1, 5, 9 … 117: 30 of them, 1,770 of 7,260. A search starts at the first page.
  await page.getByTestId("search-input").fill("fourth");
  await says("1–30 of 30 stacks: 1.77us (24.38%)");
  await settled(page);
  assert.deepEqual((await weights()).slice(0, 3), [117, 113, 109]);
  assert.ok((await texts(page.getByTestId("frame"))).every((text) => text !== "odd"));
  await rows.first().getByRole("button", { includeHidden: true }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  const stack = "     117ns   f116\n             fourth\n             main\n";
  await until("the stack is on the clipboard", async () => (await copied()) === stack);
  await page.getByTestId("search-input").fill("/f1(/");
  await page.locator('[data-testid="search-input"][aria-invalid="true"]').waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test("tags list values with shares, a click focuses, and another button ignores", async () => {
  const { page, context, view: tags, problems } = await shown(labelled, "tags");
  const section = tags.locator("section").filter({ hasText: "tenant" });
  assert.match((await section.innerText()).replace(/\s+/g, " "), /values: 2, 800ns \(80\.00%\)/);
  const values = await texts(section.getByTestId("row"));
  assert.deepEqual(values.map((row) => row.replace(" ignore", "")), [
    "500ns 62.50% 50.00% a", "300ns 37.50% 30.00% b, or so",
  ]);
  // The comma would begin another expression.
  await section.getByTestId("row").filter({ hasText: "b, or so" }).click();
  await chips(page, 1);
  await settled(page);
  assert.equal(await page.getByTestId("chip").getAttribute("data-kind"), "tf");
  await page.getByTestId("left").filter({ hasText: "30.00%" }).waitFor();
  await until("other values are gone", async () => (await tags.innerText()).includes("values: 1"));
  await page.goBack();
  await chips(page, 0);
  await section.getByTestId("row").filter({ hasText: "500ns" }).hover();
  await section.getByTestId("row").filter({ hasText: "500ns" }).getByTestId("tag-ignore").click();
  await chips(page, 1);
  assert.equal(await page.getByTestId("chip").getAttribute("data-kind"), "ti");
  await page.getByTestId("left").filter({ hasText: "50.00%" }).waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test("a label whose key holds an equals sign is filtered like any other", async () => {
  const file = {
    name: "odd.pb",
    bytes: profile(
      [["cpu", "nanoseconds"]],
      [["main;a", 600, { "a=b": "c=d, e" }], ["main;b", 300, { "a=b": "x" }], ["main;c", 100, { a: "b:x" }]],
    ),
  };
  const { page, context, view: tags } = await shown(file, "tags");
  await tags.getByTestId("row").filter({ hasText: "c=d, e" }).click();
  await page.getByTestId("left").filter({ hasText: "60.00%" }).waitFor();
  await page.goBack();
  await chips(page, 0);
  await tags.locator("section").filter({ hasText: "a=b" }).getByTestId("row").filter({ hasText: "300ns" }).click();
  await page.getByTestId("left").filter({ hasText: "30.00%" }).waitFor();
  await context.close();
});

test("the flame graph is split by a label: its values are boxes", async () => {
  const { page, context, view: tags, problems } = await shown(labelled, "tags");
  const section = tags.locator("section").filter({ hasText: "tenant" });
  await section.getByTestId("h.tagroot").click();
  // root; a, b, and what has no tenant; main three times; x, y and z.
  await page.locator('[data-testid="view-flame"][data-boxes="10"]').waitFor();
  const flame = page.getByTestId("view-flame");
  const canvas = flame.locator("canvas").first();
  const { x, y, width } = await canvas.boundingBox();
  const row = Number(await flame.getAttribute("data-row-height"));
  const under = async (depth, share, name, figures) => {
    await page.mouse.move(x + width * share, y + row * (depth + 0.5));
    await page.locator(`[data-testid="view-flame"][data-hover^="${name} · "]`).waitFor();
    const says = await flame.getAttribute("data-hover");
    assert.ok(says.includes(figures), `${says} has ${figures}`);
  };
  await under(1, 0.01, "a", "cum 500ns (50.00%)");
  await under(1, 0.49, "a", "cum 500ns (50.00%)");
  await under(1, 0.51, "b, or so", "cum 300ns (30.00%)");
  // As the reference calls it.
  await under(1, 0.99, "<unknown>", "cum 200ns (20.00%)");
  await under(3, 0.25, "x", "flat 500ns (50.00%)");
  // At the leaves instead.
  await view(page, "tags");
  await section.getByTestId("h.tagleaf").click();
  await page.getByTestId("view-flame").waitFor();
  await until("both are in the address", async () => hash(page).includes("h.tagleaf=tenant"));
  assert.deepEqual(problems, []);
  await context.close();
});

test("About has the file's facts, and the doctor's remarks", async () => {
  const { page, context, view: about } = await shown(fixture("cpu.pb.gz"), "about");
  const facts = async () => {
    const words = await about.locator("dl").first().locator("dt, dd").allInnerTexts();
    return Object.fromEntries(words.flatMap((w, i) => (i % 2 ? [] : [[w, words[i + 1]]])));
  };
  const cpu = await facts();
  assert.equal(cpu.kind, "CPU");
  assert.equal(cpu["sample types"], "samples (count), cpu (nanoseconds)");
  assert.equal(cpu.duration, "1.21s");
  assert.match(cpu.time, /2026-11-21 06:14:11/);
  assert.match(await about.innerText(), /No problems were found/);
  assert.equal(await page.getByTestId("mapping").count(), 3);
  await drop(page, fixture("no-symbols.pb.gz"));
  await page.getByTestId("file").filter({ hasText: "no-symbols" }).click();
  await about.filter({ hasText: "no symbols" }).waitFor();
  assert.match(await about.innerText(), /addresses but no function names/);
  assert.equal((await facts()).samples, "3");
  assert.equal(await about.locator("a").count(), 0, "nothing leads away");
  await context.close();
});

test("a drawing that is left keeps no memory", async () => {
  const { page, context } = await shown(fixture("cpu.pb.gz"), "top");
  await page.evaluate(() => void (window.drawings = []));
  for (const name of ["flame", "graph", "top", "flame", "graph", "top"]) {
    await view(page, name);
    await page.evaluate(() => {
      for (const canvas of document.querySelectorAll("#view canvas")) window.drawings.push(new WeakRef(canvas));
    });
  }
  const held = () =>
    page.evaluate(() => [window.drawings.length, window.drawings.filter((canvas) => canvas.deref()?.width > 0).length]);
  const [all, drawn] = await held();
  assert.ok(all >= 6, `${all} canvases`);
  assert.equal(drawn, 0, "what is left has no pixels");
  await until("the browser may take them", async () => {
    await page.requestGC();
    return page.evaluate(() => window.drawings.every((canvas) => !canvas.deref()));
  });
  await context.close();
});
