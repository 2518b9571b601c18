// Every control of every view is reached with Tab, and shows that it has the keyboard.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { drop, launch, open, settled, state, tabs, until, view } from "./lib.mjs";
import { base, current } from "./sides.mjs";
import { profile } from "./profile.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

// Two sample types, labels, two stacks, lines with what was inlined: each view has all of
// its controls.
const rich = {
  name: "rich.pb",
  bytes: profile(
    [["samples", "count"], ["cpu", "nanoseconds"]],
    [
      ["main.main@3;app.work@12;runtime.mallocgc", 2, 600, { tenant: "a", size: 3 }],
      ["main.main@4;app.rest@9;app.a;app.b;app.c;app.d", 1, 400, { tenant: "b" }],
    ],
    { "app.work": ["/build/app/work.go", 10], "main.main": ["/build/main.go", 1] },
  ),
};
const other = { name: "other.pb", bytes: profile([["cpu", "nanoseconds"]], [["main.main", 7]]) };
const UNSEEN = "has the keyboard, but looks as it does without";

/** Notes what has the keyboard, and how it looks then; says whether it was met before. */
const here = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const { reached, looks, look } = window;
    const again = reached.includes(element);
    reached.push(element);
    looks.set(element, look(element));
    return { again };
  });

/**
 * Starts anew. How something looks is all that may be its ring: its own, that of the
 * button that is the label of a field out of sight, of a list's line, or what lies over a
 * canvas or a scroller, which would hide its own.
 */
const start = (page) =>
  page.evaluate(() => {
    window.reached = [];
    window.looks = new Map();
    window.look = (element) => {
      const active = document.getElementById(element.getAttribute("aria-activedescendant") ?? "");
      const parts = [element, ...(element.labels ?? []), ...element.children, active];
      const styles = parts.filter(Boolean).map((part) => getComputedStyle(part));
      styles.push(getComputedStyle(element.parentElement, "::after"));
      const ring = ({ outlineStyle, outlineWidth, boxShadow, borderTopWidth, borderTopStyle }) => [
        outlineStyle === "none" || outlineWidth === "0px" ? "none" : outlineStyle,
        boxShadow,
        borderTopStyle === "none" ? "none" : borderTopWidth,
      ];
      return styles.map((style) => ring(style).join(" ")).join(", ");
    };
  });

/** What looked the same with the keyboard as it does without. */
const blind = (page) =>
  page.evaluate(() => {
    document.activeElement.blur();
    const { reached, looks, look } = window;
    const same = reached.filter((e) => e.isConnected && looks.get(e) === look(e));
    return same.map((e) => e.outerHTML.slice(0, 160));
  });

/** Presses Tab until it is where it was before; says how much was met on the way. */
async function walk(page) {
  await start(page);
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press("Tab");
    const now = await here(page);
    // Behind the last one comes the browser, then the first one.
    if (now === null) continue;
    if (now.again) return page.evaluate(() => window.reached.length - 1);
  }
  return assert.fail("Tab does not come to an end");
}

/**
 * What is on the screen to be used, but was not met. Of a group through which arrow keys
 * go, one has to be met; whatever shows a hand has to be in one of those, or a label.
 */
const missed = (page, within = "body") =>
  page.evaluate((within) => {
    const groups =
      "[role=tablist], [role=radiogroup], [role=grid], [role=treegrid], [role=tree], [role=menu], [role=listbox]";
    const controls = "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]";
    const reached = window.reached;
    const isShown = (e) => {
      const box = e.getBoundingClientRect();
      return e.checkVisibility({ visibilityProperty: true }) && box.width > 0 && box.height > 0;
    };
    const met = (e) => {
      const group = e.closest(groups);
      const roves = group && (e.tabIndex < 0 || ["radio", "tab"].includes(e.getAttribute("role")));
      return reached.includes(e) || (roves && reached.some((r) => group.contains(r)));
    };
    const root = document.querySelector(within);
    const all = [...root.querySelectorAll("*")].filter(isShown);
    const usable = all.filter((e) => e.matches(controls) && !e.disabled);
    const hand = (e) => e && getComputedStyle(e).cursor === "pointer";
    const hands = all.filter((e) => hand(e) && !hand(e.parentElement));
    const works = (e) => {
      const control = e.closest(`${controls}, label`);
      // The slider beside a line over time does what a click on the line does.
      const slider = e.closest('[data-testid="series-line"]')?.querySelector('[data-testid="scrub"]');
      return (control?.control ? met(control.control) : control && met(control)) || (slider && met(slider)) ||
        reached.some((r) => e.closest(groups)?.contains(r)) || e.disabled;
    };
    const lost = [...usable.filter((e) => !met(e)), ...hands.filter((e) => !works(e))];
    return [...new Set(lost)].map((e) => e.outerHTML.slice(0, 160));
  }, within);

async function filled() {
  const all = await open(browser, { viewport: { width: 1440, height: 900 } });
  const { page } = all;
  await drop(page, rich, other);
  await state(page, "ready");
  await page.getByTestId("file").filter({ hasText: "rich.pb" }).click();
  // Two chips of one kind have a button between them.
  await page.evaluate((hash) => (location.hash = hash), "view=top&f=main&f=app&h.columns=package,file");
  await until("two chips", async () => (await page.getByTestId("chip").count()) >= 1);
  await view(page, "top");
  await page.getByTestId("row").filter({ hasText: "app.work" }).click();
  await settled(page);
  return all;
}

