// Goroutines: who waits where, for what, since when.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { drop, fixture, hash, launch, open, settled, state, tabs, texts, until, url, view } from "./lib.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** A dump: so many goroutines for each kind. */
function dump(count) {
  const kinds = [
    ["chan send, 3 minutes", "main.work", "main.start"],
    ["select", "main.loop", "main.accept"],
    ["sync.Mutex.Lock, 12 minutes", "main.withdraw", "main.transfer"],
  ];
  let text = "";
  for (let id = 1; id <= count; id++) {
    const [state, leaf, by] = kinds[id % 3];
    const job = id % 6 === 0 ? " {job: sync}" : "";
    text += `goroutine ${id} [${state}]${job}:\n${leaf}(0x1)\n\t/src/m.go:${(id % 3) + 5} +0x1\n`;
    text += `created by ${by} in goroutine 1\n\t/src/m.go:40 +0x25\n\n`;
  }
  return { name: "goroutine.debug2.txt", bytes: Buffer.from(text) };
}

async function shown(file) {
  const { page, context, problems } = await open(browser);
  await drop(page, file);
  await state(page, "ready");
  await view(page, "goroutines");
  return { page, context, problems };
}

const count = (page) => page.getByTestId("goroutine-count").innerText();

test("groups say what they wait for, where, since when and who started them", async () => {
  const { page, context, problems } = await shown(dump(30));
  assert.equal(await count(page), "30 of 30 goroutines, in 4 groups");
  const rows = await texts(page.getByTestId("row"));
  assert.equal(rows.length, 4);
  assert.ok(rows.some((row) => /^10 mutex 12 min main\.withdraw m\.go:7 main\.transfer m\.go:40$/.test(row)), rows);
  await page.getByTestId("row").filter({ hasText: "main.work" }).first().click();
  assert.match(await page.getByTestId("stack").innerText(), /main\.work \/src\/m\.go:5/);
  assert.deepEqual(problems, []);
  await context.close();
});

test("they are searched, and filtered by wait", async () => {
  const { page, context } = await shown(dump(30));
  const becomes = (text) => until(text, async () => (await count(page)) === text);
  await page.getByTestId("search-input").fill("transfer");
  await becomes("10 of 30 goroutines, in 1 group");
  await page.getByTestId("search-input").fill("");
  await page.getByTestId("blocked").selectOption("chan send");
  await becomes("10 of 30 goroutines, in 2 groups");
  await page.getByTestId("blocked").selectOption("");
  await page.getByTestId("h.wait").fill("4");
  await becomes("10 of 30 goroutines, in 1 group");
  await page.getByTestId("h.wait").fill("1");
  await page.getByTestId("h.waitmax").fill("5");
  await becomes("10 of 30 goroutines, in 2 groups");
  await context.close();
});

test("what has no waits says so, and other profiles are told apart", async () => {
  const { page, context } = await shown(fixture("goroutine.pb.gz"));
  assert.match(await page.getByTestId("view-goroutines").innerText(), /debug=2/);
  assert.ok((await page.getByTestId("row").count()) > 0);
  await context.close();
  // Of other profiles no tab leads there; a link may.
  const other = await open(browser, { address: `${url}#view=goroutines` });
  await drop(other.page, fixture("heap.pb.gz"));
  await other.page.locator('[data-kind="no-goroutines"]').waitFor();
  assert.equal(await other.page.getByTestId("other-goroutines").count(), 0);
  await view(other.page, "top");
  assert.ok(!(await tabs(other.page)).includes("goroutines"), "there are none to show");
  await other.page.goBack();
  await other.page.locator('[data-kind="no-goroutines"]').waitFor();
  // With a dump that is open already the way there is short.
  await drop(other.page, dump(9));
  await other.page.getByTestId("goroutine-count").waitFor();
  await other.page.getByTestId("file").first().getByRole("button").first().click();
  await other.page.getByTestId("other-goroutines").click();
  await other.page.getByTestId("goroutine-count").waitFor();
  await other.context.close();
});

