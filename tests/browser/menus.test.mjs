// Every menu, dialog and panel of the page: it opens, it closes by a press outside, by Escape with
// the keyboard inside and elsewhere, and by choosing, and after each the page lives.
//
// What opens something is taken from the page: buttons with `popovertarget`, with `aria-haspopup`, and
// `details`; the menu of a function and the sheet of keys are opened by pointer and key.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop, fixture, launch, open, settled, state, until, view } from "./lib.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const shells = {
  desktop: { viewport: { width: 1440, height: 900 } },
  touch: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

async function shown(options) {
  const opened = await open(browser, options);
  await drop(opened.page, fixture("cpu.pb.gz"));
  await state(opened.page, "ready");
  await settled(opened.page);
  // Presets, options and menus come after the first view.
  await opened.page.getByTestId("save").waitFor();
  return opened;
}

/** What is open over the page. */
const over = (page) =>
  page.evaluate(
    () => document.querySelectorAll("dialog[open], :popover-open, [data-testid=menu], #completions:not([hidden])").length,
  );
const closed = (page, what) => until(`${what} is closed`, async () => (await over(page)) === 0);
const opened = (page, what) => until(`${what} is open`, async () => (await over(page)) === 1);

/** Keys, tabs, Save and the drawing answer; nothing lies over the page. */
async function lives(page, what) {
  await closed(page, what);
  await fold(page);
  await settled(page);
  // Nothing that cannot be seen takes a press in the middle of the view.
  const hit = await page.evaluate(() => {
    const { x, y, width, height } = document.getElementById("view").getBoundingClientRect();
    const hit = document.elementFromPoint(x + width / 2, y + height / 2);
    return document.getElementById("view").contains(hit);
  });
  assert.ok(hit, `${what}: something lies over the view`);
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("2");
  await page.getByTestId("view-top").waitFor();
  await page.getByTestId("tab-flame").click();
  await page.getByTestId("view-flame").waitFor();
  await settled(page);
  await page.getByTestId("save").click();
  await page.getByTestId("save-svg").waitFor();
  await page.getByTestId("save").click();
  await closed(page, "Save");
}

/** A place of the page's frame where nothing is. */
async function outside(page) {
  return page.evaluate(() => {
    for (const [x, y] of [[innerWidth - 3, innerHeight - 3], [3, innerHeight - 3], [3, 3], [innerWidth - 3, 3]]) {
      const hit = document.elementFromPoint(x, y);
      if (!hit?.closest("button, a, input, select, [popover]")) return { x, y };
    }
    return { x: innerWidth / 2, y: innerHeight - 3 };
  });
}

const press = async (page, { x, y }, touch) => (touch ? page.touchscreen.tap(x, y) : page.mouse.click(x, y));

/** A box of the flame graph, in the window. */
async function box(page) {
  const canvas = page.locator("[data-testid=view-flame] canvas").first();
  const { x, y, width } = await canvas.boundingBox();
  return { x: x + width / 3, y: y + 50 };
}

async function longPress(page, { x, y }) {
  const client = await page.context().newCDPSession(page);
  await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  await page.waitForTimeout(700);
  await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await client.detach();
}

/** On a narrow page the filters are folded. */
async function unfold(page) {
  const funnel = page.getByTestId("unfold-filters");
  if (await funnel.isVisible() && (await funnel.getAttribute("aria-expanded")) === "false") await funnel.click();
}

/** Folds them again: there they lie over the tabs. */
async function fold(page) {
  const funnel = page.getByTestId("unfold-filters");
  if (await funnel.isVisible() && (await funnel.getAttribute("aria-expanded")) === "true") await funnel.click();
}

/** Everything that opens, by a name: how. */
async function openers(page, touch) {
  await unfold(page);
  const named = await page.evaluate(() =>
    [...document.querySelectorAll("button[popovertarget]:not([popovertargetaction]), button[aria-haspopup]")]
      .filter((button) => button.offsetParent !== null && !button.closest("[popover], dialog"))
      .map((button, index) => {
        button.dataset.opener = index;
        return [button.dataset.testid ?? button.textContent.trim(), index];
      }),
  );
  const list = named.map(([name, index]) => [
    name,
    async () => {
      const opener = page.locator(`[data-opener="${index}"]`);
      if (!(await opener.isVisible())) await unfold(page);
      await opener.click();
    },
  ]);
  list.push(["keys", () => page.keyboard.press("?")]);
  list.push([
    "menu of a function",
    async () => {
      const at = await box(page);
      await (touch ? longPress(page, at) : page.mouse.click(at.x, at.y, { button: "right" }));
    },
  ]);
  return list;
}

