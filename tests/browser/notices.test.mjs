// What the page tells in passing: notices that go by themselves, the same for every copy; what
// screen readers are told; and keys that are named where there are keys.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop, fixture, launch, open, settled, state, until, view } from "./lib.mjs";
import { profile } from "./profile.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const calls = {
  name: "calls.pb",
  bytes: profile(
    [["samples", "count"], ["cpu", "nanoseconds"]],
    [["main;a;work", 1, 600], ["main;b;work;leaf", 1, 100], ["main;c", 5, 300]],
  ),
};

async function opened(options = {}) {
  const all = await open(browser, { permissions: ["clipboard-read", "clipboard-write"], ...options });
  await drop(all.page, calls);
  await state(all.page, "ready");
  await settled(all.page);
  return all;
}

const remark = (page) => page.getByTestId("remark");
const box = (page, selector) => page.locator(selector).first().boundingBox();

test("a copied link is told of in passing: nothing moves, and it goes by itself", async () => {
  const { page, context } = await opened();
  const before = await box(page, "main.view");
  await page.getByTestId("copy-link").click();
  await remark(page).waitFor();
  assert.match(await remark(page).innerText(), /^Link copied/);
  assert.deepEqual(await box(page, "main.view"), before);
  assert.equal(await page.locator('[aria-live="polite"]').filter({ has: remark(page) }).count(), 1);
  const shown = Date.now();
  await remark(page).waitFor({ state: "detached", timeout: 15_000 });
  assert.ok(Date.now() - shown > 3000, "it was there long enough to be read");
  await context.close();
});

test("a notice stays while it is pointed at or has the keyboard", async () => {
  const { page, context } = await opened();
  await page.getByTestId("copy-link").click();
  await remark(page).hover();
  await page.waitForTimeout(9000);
  assert.equal(await remark(page).count(), 1);
  await remark(page).getByRole("button").focus();
  await page.mouse.move(5, 5);
  await page.waitForTimeout(9000);
  assert.equal(await remark(page).count(), 1);
  await page.keyboard.press("Enter");
  await remark(page).waitFor({ state: "detached" });
  await context.close();
});

test("every copy says so: a name, a table, a report, a command, Markdown", async () => {
  const { page, context } = await opened();
  const told = async (what, act, words) => {
    await act();
    await remark(page).filter({ hasText: words }).first().waitFor();
    for (const one of await remark(page).all()) await one.getByRole("button").click();
    await until(`${what} is closed`, async () => (await remark(page).count()) === 0);
  };
  await view(page, "top");
  await told("a name", async () => {
    await page.getByTestId("row").first().click({ button: "right" });
    await page.getByRole("menuitem", { name: "Copy name" }).click();
  }, /^Copied: /);
  await told("a table", () => page.getByTestId("copy").click(), /^Copied: .* lines\)/);
  await view(page, "traces");
  await told("a report", async () => {
    await page.getByTestId("save").click();
    await page.getByTestId("save-copy").click();
  }, /^Copied: .* lines\)/);
  await context.close();
  const start = await open(browser, { permissions: ["clipboard-write"] });
  await start.page.locator('[data-testid="recipes"] .copy').first().click();
  await start.page.getByTestId("remark").filter({ hasText: "curl" }).waitFor();
  await start.context.close();
});

test("Copy as Markdown says so", async () => {
  const { page, context } = await open(browser, { permissions: ["clipboard-write"] });
  const heap = (at) => ({
    name: `run.0${at}.pb`,
    bytes: profile([["inuse_objects", "count"], ["inuse_space", "bytes"]], [["main;keep", at * 10, at * 10_000], ["main;b", 3, 3000]]),
  });
  await drop(page, ...[1, 2, 3, 4, 5].map(heap));
  await page.getByTestId("copy-markdown").click();
  await remark(page).filter({ hasText: /^Copied/ }).waitFor();
  await context.close();
});

test("errors stay, and move nothing either", async () => {
  const { page, context } = await opened();
  const before = await box(page, "main.view");
  await drop(page, fixture("not-a-profile.png"));
  await page.getByTestId("error").waitFor();
  await page.waitForTimeout(7000);
  assert.equal(await page.getByTestId("error").count(), 1);
  assert.deepEqual(await box(page, "main.view"), before);
  await page.getByTestId("error").getByRole("button").click();
  await page.getByTestId("error").waitFor({ state: "detached" });
  await context.close();
});

for (const [width, height] of [[1280, 800], [390, 844]]) {
  test(`no notice covers a control, ${width} pixels wide`, async () => {
    const { page, context } = await opened({ viewport: { width, height } });
    for (const name of ["flame", "top", "graph", "peek", "tags", "about"]) {
      await view(page, name);
      await page.getByTestId("copy-link").click();
      await remark(page).first().waitFor();
      const covered = await page.evaluate(() => {
        const notice = document.querySelector(".notices .notice").getBoundingClientRect();
        const over = (r) => r.right > notice.left && r.left < notice.right && r.bottom > notice.top && r.top < notice.bottom;
        const controls = [...document.querySelectorAll("button, select, input, summary, a[href], [role=tab]")];
        return controls
          .filter((e) => !e.closest(".notices") && e.checkVisibility() && e.getBoundingClientRect().width > 1)
          // What scrolls can be scrolled out from under it.
          .filter((e) => !e.closest("[role=rowgroup], [role=grid], .peek, .tags, .about") && over(e.getBoundingClientRect()))
          .map((e) => e.outerHTML.slice(0, 120));
      });
      assert.deepEqual(covered, [], name);
    }
    await context.close();
  });
}

