// Mutated files and racing clicks, for some minutes: node chaos.mjs [MINUTES] [SEED]. Afterwards the
// page lives, the good files are open, and show what they did at first. Prints what was done.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { drop, firstRow, fixture, launch, open, settled, state, until, view } from "./lib.mjs";
import { calls } from "./profile.mjs";

const [minutes = 5, first = Date.now() % 100_000] = process.argv.slice(2).map(Number);
let seed = first || 1;
const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
const pick = (list) => list[random(list.length)];

const names = (await readdir(fixture(""))).filter((name) => /\.(pb|gz|txt|prof)$/.test(name));
const files = await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(fixture(name)).catch(() => null) })));
const good = files.filter(({ bytes }) => bytes && bytes.length < 300_000);

/** Bits, cuts, repeats and splices. */
function mutated() {
  const { name, bytes } = pick(good);
  let content = Buffer.from(bytes);
  for (let i = random(4); i >= 0; i--) {
    const at = random(Math.max(content.length, 1));
    switch (random(5)) {
      case 0:
        if (content.length > 0) content[at] ^= 1 << random(8);
        break;
      case 1:
        content = content.subarray(0, at);
        break;
      case 2: {
        const part = content.subarray(at, at + random(200));
        content = Buffer.concat([content.subarray(0, at), ...Array(random(50)).fill(part), content.subarray(at)]);
        break;
      }
      case 3: {
        const other = pick(good).bytes;
        content = Buffer.concat([content.subarray(0, at), other.subarray(random(other.length))]);
        break;
      }
      default:
        content = Buffer.concat([content, Buffer.from(Array.from({ length: random(30) }, () => random(256)))]);
    }
  }
  return { name: `mutant-${random(1e6)}-${name}`, bytes: content };
}

const browser = await launch();
const { page, context, problems } = await open(browser);
page.setDefaultTimeout(60_000);
page.on("download", (download) => download.cancel().catch(() => {}));
await drop(page, calls);
await state(page, "ready");
await view(page, "top");
const wanted = await firstRow(page);

/** Clicks something, if it is there right now. */
const click = (locator) => locator.click({ timeout: 300, force: true, noWaitAfter: true }).catch(() => {});
const good_file = page.getByTestId("file").filter({ hasText: calls.name });
const done = {};
const DEEDS = {
  open: () => drop(page, ...Array.from({ length: 1 + random(4) }, mutated)),
  tab: () => click(page.locator('[data-testid^="tab-"]').nth(random(11))),
  row: () => click(page.getByTestId("row").nth(random(6))),
  key: () => page.keyboard.press(pick(["Escape", "u", "/", "ArrowDown", "Enter", "f", "i", "ArrowUp", "Tab"])),
  file: () => click(page.locator('[data-testid="file"] .show').nth(random(8))),
  canvas: () => click(page.locator("#view canvas").first()),
  link: () => page.evaluate((link) => void (location.hash = link), pick(["view=top&f=(", "view=flame&si=cpu", "view=graph&h.search=a", "view=peek&h.select=main", "view=compare", "view=snapshots", "view=tags&g=lines", "view=traces&h=^runtime"])),
  // Not the good one: it is to be there in the end, and is read again after a crash.
  cancel: () => click(page.getByTestId("file").filter({ hasText: "mutant" }).getByTestId("cancel").first()),
  close: async () => {
    const file = page.getByTestId("file").filter({ hasText: "mutant" });
    const count = await file.count();
    if (count > 0) await click(file.nth(random(count)).locator(".close"));
  },
  dismiss: () => click(page.locator(".notice button").first()),
  crash: () => (random(40) === 0 ? page.workers().at(0)?.evaluate(() => self.close()).catch(() => {}) : undefined),
};

const end = Date.now() + minutes * 60_000;
while (Date.now() < end) {
  const deeds = Array.from({ length: 1 + random(4) }, () => pick(Object.keys(DEEDS)));
  await Promise.all(deeds.map((deed) => ((done[deed] = (done[deed] ?? 0) + 1), DEEDS[deed]())));
  // More than some dozen open files only make it slow.
  const mutants = page.getByTestId("file").filter({ hasText: "mutant" });
  for (let i = await mutants.count(); i > 12; i--) await click(mutants.first().locator(".close, .cancel"));
  if ((await good_file.count()) === 0) break;
}

const said = await page.locator(".notice").allInnerTexts();
await page.keyboard.press("Escape");
await page.evaluate(() => void (location.hash = "view=top"));
await until("nothing is being read", () => page.locator('[data-testid="file"][data-state="opening"]').count().then((count) => count === 0));
assert.equal(await good_file.count(), 1, `the good file is open; said last: ${said.join(" | ")}`);
await good_file.locator(".show").click();
await view(page, "top");
await settled(page);
assert.equal(await firstRow(page), wanted);
console.log(`seed ${first}, ${minutes} min: ${JSON.stringify(done)}`);
console.log(`problems: ${JSON.stringify([...new Set(problems)])}`);
assert.deepEqual(problems, []);
await context.close();
await browser.close();