for (const [shell, options] of Object.entries(shells)) {
  const touch = options.hasTouch === true;

  test(`${shell}: everything that opens closes in every way, and the page lives`, async () => {
    const { page, context, problems } = await shown(options);
    const list = await openers(page, touch);
    const names = list.map(([name]) => name);
    for (const name of ["save", "settings", "filter-kind", "seal", "Presets", "Options"]) {
      assert.ok(names.includes(name), `${name} is among ${names}`);
    }
    for (const [name, how] of list) {
      await how();
      await opened(page, name);
      await press(page, await outside(page), touch);
      await lives(page, `${name}, pressed outside`);

      await how();
      await opened(page, name);
      await page.keyboard.press("Escape");
      await lives(page, `${name}, Escape inside`);

      await how();
      await opened(page, name);
      await page.evaluate(() => document.activeElement?.blur());
      await page.keyboard.press("Escape");
      await lives(page, `${name}, Escape elsewhere`);

      // A press on the drawing closes it.
      await how();
      await opened(page, name);
      const at = await box(page);
      // A sheet may cover the drawing of a phone.
      const covered = await page.evaluate(({ x, y }) => {
        const hit = document.elementFromPoint(x, y)?.closest("dialog, [popover], .menu");
        const box = hit?.getBoundingClientRect();
        return box !== undefined && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
      }, { x: at.x, y: at.y + 200 });
      if (covered) await page.keyboard.press("Escape");
      else await press(page, { x: at.x, y: at.y + 200 }, touch);
      await closed(page, `${name}, pressed on the drawing`);
    }
    assert.deepEqual(problems, []);
    await context.close();
  });

  test(`${shell}: everything that is chosen closes its menu, and the page lives`, async () => {
    const { page, context, problems } = await shown(options);
    const menus = (await openers(page, touch)).filter(([name]) =>
      ["save", "filter-kind", "menu of a function"].includes(name),
    );
    assert.equal(menus.length, 3);
    for (const [name, how] of menus) {
      await how();
      await opened(page, name);
      const items = page.locator(":popover-open button, [data-testid=menu] button");
      const count = await items.count();
      await page.keyboard.press("Escape");
      await closed(page, name);
      for (let item = 0; item < count; item++) {
        await how();
        await opened(page, name);
        await items.nth(item).click();
        await lives(page, `${name}, item ${item}`);
        // Filters and pivots of what was chosen go.
        await page.evaluate(() => history.replaceState(history.state, "", "#view=flame"));
        await page.evaluate(() => dispatchEvent(new PopStateEvent("popstate")));
        await view(page, "flame");
      }
    }
    assert.deepEqual(problems, []);
    await context.close();
  });

  test(`${shell}: after the menu of a function the keyboard is where it was`, async () => {
    const { page, context } = await shown(options);
    const focused = () => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 80));
    await page.getByTestId("tab-flame").focus();
    const before = await focused();
    const at = await box(page);
    await (touch ? longPress(page, at) : page.mouse.click(at.x, at.y, { button: "right" }));
    await page.getByTestId("menu").waitFor();
    const within = await focused();
    await page.keyboard.press("Escape");
    await closed(page, "the menu");
    const after = await focused();
    assert.notEqual(after, within);
    if (touch) assert.equal(after, before);
    // What is pressed to close it gets its press.
    await (touch ? longPress(page, at) : page.mouse.click(at.x, at.y, { button: "right" }));
    await page.getByTestId("menu").waitFor();
    await page.getByTestId("tab-top").click();
    await page.getByTestId("view-top").waitFor();
    await closed(page, "the menu");
    await context.close();
  });
}

test("panels that fold open and close by pointer and key", async () => {
  const { page, context, problems } = await shown(shells.desktop);
  let count = 0;
  const tabs = await page.getByRole("tab").evaluateAll((tabs) => tabs.map((tab) => tab.dataset.testid));
  for (const tab of tabs) {
    await page.getByTestId(tab).click();
    await page.getByTestId(tab.replace("tab-", "view-")).waitFor();
    await settled(page);
    const panels = page.locator("#view details > summary");
    for (let i = 0; i < (await panels.count()); i++) {
      const is = () => panels.nth(i).evaluate((summary) => summary.parentElement.open);
      const before = await is();
      await panels.nth(i).click();
      assert.equal(await is(), !before);
      await panels.nth(i).press("Enter");
      assert.equal(await is(), before);
      count += 1;
    }
  }
  await view(page, "flame");
  await lives(page, `${count} panels`);
  assert.deepEqual(problems, []);
  await context.close();
});

test("completions close by a press outside, Escape and choosing", async () => {
  const { page, context, problems } = await shown(shells.desktop);
  const entry = page.getByTestId("filter-input");
  const type = async () => {
    await entry.fill("main.h");
    await page.locator("#completions li").first().waitFor();
  };
  await type();
  await press(page, await outside(page));
  await closed(page, "the list");
  await type();
  await entry.press("Escape");
  await closed(page, "the list");
  await type();
  await page.locator("#completions li").first().click();
  await lives(page, "the list");
  assert.equal(await page.getByTestId("chip").count(), 1);
  assert.deepEqual(problems, []);
  await context.close();
});
