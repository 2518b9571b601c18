// Snapshots: folders, zips and many files become series; the answer comes first.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { drop, dropPaths, fixture, launch, noFolders, open, settled, state, texts, until } from "./lib.mjs";

const profiles = fileURLToPath(new URL("../leaks/profiles", import.meta.url));
const beside = fileURLToPath(new URL("../../../shared/corpus", import.meta.url));
const orders = path.join(process.env.HEARTH_CORPUS ?? beside, "orders");

const folders = [];
let browser;
before(async () => (browser = await launch()));
after(async () => {
  await browser.close();
  for (const folder of folders) await rm(folder, { recursive: true });
});

const temporary = async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "hearth-snapshots-"));
  folders.push(folder);
  return folder;
};

/** The files of a run, by their full paths. */
const files = (run) => readdirSync(path.join(profiles, run)).map((name) => path.join(profiles, run, name));

async function shown(page) {
  await page.getByTestId("view-growth").waitFor();
  await settled(page);
  await state(page, "ready");
}

test("a folder of snapshots gives the answer first", { skip: noFolders }, async () => {
  const { page, context, problems } = await open(browser);
  const folder = path.join(await temporary(), "run");
  await cp(path.join(profiles, "chan-send"), folder, { recursive: true });
  await writeFile(path.join(folder, "heap.99.pb.gz"), "this is no profile");
  await dropPaths({ page, context }, folder);
  await shown(page);
  const answer = await page.getByTestId("answer").innerText();
  assert.match(answer, /main\.query leaks/);
  assert.match(answer, /main\.go:15/);
  assert.match(answer, /They wait for: chan send/);
  // The wrong one is named, and the rest works.
  assert.match(await page.getByTestId("error").first().innerText(), /heap\.99\.pb\.gz/);
  assert.equal(await page.getByTestId("file").count(), 18);
  assert.equal(await page.getByTestId("series-line").count(), 2);
  assert.deepEqual(problems, []);
  await context.close();
});

test("scrubbing moves every view to that moment, and the table is ranked and filtered", async () => {
  const { page, context } = await open(browser);
  await drop(page, ...files("context-chain"));
  await shown(page);
  const rows = page.getByTestId("row");
  const all = await texts(rows);
  assert.match(all[0], /leak .*main\.\(\*consumer\)\.handle/);
  await page.getByTestId("search-input").fill("renderPage");
  await until("one row is left", async () => (await rows.count()) === 1);
  await page.getByTestId("search-input").fill("");
  // The first series has nine snapshots: the slider's first place is the first of them.
  const slider = page.getByTestId("scrub").first();
  await slider.focus();
  await page.keyboard.press("Home");
  await page.locator('[data-testid="file"].active', { hasText: ".00.pb.gz" }).waitFor({ state: "attached" });
  await page.keyboard.press("ArrowRight");
  await page.locator('[data-testid="file"].active', { hasText: ".01.pb.gz" }).waitFor({ state: "attached" });
  await page.getByTestId("limit-input").fill("1GB");
  await until("the limit is told", async () =>
    (await page.getByTestId("until").allInnerTexts()).some((text) => /heap reaches it in/.test(text)));
  await page.getByTestId("tab-top").click();
  await page.getByTestId("view-top").waitFor();
  await context.close();
});

test("a zip of snapshots is a folder of them", async () => {
  const { page, context } = await open(browser);
  const zip = path.join(await temporary(), "snapshots.zip");
  execFileSync("python3", [
    "-c",
    "import sys, zipfile, os\nz = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)\n" +
      "for n in sorted(os.listdir(sys.argv[2])): z.write(os.path.join(sys.argv[2], n), 'run/' + n)\nz.close()",
    zip,
    path.join(profiles, "timers"),
  ]);
  await drop(page, zip);
  await shown(page);
  assert.match(await page.getByTestId("answer").innerText(), /main\.deliver leaks/);
  await context.close();
});

test("without a leak it says so, and too few snapshots say what to collect", async () => {
  const { page, context } = await open(browser);
  await drop(page, ...files("none-steady"));
  await shown(page);
  assert.match(await page.getByTestId("answer").innerText(), /Nothing/);
  assert.equal(await page.locator('[data-verdict="leak"]').count(), 0);
  await context.close();
  const few = await open(browser);
  await drop(few.page, ...files("context-chain").slice(0, 2));
  await state(few.page, "ready");
  await few.page.getByTestId("tab-growth").click();
  await few.page.getByTestId("view-growth").waitFor();
  const text = await few.page.getByTestId("answer").innerText();
  assert.match(text, /Too few snapshots/);
  assert.match(text, /\/debug\/pprof\/goroutine/);
  await few.context.close();
});

