// Every way out that browsers have, counted where it would arrive: from the page, from a
// new frame of it and from a worker; first where nothing forbids it, so that the count is
// known to work, then from the sealed page. What is known to arrive is in seal-measured.json,
// and from there in docs/seal.md. `HEARTH_MEASURE=1` writes it anew.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { browsers, headless } from "./browsers.mjs";
import { SCENES, measure } from "./seal-measure.mjs";
import { MEASURED, files } from "./seal-table.mjs";

const known = JSON.parse(await readFile(MEASURED, "utf8").catch(() => '{"browsers":{}}'));
const isToBeWritten = Boolean(process.env.HEARTH_MEASURE);

/** What has no positive control in Chromium, and why. All the same, nothing may arrive. */
const NOT_TESTABLE = {
  icon: ["frame", "browsers show an icon of the page alone"],
  manifest: ["frame", "browsers look for it in the page alone"],
  "service worker": ["frame", "a frame without an address has none"],
  cookie: ["frame", "the same"],
  report: ["page", "frame", "a document takes its endpoints from headers alone"],
};
if (headless) NOT_TESTABLE.icon.push("page", "without a window there is none; with DISPLAY, of Xvfb too, it arrives");

/** Pairs of place and way. */
const pairs = (scene, key) =>
  Object.entries(scene).flatMap(([place, found]) => found[key].map((way) => `${place}: ${way}`));

for (const browser of await browsers()) {
  const skip = browser.missing;
  const options = { skip, timeout: 480_000 };
  if (skip) console.error(`\n*** SKIPPED: ways out of the page in ${browser.name}: ${skip} ***\n`);

  let measuring;
  const measured = () => (measuring ??= measure(browser));

  test(`${browser.name}: where nothing forbids it, every way arrives`, options, async () => {
    const { version, scenes } = await measured();
    if (isToBeWritten) {
      known.date = new Date().toISOString().slice(0, 10);
      known.browsers[browser.name] = { version, scenes };
      await writeFile(MEASURED, `${JSON.stringify(known, null, 1)}\n`);
    }
    const arrived = pairs(scenes.open, "arrived");
    const missing = pairs(scenes.open, "names").filter((pair) => !arrived.includes(pair));
    if (browser.name === "Chromium") {
      const isKnown = (pair) => {
        const [place, way] = pair.split(": ");
        return NOT_TESTABLE[way]?.includes(place);
      };
      assert.deepEqual(missing.filter((pair) => !isKnown(pair)), []);
    }
    const before = pairs(known.browsers[browser.name].scenes.open, "arrived");
    const lost = missing.filter((pair) => before.includes(pair) && !/: icon$/.test(pair));
    assert.deepEqual(lost, [], "these arrived when it was measured");
    assert.ok(scenes.open.page.names.length >= 25, `${scenes.open.page.names}`);
  });

  for (const scene of SCENES.slice(1)) {
    test(`${browser.name}: sealed, scene "${scene}": nothing arrives but what the table names`, options, async () => {
      const { scenes } = await measured();
      const before = pairs(known.browsers[browser.name].scenes[scene], "arrived");
      const arrived = pairs(scenes[scene], "arrived");
      assert.deepEqual(arrived.filter((pair) => !before.includes(pair)), []);
      for (const pair of before.filter((pair) => !arrived.includes(pair))) {
        console.error(`${browser.name}, ${scene}: this time ${pair} did not arrive; measure again?`);
      }
      for (const taken of ["WebRTC", "WebAuthn", "service worker", "cookie"]) {
        assert.ok(!scenes[scene].page.names.includes(taken), `the page itself has no ${taken} left`);
      }
    });
  }
}

test("docs/seal.md and the dialog say what was measured", async () => {
  for (const [file, content] of await files()) {
    assert.equal(await readFile(file, "utf8"), content, "node seal-table.mjs writes it anew");
  }
});
