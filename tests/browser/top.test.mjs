// The table of functions, with twenty thousand of them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop, hash, launch, open, settled, state, texts, until, view } from "./lib.mjs";
import { profile } from "./profile.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

// main.main calls 19,999 functions in a hundred packages. F00042 costs 42, so the row at
// each place, its figures and its sum are known.
const COUNT = 20_000;
const TOTAL = ((COUNT - 1) * COUNT) / 2;
const nameOf = (cost) =>
  `example.com/p${String(cost % 100).padStart(2, "0")}.F${String(cost).padStart(5, "0")}`;
const large = {
  name: "large.pb",
  bytes: profile(
    [["events", "count"]],
    Array.from({ length: COUNT - 1 }, (_, i) => [`main.main;${nameOf(i + 1)}`, i + 1]),
  ),
};

// Packages, and an order by cum that is not that by flat.
const small = {
  name: "small.pb",
  bytes: profile(
    [["cpu", "nanoseconds"]],
    [
      ["main.main;example.com/b.slow", 600],
      ["main.main;example.com/a.one;example.com/a.two", 250],
      ["main.main;example.com/a.one", 50],
      ["main.main", 100],
    ],
  ),
};

async function shown(file) {
  const opened = await open(browser, { viewport: { width: 1440, height: 900 } });
  await drop(opened.page, file);
  await state(opened.page, "ready");
  await view(opened.page, "top");
  const { page } = opened;
  await page.getByTestId("row").first().waitFor();
  const rows = page.getByTestId("row");
  const place = (place) => page.locator(`[data-testid="row"][data-index="${place}"]`);
  const says = (text) => page.getByTestId("row-count").filter({ hasText: text }).waitFor();
  return { ...opened, rows, place, says, table: page.getByTestId("view-top") };
}

const names = (rows) =>
  rows.locator(".name:not(.extra)").evaluateAll((cells) => cells.map((c) => c.textContent.trim()));

/** Waits until the first row is of this function. */
const first = ({ place }, name) => place(0).filter({ hasText: name }).waitFor();

test("of 20,000 rows fewer than 100 are in the page, wherever it is scrolled to", async () => {
  const { page, context, rows, place, table, problems } = await shown(large);
  assert.equal(await table.getAttribute("data-rows"), String(COUNT));
  const scroller = table.locator(".scroller");
  /** The rows on the screen are those that belong at this scroll, with their figures. */
  const consistent = async (where) => {
    const count = await rows.count();
    assert.ok(count > 10 && count < 100, `${count} rows ${where}`);
    const window = await scroller.boundingBox();
    const seen = await rows.evaluateAll((rows, { top, bottom }) => {
      const on = (row) => {
        const box = row.getBoundingClientRect();
        return box.bottom > top + 1 && box.top < bottom - 1;
      };
      return rows.filter(on).map((row) => [Number(row.dataset.index), row.innerText]);
    }, { top: window.y, bottom: window.y + window.height });
    const height = (await rows.first().boundingBox()).height;
    assert.ok(seen.length >= Math.floor(window.height / height), `${seen.length} rows fill ${where}`);
    for (const [index, text] of seen) {
      const cost = COUNT - 1 - index;
      const name = cost === 0 ? "main.main" : nameOf(cost);
      assert.ok(text.includes(name), `row ${index} ${where}: ${text}`);
      assert.equal(text.trim().split(/\s+/)[0], String(cost), `row ${index} ${where}`);
    }
    return seen.map(([index]) => index);
  };
  assert.equal((await consistent("at the top"))[0], 0);
  await scroller.hover();
  const height = (await rows.first().boundingBox()).height;
  await page.mouse.wheel(0, (height * COUNT) / 2);
  await place(COUNT / 2).waitFor();
  assert.ok((await consistent("in the middle")).includes(COUNT / 2));
  await scroller.focus();
  await page.keyboard.press("End");
  await place(COUNT - 1).waitFor();
  const end = await consistent("at the end");
  assert.equal(end.at(-1), COUNT - 1);
  // Everything is summed up there.
  const last = (await texts(place(COUNT - 1)))[0];
  assert.equal(last, `0 0% 100% ${TOTAL} 100% main.main`);
  await page.keyboard.press("Home");
  await place(0).waitFor();
  assert.equal((await consistent("at the top again"))[0], 0);
  assert.deepEqual(problems, []);
  await context.close();
});

