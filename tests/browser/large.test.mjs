// Large files: those go another way, through a second worker, and are forgotten
// while they are decoded.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { drop, firstRow, launch, open, state } from "./lib.mjs";
import { profile } from "./profile.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** 60,000 samples of 1 in stacks that are all different, below `main`: some MB. */
const SAMPLES = 60_000;
const functions = Array.from({ length: 400 }, (_, i) => `example.com/service.Method${i}`);
let seed = 1;
const pick = () => functions[(seed = (seed * 48271) % 2147483647) % functions.length];
const stacks = Array.from({ length: SAMPLES }, (_, i) => {
  const frames = [functions[i % 400], functions[Math.floor(i / 400) % 400]];
  return [["main", ...frames, ...Array.from({ length: 20 }, pick)].join(";"), 1];
});
const bytes = Buffer.from(profile([["samples", "count"]], stacks));
// Hardly compressed, so that the file is large as well.
const zip = (content) => gzipSync(content, { level: 1 });
const file = zip(bytes);

async function showsEverything(page) {
  await state(page, "ready");
  await page.evaluate(() => (location.hash = "view=top&sort=cum"));
  await page.locator('[data-testid="row"][data-index="0"]').filter({ hasText: "main" }).waitFor();
  assert.match(await firstRow(page), /60000 100(\.00)?% main$/);
}

test("a large file is decoded while it arrives", async () => {
  assert.ok(file.length > 1 << 20, `the file has ${file.length} bytes`);
  const { page, context, problems } = await open(browser);
  await drop(page, { name: "large.pb.gz", bytes: file });
  await showsEverything(page);
  assert.deepEqual(problems, []);
  await context.close();
});

test("a large file of several parts opens, and so does one that is not compressed", async () => {
  const half = bytes.length >> 1;
  const parts = Buffer.concat([zip(bytes.subarray(0, half)), zip(bytes.subarray(half))]);
  for (const [name, content] of [["parts.pb.gz", parts], ["plain.pb", bytes]]) {
    const { page, context, problems } = await open(browser);
    await drop(page, { name, bytes: content });
    await showsEverything(page);
    assert.deepEqual(problems, [], name);
    await context.close();
  }
});

test("a large file that was cut off says so, and what was open stays", async () => {
  const { page, context } = await open(browser);
  await drop(page, { name: "large.pb.gz", bytes: file });
  await state(page, "ready");
  await drop(page, { name: "cut.pb.gz", bytes: file.subarray(0, file.length - 100_000) });
  const error = page.getByTestId("error");
  await error.waitFor();
  assert.match(await error.innerText(), /cut\.pb\.gz[^]*cut off/);
  assert.match(await page.getByTestId("file").innerText(), /large\.pb\.gz/);
  await context.close();
});

test("a large file can be cancelled, and opened again", async () => {
  const { page, context, problems } = await open(browser);
  // So many that the button is there before the first is read.
  const files = Array.from({ length: 12 }, (_, i) => ({ name: `large-${i}.pb.gz`, bytes: file }));
  await drop(page, ...files);
  const cancel = page.getByTestId("cancel").last();
  await cancel.click();
  await state(page, "ready");
  await page.getByTestId("progress").first().waitFor({ state: "detached" });
  assert.equal(await page.getByTestId("file").filter({ hasText: "large-11" }).count(), 0);
  await drop(page, files[11]);
  await page.getByTestId("file").filter({ hasText: "large-11" }).waitFor({ state: "attached" });
  await showsEverything(page);
  assert.deepEqual(problems, []);
  await context.close();
});
