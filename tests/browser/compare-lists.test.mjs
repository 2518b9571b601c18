// Two sides as lists: callers and callees, source lines; renames that are accepted, and what
// is saved.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { drop, hash, launch, settled, texts, until, view } from "./lib.mjs";
import { profile } from "./profile.mjs";
import { base, current, opened } from "./sides.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const compared = () => opened(browser, base, current);

const rows = (page) => texts(page.getByTestId("view-compare").getByTestId("row"));

test("two files of a kind have a mark at the tab, and their parts beside them", async () => {
  const { page, context } = await compared();
  await view(page, "flame");
  await page.locator('[data-testid="tab-compare"].dot').waitFor();
  assert.equal(await page.getByTestId("side-1").count(), 0);
  await view(page, "compare");
  const files = page.getByTestId("file");
  assert.equal(await files.nth(0).locator("select").inputValue(), "1");
  await files.nth(0).locator("select").selectOption("2");
  await until("they changed places", async () => /h\.side_current=1/.test(hash(page)));
  assert.equal(await files.nth(1).locator("select").inputValue(), "1");
  await context.close();
});

test("callers and callees have both sides, and are walked", async () => {
  const { page, context, problems } = await compared();
  await view(page, "compare");
  await page.getByTestId("compare-peek").click();
  await page.getByTestId("view-compare").getByTestId("message").waitFor();
  await page.getByTestId("compare-table").click();
  await until("the table is there", async () => (await rows(page)).length > 0);
  await page.getByTestId("by").selectOption("cum");
  await page.locator('[data-testid="row"][data-name="work"]').click();
  await page.getByTestId("compare-peek").click();
  const subject = page.getByTestId("peek-subject");
  await until("work is shown", async () => /3s → 9s/.test(await subject.innerText().catch(() => "")));
  const all = (await rows(page)).join("\n");
  assert.match(all, /3s 9s \+6s 35\.29% ▲ grew main/);
  assert.match(all, /3s 9s \+6s 35\.29% ▲ grew alloc/);
  await page.locator('[data-testid="row"][data-name="main"]').click();
  await until("main is shown", async () => /17s → 23s/.test(await subject.innerText()));
  assert.match((await rows(page)).join("\n"), /4s 0 -4s -23\.53% ✖ gone old/);
  await page.goBack();
  await until("Back walks back", async () => /3s → 9s/.test(await subject.innerText()));
  assert.deepEqual(problems, []);
  await context.close();
});

test("a likely rename is accepted by a click, and Back takes it back", async () => {
  const { page, context } = await compared();
  await view(page, "compare");
  const listed = page.getByTestId("unmatched");
  await listed.locator("summary").click();
  const rename = page.getByTestId("rename").filter({ hasText: "old → fresh" });
  await rename.getByTestId("accept-rename").click();
  await until("it is in the link", async () => hash(page).includes("h.rename=old>fresh"));
  await until("nothing is on one side only", async () => /0 functions/.test(await listed.innerText()));
  assert.match((await page.getByTestId("renamed").innerText()), /old → fresh/);
  await page.goBack();
  await until("it is undone", async () => /2 functions/.test(await listed.innerText()));
  await context.close();
});

test("texts are those of the reference with -diff_base", async () => {
  const { page, context } = await compared();
  await view(page, "compare");
  const saved = async (form) => {
    const download = page.waitForEvent("download");
    await page.getByTestId("save").click();
    await page.getByTestId(`save-${form}`).click();
    return readFile(await (await download).path(), "utf8");
  };
  const text = await saved("text");
  assert.match(text, /Showing nodes accounting for 6s, 35\.29% of 17s total/);
  assert.match(text, /6s 35\.29% .* alloc/);
  assert.match(text, /-4s 23\.53% .* (old|inner)|4s 23\.53%/);
  const csv = await saved("csv");
  assert.match(csv, /flat base nanoseconds,flat current nanoseconds/);
  assert.match(csv, /3000000000,9000000000,.*alloc/);
  assert.match(await saved("dot"), /^digraph/);
  // Shares of 17s and 23s, as the reference's -normalize has them.
  await page.getByTestId("mode").selectOption("share");
  await until("it is in the link", async () => hash(page).includes("h.mode=share"));
  await settled(page);
  const shares = await saved("text");
  assert.match(shares, /of 17s total/);
  assert.match(shares, /3\.65s 21\.48% .* alloc/);
  await context.close();
});

test("compared source has its colors", async () => {
  const types = [["cpu", "nanoseconds"]];
  const files = { "app.work": ["/build/app/work.go", 1] };
  const side = (name, value) => ({
    name,
    bytes: profile(types, [["app.work@3", value], ["app.work@2", 10]], files),
  });
  const { page, context } = await opened(browser, side("old.pb", 30), side("new.pb", 90));
  await view(page, "top");
  await page.getByTestId("row").filter({ hasText: "work" }).first().click();
  await view(page, "compare");
  await page.getByTestId("compare-source").click();
  await page.getByTestId("source-part").waitFor();
  const text = 'package app\n\tfunc work() { // why\n\treturn "x"\n';
  await drop(page, { name: "work.go", bytes: Buffer.from(text) });
  const part = page.getByTestId("source-part");
  await part.locator("code .k").first().waitFor();
  assert.deepEqual(await part.locator("code .c").allInnerTexts(), ["// why"]);
  await context.close();
});
