// The page's figures are the reference's: rows of Top beside the golden files.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { drop, fixture, launch, open, state } from "./lib.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** Flags of the reference and the parameters of the page's address that mean the same. */
const OPTIONS = [
  ["-top", ""],
  ["-text -cum", "sort=cum"],
  ["-top -filefunctions", "g=filefunctions"],
  ["-top -lines", "g=lines"],
  ["-top -addresses", "g=addresses"],
  ["-top -noinlines", "noinlines=t"],
  ["-top -lines -noinlines -showcolumns", "g=lines&noinlines=t&showcolumns=t"],
  ["-top -focus=main", "f=main"],
  ["-top -ignore=runtime", "i=runtime"],
  ["-top -show=main|http", "s=main|http"],
  ["-top -prune_from=^main\\.", "prunefrom=^main\\."],
  ["-top -tagignore=:64kb", "ti=:64kb"],
  ["-top -tagroot=bytes,thread", "h.tagroot=bytes,thread"],
  ["-top -focus=main -ignore=runtime", "f=main&i=runtime"],
  ["-top -focus=runtime -relative_percentages", "f=runtime&rel=t"],
  ["-top -tagfocus=bytes=1kb: -focus=main", "tf=bytes=1kb:&f=main"],
  ["-top -mean", "mean=t"],
  ["-top -unit=ms", "unit=ms"],
  ["-top -unit=kb", "unit=kb"],
  ["-top -drop_negative", "dropneg=t"],
  ["-top -sample_index=0", "si=0"],
  ["-top -sample_index=1", "si=1"],
];

/** A report's rows: flat, flat%, cum, cum%, name. What it sums up depends on what it left out. */
function rows(report) {
  const lines = report.split("\n");
  const head = lines.findIndex((line) => /^\s+flat\s+flat%/.test(line));
  if (head < 0) return [];
  return lines.slice(head + 1).filter(Boolean).map((line) => {
    const [, flat, share, , cum, cumShare, name] = line.match(
      /^\s*(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(.*)$/,
    );
    return [flat, share, cum, cumShare, name.trim()].join(" ");
  });
}

for (const name of ["cpu.pb.gz", "heap.pb.gz"]) {
  test(`Top has the reference's rows with ${OPTIONS.length} sets of options: ${name}`, async () => {
    const golden = await readFile(new URL(`../golden/${name}.txt`, import.meta.url), "utf8");
    const sections = golden.split(/^\$ /m);
    const { page, context, problems } = await open(browser, {
      viewport: { width: 1900, height: 1000 },
    });
    await drop(page, fixture(name));
    await state(page, "ready");
    let compared = 0;
    for (const [flags, params] of OPTIONS) {
      const title = `${flags} ${name}\n`;
      const section = sections.find((text) => text.startsWith(title));
      assert.ok(section, `${title.trim()} is in the golden file`);
      const expected = rows(section.slice(title.length));
      await page.evaluate((hash) => (location.hash = hash), `view=top&${params}`);
      if (expected.length === 0) continue;
      await page.locator('#view[aria-busy="false"] [data-testid="row"]').first().waitFor();
      // Rows that the reference left out may lie between, so each one is looked for.
      const shown = new Set();
      const scroller = page.locator('[data-testid="view-top"] .scroller, [data-testid="view-top"]').first();
      for (let at = 0; at < 40; at++) {
        // All at once: rows come and go while the list moves.
        for (const row of await page.getByTestId("row").allInnerTexts()) {
          const cells = row.replace(/\s+/g, " ").trim().split(" ");
          const [flat, share, , cum, cumShare, ...rest] = cells;
          shown.add([flat, share, cum, cumShare, rest.join(" ")].join(" "));
        }
        const before = shown.size;
        if (expected.every((row) => shown.has(row))) break;
        await scroller.focus().catch(() => {});
        await page.keyboard.press("PageDown");
        await page.waitForTimeout(30);
        if (at > 30 && shown.size === before) break;
      }
      for (const row of expected) assert.ok(shown.has(row), `${flags}: ${row}`);
      compared += expected.length;
    }
    assert.ok(compared > 300, `${compared} rows were compared`);
    assert.deepEqual(problems, []);
    await context.close();
  });
}
