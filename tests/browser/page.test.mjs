// The page as a viewer: filters, undo, links, keys, what can be taken away.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { drop, fixture, hash, launch, open, settled, state, until } from "./lib.mjs";

const run = promisify(execFile);
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const fragment = (page, text) =>
  until(`the address has ${text}`, async () => (await hash(page)).includes(text));

async function opened(name = "cpu.pb.gz", options = {}) {
  const all = await open(browser, { viewport: { width: 1440, height: 900 }, ...options });
  await drop(all.page, fixture(name));
  await state(all.page, "ready");
  return all;
}

async function top(page) {
  await page.getByTestId("tab-top").click();
  await page.getByTestId("row").first().waitFor();
  await settled(page);
}

test("each filter can be made of the selection with one key, and shows as a chip", async () => {
  const { page, context, problems } = await opened();
  await top(page);
  for (const [key, param] of [["f", "f="], ["i", "i="], ["h", "h="], ["s", "s="], ["r", "sf="], ["p", "prunefrom="]]) {
    await page.getByTestId("row").nth(2).click();
    await page.keyboard.press(key);
    await fragment(page, `&${param}`);
    await page.getByTestId("chip").first().waitFor();
    await settled(page);
    await page.keyboard.press("x");
    await until("the chip is gone", async () => (await page.getByTestId("chip").count()) === 0);
    assert.ok(!(await hash(page)).includes(`&${param}`));
    await settled(page);
  }
  assert.deepEqual(problems, []);
  await context.close();
});

test("filters are typed, switched off, made a regular expression, and their mistakes shown", async () => {
  const { page, context, problems } = await opened();
  await top(page);
  const entry = page.getByTestId("filter-input");
  for (const [typed, param] of [
    ["focus: main", "f=main"],
    ["ignore: /gc.*/", "i=gc.*"],
    ["hide: mallocgc", "h=mallocgc"],
    ["tag focus: bytes=1kb:", "tf=bytes=1kb:"],
  ]) {
    await entry.fill(typed);
    await entry.press("Escape"); // closes the list of completions, if there is one
    await entry.press("Enter");
    await fragment(page, param);
  }
  assert.equal(await page.getByTestId("chip").count(), 4);
  await page.getByTestId("chip").first().locator('[aria-pressed]').first().click();
  await until("switched off", async () => !(await hash(page)).includes("&f=main"));
  assert.equal(await page.getByTestId("chip").count(), 4, "a chip that is off stays");
  await entry.fill("focus: /(/");
  await until("the mistake is shown", async () => (await entry.getAttribute("aria-invalid")) === "true");
  assert.deepEqual(problems, []);
  await context.close();
});

test("the menu of a row makes filters", async () => {
  const { page, context } = await opened();
  await top(page);
  await page.getByTestId("row").nth(1).click({ button: "right" });
  const menu = page.locator('[role="menu"]:visible');
  await menu.waitFor();
  await menu.getByRole("menuitem").first().click();
  await fragment(page, "&f=");
  await page.getByTestId("chip").waitFor();
  await context.close();
});

test("undo goes through eight steps to the start, and forward again", async () => {
  const { page, context } = await opened();
  await settled(page);
  const seen = [await hash(page)];
  const step = async (act) => {
    const before = await hash(page);
    await act();
    await until(`step ${seen.length} after ${before}`, async () => (await hash(page)) !== before);
    await settled(page);
    seen.push(await hash(page));
  };
  const entry = page.getByTestId("filter-input");
  await step(() => page.getByTestId("tab-top").click());
  await step(() => page.getByTestId("sample-type-samples").click());
  await step(() => page.getByTestId("sort-cum").click());
  await step(async () => { await entry.fill("focus: main"); await entry.press("Escape"); await entry.press("Enter"); });
  await step(async () => { await entry.fill("ignore: gcBgMarkWorker"); await entry.press("Escape"); await entry.press("Enter"); });
  await step(() => page.getByTestId("tab-traces").click());
  await step(() => page.getByTestId("tab-tags").click());
  await step(() => page.getByTestId("tab-flame").click());
  for (let i = seen.length - 2; i >= 0; i--) {
    await page.goBack();
    await until(`back at step ${i}`, async () => (await hash(page)) === seen[i]);
    await settled(page);
  }
  for (let i = 1; i < seen.length; i++) {
    await page.goForward();
    await until(`forward at step ${i}`, async () => (await hash(page)) === seen[i]);
  }
  await settled(page);
  await page.getByTestId("view-flame").waitFor();
  await context.close();
});

