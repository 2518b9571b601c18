// What the engine says of files and questions: in the page's language, whatever it is about.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { drop, fixture, launch, open, state } from "./lib.mjs";
import { profile } from "./profile.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const beside = process.env.HEARTH_CORPUS ?? fileURLToPath(new URL("../../../shared/corpus", import.meta.url));
const corpus = (name) => path.join(beside, name);
const hasCorpus = existsSync(beside);
if (!hasCorpus) console.error(`\n*** SKIPPED: no corpus at ${beside} ***\n`);

const calls = {
  name: "calls.pb",
  bytes: profile([["samples", "count"]], [["main;a;work", 1], ["main;c", 5]]),
};

const remark = (page) => page.getByTestId("remark");

/** Latin words in a row, outside of what is set as code: a sentence that nobody translated. */
const untranslated = (page, selector) =>
  page.locator(selector).evaluateAll((all) =>
    all.flatMap((element) => {
      const copy = element.cloneNode(true);
      copy.querySelectorAll("code").forEach((code) => code.remove());
      return copy.textContent.match(/(?:\b[A-Za-z']+[ ,.;:]+){3,}[a-z]+/g) ?? [];
    }),
  );

test("what the engine says of a profile is said in Chinese, and code is set as code", { skip: !hasCorpus && "no corpus" }, async () => {
  for (const [name, kind] of [
    ["cpu/parca-stripped-unsymbolized.pb.gz", "no-symbols"],
    ["other-lang/rust-risc0-empty.pb", "no-samples"],
    ["other-lang/cairo-running-time-steps.pb.gz", "odd-unit"],
    ["other-lang/julia-alloc-depth375.pb.gz", ""],
  ]) {
    const { page, context } = await open(browser, { locale: "zh-CN" });
    await drop(page, corpus(name));
    await state(page, "ready");
    if (kind === "no-symbols") {
      await remark(page).waitFor();
      assert.match(await remark(page).innerText(), /没有函数名/);
      assert.equal(await remark(page).locator("code").first().innerText(), "go tool pprof -proto BINARY PROFILE");
      assert.ok(!(await remark(page).innerText()).includes("`"));
    }
    assert.deepEqual(await untranslated(page, '[data-testid="remark"] p, [data-testid="message"]'), [], name);
    const title = await page.getByTestId("file").locator(".show").getAttribute("title");
    assert.ok(!/`|[a-z]+ [a-z]+ [a-z]+ [a-z]+/.test(title.split("\n").slice(1).join("\n")), title);
    await context.close();
  }
});

test("what is wrong with a file, or with a question, is said in the page's language", async () => {
  for (const [locale, words] of [
    ["zh-CN", [/这是图片（PNG）/, /校验和/, /文件是空的/, /正则表达式/]],
    ["en-US", [/a picture \(PNG\)/, /checksum/, /The file is empty/, /regular expression/]],
  ]) {
    const { page, context } = await open(browser, { locale });
    const files = [fixture("not-a-profile.png"), fixture("bad-crc.pb.gz"), { name: "empty.pb", bytes: Buffer.alloc(0) }];
    for (const [at, file] of files.entries()) {
      await drop(page, file);
      const said = page.getByTestId("error").nth(at);
      await said.waitFor();
      assert.match(await said.innerText(), words[at]);
    }
    if (locale === "zh-CN") assert.deepEqual(await untranslated(page, '[data-testid="error"] p > span'), []);
    await drop(page, calls);
    await state(page, "ready");
    await page.evaluate(() => (location.hash = "#f=a("));
    const refused = page.locator('[data-testid="message"][data-kind="refused"]');
    await refused.waitFor();
    assert.match(await refused.innerText(), words[3]);
    assert.equal(await refused.locator("code").first().innerText(), "focus");
    // The button takes away the filter at fault.
    await refused.getByTestId("way-out").click();
    await page.getByTestId("view-flame").waitFor();
    await context.close();
  }
});
