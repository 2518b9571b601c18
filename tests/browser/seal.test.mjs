// What the page says of its seal, and that it says so loudly when it does not hold. Whether
// something gets out is counted in seal-ways.test.mjs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop, launch, open, state, until } from "./lib.mjs";
import { serve } from "./listeners.mjs";
import { calls } from "./profile.mjs";

let browser, server, address;
before(async () => {
  server = await serve(process.env.HEARTH_SITE);
  address = `http://127.0.0.1:${server.port}/some/where/`;
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
});

/** Waits until every way out was tried, and opens the dialog that says so. */
async function proof(page) {
  const word = page.getByTestId("seal");
  await page.locator('[data-testid="seal"][data-proof="made"]').waitFor();
  await word.click();
  return { word, dialog: page.getByTestId("proof") };
}

test("the site asks for nothing but its own files", async () => {
  server.arrived.length = 0;
  const { context } = await open(browser, { address });
  assert.ok(server.arrived.length >= 6, `the page's own files were loaded: ${server.arrived}`);
  for (const request of server.arrived) {
    assert.match(request, /^GET \/some\/where\/([a-z-]+-[0-9a-f]{8}\.(js|wasm|css)|site\.webmanifest)?$/);
  }
  await context.close();
});

test("the dialog lists each way that was tried by the places where it was refused", async () => {
  const { page, context, problems } = await open(browser, { address });
  const { word, dialog } = await proof(page);
  assert.equal(await word.getAttribute("data-state"), "sealed");
  assert.match(await word.innerText(), /sealed · 0 requests since/);
  assert.match(await page.getByTestId("proof-summary").innerText(), /2\d ways to send data, in \d\d attempts: the browser refused each/);
  const rows = await dialog.getByTestId("attempts").locator("dl > div").allInnerTexts();
  const said = Object.fromEntries(rows.map((row) => row.split("\n")));
  for (const way of ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport", "worker"]) {
    assert.equal(said[way], "refused: page, new frame, worker", way);
  }
  for (const way of ["sendBeacon", "image", "script", "style sheet", "audio", "frame", "form", "prefetch"]) {
    assert.equal(said[way], "refused: page, new frame", way);
  }
  assert.equal(said.importScripts, "refused: worker");
  assert.equal(said.navigation, "refused: page");
  assert.equal(said["service worker"], "refused: new frame");
  assert.match(await dialog.getByTestId("measured").innerText(), /Chromium \d+.*without the site's headers/s);
  assert.equal(await dialog.getByTestId("around").count(), 0, "nobody else is there");
  assert.match(await dialog.innerText(), /What a page cannot block/);
  assert.equal(await page.locator("iframe, #hearth-ways").count(), 0, "nothing is left of it");
  assert.deepEqual(problems, []);
  await context.close();
});

test("what is refused later is counted", async () => {
  const { page, context } = await open(browser, { address });
  const { dialog } = await proof(page);
  assert.match(await dialog.innerText(), /0 requests went out since the page was sealed; 0 attempts/);
  await page.evaluate(() => fetch("elsewhere").catch(() => {}));
  await dialog.filter({ hasText: "1 attempt was refused" }).waitFor();
  await page.evaluate(() => void (location = "/elsewhere"));
  await dialog.filter({ hasText: "2 attempts were refused" }).waitFor();
  await context.close();
});

test("a file is taken before the full proof is made", async () => {
  const { page, context } = await open(browser, { address });
  await drop(page, calls);
  await state(page, "ready");
  await proof(page);
  await context.close();
});

test("a way out that only the full proof finds is said loudly", async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    globalThis.EventSource = class extends EventTarget {
      constructor() {
        super();
        setTimeout(() => this.dispatchEvent(new Event("open")));
      }
    };
  });
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('[data-testid="seal"][data-state="not-sealed"]').waitFor();
  assert.match(await page.getByTestId("seal").innerText(), /not sealed: EventSource \(page\) was not refused/);
  assert.match(await page.getByTestId("error").innerText(), /not sealed/);
  const { dialog } = await proof(page);
  assert.match(await dialog.innerText(), /NOT REFUSED: page/);
  await context.close();
});

test("what is kept is listed, and deleted at a press", async () => {
  const { page, context } = await open(browser, { address });
  await page.locator('[data-testid="seal"][data-proof="made"]').waitFor();
  await page.getByTestId("settings").click();
  await page.getByTestId("in-address").click();
  await page.keyboard.press("Escape");
  await page.getByTestId("seal").click();
  const kept = page.getByTestId("kept");
  assert.match(await kept.innerText(), /hearth:settings/);
  await kept.getByRole("button").click();
  await until("nothing is kept", async () => (await page.evaluate(() => localStorage.length)) === 0);
  await kept.filter({ hasText: "Nothing is kept" }).waitFor();
  await context.close();
});