test("rows are found as one types, and a wrong expression is marked", async () => {
  const all = await shown(large);
  const { page, context, rows, table, says, problems } = all;
  const field = page.getByTestId("search-input");
  await page.keyboard.press("/");
  await page.keyboard.type("f0010");
  await says("10 of 20,000 rows: 1045 (");
  await first(all, nameOf(109));
  assert.equal(await rows.count(), 10);
  assert.equal(await table.getAttribute("data-rows"), "10");
  assert.equal(await field.inputValue(), "f0010", "the keys go to the field, not to the page");
  // One letter more, a few fewer: each is another answer.
  await page.keyboard.press("7");
  await says("1 of 20,000 rows: 107 (");
  await page.keyboard.press("Backspace");
  await says("10 of 20,000 rows");
  await field.fill("/F0[01]99[5-9]$/");
  await says("10 of 20,000 rows");
  await first(all, nameOf(1999));
  assert.equal(await field.getAttribute("aria-invalid"), null);
  await field.fill("/F0[01/");
  await page.locator('[data-testid="search-input"][aria-invalid="true"]').waitFor();
  await says("Not a regular expression");
  await first(all, nameOf(COUNT - 1));
  await field.fill("nothing is called so");
  await says("0 of 20,000 rows");
  assert.equal(await rows.count(), 0);
  await field.fill("");
  await says("20,000 rows");
  await first(all, nameOf(COUNT - 1));
  assert.deepEqual(problems, []);
  await context.close();
});

test("rows are ordered by name and by cum, and the header says so", async () => {
  const all = await shown(large);
  const { page, context, table } = all;
  const head = (name) => table.locator('[role="columnheader"]', { has: page.getByTestId(`sort-${name}`) });
  assert.equal(await head("flat").getAttribute("aria-sort"), "descending");
  await page.getByTestId("sort-name").click();
  await first(all, "p00.F00100");
  await until("the header says so", async () => (await head("name").getAttribute("aria-sort")) === "ascending");
  assert.equal(await head("flat").getAttribute("aria-sort"), "none");
  const shownNames = await names(all.rows);
  assert.deepEqual(shownNames, [...shownNames].sort(), "the names are in order");
  assert.equal(shownNames[1], nameOf(200));
  // The sum is of the rows above in this order.
  assert.equal((await texts(all.place(1)))[0].split(" ")[2], "0.00015%");
  await page.getByTestId("sort-cum").click();
  await first(all, "main.main");
  assert.match((await texts(all.place(1)))[0], /F19999$/);
  await page.getByTestId("sort-flat").click();
  await first(all, nameOf(COUNT - 1));
  await context.close();
});

test("packages are a column, an order and a grouping", async () => {
  const all = await shown(small);
  const { page, context, rows, place, says } = all;
  await page.getByTestId("column-package").click();
  await page.getByTestId("sort-package").waitFor();
  assert.deepEqual(await texts(rows), [
    "600ns 60.00% 60.00% 600ns 60.00% example.com/b.slow example.com/b",
    "250ns 25.00% 85.00% 250ns 25.00% example.com/a.two example.com/a",
    "100ns 10.00% 95.00% 1000ns 100% main.main main",
    "50ns 5.00% 100% 300ns 30.00% example.com/a.one example.com/a",
  ]);
  await page.getByTestId("sort-package").click();
  await first(all, "example.com/a.two");
  assert.deepEqual(await names(rows), [
    "example.com/a.two", "example.com/a.one", "example.com/b.slow", "main.main",
  ]);
  await page.getByTestId("group").selectOption("packages");
  await says("3 rows");
  await page.getByTestId("sort-flat").click();
  await first(all, "example.com/b");
  await settled(page);
  assert.deepEqual(await texts(rows), [
    "600ns 60.00% 60.00% – – example.com/b",
    "300ns 30.00% 90.00% – – example.com/a",
    "100ns 10.00% 100% – – main",
  ]);
  // Opening a package shows its functions.
  await place(1).dblclick();
  await says("2 of 4 rows: 300ns (30.00%)");
  assert.deepEqual(await names(rows), ["example.com/a.two", "example.com/a.one"]);
  await page.goBack();
  await says("3 rows");
  assert.ok(hash(page).includes("h.group=packages"));
  await context.close();
});