test("they are filtered by a function of the stack and by a label", async () => {
  const { page, context } = await shown(dump(30));
  const becomes = (text) => until(text, async () => (await count(page)) === text);
  await page.getByTestId("h.function").fill("main.transfer");
  await becomes("0 of 30 goroutines, in 0 groups");
  await page.getByTestId("h.function").fill("main.work");
  await becomes("10 of 30 goroutines, in 2 groups");
  await page.getByTestId("h.label").fill("job=sync");
  await becomes("5 of 30 goroutines, in 1 group");
  assert.equal(await page.locator("datalist option").count(), 1);
  assert.ok(hash(page).includes("h.function=main.work&h.label=job=sync"), hash(page));
  // What makes no sense yet leaves the view as it is.
  await page.getByTestId("search-input").fill("/(/");
  await page.locator('[data-testid="search-input"][aria-invalid]').waitFor();
  await page.getByTestId("clear").click();
  await becomes("30 of 30 goroutines, in 4 groups");
  await context.close();
});

test("who is still there, and since when, is told from dump to dump", async () => {
  const folder = fileURLToPath(new URL("../leaks/profiles/chan-send-long", import.meta.url));
  const dumps = readdirSync(folder).map((name) => path.join(folder, name));
  const { page, context, problems } = await open(browser, { viewport: { width: 1440, height: 900 } });
  await drop(page, ...dumps);
  await state(page, "ready");
  await page.locator('[data-testid="file"]').last().locator(".show").click();
  await view(page, "goroutines");
  const row = page.getByTestId("row").filter({ hasText: "main.query" }).first();
  await row.click();
  const stays = await page.getByTestId("stays").innerText();
  const since = stays.split("\n");
  assert.equal(since.length, dumps.length, stays);
  assert.match(since[0], /^[\d,]+ there for .* or longer: \d+ \d+/);
  assert.match(since.at(-1), /^[\d,]+ new in this dump: \d+/);
  if (process.env.HEARTH_SHOTS) {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: path.join(process.env.HEARTH_SHOTS, `stays-${colorScheme}.png`) });
    }
  }
  assert.deepEqual(problems, []);
  await context.close();
});

test("a hundred thousand are filtered as fast as one types, and few rows are in the document", async () => {
  const { page, context } = await shown(dump(100_000));
  const spent = (name) =>
    page.evaluate(
      (name) => performance.getEntriesByName(name).map((entry) => entry.duration),
      name,
    );
  const [opened] = await spent("hearth:decode");
  const before = (await spent("hearth:query")).length;
  const text = "withdraw";
  for (let length = 1; length <= text.length; length++) {
    await page.getByTestId("search-input").fill(text.slice(0, length));
    await settled(page);
  }
  await until("they are filtered", async () => /^33,333 of 100,000/.test(await count(page)));
  const typed = (await spent("hearth:query")).slice(before);
  const worst = Math.max(...typed);
  console.log(`filtering: at most ${(worst / opened).toFixed(3)} of opening, ${typed.length} letters`);
  assert.ok(worst < opened / 4, `${worst} ms beside ${opened} ms`);
  await context.close();
});

test("as many groups as goroutines are as few rows", async () => {
  let text = "";
  for (let id = 1; id <= 20_000; id++) {
    text += `goroutine ${id} [select]:\nmain.f${id}(0x1)\n\t/src/m.go:${id} +0x1\n\n`;
  }
  const { page, context } = await shown({ name: "goroutine.txt", bytes: Buffer.from(text) });
  assert.equal(await count(page), "20,000 of 20,000 goroutines, in 20,000 groups");
  assert.ok((await page.getByTestId("row").count()) <= 60);
  await page.locator(".goroutines .scroller").focus();
  await page.keyboard.press("End");
  await page.locator('[data-place="19999"]').waitFor();
  await page.keyboard.press("Enter");
  await page.getByTestId("stack").waitFor();
  await context.close();
});

