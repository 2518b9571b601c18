// The frame around the view: its height for each kind of document, the sidebar, the palette, and
// views that never begin empty.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { drop, fixture, hash, launch, open, settled, state, tabs, until, view } from "./lib.mjs";
import { profile } from "./profile.mjs";

const profiles = fileURLToPath(new URL("../leaks/profiles", import.meta.url));
const run = (name) => readdirSync(path.join(profiles, name)).map((file) => path.join(profiles, name, file));

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

async function opened(viewport, ...files) {
  const all = await open(browser, { viewport });
  await drop(all.page, ...files);
  await state(all.page, "ready");
  await settled(all.page);
  return all;
}

// work costs 600 below a and 100 below b.
const calls = {
  name: "calls.pb",
  bytes: profile(
    [["samples", "count"], ["alloc", "bytes"], ["cpu", "nanoseconds"]],
    [["main;a;work", 1, 64, 600], ["main;b;work;leaf", 1, 64, 100], ["main;c", 5, 128, 300]],
  ),
};

/** The window's height without the view's, and what of the bar does not stand in one line. */
const around = (page) =>
  page.evaluate(() => {
    const box = (e) => e.getBoundingClientRect();
    const shown = (e) => e.checkVisibility() && box(e).width > 1;
    const bar = document.querySelector(".bar");
    const parts = [...bar.querySelectorAll("button, label, .file-name, .chip")].filter(shown);
    const within = (e) => !e.closest(".chips") || box(e).top < box(e.closest(".chips")).bottom;
    const beyond = parts.filter(within).filter((e) => box(e).bottom > box(bar).bottom || box(e).right > innerWidth);
    const view = box(document.querySelector("main.view"));
    return {
      height: innerHeight - view.height,
      beyond: beyond.map((e) => e.outerHTML.slice(0, 120)),
      scrolls: document.scrollingElement.scrollWidth > innerWidth,
    };
  });

const documents = {
  "a CPU profile": [fixture("cpu.pb.gz")],
  "a heap profile": [fixture("heap.pb.gz")],
  "two heap profiles": [fixture("heap.pb.gz"), fixture("allocs.pb.gz")],
  "a goroutine profile": [fixture("goroutine.pb.gz")],
  "a goroutine dump": [fixture("goroutine.debug2.txt")],
  "series": run("context-chain"),
};

for (const [name, files] of Object.entries(documents)) {
  test(`around the view of ${name} there is little, and it stands in one line`, async () => {
    for (const [viewport, most] of [[wide, 120], [{ width: 1024, height: 768 }, 120], [phone, 112]]) {
      const { page, context } = await opened(viewport, ...files);
      for (const tab of await tabs(page)) {
        await page.getByTestId(`tab-${tab}`).evaluate((e) => e.click());
        await page.getByTestId(`view-${tab}`).or(page.getByTestId("message")).first().waitFor();
        const { height, beyond, scrolls } = await around(page);
        assert.ok(height <= most, `${tab} at ${viewport.width}: ${height} px`);
        assert.deepEqual(beyond, [], `${tab} at ${viewport.width}`);
        assert.ok(!scrolls, `${tab} at ${viewport.width} is scrolled sideways`);
      }
      await context.close();
    }
  });
}

test("chips that have no room are behind a number, and unfold below the bar", async () => {
  const { page, context } = await opened(wide, calls);
  const names = ["main", "work", "a", "b", "c", "leaf"].map((name) => `hide: no-function-${name}`);
  for (const [i, name] of names.entries()) {
    await page.getByTestId("filter-input").fill(name);
    await page.keyboard.press("Enter");
    await until("it is a chip", async () => (await page.getByTestId("chip").count()) === i + 1);
  }
  const more = page.getByTestId("more-chips");
  await more.waitFor();
  assert.match(await more.innerText(), /^\+\d$/);
  assert.ok((await around(page)).height <= 120);
  await more.click();
  for (const chip of await page.getByTestId("chip").all()) assert.ok(await chip.isVisible());
  const bounds = await page.getByTestId("chip").last().boundingBox();
  assert.ok(bounds.y > 40, "it lies below the bar");
  await page.getByTestId("chip").last().getByRole("button").last().click();
  await until("one less", async () => (await page.getByTestId("chip").count()) === names.length - 1);
  await context.close();
});

