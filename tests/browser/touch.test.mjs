// Fingers: taps, drags, pinches and long presses, on a phone's screen.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop, fixture, hash, launch, open, settled, state, until, view } from "./lib.mjs";
import { calls } from "./profile.mjs";
import { base, current } from "./sides.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const PHONE = { hasTouch: true, isMobile: true, viewport: { width: 390, height: 780 } };

/** A phone with files open, and what a hand can do there. */
async function phone(...files) {
  const all = await open(browser, PHONE);
  const { page, context } = all;
  await drop(page, ...files);
  await state(page, "ready");
  const session = await context.newCDPSession(page);
  const touch = (type, points) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: points.map(([x, y], id) => ({ x, y, id })),
    });
  /** Fingers go from places to places, in steps. */
  const go = async (from, to, steps = 8) => {
    await touch("touchStart", from);
    for (let step = 1; step <= steps; step++) {
      const part = step / steps;
      const along = (a, b) => a + (b - a) * part;
      await touch("touchMove", from.map(([x, y], i) => [along(x, to[i][0]), along(y, to[i][1])]));
      await page.waitForTimeout(16);
    }
    await touch("touchEnd", []);
  };
  const hold = async (at, time) => {
    await touch("touchStart", [at]);
    await page.waitForTimeout(time);
    await touch("touchEnd", []);
  };
  return { ...all, go, hold };
}

/** What part of the flame graph fills the screen. */
const part = async (graph) => {
  const names = ["data-from", "data-to"];
  return (await Promise.all(names.map((name) => graph.getAttribute(name)))).map(Number);
};

/** The page's own zoom and scroll, which fingers on a canvas must leave alone. */
const still = async (page) => {
  const [scale, scroll] = await page.evaluate(() => [visualViewport.scale, scrollY]);
  assert.deepEqual([scale, scroll], [1, 0]);
};

test("the flame graph: a tap zooms and selects, two fingers zoom, one pans", async () => {
  const { page, context, problems, go } = await phone(calls);
  const graph = page.getByTestId("view-flame");
  const row = Number(await graph.getAttribute("data-row-height"));
  await until("all is shown", async () => (await part(graph))[1] === 1000);
  const { x, y, width } = await graph.locator(".boxes").boundingBox();
  const at = (share, depth) => [x + width * share, y + row * (depth + 0.5)];
  // Apart by a factor of three, about the middle.
  await go([at(0.4, 1), at(0.6, 1)], [at(0.2, 1), at(0.8, 1)]);
  await until("it is closer", async () => {
    const [from, to] = await part(graph);
    return to - from < 400 && Math.abs((from + to) / 2 - 500) < 40;
  });
  const [from, to] = await part(graph);
  await go([at(0.5, 1)], [at(0.25, 1)]);
  await until("it is panned", async () => (await part(graph))[0] > from + (to - from) * 0.15);
  assert.doesNotMatch(hash(page), /h\.select/, "a drag selects nothing");
  // Both fingers go the same way: what is between them goes along.
  const [before] = await part(graph);
  await go([at(0.3, 1), at(0.5, 1)], [at(0.5, 1), at(0.7, 1)]);
  await until("two fingers pan, too", async () => (await part(graph))[0] < before - 20);
  await page.keyboard.press("Escape");
  await until("all is shown again", async () => (await part(graph))[1] === 1000);
  await page.touchscreen.tap(...at(0.5, 1));
  await until("what is tapped is selected", async () => /h\.select=main/.test(hash(page)));
  await still(page);
  assert.deepEqual(problems, []);
  await context.close();
});

test("a finger that stays on a box opens its menu, and does nothing else", async () => {
  const { page, context, hold } = await phone(calls);
  const graph = page.getByTestId("view-flame");
  const row = Number(await graph.getAttribute("data-row-height"));
  await until("all is shown", async () => (await part(graph))[1] === 1000);
  const { x, y, width } = await graph.locator(".boxes").boundingBox();
  await hold([x + width * 0.3, y + row * 2.5], 900);
  await page.getByTestId("menu").waitFor();
  await page.waitForTimeout(300);
  assert.ok(await page.getByTestId("menu").isVisible(), "the menu stays");
  assert.deepEqual(await part(graph), [0, 1000], "nothing is zoomed");
  assert.doesNotMatch(hash(page), /h\.zoom/);
  await context.close();
});

test("the call graph: a tap selects, two fingers zoom, one pans", async () => {
  const { page, context, problems, go } = await phone(calls);
  await view(page, "graph");
  const graph = page.getByTestId("view-graph");
  const scale = async () => Number(await graph.getAttribute("data-scale"));
  await until("it is drawn", async () => (await scale()) > 0);
  await page.waitForTimeout(500);
  const box = await graph.locator("canvas").first().boundingBox();
  const middle = [box.x + box.width / 2, box.y + box.height / 2];
  const beside = (by) => [middle[0] + by, middle[1]];
  const before = await scale();
  await go([beside(-40), beside(40)], [beside(-100), beside(100)]);
  await until("it is closer", async () => (await scale()) > before * 1.8);
  await until("the link has it", async () => /h\.at=/.test(hash(page)));
  const there = hash(page);
  await go([middle], [[middle[0], middle[1] - 120]]);
  await until("it is panned", async () => hash(page) !== there);
  await page.getByTestId("graph-fit").tap();
  await until("all is shown", async () => (await scale()) <= before * 1.01);
  // The root is at the top, in the middle of what is drawn.
  await page.getByTestId("view-graph").locator('[role="tree"]').focus();
  await page.keyboard.press("ArrowDown");
  await page.waitForTimeout(500);
  const [left, top, width, height] = (await graph.getAttribute("data-focus")).split(",").map(Number);
  await page.touchscreen.tap(box.x + left + width / 2, box.y + top + height / 2);
  await until("what is tapped is selected", async () => /h\.select=main/.test(hash(page)));
  await still(page);
  assert.deepEqual(problems, []);
  await context.close();
});

test("lists: a tap selects a row, a finger scrolls", async () => {
  const { page, context, problems, go } = await phone(fixture("cpu.pb.gz"));
  await view(page, "top");
  const row = page.getByTestId("row").nth(1);
  await row.tap();
  await until("it is selected", async () => /h\.select=/.test(hash(page)));
  const scroller = page.locator(".top .scroller");
  const { x, y, width, height } = await scroller.boundingBox();
  await go([[x + width / 2, y + height * 0.8]], [[x + width / 2, y + height * 0.2]]);
  await until("it is scrolled", () => scroller.evaluate((scroller) => scroller.scrollTop > 50));
  await still(page);
  assert.deepEqual(problems, []);
  await context.close();
});

test("a comparison's drawing leaves a finger room to scroll past it", async () => {
  const { page, context, go } = await phone(current, base);
  await view(page, "compare");
  await page.getByTestId("compare-both").tap();
  await settled(page);
  const compare = page.getByTestId("view-compare");
  const graph = compare.locator(".boxes").first();
  await graph.waitFor();
  const { height } = await graph.boundingBox();
  const room = await compare.evaluate((compare) => compare.clientHeight);
  assert.ok(height < room, `the drawing has ${height} of ${room} pixels`);
  const { x, y, width } = await compare.boundingBox();
  await go([[x + width / 2, y + 60]], [[x + width / 2, y - 200]]);
  await until("it is scrolled", () => compare.evaluate((compare) => compare.scrollTop > 20));
  await context.close();
});