test("the empty page: every control is reached with Tab and shows it", async () => {
  const { page, context } = await open(browser);
  await state(page, "empty");
  assert.ok((await walk(page)) > 3);
  assert.deepEqual(await missed(page), [], "is on the screen, but Tab misses it");
  const example = page.getByTestId("example");
  assert.ok(await example.evaluate((e) => window.reached.includes(e)), "the example is reached");
  assert.deepEqual(await blind(page), [], UNSEEN);
  await context.close();
});

/** Walks a view that is shown, and all around it. */
async function walked({ page, context, problems }, name) {
  assert.ok((await walk(page)) > 10);
  // Whoever meets nothing misses nothing: the view's own controls are there.
  const own = await page.evaluate(() => {
    const view = document.querySelector("#view");
    return window.reached.filter((e) => view.contains(e)).length;
  });
  assert.ok(own > 0, `${name} itself is reached`);
  assert.deepEqual(await missed(page), [], "is on the screen, but Tab misses it");
  assert.deepEqual(await blind(page), [], UNSEEN);
  assert.deepEqual(problems, []);
  await context.close();
}

test("in every view every control is reached with Tab and shows it", async (t) => {
  const { page, context } = await filled();
  const offered = [];
  for (const tab of await tabs(page)) {
    await view(page, tab);
    // Of one file, Snapshots has a message alone.
    if (await page.locator("#view").locator("button, input, select, [tabindex]").count()) offered.push(tab);
  }
  await context.close();
  assert.ok(offered.length > 8, offered.join());
  for (const tab of offered) {
    await t.test(tab, async () => {
      const all = await filled();
      await view(all.page, tab);
      await walked(all, tab);
    });
  }
});

for (const show of ["table", "flame", "both", "graph", "peek", "source"]) {
  test(`a comparison's ${show}: every control is reached with Tab and shows it`, async () => {
    const all = await open(browser, { viewport: { width: 1440, height: 900 } });
    const { page } = all;
    await drop(page, current, base);
    await state(page, "ready");
    await until("both are read", async () => (await page.locator('[data-testid="file"][data-state="ready"]').count()) === 2);
    await view(page, "top");
    await page.getByTestId("row").filter({ hasText: "work" }).click();
    await view(page, "compare");
    await page.getByTestId(`compare-${show}`).click();
    await settled(page);
    await page.waitForTimeout(200);
    await walked(all, show);
  });
}

for (const tab of ["growth", "goroutines"]) {
  test(`${tab}: every control is reached with Tab and shows it`, async () => {
    const all = await open(browser, { viewport: { width: 1440, height: 900 } });
    const { page } = all;
    const run = fileURLToPath(new URL("../leaks/profiles/chan-send/", import.meta.url));
    await drop(page, ...readdirSync(run).filter((name) => name.startsWith("goroutine")).map((name) => run + name));
    await page.getByTestId("view-growth").waitFor();
    await state(page, "ready");
    await view(page, tab);
    await walked(all, tab);
  });
}

for (const [id, opener] of [
  ["filter-presets", (page) => page.getByRole("button", { name: "Presets" })],
  ["filter-options", (page) => page.getByRole("button", { name: "Options" })],
  ["settings", (page) => page.getByTestId("settings")],
  ["save", (page) => page.getByTestId("save")],
]) {
  test(`${id}: opens with Enter, is walked with Tab, and closes with Escape`, async () => {
    const { page, context } = await filled();
    await page.getByRole("button", { name: "Presets" }).waitFor();
    await opener(page).focus();
    await page.keyboard.press("Enter");
    const pop = page.locator(`#${id}:popover-open`);
    await pop.waitFor();
    await start(page);
    const count = await pop.locator("button:enabled, input:enabled, select:enabled").count();
    assert.ok(count > 0, "there is something in it");
    for (let i = 0; i < count; i++) {
      await page.keyboard.press("Tab");
      await here(page);
    }
    assert.deepEqual(await missed(page, `#${id}`), [], "is on the screen, but Tab misses it");
    await page.keyboard.press("Escape");
    await pop.waitFor({ state: "detached" });
    const back = await opener(page).evaluate((e) => e === document.activeElement);
    assert.ok(back, "the keyboard is where it was");
    // Once more, to see what looks other with the keyboard.
    await page.keyboard.press("Enter");
    await pop.waitFor();
    assert.deepEqual(await blind(page), [], UNSEEN);
    await context.close();
  });
}

test("within groups the arrow keys reach the others", async () => {
  const { page, context } = await filled();
  const focused = (locator) =>
    until("it has the keyboard", () => locator.evaluate((e) => e === document.activeElement));
  await page.getByTestId("tab-top").focus();
  await page.keyboard.press("ArrowRight");
  await page.getByTestId("view-graph").waitFor();
  await focused(page.getByTestId("tab-graph"));
  await page.keyboard.press("ArrowLeft");
  await page.getByTestId("view-top").waitFor();
  await focused(page.getByTestId("tab-top"));
  await page.locator('[role="radio"][aria-checked="true"]').focus();
  await page.keyboard.press("ArrowLeft");
  await page.locator('[data-testid="sample-type-samples"][aria-checked="true"]').waitFor();
  await focused(page.getByTestId("sample-type-samples"));
  // A line's button is to its right.
  await view(page, "tags");
  const row = page.getByTestId("row").first();
  await row.focus();
  await page.keyboard.press("ArrowRight");
  await focused(row.getByTestId("tag-ignore"));
  await page.keyboard.press("ArrowLeft");
  await focused(row);
  await view(page, "traces");
  const stacks = page.locator('[data-testid="view-traces"] [data-line]');
  await stacks.first().focus();
  await page.keyboard.press("ArrowDown");
  await focused(stacks.nth(1));
  await page.keyboard.press("End");
  await focused(stacks.last());
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await focused(stacks.first().locator("button"));
  await context.close();
});
