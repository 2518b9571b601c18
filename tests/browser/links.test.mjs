// Links that are received before their files are here: they say what was sent, wait for the
// files by their content, in any order, and go on to exactly that view.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop, fixture, hash, launch, open, settled, state, texts, until, url, view } from "./lib.mjs";
import { profile } from "./profile.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const calls = (name, work) => ({
  name,
  bytes: profile(
    [["samples", "count"], ["cpu", "nanoseconds"]],
    [["main;a;work", work, work * 100], ["main;b;work", 3, 300], ["main;c", 5, 500]],
  ),
});
const old = calls("before.pb", 6);
const now = calls("after.pb", 60);

/** What the link button copies. */
async function copied(page) {
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await page.getByTestId("copy-link").click();
  let link = "";
  await until("a link is copied", async () => {
    link = await page.evaluate(() => navigator.clipboard.readText());
    return link.includes("#view=");
  });
  return link;
}

/** A page with files, and a function that goes to a state and copies the link to it. */
async function sender(...files) {
  const all = await open(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  await drop(all.page, ...files);
  await state(all.page, "ready");
  await settled(all.page);
  return all;
}

const greeting = (page) => page.getByTestId("greeting");
const says = async (page) => (await greeting(page).innerText()).replace(/\s+/g, " ").trim();
const rows = async (page) => {
  await settled(page);
  await page.getByTestId("row").first().waitFor();
  return texts(page.getByTestId("row"));
};

test("a link says what was sent, and goes on to it when its file is dropped", async () => {
  const { page, context } = await sender(old);
  await page.evaluate(() => (location.hash = "view=top&f=a&si=samples&sort=cum"));
  const here = await rows(page);
  const link = await copied(page);
  assert.match(link, /h\.files=before\.pb/);
  const other = await open(browser, { address: link });
  await greeting(other.page).waitFor();
  assert.match(
    await says(other.page),
    /^You were sent Top With 1 filter \(focus: a\), sample type samples, of before\.pb \([0-9a-f]{8}…\)\. Drop this file\.$/,
  );
  for (const name of ["example", "recipes"]) await other.page.getByTestId(name).waitFor();
  // Whatever it is called there.
  await drop(other.page, { ...old, name: "renamed.pb" });
  assert.deepEqual(await rows(other.page), here);
  await state(other.page, "ready");
  assert.match(await hash(other.page), /view=top.*&?f=a/);
  assert.doesNotMatch(await hash(other.page), /h\.(sha256|files)/);
  assert.deepEqual(other.problems, []);
  for (const one of [context, other.context]) await one.close();
});

test("another file is named as another, and can be looked at all the same", async () => {
  const { page, context } = await sender(old);
  await view(page, "top");
  const link = await copied(page);
  const other = await open(browser, { address: link });
  await drop(other.page, now);
  await other.page.getByTestId("sent-other").waitFor();
  assert.equal(
    (await other.page.getByTestId("sent-other").innerText()).trim(),
    "after.pb has different content from the file this link was made for.",
  );
  assert.equal(await other.page.getByTestId("tab-top").count(), 0, "no view of it is shown");
  await other.page.getByTestId("look-anyway").click();
  await rows(other.page);
  await state(other.page, "ready");
  // And the right one after the wrong one.
  const third = await open(browser, { address: link });
  await drop(third.page, now);
  await third.page.getByTestId("sent-other").waitFor();
  await drop(third.page, old);
  await rows(third.page);
  await until("the right one is shown", async () =>
    (await third.page.getByTestId("file").filter({ hasText: "before.pb" }).locator('[aria-pressed="true"]').count()) === 1);
  for (const one of [context, other.context, third.context]) await one.close();
});

test("a comparison takes its files in any order, one by one or together", async () => {
  const { page, context } = await sender(old, now);
  await view(page, "compare");
  // Base and current as nobody would guess them.
  await page.keyboard.press("Shift+B");
  await settled(page);
  const sides = (page) => page.getByTestId("file").evaluateAll((files) =>
    Object.fromEntries(files.map((f) => [f.querySelector(".file-name").textContent, f.querySelector("select").value])));
  const wanted = await sides(page);
  const content = async (page) => {
    await settled(page);
    return (await page.getByTestId("view-compare").innerText()).replace(/\s+/g, " ").trim();
  };
  const here = await content(page);
  const link = await copied(page);
  const hashes = decodeURIComponent(link).match(/h\.sha256=([0-9a-f]{64}),([0-9a-f]{64})/);
  assert.ok(hashes && hashes[1] !== hashes[2]);
  for (const order of [[[old, now]], [[now, old]], [[now], [old]], [[old], [now]]]) {
    const other = await open(browser, { address: link });
    await greeting(other.page).waitFor();
    assert.match(await says(other.page), /You were sent Compare .*after\.pb .*before\.pb .*Drop these files/);
    for (const [at, files] of order.entries()) {
      await drop(other.page, ...files);
      if (at + 1 < order.length) {
        await other.page.getByTestId("sent-here").waitFor();
        assert.equal(await other.page.getByTestId("sent-other").count(), 0);
      }
    }
    await other.page.getByTestId("view-compare").waitFor();
    await state(other.page, "ready");
    assert.equal(await content(other.page), here);
    assert.deepEqual(await sides(other.page), wanted);
    assert.equal(await other.page.getByTestId("error").count(), 0);
    await other.context.close();
  }
  await context.close();
});

test("a series is sent with all its files", async () => {
  const series = [1, 2, 3, 4, 5].map((at) => ({
    name: `heap.0${at}.pb`,
    bytes: profile([["inuse_space", "bytes"]], [["main;keep", at << 20], ["main;use", 1 << 20]]),
  }));
  const { page, context } = await sender(...series);
  await page.getByTestId("view-growth").waitFor();
  const link = await copied(page);
  const other = await open(browser, { address: link });
  await greeting(other.page).waitFor();
  assert.match(await says(other.page), /and 2 more\. Drop these files\.$/);
  await drop(other.page, ...[...series].reverse());
  await other.page.getByTestId("view-growth").waitFor();
  await state(other.page, "ready");
  for (const one of [context, other.context]) await one.close();
});

test("links from before work, and addresses without a file say what they can", async () => {
  const sha256 = await crypto.subtle.digest("SHA-256", old.bytes);
  const digits = Buffer.from(sha256).toString("hex");
  const link = `${url}#view=top&h.sha256=${digits}`;
  const one = await open(browser, { address: link });
  await greeting(one.page).waitFor();
  assert.match(await says(one.page), new RegExp(`of a file whose SHA-256 begins with ${digits.slice(0, 8)}…`, "i"));
  await drop(one.page, old);
  await rows(one.page);
  const two = await open(browser, { address: `${url}#view=top&f=main&i=b` });
  await greeting(two.page).waitFor();
  assert.match(await says(two.page), /^This address shows Top With 2 filters \(.*\)\. Drop the file that the link was made for\.$/);
  await drop(two.page, now);
  await rows(two.page);
  const three = await open(browser, { address: url });
  assert.equal(await greeting(three.page).count(), 0);
  for (const { context } of [one, two, three]) await context.close();
});

test("what a hostile link says is text", async () => {
  const name = `<img src=x onerror="document.title='no'">\u202e${"n".repeat(500)}`;
  const address = `${url}#view=compare&f=%3Cb%3E&h.sha256=%3Cscript%3E,zz,,${"a".repeat(64)}&h.files=${encodeURIComponent(name)}/b&h.side_base=1,99,x`;
  const { page, context, problems } = await open(browser, { address });
  await greeting(page).waitFor();
  assert.equal(await greeting(page).locator("img, b, script").count(), 0);
  assert.ok((await says(page)).length < 800);
  await drop(page, old);
  await page.getByTestId("sent-other").waitFor();
  await page.getByTestId("look-anyway").click();
  await state(page, "ready");
  assert.deepEqual(problems, []);
  await context.close();
});

test("files are listed as they were taken, whatever the order of opening", async () => {
  const named = (name) => ({ name, bytes: Buffer.from(`goroutine 1 [running]:\nmain.main()\n\t/m.go:${name.length} +0x1\n`) });
  const { page, context } = await open(browser);
  await drop(page, named("goroutine.07.debug2.txt"));
  await state(page, "ready");
  await drop(page, named("goroutine.00.debug2.txt"));
  await until("both are read", async () => (await page.locator('[data-testid=file][data-state=ready]').count()) === 2);
  const names = () => page.locator("[data-testid=file] .file-name").allInnerTexts();
  await until("the earlier one is first", async () => (await names())[0] === "goroutine.00.debug2.txt");
  await page.keyboard.press("[");
  await until("[ goes to the earlier one", async () =>
    (await page.locator('[data-testid=file] [aria-pressed="true"] .file-name').innerText()) === "goroutine.00.debug2.txt");
  await context.close();
});

test("the greeting is Chinese where the page is", async () => {
  const address = `${url}#view=compare&f=main&h.sha256=${"a".repeat(64)},${"b".repeat(64)}&h.files=a.pb.gz/b.pb.gz&h.side_base=1&h.side_current=2`;
  const { page, context } = await open(browser, { address, locale: "zh-CN" });
  await greeting(page).waitFor();
  assert.match(await says(page), /^你收到了一个视图：比较 1 个过滤器（focus: main），文件：a\.pb\.gz（aaaaaaaa…，基准）和b\.pb\.gz（bbbbbbbb…）。 请拖入这些文件。$/);
  await context.close();
});

test("what a link has that cannot be read is said, in the page's language", async () => {
  for (const [locale, words] of [["en-US", /`?words`? is not a valid value of `?granularity/], ["zh-CN", /不是 `?granularity`? 的有效值/]]) {
    // In a link that the page begins with, and in one that comes later.
    for (const late of [false, true]) {
      const { page, context } = await open(browser, { locale, address: late ? url : `${url}#view=top&g=words` });
      if (late) await page.evaluate(() => void (location.hash = "view=top&g=words"));
      await page.getByTestId("error").filter({ hasText: words }).waitFor();
      await context.close();
    }
  }
});