test("a link shows the same in another tab, and says if the file is another one", async () => {
  const { page, context } = await opened();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((h) => (location.hash = h), "view=top&f=main&sort=cum");
  await settled(page);
  await page.getByTestId("row").first().waitFor();
  const here = await page.getByTestId("row").allInnerTexts();
  await page.getByTestId("copy-link").click();
  await page.getByTestId("remark").waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /h\.sha256=[0-9a-f]{64}/);
  const same = await open(browser, { address: link, viewport: { width: 1440, height: 900 } });
  await drop(same.page, fixture("cpu.pb.gz"));
  await state(same.page, "ready");
  await settled(same.page);
  await same.page.getByTestId("row").first().waitFor();
  assert.deepEqual(await same.page.getByTestId("row").allInnerTexts(), here);
  assert.equal(await same.page.getByTestId("remark").filter({ hasText: "SHA-256" }).count(), 0);
  const other = await open(browser, { address: link });
  await drop(other.page, fixture("heap.pb.gz"));
  await other.page.getByTestId("sent-other").filter({ hasText: "different content" }).waitFor();
  for (const one of [context, same.context, other.context]) await one.close();
});

test("the address stays clean when that is wished, and nothing is kept after forgetting", async () => {
  const { page, context } = await opened();
  await page.getByTestId("settings").click();
  await page.getByTestId("in-address").click();
  const before = await hash(page);
  await page.keyboard.press("Escape");
  await page.getByTestId("tab-top").click();
  await page.getByTestId("view-top").waitFor();
  assert.equal(await hash(page), before);
  await page.getByTestId("settings").click();
  await page.getByTestId("forget").click();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await context.close();
});

test("the page speaks Chinese where the browser does, and where it is told to", async () => {
  const { page, context } = await opened("cpu.pb.gz", { locale: "zh-CN" });
  assert.equal(await page.getByTestId("tab-flame").innerText(), "火焰图");
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  await page.getByTestId("settings").click();
  await page.locator("#settings select").first().selectOption({ label: "English" });
  await until("English", async () => (await page.getByTestId("tab-flame").innerText()) === "Flame");
  await state(page, "ready");
  await context.close();
});

/** The reference, where it is installed beside the repository. */
const reference = fileURLToPath(new URL("../../../shared/tools/go-pprof", import.meta.url));

async function saved(page, form) {
  await page.getByTestId("save").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByTestId(`save-${form}`).click(),
  ]);
  const folder = await mkdtemp(path.join(os.tmpdir(), "hearth-"));
  const file = path.join(folder, download.suggestedFilename());
  await download.saveAs(file);
  return { file, content: await readFile(file) };
}

test("each form can be saved", async () => {
  const { page, context, problems } = await opened();
  const flame = await saved(page, "svg");
  assert.match(flame.content.toString(), /^<svg[^]*<\/svg>\s*$/);
  assert.match(flame.content.toString(), /cpu/);
  const png = await saved(page, "png");
  assert.equal(png.content.subarray(1, 4).toString(), "PNG");
  assert.match((await saved(page, "folded")).content.toString(), /^\S.*;.* \d+$/m);
  const json = JSON.parse((await saved(page, "speedscope")).content.toString());
  assert.ok(json.shared.frames.length > 10);
  await top(page);
  const golden = await readFile(new URL("../golden/cpu.pb.gz.txt", import.meta.url), "utf8");
  const section = golden.split(/^\$ /m).find((text) => text.startsWith("-top cpu.pb.gz\n"));
  const text = (await saved(page, "text")).content.toString();
  assert.equal(text, section.slice(section.indexOf("\n") + 1));
  assert.match((await saved(page, "csv")).content.toString(), /flat/);
  assert.match((await saved(page, "svg")).content.toString(), /^<svg[^]*flat%[^]*<\/svg>\s*$/);
  await page.getByTestId("row").first().click();
  for (const tab of ["peek", "source", "traces", "tags", "about"]) {
    await page.getByTestId(`tab-${tab}`).click();
    await settled(page);
    assert.ok((await saved(page, "text")).content.length > 20, tab);
    if (tab !== "traces") assert.match((await saved(page, "csv")).content.toString(), /,/);
  }
  assert.deepEqual(problems, []);
  await context.close();
});

test("the filtered profile that is saved means the same to the reference", async (t) => {
  const { page, context } = await opened();
  await page.evaluate((h) => (location.hash = h), "view=top&f=main&h=mallocgc");
  await page.getByTestId("row").first().waitFor();
  await settled(page);
  const { file, content } = await saved(page, "proto");
  assert.equal(content[0], 0x1f, "it is compressed");
  await context.close();
  if (!existsSync(reference)) {
    t.diagnostic("*** SKIPPED: go tool pprof is not beside the repository ***");
    return;
  }
  const env = { ...process.env, TZ: "UTC" };
  const rows = (text) => text.slice(text.indexOf("flat%")).split("\n").filter(Boolean);
  const args = ["-symbolize=none", "-top", "-nodefraction=0"];
  const before = await run(reference, [...args, "-focus=main", "-hide=mallocgc", fixture("cpu.pb.gz")], { env });
  const after = await run(reference, [...args, file], { env });
  // Shares are of what is left now.
  const figures = (rows) => rows.slice(1).map((row) => row.replace(/\s+[\d.]+%/g, "").trim());
  assert.deepEqual(figures(rows(after.stdout)), figures(rows(before.stdout)));
});
