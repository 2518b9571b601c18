// The main job: drop a profile, read where it went.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { drop, firstRow, fixture, launch, open, state, url } from "./lib.mjs";
import { profile } from "./profile.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** The first row that the reference prints for a fixture's sample type with this number. */
async function reference(name, index) {
  const golden = await readFile(new URL(`../golden/${name}.txt`, import.meta.url), "utf8");
  const section = golden
    .split(/^\$ /m)
    .find((text) => text.startsWith(`-top -sample_index=${index} ${name}\n`));
  assert.ok(section, `sample type ${index} is in the golden file`);
  const lines = section.split("\n");
  const head = lines.findIndex((line) => /^\s+flat\s+flat%/.test(line));
  assert.ok(head > 0, "the golden file has the table");
  return lines[head + 1].trim().split(/\s+/).join(" ");
}

test("a dropped heap profile shows the reference's figures for each sample type", async () => {
  const { page, context, problems } = await open(browser);
  await state(page, "empty");
  await drop(page, fixture("heap.pb.gz"));
  await state(page, "ready");
  assert.match(await page.getByTestId("file").innerText(), /heap\.pb\.gz/);
  await page.getByTestId("tab-top").click();
  const types = ["alloc_objects", "alloc_space", "inuse_objects", "inuse_space"];
  for (const [index, type] of types.entries()) {
    await page.getByTestId(`sample-type-${type}`).click();
    const expected = await reference("heap.pb.gz", index);
    await page.locator('[data-testid="row"][data-index="0"]').filter({ hasText: expected.split(" ")[0] }).waitFor();
    assert.equal(await firstRow(page), expected, type);
  }
  assert.deepEqual(problems, []);
  await context.close();
});

// main spends 100 itself, a 600 and b 300 below it: b calls c for all of it.
const known = {
  name: "known.pb",
  bytes: profile(
    [["samples", "count"], ["cpu", "nanoseconds"]],
    [["main;a", 1, 600], ["main;b;c", 5, 300], ["main", 2, 100]],
  ),
};

test("the flame graph has the widths that the figures demand", async () => {
  const { page, context } = await open(browser);
  await drop(page, known);
  await state(page, "ready");
  const view = page.getByTestId("view-flame");
  await page.locator('[data-testid="view-flame"][data-boxes="5"]').waitFor();
  assert.equal(await view.getAttribute("data-from"), "0");
  assert.equal(await view.getAttribute("data-to"), "1000");

  const canvas = view.locator("canvas").first();
  const { x, y, width } = await canvas.boundingBox();
  const row = Number(await view.getAttribute("data-row-height"));
  const at = (depth, share) => [x + width * share, y + row * (depth + 0.5)];

  // What lies under the pointer says so, on both sides of each border.
  for (const [depth, share, name] of [
    [1, 0.001, "main"],
    [1, 0.999, "main"],
    [2, 0.102, "a"],
    [2, 0.698, "a"],
    [2, 0.702, "b"],
    [3, 0.702, "c"],
    [3, 0.998, "c"],
  ]) {
    await page.mouse.move(...at(depth, share));
    await page.locator(`[data-testid="view-flame"][data-hover^="${name} "], [data-testid="view-flame"][data-hover="${name}"]`).waitFor();
  }
  await page.mouse.move(x + width / 2, y + row * 12);

  // And the pixels: where nothing is, the background shows.
  const color = (depth, share) =>
    canvas.evaluate(
      (canvas, [share, y]) => {
        const scale = canvas.width / canvas.clientWidth;
        const x = Math.floor(canvas.width * share);
        const pixel = canvas.getContext("2d").getImageData(x, Math.floor(y * scale), 1, 1).data;
        return [...pixel].join(",");
      },
      // Near the lower edge of the box, where there is no text.
      [share, row * (depth + 1) - 4],
    );
  const background = await color(5, 0.5);
  for (const [depth, share, filled] of [
    [1, 0.01, true],
    [1, 0.99, true],
    [2, 0.05, false],
    [2, 0.095, false],
    [2, 0.105, true],
    [2, 0.69, true],
    [2, 0.71, true],
    [2, 0.99, true],
    [3, 0.69, false],
    [3, 0.71, true],
    [4, 0.8, false],
  ]) {
    const is = (await color(depth, share)) !== background;
    assert.equal(is, filled, `depth ${depth} at ${share * 100} %`);
  }
  await context.close();
});