const said = (page) => page.locator('[data-part="said"]');
const hears = (page, pattern) =>
  until(`${pattern} is said`, async () => pattern.test((await said(page).textContent()) ?? ""));

test("screen readers hear that a file was opened, and what the flame graph shows", async () => {
  const { page, context } = await opened();
  await hears(page, /^Opened calls\.pb, 3 samples/);
  const tree = page.getByTestId("view-flame").getByRole("tree");
  assert.match(await tree.getAttribute("aria-label"), /^Flame graph of 1us/);
  // The root, main, a.
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
  await hears(page, /^Zoomed to a, 60(\.00)?% of 1us/);
  assert.match(await tree.getAttribute("aria-label"), /^Flame graph of a, 60(\.00)?% of 1us/);
  await page.keyboard.press("Escape");
  await hears(page, /^Zoomed out/);
  await until("the name is that of the whole", async () => /^Flame graph of 1us/.test(await tree.getAttribute("aria-label")));
  await drop(page, { ...calls, name: "b.pb" }, { ...calls, name: "c.pb" });
  await hears(page, /^Opened 2 files\. b\.pb is shown, 3 samples/);
  await context.close();
});

test("names of controls have no signs in them", async () => {
  const { page, context } = await opened();
  await drop(page, { ...calls, name: "b.pb" });
  await until("there is something to compare", async () => (await page.locator(".tabs .dot").count()) === 1);
  const tab = page.getByTestId("tab-compare");
  const content = await tab.evaluate((e) => getComputedStyle(e, "::after").content);
  assert.equal(content, '""');
  await context.close();
});

test("hints name the keys that work", async () => {
  const { page, context } = await opened();
  // The menu of a function says the letter, the tab the digit.
  await view(page, "top");
  await page.getByTestId("row").first().click({ button: "right" });
  const item = page.getByTestId("menu").getByRole("menuitem", { name: "Peek" });
  const letter = (await item.locator("kbd").textContent()).trim();
  await page.keyboard.press("Escape");
  const [, digit] = (await page.getByTestId("tab-peek").getAttribute("title")).match(/\((.)\)$/);
  for (const key of [digit, letter]) {
    await page.keyboard.press("2");
    await page.getByTestId("row").first().click();
    await page.keyboard.press(key);
    await until(`${key} goes to Peek`, async () => (await page.getByTestId("tab-peek").getAttribute("aria-selected")) === "true");
  }
  // Every tab's hint is the key that goes there.
  for (const tab of await page.getByRole("tab").all()) {
    const [, key] = (await tab.getAttribute("title")).match(/\((.)\)$/);
    await page.keyboard.press(key);
    await until(`${key} goes there`, async () => (await tab.getAttribute("aria-selected")) === "true");
  }
  await context.close();
});

test("where there are no keys, none are mentioned", async () => {
  const { page, context } = await opened({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  assert.ok(!(await page.getByTestId("view-flame").innerText()).includes("Esc"));
  await page.getByTestId("tab-peek").click();
  const shown = await page.getByTestId("view-peek").innerText();
  assert.ok(!/\bpress\b/i.test(shown), shown);
  assert.equal(await page.locator('[data-part="keys"]').isVisible(), false);
  await context.close();
});

test("options are words, with the reference's names beside them", async () => {
  const { page, context } = await opened();
  await view(page, "top");
  const groups = await page.getByTestId("group").locator("option").allInnerTexts();
  assert.ok(groups.includes("Files and functions (filefunctions)"), groups.join());
  await context.close();
  const chinese = await opened({ locale: "zh-CN" });
  await view(chinese.page, "top");
  const names = await chinese.page.getByTestId("group").locator("option").allInnerTexts();
  assert.ok(names.includes("文件和函数（filefunctions）"), names.join());
  await chinese.context.close();
});

test("the console says why it is full of errors", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const lines = [];
  page.on("console", (message) => lines.push([message.type(), message.text()]));
  await page.goto(process.env.HEARTH_URL);
  await page.locator('[data-testid="seal"][data-state="sealed"]').waitFor();
  const first = lines.findIndex(([type]) => type === "error");
  assert.ok(first > 0 && lines.slice(0, first).some(([type, text]) => type === "info" && /on purpose/.test(text)), JSON.stringify(lines.slice(0, 3)));
  await context.close();
});

test("folded stacks are read, and saved as they were", async () => {
  const folded = "main;a;work_[k] 6\nmain;b [x];work 1\nmain;c 3\n";
  const { page, context } = await open(browser, { acceptDownloads: true });
  await drop(page, { name: "stacks.folded.txt", bytes: Buffer.from(folded.replaceAll("\n", "\r\n")) });
  await state(page, "ready");
  await settled(page);
  await page.getByTestId("save").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("save-folded").click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  assert.equal(Buffer.concat(chunks).toString(), folded);
  await context.close();
});
