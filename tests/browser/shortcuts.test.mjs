// The page's own keys: views, search, help, the selection, filters, undo, and Escape.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop, fixture, hash, launch, open, settled, state, tabs, texts, until, view } from "./lib.mjs";
import { profile } from "./profile.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

// work costs 700: 600 called by a, 100 by b.
const calls = {
  name: "calls.pb",
  bytes: profile(
    [["samples", "count"], ["alloc", "bytes"], ["cpu", "nanoseconds"]],
    [["main;a;work", 1, 64, 600], ["main;b;work;leaf", 1, 64, 100], ["main;c", 5, 128, 300]],
  ),
};

async function opened() {
  const all = await open(browser, { viewport: { width: 1440, height: 900 } });
  const { page } = all;
  await drop(page, calls);
  await state(page, "ready");
  await settled(page);
  const has = (part, is = true) =>
    until(`${part} in the address: ${is}`, () => hash(page).includes(part) === is);
  const chips = (count) =>
    until(`${count} chips`, async () => (await page.getByTestId("chip").count()) === count);
  const focused = (locator) =>
    until("it has the keyboard", () => locator.evaluate((e) => e === document.activeElement));
  return { ...all, has, chips, focused };
}

test("0 is the tenth view, and a the one after it", async () => {
  const { page, context } = await opened();
  const goes = async (key, name) => {
    await page.keyboard.press(key);
    await page.getByTestId(`view-${name}`).waitFor();
  };
  await goes("8", "compare");
  // There are no goroutines, so 9 leads nowhere.
  await page.keyboard.press("9");
  for (const [key, name] of [["0", "growth"], ["a", "about"], ["1", "flame"]]) await goes(key, name);
  assert.ok(!hash(page).includes("goroutines"));
  await page.goBack();
  await page.getByTestId("view-about").waitFor();
  await drop(page, fixture("goroutine.pb.gz"));
  await until("both are read", async () => (await page.getByTestId("file").count()) === 2);
  await page.getByTestId("tab-goroutines").waitFor();
  await goes("9", "goroutines");
  await context.close();
});