/** Goroutines as debug=1 has them: so many that wait in each function. */
function counts(name, rows) {
  const total = Object.values(rows).reduce((sum, count) => sum + count);
  const lines = Object.entries(rows).map(
    ([name, count], at) =>
      `${count} @ 0x${at + 1}1\n#\t0x10\t${name}+0x4\t/app/main.go:${98 - at}\n\n`,
  );
  return { name, bytes: Buffer.from(`goroutine profile: total ${total}\n${lines.join("")}`) };
}

test("beside an earlier dump a sentence and the first row say what grew", async () => {
  const old = counts("goroutine.00.txt", { "main.idle": 500, "main.fanOut": 60, "main.serve": 3 });
  const young = counts("goroutine.07.txt", { "main.idle": 500, "main.fanOut": 480, "main.new": 1 });
  for (const given of [[old, young], [young, old]]) {
    const { page, context, problems } = await open(browser, { viewport: { width: 1440, height: 900 } });
    await drop(page, ...given);
    await state(page, "ready");
    await view(page, "goroutines");
    assert.equal(
      await page.getByTestId("changed").innerText(),
      "+418 goroutines since goroutine.00.txt, all in main.fanOut main.go:97 (60 → 480)",
    );
    assert.deepEqual(await texts(page.getByTestId("row")), [
      "480 60 +420 main.fanOut main.go:97",
      "1 0 +1 main.new main.go:96",
      "500 500 0 main.idle main.go:98",
    ]);
    // Of the oldest one there is nothing to say.
    await page.getByTestId("file").filter({ hasText: "00" }).locator(".show").click();
    await until("it is without the sentence", async () => (await page.getByTestId("changed").count()) === 0);
    assert.deepEqual(problems, []);
    await context.close();
  }
});

test("columns without anything in them are not there", async () => {
  const heads = (page) => page.locator(".goroutines [role=columnheader]").allInnerTexts();
  const text = await shown(counts("goroutine.txt", { "main.f": 2, "main.g": 1 }));
  assert.deepEqual(await heads(text.page), ["Count", "Function"]);
  await text.context.close();
  const whole = await shown(dump(30));
  assert.deepEqual(await heads(whole.page), ["Count", "Blocked on", "Waiting", "Function", "Started by"]);
  await whole.context.close();
});

test("the stack opens below its row, and a double click leaves it open", async () => {
  const rows = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`main.f${10 + i}`, 100 - i]));
  const { page, context, problems } = await shown(counts("goroutine.txt", rows));
  const row = page.getByTestId("row").nth(2);
  await row.dblclick();
  const group = page.getByTestId("group");
  await group.waitFor();
  await page.waitForTimeout(300);
  assert.match(await page.getByTestId("stack").innerText(), /main\.f12/);
  const [above, below, next] = [
    await row.boundingBox(), await group.boundingBox(), await page.getByTestId("row").nth(3).boundingBox(),
  ];
  assert.ok(Math.abs(below.y - (above.y + above.height)) < 2, "it is below its row");
  assert.ok(next.y >= below.y + below.height - 1, "and the next row below it");
  // The last row is reached, and the keyboard walks on below the stack.
  await page.locator(".goroutines .scroller").focus();
  await page.keyboard.press("End");
  const last = page.locator('[data-place="39"]');
  await last.waitFor();
  await until("it is on the screen", async () => {
    const [box, window] = [await last.boundingBox(), await page.locator(".goroutines .scroller").boundingBox()];
    return box && box.y + box.height <= window.y + window.height + 1;
  });
  await page.keyboard.press("Home");
  await row.click();
  await until("a click closes it", async () => (await group.count()) === 0);
  assert.deepEqual(problems, []);
  await context.close();
});

test("who is there longest is said in words, in both languages", async () => {
  const [old, young] = [60, 90].map((count, i) => ({ ...dump(count), name: `goroutine.0${i}.debug2.txt` }));
  for (const [locale, text] of [["en-US", /20 already there 1 dump ago/], ["zh-CN", /其中 20 个在 1 次转储前就已存在/]]) {
    const { page, context } = await open(browser, { locale });
    await drop(page, old, young);
    await state(page, "ready");
    await view(page, "goroutines");
    assert.match((await texts(page.getByTestId("row"))).join("\n"), text);
    await context.close();
  }
});