test("clicking zooms, and Escape, the root row and Back go back", async () => {
  const { page, context } = await open(browser);
  await drop(page, known);
  await state(page, "ready");
  const zoomed = (from, to) =>
    page.locator(`[data-testid="view-flame"][data-from="${from}"][data-to="${to}"]`).waitFor();
  await zoomed(0, 1000);
  const canvas = page.getByTestId("view-flame").locator("canvas").first();
  const { width } = await canvas.boundingBox();
  const click = (depth, share) =>
    canvas.click({ position: { x: width * share, y: 20 * (depth + 0.5) } });
  await click(2, 0.9);
  await zoomed(700, 1000);
  await page.keyboard.press("Escape");
  await zoomed(0, 1000);
  await click(2, 0.5);
  await zoomed(100, 700);
  await click(0, 0.5);
  await zoomed(0, 1000);
  await click(2, 0.5);
  await zoomed(100, 700);
  await page.goBack();
  await zoomed(0, 1000);
  await context.close();
});

test("small frames that fill the screen are reached by clicking", async () => {
  const { page, context } = await open(browser);
  const samples = Array.from({ length: 5000 }, (_, i) => [`main;f${i}`, 1]);
  await drop(page, { name: "flat.pb", bytes: profile([["n", "count"]], samples) });
  await state(page, "ready");
  const view = page.getByTestId("view-flame");
  await page.locator('[data-testid="view-flame"][data-boxes="3"]').waitFor();
  await view.locator("canvas").first().click({ position: { x: 400, y: 50 } });
  // Beside the sidebar there is room for some 460 of them: each is two pixels wide.
  await page.locator('[data-testid="view-flame"]:not([data-boxes="3"])').waitFor();
  for (let tries = 0; Number(await view.getAttribute("data-boxes")) < 400; tries++) {
    assert.ok(tries < 50, `${await view.getAttribute("data-boxes")} boxes are drawn`);
    await page.waitForTimeout(100);
  }
  await context.close();
});

test("the text forms open with the names in their comments", async () => {
  const { page, context, problems } = await open(browser);
  for (const [name, first] of [
    ["goroutine.debug1.txt", "12 37.50% 37.50% 12 37.50% main.waitForJob"],
    ["goroutine.debug2.txt", "12 37.50% 37.50% 12 37.50% main.waitForJob"],
    ["heap.debug1.txt", /example\.com\/hearth-fixtures|main\./],
    ["mutex.debug1.txt", /Unlock/],
  ]) {
    await drop(page, fixture(name));
    await page.getByTestId("file").filter({ hasText: name }).click();
    await page.getByTestId("tab-top").click();
    const row = page.locator('[data-testid="row"][data-index="0"]');
    const last = typeof first === "string" ? first.split(" ").at(-1) : first;
    await row.filter({ hasText: last }).waitFor();
    if (typeof first === "string") assert.equal(await firstRow(page), first);
    assert.doesNotMatch(await page.getByTestId("view-top").innerText(), /<unknown>/);
  }
  assert.deepEqual(problems, []);
  await context.close();
});

test("a picture is refused by name, and what was open stays", async () => {
  const { page, context } = await open(browser);
  await drop(page, known);
  await state(page, "ready");
  await drop(page, fixture("not-a-profile.png"));
  const error = page.getByTestId("error");
  await error.waitFor();
  assert.match(await error.innerText(), /not-a-profile\.png/);
  assert.match(await error.innerText(), /a picture \(PNG\)/);
  await state(page, "ready");
  assert.equal(await page.getByTestId("file").count(), 1);
  await page.getByTestId("tab-top").click();
  assert.equal(await firstRow(page), "600ns 60.00% 60.00% 600ns 60.00% a");
  await context.close();
});

test("a damaged file says what is damaged", async () => {
  const { page, context } = await open(browser);
  await drop(page, fixture("bad-crc.pb.gz"));
  await state(page, "failed");
  assert.match(await page.getByTestId("error").innerText(), /checksum/);
  await drop(page, known);
  await state(page, "ready");
  await context.close();
});

