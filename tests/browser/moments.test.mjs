// Moments: scrubbing moves every view, a second moment is what they are compared with, the
// order is corrected by hand, and what grows is listed at each grain.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { drop, fixture, hash, launch, open, settled, state, texts, until, view } from "./lib.mjs";

const leaks = fileURLToPath(new URL("../leaks", import.meta.url));
const profiles = path.join(leaks, "profiles");

const folders = [];
let browser;
before(async () => (browser = await launch()));
after(async () => {
  await browser.close();
  for (const folder of folders) await rm(folder, { recursive: true });
});

/** The files of a run, by their full paths. */
const files = (run) => readdirSync(path.join(profiles, run)).map((name) => path.join(profiles, run, name));

async function shown(given) {
  const { page, context, problems } = await open(browser, { viewport: { width: 1440, height: 900 } });
  await drop(page, ...given);
  await page.getByTestId("view-growth").waitFor();
  await settled(page);
  await state(page, "ready");
  return { page, context, problems };
}

/** The timeline of a kind. */
const series = (page, kind) =>
  page.getByTestId("series-line").filter({ has: page.locator(".kind", { hasText: new RegExp(`^${kind}$`) }) });

const active = (page, name) =>
  page.locator('[data-testid="file"].active', { hasText: name }).waitFor({ state: "attached" });

/** Pictures of the page, light and dark, where they are wanted. */
async function shots(page, name) {
  if (!process.env.HEARTH_SHOTS) return;
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: path.join(process.env.HEARTH_SHOTS, `${name}-${colorScheme}.png`) });
  }
}

test("every view shows the moment, of each series", async () => {
  const { page, context, problems } = await shown(files("context-chain"));
  for (const kind of ["heap", "goroutine"]) {
    await view(page, "growth");
    const scrub = series(page, kind).getByTestId("scrub");
    await scrub.focus();
    await page.keyboard.press("Home");
    await active(page, `${kind}.00.pb.gz`);
    for (const name of ["top", "flame", "traces"]) {
      await view(page, name);
      const moment = page.getByTestId("moments").getByTestId("moment");
      assert.match(await moment.innerText(), /^\+0s · /);
      const before = await page.getByTestId(`view-${name}`).innerText();
      await page.keyboard.press("]");
      await active(page, `${kind}.01.pb.gz`);
      await settled(page);
      assert.match(await moment.innerText(), /^\+[1-9]/);
      if (name === "top") {
        await until("other figures are there", async () =>
          (await page.getByTestId(`view-${name}`).innerText()) !== before);
      }
      await page.keyboard.press("[");
      await active(page, `${kind}.00.pb.gz`);
    }
  }
  await shots(page, "moments");
  assert.deepEqual(problems, []);
  await context.close();
});

test("a second moment is what everything is compared with", async () => {
  const { page, context } = await shown(files("context-chain"));
  await series(page, "heap").getByTestId("scrub").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("End");
  await active(page, "heap.08.pb.gz");
  const line = series(page, "heap").getByTestId("line");
  const box = await line.boundingBox();
  await line.click({ position: { x: 2, y: box.height / 2 }, modifiers: ["Shift"] });
  assert.match(await page.getByTestId("changed-since").innerText(), /^Change since \+0s: [+-]?[\d.]+[kM]?B$/);
  const place = 1 + files("context-chain").findIndex((file) => file.includes("heap.00"));
  await until("the moment is marked", () => new RegExp(`h.side_base=${place}(&|$)`).test(hash(page)));
  await shots(page, "since");
  await page.getByTestId("show-change").click();
  await page.getByTestId("view-compare").waitFor();
  await settled(page);
  const summary = page.getByTestId("compare-summary").locator("strong");
  const last = await summary.innerText();
  // Scrubbing goes on: the other side is the moment that is shown.
  await page.keyboard.press("[");
  await active(page, "heap.07.pb.gz");
  await until("the comparison follows", async () => (await summary.innerText()) !== last);
  await shots(page, "change");
  // And it is undone by the same key on the same moment, or the button.
  const isMarked = (is) =>
    until(`it is ${is ? "" : "not "}marked`, () => /h\.side_base=\d+/.test(hash(page)) === is);
  await page.getByTestId("no-since").click();
  await isMarked(false);
  await view(page, "top");
  await page.keyboard.press("b");
  await isMarked(true);
  await page.keyboard.press("b");
  await isMarked(false);
  await context.close();
});

/** Goroutines as debug=1 has them: without a time. */
const counts = (name, count) => ({
  name,
  bytes: Buffer.from(`goroutine profile: total ${count}\n${count} @ 0x11\n#\t0x10\tmain.wait+0x4\t/m.go:5\n`),
});

