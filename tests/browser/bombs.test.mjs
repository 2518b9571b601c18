// Small files that are made to cost much, and an engine that ends in the middle: what was open
// stays, and nothing waits for ever.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { drop, launch, open, settled, state, until, view } from "./lib.mjs";
import { calls, profile } from "./profile.mjs";
import { zip } from "./zip.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const error = (page) => page.getByTestId("error");

/** Opens a file that is one. */
async function opened(options) {
  const visited = await open(browser, options);
  await drop(visited.page, calls);
  await state(visited.page, "ready");
  // What names are made visible with comes after the first view.
  await visited.page.getByTestId("save").waitFor();
  return visited;
}

/** The longest text that is seen, or said as a title or label. */
const longest = (page) =>
  page.evaluate(() => {
    let most = document.title.length;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) most = Math.max(most, walker.currentNode.length);
    for (const element of document.querySelectorAll("[title], [aria-label]")) {
      most = Math.max(most, element.title.length, element.ariaLabel?.length ?? 0);
    }
    return most;
  });

test("a name of a megabyte is shown short in every view, and is still itself", async () => {
  const { page, context, problems } = await opened();
  const name = `main.${"x".repeat(1_000_000)}end`;
  await drop(page, {
    name: "long.pb.gz",
    bytes: gzipSync(profile([["cpu", "nanoseconds"]], [[`main;${name}`, 100, { [name]: name }]], { [name]: [`/src/${name}.go`, 1] }, { comments: [name], binary: name })),
  });
  await page.getByTestId("file").nth(1).locator(".show").click();
  await settled(page);
  const tabs = await page.locator('[data-testid^="tab-"]').evaluateAll((all) => all.map((tab) => tab.dataset.testid.slice(4)));
  const took = {};
  for (const tab of tabs.filter((tab) => tab !== "compare")) {
    const from = Date.now();
    await page.getByTestId(`tab-${tab}`).click();
    await page.getByTestId(`view-${tab}`).or(page.getByTestId("message")).first().waitFor();
    await settled(page);
    // The page answers: it is not laying out a line of a megabyte.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve())));
    took[tab] = Date.now() - from;
    assert.ok((await longest(page)) < 6000, `${tab}: a text of ${await longest(page)} characters`);
  }
  console.log(`a name of a megabyte, in ms: ${JSON.stringify(took)}`);
  // What is done with a function needs its own name.
  await view(page, "peek");
  const subject = (text) => page.getByTestId("peek-subject").locator("h2").filter({ hasText: text }).waitFor();
  await subject("1000008 bytes");
  await page.locator('[data-side="0"] [data-line]').first().click();
  await subject(/^main$/);
  const callee = page.locator('[data-side="1"] [data-line]').first();
  assert.equal(await callee.evaluate((line) => line.dataset.name.length), name.length);
  await callee.click();
  await subject("1000008 bytes");
  assert.deepEqual(problems, []);
  await context.close();
});

test("names with hidden characters are told apart, in every place", async () => {
  const { page, context, problems } = await opened();
  const names = ["main.safe\u202eelif.evil", "main.f\u200b", "main.f", "main.two\nlines", " ", "main.\x1b[2J"];
  await drop(page, {
    name: "sealed\u202egpj.pb",
    bytes: profile([["\u202ecpu", "nanoseconds"]], names.map((name, i) => [name, 100 - i])),
  });
  const file = page.getByTestId("file").nth(1);
  await file.locator(".show").click();
  await settled(page);
  assert.match(await file.innerText(), /sealed\\u202egpj\.pb/);
  assert.match(await page.title(), /sealed\\u202egpj\.pb/);
  assert.equal(await page.locator('[role="radiogroup"]').innerText(), "\\u202ecpu");
  await view(page, "top");
  const rows = await page.getByTestId("row").evaluateAll((all) => all.map((row) => row.querySelector(".name").textContent));
  assert.deepEqual(rows, ["main.safe\\u202eelif.evil", "main.f\\u200b", "main.f", "main.two\\nlines", "\\x20", "main.\\x1b[2J"]);
  // A filter made of such a name is about that name.
  await page.getByTestId("row").nth(1).click();
  await view(page, "peek");
  assert.equal(await page.locator('[data-testid="peek-subject"] h2').innerText(), "main.f\\u200b");
  assert.deepEqual(problems, []);
  await context.close();
});

