// Presets of filters, and what shares are of.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop, fixture, launch, open, settled, state, texts, until, url, view } from "./lib.mjs";
import { calls, profile } from "./profile.mjs";

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

/** A profile of other languages: names and files, with what each costs. */
function mixed(stacks, files) {
  return { name: "mixed.pb", bytes: profile([["cpu", "nanoseconds"]], stacks, files) };
}

const java = mixed(
  [
    ["java.lang.Thread.run;com.example.Cart.add;java.util.HashMap.put", 500, {}],
    ["java.lang.Thread.run;com.example.Cart.add;org.apache.commons.Text.join", 200, {}],
    ["GCTaskThread::run;G1ParTask::work", 200, {}],
    ["java.lang.Thread.run;jdk.internal.misc.Unsafe.park", 100, {}],
  ],
  { "com.example.Cart.add": ["Cart.java", 1], "java.util.HashMap.put": ["HashMap.java", 1] },
);

test("presets are those that would change something, and the legend has only what is drawn", async () => {
  const { page, context, problems } = await shown(java);
  await view(page, "flame");
  const keys = page.getByTestId("legend").locator("[data-part=key]");
  await until("the legend", async () => (await keys.count()) > 0);
  assert.deepEqual(await texts(keys), [
    "your code",
    "dependencies",
    "standard library",
    "garbage collection, allocation",
    "idle, waiting",
  ]);
  assert.ok((await keys.first().locator("rect").count()) > 4, "the range of shades");
  await page.getByRole("button", { name: "Presets" }).click();
  const own = page.locator("#filter-presets .mine");
  assert.deepEqual(await texts(own), [
    "My code only",
    "Without GC",
    "Without runtime",
    "Without idle and system calls",
  ]);
  await own.nth(1).click();
  await chips(page, 1);
  await own.nth(3).click();
  await chips(page, 2);
  await page.keyboard.press("Escape");
  await page.getByTestId("left").filter({ hasText: "700ns of 1000ns, 70.00%" }).or(
    page.getByTestId("left").filter({ hasText: "70.00%" })).first().waitFor();
  await view(page, "top");
  const names = [...(await figures(page)).keys()];
  assert.ok(names.includes("com.example.Cart.add"), String(names));
  assert.ok(!names.some((name) => /G1|Unsafe/.test(name)), String(names));
  assert.deepEqual(problems, []);
  await context.close();
});

test("where there is no runtime no preset is offered", async () => {
  const { page, context } = await shown(mixed([["main;f", 5, {}]], { main: ["main.c", 1], f: ["f.c", 2] }));
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByTestId("preset-name").waitFor();
  assert.equal(await page.locator("#filter-presets .mine").count(), 0);
  await context.close();
});

test("a kind of filter is chosen where each is explained", async () => {
  const { page, context, problems } = await shown(calls);
  await page.getByTestId("filter-kind").click();
  const items = page.locator("#filter-kinds li");
  assert.equal(await items.count(), 10);
  for (const text of await texts(items)) assert.ok(text.split(" ").length > 3, text);
  await page.locator('#filter-kinds [data-kind="hide"]').click();
  await until("the menu is closed", async () => (await page.locator("#filter-kinds:popover-open").count()) === 0);
  await page.keyboard.type("work");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await chips(page, 1);
  assert.equal(await page.getByTestId("chip").getAttribute("data-kind"), "h");
  assert.deepEqual(problems, []);
  await context.close();
});