test("files without a time say how they are ordered, and are moved or timed by hand", async () => {
  const names = ["first", "third", "second", "fourth", "fifth", "sixth"];
  const given = [10, 30, 20, 40, 50, 60].map((count, i) => counts(`${names[i]}.goroutine.txt`, count));
  const { page, context } = await shown(given);
  assert.match(await page.getByTestId("ordered-by").innerText(), /no time: ordered as they were opened/);
  await page.getByTestId("order").locator("summary").click();
  const rows = page.getByTestId("ordered");
  const order = async () => (await texts(rows)).map((row) => /(\w+)\.goroutine/.exec(row)[1]);
  assert.deepEqual(await order(), names);
  await rows.nth(1).getByTestId("move-down").click();
  await until("they changed places", async () => (await order())[1] === "second");
  assert.match(await page.getByTestId("ordered-by").innerText(), /by hand/);
  assert.match(hash(page), /h\.snapshots=1,3,2,4,5,6/);
  await shots(page, "order");
  await page.goBack();
  await until("Back undoes it", async () => (await order())[1] === "third");
  const sorted = ["first", "second", "third", "fourth", "fifth", "sixth"];
  for (const name of names) {
    const time = rows.filter({ hasText: `${name}.goroutine` }).getByTestId("time-input");
    await time.fill(`12:0${sorted.indexOf(name)}`);
    await time.press("Enter");
    await settled(page);
  }
  await until("times order them", async () => (await order()).join() === sorted.join());
  assert.match(await page.getByTestId("ordered-by").innerText(), /^Ordered by time/);
  assert.match(await page.getByTestId("suspect").first().innerText(), /\+10 a minute/);
  await page.getByTestId("own-order").click();
  await until("their own order is back", async () => (await order()).join() === names.join());
  await context.close();
});

test("what grows is listed by stack, function, file, package, label and size", async () => {
  const { page, context, problems } = await shown(files("map-keys"));
  const rows = page.getByTestId("row");
  const at = async (level) => {
    await page.getByTestId("level").selectOption(level);
    await page.getByTestId("level-count").waitFor();
    await until(level, async () => (await settled(page), hash(page).includes(`h.level=${level}`)));
    await settled(page);
    return texts(rows);
  };
  assert.match((await at("function")).find((row) => /observe/.test(row)), /^leak .*\+[\d.]+[kM]B a minute/);
  assert.match((await at("package")).join("\n"), /\bmain$/m);
  assert.match((await at("stack")).join("\n"), /main\.\(\*metrics\)\.observe < main/);
  assert.match((await at("file")).join("\n"), /map-keys\/main\.go/);
  assert.match((await at("label")).join("\n"), /\(none\)/);
  assert.match((await at("size")).join("\n"), /26\.62kB/);
  await page.getByTestId("sort-last").click();
  const last = async () => (await texts(rows))[0];
  const most = await last();
  await page.getByTestId("sort-last").click();
  await until("the order turns", async () => (await last()) !== most);
  await at("function");
  await page.getByTestId("search-input").fill("observe");
  await until("it is filtered", async () => (await rows.count()) === 1);
  await shots(page, "levels");
  await page.getByTestId("of-series").selectOption({ label: "goroutine" });
  assert.deepEqual(problems, []);
  await context.close();
});

test("the leaking line is shown where its source was dropped", async () => {
  const { page, context } = await open(browser, { viewport: { width: 1440, height: 900 } });
  const folder = await mkdtemp(path.join(os.tmpdir(), "hearth-lines-"));
  folders.push(folder);
  await cp(path.join(profiles, "chan-send"), path.join(folder, "run"), { recursive: true });
  await cp(path.join(leaks, "chan-send"), path.join(folder, "chan-send"), { recursive: true });
  const session = await context.newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x: 200, y: 400, data });
  }
  await page.getByTestId("view-growth").waitFor();
  const excerpt = page.getByTestId("suspect").first().getByTestId("excerpt");
  await excerpt.waitFor();
  assert.match(await excerpt.locator(".here").innerText(), /15\s+results <- result\{rows/);
  assert.match(await excerpt.innerText(), /func query[^]*time\.Sleep/);
  await shots(page, "excerpt");
  await context.close();
});

test("of a series the newest is shown first, of other files the first", async () => {
  for (const names of [["a.goroutine.00.txt", "a.goroutine.07.txt"], ["a.goroutine.07.txt", "a.goroutine.00.txt"]]) {
    const { page, context, problems } = await open(browser, { viewport: { width: 1440, height: 900 } });
    await drop(page, ...names.map((name) => counts(name, name.includes("07") ? 480 : 60)));
    await state(page, "ready");
    await active(page, "a.goroutine.07.txt");
    await view(page, "top");
    await until("its figures are there", async () =>
      (await texts(page.getByTestId("row")))[0]?.startsWith("480 "));
    // Nobody is taken away from what was chosen.
    await page.getByTestId("file").filter({ hasText: "00" }).locator(".show").click();
    await active(page, "a.goroutine.00.txt");
    await view(page, "growth");
    await view(page, "top");
    await active(page, "a.goroutine.00.txt");
    assert.deepEqual(problems, []);
    await context.close();
  }
  const { page, context } = await open(browser);
  await drop(page, fixture("cpu.pb.gz"), fixture("heap.pb.gz"));
  await state(page, "ready");
  await page.waitForTimeout(300);
  await active(page, "cpu.pb.gz");
  assert.equal(await page.getByTestId("moments").count(), 0);
  await context.close();
});

test("the time line is there from the start, and nothing moves for it", async () => {
  const { page, context } = await open(browser, { viewport: { width: 1440, height: 900 } });
  await drop(page, counts("a.goroutine.00.txt", 60), counts("a.goroutine.07.txt", 480));
  await state(page, "ready");
  const main = page.locator("main");
  const before = await main.boundingBox();
  await page.getByTestId("moments").waitFor();
  assert.deepEqual(await main.boundingBox(), before);
  await view(page, "flame");
  const flame = await main.boundingBox();
  await view(page, "growth");
  await view(page, "flame");
  await page.getByTestId("moments").waitFor();
  assert.deepEqual(await main.boundingBox(), flame);
  await context.close();
});