test("a series is one row: it unfolds, shows its files, and is gone when they are closed", async () => {
  const { page, context, problems } = await opened(wide, ...run("context-chain"));
  const rows = page.getByTestId("series");
  await until("two series", async () => (await rows.count()) === 2);
  const heap = rows.filter({ hasText: "heap" });
  const visible = async () => (await page.getByTestId("file").filter({ visible: true }).count());
  const folded = await visible();
  const all = await page.getByTestId("file").count();
  assert.ok(all > 10 && folded < 6, `${folded} of ${all}`);
  await heap.locator(".show").focus();
  await page.keyboard.press("ArrowRight");
  await until("it unfolds", async () => (await visible()) > folded + 5);
  // Down goes into it, Enter shows a file, Delete closes it.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator('[data-testid="file"].active', { hasText: "heap.00.pb.gz" }).waitFor();
  await page.keyboard.press("Delete");
  await until("it is closed", async () => (await page.getByTestId("file").count()) === all - 1);
  await heap.locator(".fold").click();
  await until("it is folded", async () => (await visible()) === folded);
  assert.deepEqual(problems, []);
  await context.close();
});

test("the sidebar goes and comes with its key, and lies over the view on a phone", async () => {
  const { page, context } = await opened(wide, calls, fixture("heap.pb.gz"));
  const sidebar = page.getByTestId("sidebar");
  assert.ok(await sidebar.isVisible());
  await page.keyboard.press("l");
  await sidebar.waitFor({ state: "hidden" });
  await page.keyboard.press("l");
  await sidebar.waitFor();
  await page.setViewportSize(phone);
  await page.locator('[data-part="sidebar"]').click();
  await sidebar.waitFor({ state: "hidden" });
  await page.locator('[data-part="sidebar"]').click();
  await sidebar.waitFor();
  const before = await page.locator("main.view").boundingBox();
  await page.getByTestId("file").filter({ hasText: "heap.pb.gz" }).locator(".show").click();
  // Chosen, it goes, and the view did not move.
  await sidebar.waitFor({ state: "hidden" });
  assert.deepEqual(await page.locator("main.view").boundingBox(), before);
  await page.locator(".document", { hasText: "heap.pb.gz" }).waitFor();
  await context.close();
});

