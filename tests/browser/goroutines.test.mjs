// Goroutines: who waits where, for what, since when.

import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { drop, fixture, launch, open, settled, state, texts, until, view } from "./lib.mjs";

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
    text += `goroutine ${id} [${state}]:\n${leaf}(0x1)\n\t/src/m.go:${(id % 3) + 5} +0x1\n`;
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
  assert.equal(await count(page), "30 of 30 goroutines, in 3 groups");
  const rows = await texts(page.getByTestId("row"));
  assert.equal(rows.length, 3);
  assert.ok(rows.some((row) => /^10 mutex 12 min main\.withdraw m\.go:7 main\.transfer \/src\/m\.go:40$/.test(row)), rows);
  await page.getByTestId("row").filter({ hasText: "main.work" }).click();
  assert.match(await page.getByTestId("stack").innerText(), /main\.work \/src\/m\.go:5/);
  assert.deepEqual(problems, []);
  await context.close();
});

test("they are searched, and filtered by wait", async () => {
  const { page, context } = await shown(dump(30));
  const becomes = (text) => until(text, async () => (await count(page)) === text);
  await page.getByTestId("search-input").fill("transfer");
  await becomes("10 of 30 goroutines, in 1 groups");
  await page.getByTestId("search-input").fill("");
  await page.getByTestId("blocked").selectOption("chan send");
  await becomes("10 of 30 goroutines, in 1 groups");
  await page.getByTestId("blocked").selectOption("");
  await page.getByTestId("h.wait").fill("4");
  await becomes("10 of 30 goroutines, in 1 groups");
  await page.getByTestId("h.wait").fill("1");
  await page.getByTestId("h.waitmax").fill("5");
  await becomes("10 of 30 goroutines, in 1 groups");
  await context.close();
});

test("what has no waits says so, and other profiles are told apart", async () => {
  const { page, context } = await shown(fixture("goroutine.pb.gz"));
  assert.match(await page.getByTestId("view-goroutines").innerText(), /debug=2/);
  assert.ok((await page.getByTestId("row").count()) > 0);
  await context.close();
  const other = await shown(fixture("heap.pb.gz"));
  await other.page.locator('[data-kind="no-goroutines"]').waitFor();
  await other.context.close();
});

test("a hundred thousand are filtered as fast as one types", async () => {
  const { page, context } = await shown(dump(100_000));
  const started = Date.now();
  await page.getByTestId("search-input").fill("withdraw");
  await until("they are filtered", async () => /^33,333 of 100,000/.test(await count(page)));
  const took = Date.now() - started;
  assert.ok(took < 2000, `${took} ms`);
  if (process.env.HEARTH_SHOTS) {
    await page.getByTestId("search-input").fill("");
    await page.getByTestId("row").first().click();
    await settled(page);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: path.join(process.env.HEARTH_SHOTS, `goroutines-${colorScheme}.png`) });
    }
  }
  await context.close();
});
