// Every view, in both schemes, by axe-core's rules for A and AA.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop, fixture, launch, open, state } from "./lib.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const TABS = ["flame", "top", "graph", "peek", "source", "traces", "tags", "goroutines", "snapshots", "about"];
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
    for (const tab of TABS) {
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
    await page.keyboard.press("?");
    await page.getByTestId("keys").waitFor();
    assert.deepEqual(await violations(page), [], "the sheet of keys");
    await context.close();
  });
}
