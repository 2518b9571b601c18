// Files that strangers' tools made: dropped on the page, each gives what it must.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { FAULTS, faults } from "../faults.mjs";
import { drop, dropPaths, firstRow, launch, noFolders, open, state, until, view } from "./lib.mjs";

const noFaults = !existsSync(faults) && `no files at ${faults}`;
if (noFaults) console.error(`\n*** SKIPPED: ${noFaults} ***\n`);

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

for (const [name, { profiles, further = 0, kind, values, said, refused }] of Object.entries(FAULTS)) {
  const skip = noFaults || (name.startsWith("folder") && noFolders);
  test(`what strangers have opens in the page: ${name}`, { skip }, async () => {
    const { page, context, problems } = await open(browser);
    await dropPaths({ page, context }, path.join(faults, name));
    if (refused) {
      await state(page, "failed");
      assert.match(await page.getByTestId("error").innerText(), refused);
    } else {
      const ready = page.locator('[data-testid="file"][data-state="ready"]');
      await until(`${profiles + further} files are open`, async () => (await ready.count()) === profiles + further);
      assert.equal(await page.getByTestId("error").count(), 0);
      if (said) assert.match((await page.getByTestId("remark").allInnerTexts()).join("\n"), said);
      if (kind === "goroutine" && values) {
        await view(page, "goroutines");
        const [count] = values;
        const text = await page.getByTestId("goroutine-count").innerText();
        assert.match(text, new RegExp(`^${count} of ${count} goroutines`));
      }
    }
    assert.deepEqual(problems, []);
    await context.close();
  });
}

test("a profile behind header lines has the rows that it has without them", { skip: noFaults }, async () => {
  const text = readFileSync(path.join(faults, "heap-debug1-with-header.log"), "latin1");
  const rows = [];
  for (const content of [text, text.slice(text.indexOf("heap profile:"))]) {
    const { page, context } = await open(browser);
    await drop(page, { name: "heap.txt", bytes: Buffer.from(content, "latin1") });
    await state(page, "ready");
    await view(page, "top");
    rows.push(await firstRow(page));
    await context.close();
  }
  assert.equal(rows[0], rows[1]);
});