test("the palette goes to functions, views, files and commands, and filters", async () => {
  const { page, context, problems } = await opened(wide, calls, fixture("heap.pb.gz"));
  await page.getByTestId("file").filter({ hasText: "calls.pb" }).locator(".show").click();
  await settled(page);
  const find = async (text) => {
    await page.keyboard.press("Control+k");
    await page.getByTestId("palette").waitFor();
    await page.keyboard.type(text);
    await page.getByTestId("palette-entry").first().waitFor();
  };
  const chosen = page.locator('[data-testid="palette-entry"][aria-selected="true"]');
  await find("work");
  await chosen.filter({ hasText: /^work$/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByTestId("palette").waitFor({ state: "detached" });
  await until("it is selected", () => hash(page).includes("work"));
  await find("leaf");
  await chosen.filter({ hasText: /^leaf$/ }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByTestId("chip").filter({ hasText: "leaf" }).waitFor();
  for (const [text, entry, there] of [
    ["trac", "Traces", () => page.getByTestId("view-traces").waitFor()],
    ["heap.pb", "heap heap.pb.gz", () => page.locator(".document", { hasText: "heap.pb.gz" }).waitFor()],
    ["remove all", "Remove all filters", () => until("no chip", async () => !(await page.getByTestId("chip").count()))],
    ["dark", "Colors: dark", () => page.locator('html[data-theme="dark"]').waitFor()],
    ["keys", "Keys", () => page.getByTestId("keys").waitFor()],
  ]) {
    await find(text);
    await page.getByTestId("palette-entry").filter({ hasText: new RegExp(`^${entry.replace(/[.()]/g, "\\$&")}`, "i") }).first().click();
    await there();
  }
  await page.keyboard.press("Escape");
  // Nothing found says so; Escape leaves everything as it was.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("no such thing at all");
  await page.getByTestId("palette").getByRole("status").waitFor();
  const before = page.url();
  await page.keyboard.press("Escape");
  await page.getByTestId("palette").waitFor({ state: "detached" });
  assert.equal(page.url(), before);
  assert.deepEqual(problems, []);
  await context.close();
});

test("every key of the page that does something has its command in the palette", async () => {
  const { page, context } = await opened(wide, calls);
  await page.keyboard.press("Control+k");
  const keys = await page.getByTestId("palette").locator("kbd").allInnerTexts();
  for (const key of ["1", "2", "3", "4", "5", "6", "7", "a", "x", "[", "]", "b", "B", "e", "o", "u", "U", "l", "?"]) {
    assert.ok(keys.includes(key), `${key} in ${keys}`);
  }
  await context.close();
});

test("nothing begins empty: Peek and Source show the heaviest function, Compare the pairs", async () => {
  const { page, context } = await opened(wide, calls);
  await view(page, "peek");
  await page.getByTestId("peek-subject").filter({ hasText: "work" }).waitFor();
  await view(page, "source");
  await page.locator(".source", { hasText: "work" }).waitFor();
  assert.ok(!hash(page).includes("work"), "nothing is selected by that");
  await context.close();

  const of = (name, kind) => ({ name, bytes: profile([[kind, "count"]], [["main;a", 3], ["main;b", 4]]) });
  const both = await opened(wide, of("one.pb", "first"), of("two.pb", "second"), of("three.pb", "second"));
  await both.page.getByTestId("file").filter({ hasText: "one.pb" }).locator(".show").click();
  await both.page.getByTestId("tab-compare").click();
  await both.page.locator('[data-testid="side-1"]').selectOption("2");
  await both.page.locator('[data-testid="side-2"]').selectOption("1");
  await both.page.getByTestId("message").waitFor();
  await both.page.getByTestId("pair").filter({ hasText: "two.pb → three.pb" }).click();
  await both.page.getByTestId("compare-summary").waitFor();
  await both.context.close();
});

test("files are marked with Space or Ctrl, compared and closed together", async () => {
  const { page, context, problems } = await opened(wide, fixture("heap.pb.gz"), fixture("cpu.pb.gz"), fixture("allocs.pb.gz"));
  const row = (name) => page.getByTestId("file").filter({ hasText: name }).locator(".show");
  await row("heap.pb.gz").focus();
  await page.keyboard.press("Space");
  await row("allocs.pb.gz").click({ modifiers: ["Control"] });
  await page.getByTestId("marked").filter({ hasText: "2" }).waitFor();
  await page.getByTestId("compare-marked").click();
  await page.getByTestId("compare-summary").waitFor();
  await page.getByTestId("marked").waitFor({ state: "detached" });
  await row("cpu.pb.gz").focus();
  await page.keyboard.press("Space");
  await page.getByTestId("close-marked").click();
  await until("it is closed", async () => (await page.getByTestId("file").count()) === 2);
  assert.deepEqual(problems, []);
  await context.close();
});

test("the menu of a file compares it, makes it the base, and closes the others", async () => {
  const { page, context, problems } = await opened(wide, fixture("heap.pb.gz"), fixture("cpu.pb.gz"), fixture("allocs.pb.gz"));
  const row = (name) => page.getByTestId("file").filter({ hasText: name });
  await row("heap.pb.gz").locator(".show").click();
  await settled(page);
  const choose = async (name, item) => {
    await row(name).locator(".show").click({ button: "right" });
    await page.getByTestId("menu").getByRole("menuitem", { name: item }).click();
    await page.getByTestId("menu").waitFor({ state: "detached" });
  };
  await choose("allocs.pb.gz", /Compare with/);
  await page.getByTestId("compare-summary").waitFor();
  await view(page, "flame");
  await row("cpu.pb.gz").locator(".show").click({ button: "right" });
  await page.getByTestId("menu").waitFor();
  await page.keyboard.press("Escape");
  await page.getByTestId("menu").waitFor({ state: "detached" });
  await choose("heap.pb.gz", /others/);
  await until("one is left", async () => (await page.getByTestId("file").count()) === 1);
  assert.deepEqual(problems, []);
  await context.close();
});

test("an example of each kind of document is one click away", async () => {
  for (const [name, tab] of [
    ["heap", "flame"], ["cpu", "flame"], ["series", "growth"], ["comparison", "compare"], ["goroutines", "goroutines"],
  ]) {
    const { page, context, problems } = await open(browser, { viewport: wide });
    await page.getByTestId(`example-${name}`).click();
    await state(page, "ready");
    await page.getByTestId(`view-${tab}`).waitFor();
    await settled(page);
    if (name === "series") await page.getByTestId("suspect").filter({ hasText: "leak" }).waitFor();
    assert.deepEqual(problems, [], name);
    await context.close();
  }
});

test("the chart's table has its figures, and a drag on it chooses two moments", async () => {
  const { page, context, problems } = await opened(wide, ...run("context-chain").filter((file) => file.includes("heap")));
  await page.getByTestId("view-growth").waitFor();
  const plot = page.locator(".plot");
  await plot.waitFor();
  const cells = await page.getByTestId("chart-table").locator("tbody tr").first().locator("td").allInnerTexts();
  assert.equal(cells.length, 9);
  const { x, y, width } = await plot.boundingBox();
  await page.mouse.move(x + width - 13, y + 60);
  await until("the last total", async () => (await page.getByTestId("chart-at").innerText()).includes(cells.at(-1)));
  // A drag from the third to the seventh.
  const left = x + 76, step = (width - 76 - 12) / 8;
  await page.mouse.move(left + 2 * step, y + 60);
  await page.mouse.down();
  await page.mouse.move(left + 6 * step, y + 60, { steps: 5 });
  await page.mouse.up();
  await page.locator(".document", { hasText: "heap.06.pb.gz" }).waitFor();
  assert.match(hash(page), /h\.side_base=3/);
  assert.deepEqual(problems, []);
  await context.close();
});

// Five everyday jobs, each with the keyboard alone and with the mouse alone: at most so many steps.
const jobs = [
  {
    name: "the hottest line of a CPU profile", most: 3, files: [fixture("cpu.pb.gz")],
    keyboard: [(page) => page.keyboard.press("5")],
    mouse: [(page) => page.getByTestId("tab-source").click()],
    done: (page) => page.locator('.source .hot').first().waitFor(),
  },
  {
    name: "what grew between two heaps", most: 2, files: run("append").filter((file) => /heap\.0[08]/.test(file)),
    keyboard: [], mouse: [],
    done: (page) => page.getByTestId("compare-summary").waitFor(),
  },
  {
    name: "the leaking line of a folder", most: 0, files: run("context-chain"),
    keyboard: [], mouse: [],
    done: (page) => page.getByTestId("suspect-place").first().waitFor(),
  },
  {
    name: "who waits in a goroutine dump, since when", most: 2,
    files: run("chan-send-long").filter((file) => file.includes("05.debug2")),
    keyboard: [(page) => page.keyboard.press("9")],
    mouse: [(page) => page.getByTestId("tab-goroutines").click()],
    done: (page) => page.getByTestId("view-goroutines").filter({ hasText: /\d min/ }).waitFor(),
  },
  {
    name: "a link to a filtered view", most: 2, files: [calls], link: "view=top&f=leaf",
    keyboard: [
      (page) => page.keyboard.press("Control+k"),
      async (page) => {
        await page.keyboard.type("copy a link");
        await page.keyboard.press("Enter");
      },
    ],
    mouse: [(page) => page.getByTestId("copy-link").click()],
    done: (page) => page.locator(".notice").waitFor(),
  },
];

for (const { name, most, files, link, done, ...ways } of jobs) {
  for (const [way, steps] of Object.entries(ways)) {
    test(`${name}: by ${way}, at most ${most} steps`, async () => {
      assert.ok(steps.length <= most);
      const { page, context } = await opened(wide, ...files);
      if (link) {
        await page.evaluate((link) => (location.hash = link), link);
        await page.getByTestId("chip").waitFor();
      }
      for (const step of steps) await step(page);
      await done(page);
      await context.close();
    });
  }
}
