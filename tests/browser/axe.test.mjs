// Every view, in both schemes, by axe-core's rules for A and AA.

import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { drop, fixture, launch, open, settled, state, tabs } from "./lib.mjs";
import { base, current } from "./sides.mjs";
import { zip } from "./zip.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function violations(page) {
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, {
      runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    }),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in ${colorScheme}`, async () => {
    // The page's policy would refuse the script; what it renders is the same without.
    const { page, context } = await open(browser, { colorScheme, bypassCSP: true, sealed: false });
    await page.evaluate(axe);
    assert.deepEqual(await violations(page), [], "the empty page");
    // Not sealed, as the policy does not hold here: the user goes on all the same.
    await drop(page, fixture("cpu.pb.gz"));
    await page.getByTestId("open-anyway").click();
    await state(page, "ready");
    for (const tab of await tabs(page)) {
      await page.getByTestId(`tab-${tab}`).click();
      await page.getByTestId(`view-${tab}`).waitFor();
      await page.waitForTimeout(200);
      assert.deepEqual(await violations(page), [], tab);
    }
    await page.getByTestId("tab-top").click();
    await page.getByTestId("row").first().click();
    for (const tab of ["peek", "source"]) {
      await page.getByTestId(`tab-${tab}`).click();
      await page.locator('#view[aria-busy="false"]').waitFor();
      assert.deepEqual(await violations(page), [], `${tab} of a function`);
    }
    // The same narrow: other rules apply, and some things are folded.
    await page.setViewportSize({ width: 390, height: 780 });
    for (const tab of await tabs(page)) {
      await page.getByTestId(`tab-${tab}`).click();
      await page.waitForTimeout(150);
      assert.deepEqual(await violations(page), [], `${tab}, narrow`);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.keyboard.press("?");
    await page.getByTestId("keys").waitFor();
    assert.deepEqual(await violations(page), [], "the sheet of keys");
    await context.close();
  });

  test(`axe finds nothing in comparisons and snapshots in ${colorScheme}`, async () => {
    const opened = async (...files) => {
      const { page, context } = await open(browser, { colorScheme, bypassCSP: true, sealed: false });
      await page.evaluate(axe);
      await drop(page, ...files);
      await page.getByTestId("open-anyway").click();
      await state(page, "ready");
      return { page, context };
    };
    const pair = await opened(current, base);
    assert.deepEqual(await violations(pair.page), [], "two files");
    await pair.page.keyboard.press("b");
    await pair.page.getByTestId("tab-top").click();
    await pair.page.getByTestId("row").nth(1).click();
    assert.deepEqual(await violations(pair.page), [], "two files with their parts");
    await pair.page.getByTestId("tab-compare").click();
    for (const show of ["table", "flame", "both", "graph", "peek", "source"]) {
      await pair.page.getByTestId(`compare-${show}`).click();
      await pair.page.waitForTimeout(200);
      await settled(pair.page);
      assert.deepEqual(await violations(pair.page), [], `compared: ${show}`);
    }
    await pair.context.close();
    const run = fileURLToPath(new URL("../leaks/profiles/chan-send/", import.meta.url));
    const pile = await opened(...readdirSync(run).map((name) => run + name));
    for (const tab of ["growth", "goroutines", "compare", "top"]) {
      await pile.page.getByTestId(`tab-${tab}`).click();
      await settled(pile.page);
      await pile.page.waitForTimeout(200);
      assert.deepEqual(await violations(pile.page), [], `snapshots: ${tab}`);
    }
    await pile.context.close();
    const bytes = zip([base, current, { name: "notes.txt", bytes: Buffer.from("x") }, { name: "main.go", bytes: Buffer.from("package main\n") }]);
    const bundle = await opened({ name: "bundle.zip", bytes });
    await bundle.page.getByTestId("dropped-show").click();
    await bundle.page.getByTestId("dropped-list").waitFor();
    assert.deepEqual(await violations(bundle.page), [], "what was dropped");
    await bundle.page.setViewportSize({ width: 390, height: 780 });
    assert.deepEqual(await violations(bundle.page), [], "what was dropped, narrow");
    await bundle.context.close();
  });
}