test("what the browser cannot inflate, the engine does, or says what is wrong", async () => {
  const { page, context } = await open(browser);
  await drop(page, fixture("split-members.pb.gz"));
  await state(page, "ready");
  await page.getByTestId("tab-top").click();
  assert.equal(await firstRow(page), await reference("split-members.pb.gz", 1));
  await drop(page, fixture("truncated.pb.gz"));
  const error = page.getByTestId("error");
  await error.waitFor();
  assert.match(await error.innerText(), /cut off/);
  await context.close();
});

test("a profile without samples says so", async () => {
  const { page, context } = await open(browser);
  await drop(page, fixture("no-samples.pb.gz"));
  await state(page, "ready");
  const message = await page.getByTestId("message").innerText();
  assert.match(message, /no samples/i);
  assert.match(message, /SetMutexProfileFraction/);
  await context.close();
});

test("a filter that nothing passes says so", async () => {
  const { page, context } = await open(browser, { address: `${url}#view=top&f=nothing_is_called_so` });
  await drop(page, known);
  await state(page, "ready");
  const message = page.locator('[data-testid="message"][data-kind="no-match"]');
  await message.waitFor();
  await page.getByTestId("tab-flame").click();
  await message.waitFor();
  assert.match(await message.innerText(), /filters/);
  await context.close();
});

test("a profile that counts without stacks says so, and blames no filter", async () => {
  const { page, context } = await open(browser, { address: `${url}#view=top` });
  const bytes = profile([["threadcreate", "count"]], [["", 7]]);
  await drop(page, { name: "threadcreate.pb", bytes });
  const message = page.locator('[data-testid="message"][data-kind="no-stacks"]');
  await message.waitFor();
  assert.doesNotMatch(await message.innerText(), /filter/);
  await context.close();
});

test("several files are listed, and each shows its own figures", async () => {
  const { page, context, problems } = await open(browser);
  const other = { name: "other.pb", bytes: profile([["cpu", "nanoseconds"]], [["main;x", 7]]) };
  await drop(page, known, other);
  await page.getByTestId("file").nth(1).waitFor();
  await state(page, "ready");
  await page.getByTestId("tab-top").click();
  const row = (text) =>
    page.locator('[data-testid="row"][data-index="0"]').filter({ hasText: text }).waitFor();
  await page.getByTestId("file").filter({ hasText: "other.pb" }).click();
  await row("7ns");
  await page.getByTestId("file").filter({ hasText: "known.pb" }).click();
  await row("600ns");
  assert.deepEqual(problems, []);
  await context.close();
});

test("sorting, view and sample type are in the address, and Back undoes them", async () => {
  const { page, context } = await open(browser);
  await drop(page, known);
  await state(page, "ready");
  await page.getByTestId("tab-top").click();
  await page.getByTestId("sample-type-samples").click();
  await page.waitForURL(/view=top/);
  await page.waitForURL(/si=samples/);
  assert.equal(await firstRow(page), "5 62.50% 62.50% 5 62.50% c");
  await page.goBack();
  await page.locator('[data-testid="row"][data-index="0"]').filter({ hasText: "600ns" }).waitFor();
  await context.close();
});

test("the built-in example opens", async () => {
  const { page, context } = await open(browser);
  await page.getByTestId("example").click();
  await state(page, "ready");
  await page.getByTestId("tab-top").click();
  await page.locator('[data-testid="row"][data-index="0"]').waitFor();
  await context.close();
});

test("the marks that others measure by are there", async () => {
  const { page, context } = await open(browser);
  await drop(page, known);
  await state(page, "ready");
  await page.getByTestId("tab-top").click();
  await page.locator('[data-testid="row"][data-index="0"]').waitFor();
  const names = () =>
    page.evaluate(() => performance.getEntriesByType("measure").map((m) => m.name));
  for (const name of ["hearth:open", "hearth:decode", "hearth:view:flame", "hearth:view:top"]) {
    // They are made after the paint that they measure.
    for (let tries = 0; !(await names()).includes(name); tries++) {
      assert.ok(tries < 50, `${name} is missing`);
      await page.waitForTimeout(100);
    }
  }
  await context.close();
});
