// Presets of filters, and what shares are of.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop, fixture, launch, open, settled, state, texts, until, url, view } from "./lib.mjs";
import { calls } from "./profile.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function shown(file) {
  const opened = await open(browser, { viewport: { width: 1440, height: 900 } });
  const { page } = opened;
  await drop(page, file);
  await state(page, "ready");
  await view(page, "top");
  return { ...opened, rows: page.getByTestId("row") };
}

const chips = (page, count) =>
  until(`${count} chips`, async () => (await page.getByTestId("chip").count()) === count);

/** The figures of Top, by name, in seconds; the units are those of CPU profiles. */
async function figures(page) {
  const factors = { ns: 1e-9, us: 1e-6, ms: 1e-3, s: 1 };
  const seconds = (text) => Number.parseFloat(text) * (factors[text.replace(/[\d.]/g, "")] ?? 0);
  const rows = (await texts(page.getByTestId("row"))).map((row) => row.split(" "));
  return new Map(rows.map(([flat, , , cum, , name]) => [name, [seconds(flat), seconds(cum)]]));
}

test("my code only: what is hidden is charged to the callers, and nothing is lost", async () => {
  const { page, context, problems } = await shown(fixture("cpu.pb.gz"));
  const sum = (rows) => [...rows.values()].reduce((sum, [flat]) => sum + flat, 0);
  const rank = "example.com/hearth-fixtures/service/search.(*Index).Rank";
  const before = await figures(page);
  assert.deepEqual(before.get(rank), [0, 0.83]);
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("button", { name: "My code only" }).click();
  await chips(page, 1);
  await page.keyboard.press("Escape");
  await settled(page);
  await until("the library is gone", async () => !(await figures(page)).has("runtime.memmove"));
  const after = await figures(page);
  for (const name of after.keys()) assert.match(name, /^(main|example\.com)/);
  assert.ok(after.size > 5);
  // Rank sorts: of its 0.83 s all but what its own closure spent was the library's.
  assert.deepEqual(after.get(rank).map((v) => v.toFixed(2)), ["0.63", "0.83"]);
  // The same function costs the same, and what is below main.handle is still all there.
  const handle = before.get("main.handle")[1];
  assert.equal(after.get("main.handle")[1], handle);
  assert.ok(Math.abs(sum(after) - handle) < 0.02, `${sum(after)} of ${handle}`);
  assert.ok(sum(before) - sum(after) < 0.02, `${sum(before)} before, ${sum(after)} after`);
  // Once more takes it away.
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("button", { name: "My code only" }).click();
  await chips(page, 0);
  assert.deepEqual(problems, []);
  await context.close();
});

test("a preset of one's own is kept over a reload, applied, and deleted", async () => {
  const { page, context, problems } = await shown(calls);
  const entry = page.getByTestId("filter-input");
  for (const filter of ["focus: work", "ignore: /^b$/"]) {
    await entry.fill(filter);
    await entry.press("Escape"); // closes the list of completions, if there is one
    await entry.press("Enter");
  }
  await chips(page, 2);
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByTestId("preset-name").fill("only a");
  await page.keyboard.press("Enter");
  await page.getByTestId("preset").waitFor();
  const kept = await page.evaluate(() => Object.values(localStorage).join("\n"));
  assert.match(kept, /work/);
  assert.doesNotMatch(kept, /600|calls\.pb/, "names and patterns, never figures");
  await page.goto("about:blank");
  await page.goto(url);
  await page.locator('[data-testid="seal"][data-state="sealed"]').waitFor();
  await drop(page, calls);
  await state(page, "ready");
  await view(page, "top");
  await chips(page, 0);
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("button", { name: "only a", exact: true }).click();
  await chips(page, 2);
  await page.getByTestId("left").filter({ hasText: "60.00%" }).waitFor();
  await page.getByRole("button", { name: "Delete only a" }).click();
  await page.getByTestId("preset").waitFor({ state: "detached" });
  await chips(page, 2);
  assert.doesNotMatch(await page.evaluate(() => Object.values(localStorage).join("\n")), /work/);
  assert.deepEqual(problems, []);
  await context.close();
});

test("shares are of all, or of what is left, as one chooses", async () => {
  const { page, context, rows } = await shown(calls);
  await page.getByTestId("row").filter({ hasText: "work" }).click();
  await page.keyboard.press("f");
  await chips(page, 1);
  const work = rows.filter({ hasText: "work" });
  await work.filter({ hasText: "60.00%" }).waitFor();
  assert.deepEqual(await texts(work), ["600ns 60.00% 60.00% 700ns 70.00% work"]);
  await page.getByTestId("left").filter({ hasText: "70.00%" }).waitFor();
  const choice = page.locator('.rest [data-param="rel"]');
  await choice.selectOption({ label: "% of what is left" });
  await work.filter({ hasText: "85.71%" }).waitFor();
  assert.deepEqual(await texts(work), ["600ns 85.71% 85.71% 700ns 100% work"]);
  // What is left is still said of all.
  await page.getByTestId("left").filter({ hasText: "70.00%" }).waitFor();
  await view(page, "flame");
  await page.locator('[data-testid="view-flame"][data-boxes]').waitFor();
  await page.goBack();
  await choice.selectOption({ label: "% of all" });
  await work.filter({ hasText: "60.00%" }).waitFor();
  await context.close();
});