test("digits switch views, wherever the keyboard is but in a field", async () => {
  const { page, context, problems } = await opened();
  const offered = await tabs(page);
  for (const at of [1, 0, 6, 5, 4, 3, 2, 1, 2, 3, 4, 5, 6, 0]) {
    await page.keyboard.press(String(at + 1));
    await page.getByTestId(`view-${offered[at]}`).waitFor();
    assert.equal(await page.getByTestId(`tab-${offered[at]}`).getAttribute("aria-selected"), "true");
    await settled(page);
  }
  await page.keyboard.press("2");
  const field = page.getByTestId("search-input");
  await page.getByTestId("view-top").waitFor();
  await field.focus();
  await page.keyboard.type("fix 135 mu?/");
  assert.equal(await field.inputValue(), "fix 135 mu?/");
  await page.getByTestId("view-top").waitFor();
  assert.equal(await page.getByTestId("chip").count(), 0);
  assert.equal(await page.getByTestId("keys").count(), 0);
  // With Ctrl or Alt keys are the browser's.
  await field.fill("");
  await view(page, "top");
  for (const key of ["Control+3", "Alt+3", "Control+u", "Alt+x"]) await page.keyboard.press(key);
  await page.waitForTimeout(200);
  await page.getByTestId("view-top").waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test("/ goes to the search of the view, or else to the filters", async () => {
  const { page, context, focused } = await opened();
  for (const [tab, field] of [
    ["flame", "search-input"],
    ["top", "search-input"],
    ["traces", "search-input"],
    ["peek", "filter-input"],
    ["source", "filter-input"],
    ["tags", "filter-input"],
    ["about", "filter-input"],
  ]) {
    await view(page, tab);
    await page.keyboard.press("/");
    await focused(page.getByTestId(field));
    assert.equal(await page.getByTestId(field).inputValue(), "", "the key itself is not typed");
    await page.keyboard.press("Escape");
  }
  await context.close();
});

test("? opens the keys, which keep the keyboard, and Escape closes them", async () => {
  const { page, context, focused } = await opened();
  await view(page, "top");
  const scroller = page.locator('[data-testid="view-top"] .scroller');
  await scroller.focus();
  await page.keyboard.press("?");
  const keys = page.getByTestId("keys");
  await keys.waitFor();
  const text = await keys.innerText();
  for (const key of ["1 … 9 0 a", "[ ]", "b B", "f i h s", "e o", "m M", "u U", "/"]) assert.ok(text.includes(key), key);
  // What lies below does not hear keys.
  await page.keyboard.press("3");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.ok(await keys.evaluate((e) => e.contains(document.activeElement) || document.activeElement === document.body));
  await page.keyboard.press("Escape");
  await keys.waitFor({ state: "detached" });
  await page.getByTestId("view-top").waitFor();
  await focused(scroller);
  await context.close();
});

test("e and o go to the selection's callers and source; u undoes, U does it again", async () => {
  const { page, context, has } = await opened();
  await page.keyboard.press("2");
  await page.getByTestId("row").first().waitFor();
  await settled(page);
  await page.keyboard.press("ArrowDown");
  await has("h.select=work");
  await page.keyboard.press("e");
  await page.locator('[data-testid="peek-subject"][aria-label="work"]').waitFor();
  await page.keyboard.press("o");
  await page.locator('[data-testid="view-source"] .row.function', { hasText: "work" }).waitFor();
  await page.keyboard.press("u");
  await page.getByTestId("view-peek").waitFor();
  await page.keyboard.press("u");
  await page.getByTestId("view-top").waitFor();
  await settled(page);
  await page.keyboard.press("u");
  await page.getByTestId("view-flame").waitFor();
  for (const tab of ["top", "peek", "source"]) {
    await page.keyboard.press("U");
    await page.getByTestId(`view-${tab}`).waitFor();
  }
  await context.close();
});

test("m goes on to the next sample type, M to the one before", async () => {
  const { page, context, has } = await opened();
  await view(page, "top");
  const chosen = (name) =>
    page.locator(`[data-testid="sample-type-${name}"][aria-checked="true"]`).waitFor();
  const first = (text) =>
    page.locator('[data-testid="row"][data-index="0"]').filter({ hasText: text }).waitFor();
  await chosen("cpu");
  for (const [key, name, text] of [
    ["m", "samples", "c"],
    ["m", "alloc", "128B"],
    ["m", "cpu", "600ns"],
    ["M", "alloc", "128B"],
    ["M", "samples", "c"],
  ]) {
    await page.keyboard.press(key);
    await chosen(name);
    await first(text);
  }
  await has("si=samples");
  await page.keyboard.press("u");
  await chosen("alloc");
  await context.close();
});

test("x removes all filters, one u brings them back; a letter without a selection types one", async () => {
  const { page, context, has, chips, focused } = await opened();
  await view(page, "top");
  await page.keyboard.press("i");
  const entry = page.getByTestId("filter-input");
  await focused(entry);
  assert.match(await entry.inputValue(), /^ignore: ?$/);
  await page.keyboard.type("leaf");
  await page.keyboard.press("Escape"); // closes the list of completions
  await page.keyboard.press("Enter");
  await chips(1);
  await has("i=leaf");
  await page.keyboard.press("Escape");
  await page.getByTestId("row").filter({ hasText: "work" }).click();
  await page.keyboard.press("f");
  await chips(2);
  await until("what is left is said", async () => /^\S+ of \S+, 60\.00%$/.test((await texts(page.getByTestId("left")))[0]));
  await page.keyboard.press("x");
  await chips(0);
  await has("i=leaf", false);
  await page.keyboard.press("u");
  await chips(2);
  await has("i=leaf");
  await context.close();
});

test("the menu of the selection opens, is walked and used with keys alone", async () => {
  const { page, context, chips, focused } = await opened();
  await page.keyboard.press("2");
  await page.getByTestId("row").first().waitFor();
  await settled(page);
  const scroller = page.locator('[data-testid="view-top"] .scroller');
  await focused(scroller);
  await page.keyboard.press("ArrowDown");
  for (const key of ["Shift+F10", "ContextMenu"]) {
    await page.keyboard.press(key);
    await page.getByTestId("menu").waitFor();
    await focused(page.getByRole("menuitem").first());
    await page.keyboard.press("Escape");
    await page.getByTestId("menu").waitFor({ state: "detached" });
    await focused(scroller);
  }
  await page.keyboard.press("Shift+F10");
  await focused(page.getByRole("menuitem").first());
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await chips(1);
  assert.equal(await page.getByTestId("chip").getAttribute("data-kind"), "i");
  await context.close();
});

test("Escape closes, then zooms out, then selects nothing", async () => {
  const { page, context, has } = await opened();
  const zoomed = (from, to) =>
    page.locator(`[data-testid="view-flame"][data-from="${from}"][data-to="${to}"]`).waitFor();
  const tree = page.getByRole("tree");
  await zoomed(0, 1000);
  await tree.focus();
  // root, main, a
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await zoomed(0, 600);
  await has("h.select=a");
  await page.keyboard.press("Shift+F10");
  await page.getByTestId("menu").waitFor();
  await page.keyboard.press("Escape");
  await page.getByTestId("menu").waitFor({ state: "detached" });
  await zoomed(0, 600);
  await has("h.select=a");
  await page.keyboard.press("Escape");
  await zoomed(0, 1000);
  await has("h.select=a");
  await page.keyboard.press("Escape");
  await has("h.select", false);
  await context.close();
});

test("Escape in the filters closes the list, then clears, then goes back to the view", async () => {
  const { page, context, focused } = await opened();
  await view(page, "top");
  const entry = page.getByTestId("filter-input");
  await entry.focus();
  await page.keyboard.type("wor");
  const list = page.locator("#completions");
  await list.locator('[role="option"]').first().waitFor();
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "hidden" });
  assert.equal(await entry.inputValue(), "wor");
  await page.keyboard.press("Escape");
  await until("it is cleared", async () => (await entry.inputValue()) === "");
  await focused(entry);
  await page.keyboard.press("Escape");
  await until("the field is left", () => entry.evaluate((e) => e !== document.activeElement));
  await page.keyboard.press("4");
  await page.getByTestId("view-peek").waitFor();
  // And from the search: Enter goes on to what was found.
  await page.keyboard.press("2");
  await page.getByTestId("row").first().waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("lea");
  await page.getByTestId("row-count").filter({ hasText: "1 of" }).waitFor();
  await page.keyboard.press("Enter");
  await focused(page.locator('[data-testid="view-top"] .scroller'));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("e");
  await page.locator('[data-testid="peek-subject"][aria-label="leaf"]').waitFor();
  await context.close();
});