test("several rows are selected with Shift and arrows, summed up, and copied", async () => {
  const { page, context, place, says, table, problems } = await shown(small);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const selected = () => texts(table.locator('[aria-selected="true"]'));
  await place(0).click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await says("3 rows selected: 950ns (95.00%)");
  await page.keyboard.press("Shift+ArrowUp");
  await says("2 rows selected: 850ns (85.00%)");
  assert.equal((await selected()).length, 2);
  await page.keyboard.press("Control+c");
  const rows = [
    "flat\tflat%\tsum%\tcum\tcum%\tname",
    "600ns\t60.00%\t60.00%\t600ns\t60.00%\texample.com/b.slow",
    "250ns\t25.00%\t85.00%\t250ns\t25.00%\texample.com/a.two",
    "",
  ].join("\n");
  await until("the rows are on the clipboard", async () => (await clipboard()) === rows);
  // With the mouse: one more, and by the button.
  await place(3).click({ modifiers: ["Control"] });
  await says("3 rows selected: 900ns (90.00%)");
  await page.getByTestId("copy").click();
  const more = `${rows}50ns\t5.00%\t100%\t300ns\t30.00%\texample.com/a.one\n`;
  await until("three rows are on the clipboard", async () => (await clipboard()) === more);
  await place(1).click();
  await says("4 rows");
  assert.equal((await selected()).length, 1);
  assert.deepEqual(problems, []);
  await context.close();
});

// Goroutines that wait in the runtime: flat is 0 for all that is the user's own.
const goroutines = {
  name: "goroutine.pb",
  bytes: profile(
    [["goroutine", "count"]],
    [
      ["main.main;main.aaa;runtime.chanrecv;runtime.gopark", 2],
      ["main.start;main.fanOut;runtime.chansend;runtime.gopark", 480],
      ["net/http.serve;runtime.netpollblock;runtime.gopark", 5],
    ],
  ),
};

test("of goroutines the user's own functions lead, unless the link says another order", async () => {
  const all = await shown(goroutines);
  const { page, context, rows } = all;
  const head = (name) => all.table.locator('[role="columnheader"]', { has: page.getByTestId(`sort-${name}`) });
  await first(all, "main.fanOut");
  assert.equal(await head("cum").getAttribute("aria-sort"), "descending");
  const own = page.getByTestId("own-first");
  assert.equal(await own.getAttribute("aria-pressed"), "true");
  assert.match(await own.getAttribute("title"), /your own functions first/);
  assert.deepEqual((await names(rows)).slice(0, 4), ["main.fanOut", "main.start", "main.aaa", "main.main"]);
  await page.getByTestId("sort-flat").click();
  await first(all, "runtime.gopark");
  // Of the same flat, those come first through which more goes.
  assert.deepEqual((await names(rows)).slice(1, 4), ["runtime.chansend", "main.fanOut", "main.start"].sort());
  assert.match(hash(page), /h\.sort=flat/);
  await own.click();
  await first(all, "main.fanOut");
  await own.click();
  await first(all, "runtime.gopark");
  assert.match(hash(page), /[&?]sort=cum/);
  await context.close();
});

test("other profiles have their own order, and no button for this one", async () => {
  const all = await shown(small);
  await first(all, "example.com/b.slow");
  assert.equal(await all.page.getByTestId("own-first").count(), 0);
  await all.context.close();
});