test("the report is copied as Markdown", async () => {
  const { page, context } = await open(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  await drop(page, ...files("mutex"));
  await shown(page);
  await page.getByTestId("copy-markdown").click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /^## main\.\(\\\*account\)\.withdraw leaks \(\d+%\)/);
  assert.match(text, /```\n/);
  await context.close();
});

test("the leaking line of the corpus is on the first screen", { skip: noFolders }, async (t) => {
  if (!existsSync(orders)) {
    console.error(`\n*** SKIPPED: no corpus at ${orders} ***\n`);
    return t.skip("no corpus");
  }
  for (const [width, height] of [[1440, 900], [1280, 800], [390, 780]]) {
    const { page, context } = await open(browser, { viewport: { width, height } });
    await dropPaths({ page, context }, path.join(orders, "goroutine"));
    await shown(page);
    const answer = page.getByTestId("suspect").first();
    assert.match(await answer.innerText(), /main\.fanOut leaks/);
    const place = answer.getByTestId("suspect-place");
    assert.match(await place.innerText(), /main\.go:98$/);
    // Nothing scrolls it away later, and nothing lies above it.
    await page.waitForTimeout(500);
    const [view, box] = [await page.locator("main").boundingBox(), await place.boundingBox()];
    assert.ok(box.y >= view.y && box.y + box.height < height - 100, `at ${width}: ${box.y}`);
    if (process.env.HEARTH_SHOTS) {
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        const name = `snapshots-${colorScheme}-${width}.png`;
        await page.screenshot({ path: path.join(process.env.HEARTH_SHOTS, name) });
      }
    }
    await context.close();
  }
});

test("where nothing can be followed, it says what to drop", async () => {
  const { page, context } = await open(browser);
  await drop(page, fixture("cpu.pb.gz"));
  await state(page, "ready");
  await page.getByTestId("tab-growth").click();
  await shown(page);
  const view = page.getByTestId("view-growth");
  assert.match(await view.innerText(), /Drop several profiles.*heap.*goroutine/s);
  assert.equal(await view.locator("input, button").count(), 0, "there is nothing to set");
  await context.close();
});

test("a button leads to what changed since the first moment", async () => {
  const { page, context } = await open(browser);
  await drop(page, ...files("chan-send"));
  await shown(page);
  await page.getByTestId("scrub").first().fill("5");
  await page.getByTestId("since-first").first().click();
  await page.getByTestId("view-compare").waitFor();
  await settled(page);
  const roles = await page.locator("select.role").evaluateAll((all) => all.map((one) => one.value));
  const count = (role) => roles.filter((one) => one === role).length;
  assert.deepEqual([count("1"), count("2")], [1, 1]);
  assert.match(await page.getByTestId("changed-since").innerText(), /^Change since \+0s/);
  await context.close();
});

/** Goroutines as debug=1 has them: so many that wait in each function. */
function counts(name, rows) {
  const total = Object.values(rows).reduce((sum, count) => sum + count);
  const lines = Object.entries(rows).map(
    ([name, count], at) =>
      `${count} @ 0x${at + 1}1\n#\t0x10\t${name}+0x4\t/app/main.go:${98 - at}\n\n`,
  );
  return { name, bytes: Buffer.from(`goroutine profile: total ${total}\n${lines.join("")}`) };
}

const old = counts("goroutine.00.txt", { "main.fanOut": 60, "main.serve": 3 });
const young = counts("goroutine.07.txt", { "main.fanOut": 480, "main.serve": 3 });

test("of two snapshots what grew most is the answer, and that two cannot tell", async () => {
  for (const given of [[old, young], [young, old]]) {
    const { page, context, problems } = await open(browser, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await drop(page, ...given);
    await state(page, "ready");
    await page.getByTestId("tab-growth").click();
    await shown(page);
    const suspect = page.getByTestId("suspect");
    assert.equal(await suspect.count(), 1);
    assert.equal(await suspect.locator("h2").innerText(), "main.fanOut main.go:98: 60 → 480 goroutines");
    const answer = await page.getByTestId("answer").innerText();
    assert.match(answer, /two snapshots cannot tell a leak from a burst: take five or more/);
    assert.deepEqual(await texts(page.getByTestId("row")), ["grew 480 +420 a snapshot main.fanOut"]);
    await page.getByTestId("copy-markdown").click();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /^## main\.fanOut main\.go:98: 60 → 480 goroutines\n/);
    assert.match(text, /two snapshots cannot tell a leak from a burst/);
    assert.deepEqual(problems, []);
    await context.close();
  }
});

test("of two snapshots the same is said in Chinese", async () => {
  const { page, context } = await open(browser, { locale: "zh-CN" });
  await drop(page, old, young);
  await state(page, "ready");
  await page.getByTestId("tab-growth").click();
  await shown(page);
  const answer = await page.getByTestId("answer").innerText();
  assert.match(answer, /main\.fanOut main\.go:98：60 → 480 个 goroutine/);
  assert.match(answer, /两个快照分不清泄漏与突发/);
  // Of English, only names are left.
  const rest = answer.replace(/main\.\S+|goroutines?|\/debug\/pprof\/\S*|Markdown|\/app\S*/g, "");
  assert.doesNotMatch(rest, /[a-z]{3}/i);
  await context.close();
});

test("without growth there are no headings above nothing", async () => {
  const { page, context } = await open(browser);
  await drop(page, old, counts("goroutine.07.txt", { "main.fanOut": 60, "main.serve": 3 }));
  await state(page, "ready");
  await page.getByTestId("tab-growth").click();
  await shown(page);
  await page.getByTestId("no-rows").waitFor();
  assert.equal(await page.locator(".moving [role=columnheader]").count(), 0);
  assert.match(await page.getByTestId("answer").innerText(), /Nothing grew/);
  await context.close();
});

test("how sure a verdict is stands in its headline, in the table and in Markdown", async () => {
  const { page, context } = await open(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  await drop(page, ...files("chan-send"));
  await shown(page);
  assert.match(await page.getByTestId("suspect").first().locator("h2").innerText(), /^main\.query leaks \(99%\)$/);
  assert.match((await texts(page.getByTestId("row")))[0], /^leak .* 99% main\.query$/);
  await page.getByTestId("copy-markdown").click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /^## main\.query leaks \(99%\)\n/);
  await context.close();
  // Of this one it is less than sure.
  const doubtful = await open(browser);
  await drop(doubtful.page, ...files("append"));
  await shown(doubtful.page);
  const title = doubtful.page.getByTestId("suspect").first().locator("h2");
  assert.match(await title.innerText(), /^main\.recordAudit grows and may leak \(12%\)$/);
  assert.match((await texts(doubtful.page.getByTestId("row")))[0], /^growing .* 12% main\.recordAudit$/);
  await doubtful.context.close();
});