test("a small file that takes much in memory is refused before it does", async () => {
  const { page, context } = await opened();
  const kinds = {
    "strings.pb.gz": Buffer.alloc(60 << 20, Buffer.from([0x32, 0])),
    "zeros.pb.gz": Buffer.alloc(60 << 20),
    "mappings.pb.gz": Buffer.concat([Buffer.from([0x32, 0]), Buffer.alloc(60 << 20, Buffer.from([0x1a, 0]))]),
  };
  for (const [name, content] of Object.entries(kinds)) {
    await drop(page, { name, bytes: gzipSync(content) });
    const said = error(page).filter({ hasText: name });
    await said.waitFor();
    assert.match(await said.innerText(), /compresses a profile that much|found mapping with reserved ID/);
  }
  assert.equal(await page.getByTestId("file").count(), 1);
  // The engine has not taken what it refused.
  const memory = await page.evaluate(() =>
    Math.max(0, ...performance.getEntriesByType("measure").map(({ detail }) => detail?.memory ?? 0)));
  assert.ok(memory < 200 << 20, `${memory} bytes`);
  await context.close();
});

test("a zip whose entries overlap, or grow out of all proportion, is not read", async () => {
  const { page, context, problems } = await opened();
  const zeros = Buffer.alloc(40 << 20);
  const overlapping = zip([{ name: "a.pb", bytes: zeros }, ...[1, 2, 3].map((i) => ({ name: `b${i}.pb`, bytes: zeros, at: 0 }))], { deflated: true });
  await drop(page, { name: "overlap.zip", bytes: overlapping });
  await page.getByTestId("remark").filter({ hasText: "entries overlap" }).waitFor();
  // One that says what it is, and one that says less.
  const growing = zip([{ name: "a.pb", bytes: zeros }, { name: "b.pb", bytes: zeros, claims: 10 }, { ...calls, name: "good.pb" }], { deflated: true });
  await drop(page, { name: "growing.zip", bytes: growing });
  await page.getByTestId("file").filter({ hasText: "good.pb" }).waitFor();
  assert.equal(await page.getByTestId("file").count(), 2);
  await page.getByTestId("remark").filter({ hasText: "growing.zip/a.pb" }).waitFor();
  await page.getByTestId("remark").filter({ hasText: "growing.zip/b.pb" }).waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test("an expression that would take minutes is refused, and the page goes on", async () => {
  const { page, context, problems } = await open(browser);
  const names = Array.from({ length: 4000 }, (_, i) => `example.com/service/with/a/long/path.Type${i}.Method${"x".repeat(20)}`);
  await drop(page, { name: "many.pb", bytes: profile([["cpu", "nanoseconds"]], names.map((name) => [`main;${name}`, 1])) });
  await state(page, "ready");
  const pattern = encodeURIComponent(`(?i)${"é|".repeat(5000)}x`);
  await page.evaluate((pattern) => (location.hash = `view=top&f=${pattern}`), pattern);
  const refused = page.locator('[data-testid="message"][data-kind="refused"]');
  await refused.waitFor();
  assert.match(await refused.innerText(), /too long/);
  await page.evaluate(() => (location.hash = "view=top&f=Type7"));
  await page.getByTestId("row").first().waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

/** The engine's worker; the seal has others for a while. */
async function engine(page) {
  for (const worker of page.workers()) {
    const kind = await worker.evaluate(() => typeof hearth_engine).catch(() => "gone");
    if (kind === "function") return worker;
  }
  throw new Error("there is no engine");
}

test("an engine that ends without a word is noticed and replaced, and no file is closed", async () => {
  const { page, context } = await opened();
  await drop(page, { ...calls, name: "second.pb" });
  await page.getByTestId("file").nth(1).and(page.locator('[data-state="ready"]')).waitFor();
  const before = await engine(page);
  await before.evaluate(() => self.close()).catch(() => {});
  await page.getByTestId("remark").filter({ hasText: "started again" }).waitFor();
  await until("both files are read again", () => page.locator('[data-testid="file"][data-state="ready"]').count().then((count) => count === 2));
  assert.equal(await error(page).count(), 0);
  await view(page, "top");
  assert.ok((await page.getByTestId("row").count()) > 3);
  await context.close();
});

test("an engine that throws nobody knows what about closes no file, unless it does so again", async () => {
  const { page, context } = await opened();
  await drop(page, { ...calls, name: "second.pb" });
  await page.getByTestId("file").nth(1).and(page.locator('[data-state="ready"]')).waitFor();
  await (await engine(page)).evaluate(() => void setTimeout(() => { throw new Error("in the middle"); }));
  await page.getByTestId("remark").filter({ hasText: "started again" }).waitFor();
  await until("both files are read again", () => page.locator('[data-testid="file"][data-state="ready"]').count().then((count) => count === 2));
  await view(page, "graph");
  assert.equal(await error(page).count(), 0);
  await context.close();
});

test("an engine that works for long is not taken for one that ended", async () => {
  const { page, context, problems } = await opened();
  await (await engine(page)).evaluate(() => {
    const until = Date.now() + 8000;
    while (Date.now() < until);
  });
  await view(page, "top");
  assert.equal(await page.getByTestId("remark").count(), 0);
  assert.deepEqual(problems, []);
  await context.close();
});
