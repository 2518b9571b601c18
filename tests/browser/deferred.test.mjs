// What the first view does not need comes after it, is not waited for, and may fail.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { after, before, test } from "node:test";
import { drop, firstRow, launch, open, settled, state, view } from "./lib.mjs";
import { calls } from "./profile.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
};
const DEFERRED = /-deferred-[0-9a-f]+\.wasm$/;

let browser, server, address;
/** What arrived, in order. */
const arrived = [];
/** How the deferred chunk is answered: takes the response and the content. */
let answerDeferred;

before(async () => {
  server = http.createServer(async (request, response) => {
    arrived.push(request.url);
    const name = path.basename(request.url.split("?")[0]) || "index.html";
    const content = await readFile(path.join(process.env.HEARTH_SITE, name)).catch(() => null);
    if (!content) return response.writeHead(404).end();
    const head = () => response.writeHead(200, { "Content-Type": TYPES[path.extname(name)] ?? "" });
    if (DEFERRED.test(name)) await answerDeferred(response, head, content);
    else head().end(content);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${server.address().port}/`;
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

/** A gate that is closed, and what opens it. */
function gate() {
  let release;
  const opened = new Promise((resolve) => (release = resolve));
  return { opened, release };
}

const flameAndTop = async (page) => {
  await drop(page, calls);
  await state(page, "ready");
  await page.getByTestId("view-flame").waitFor();
  await view(page, "top");
  const before = await firstRow(page);
  await page.getByTestId("row").filter({ hasText: "work" }).click();
  await page.keyboard.press("i");
  await page.getByTestId("chip").waitFor();
  await settled(page);
  assert.notEqual(await firstRow(page), before, "the filter was applied");
};

for (const [what, withHead] of [["its body", true], ["its answer", false]]) {
  test(`while a server holds back ${what}, flame, top and filters work; then all views open`, async () => {
    arrived.length = 0;
    const { opened, release } = gate();
    answerDeferred = async (response, head, content) => {
      if (withHead) head().write(content.subarray(0, 1000));
      await opened;
      if (withHead) response.end(content.subarray(1000));
      else head().end(content);
    };
    const { page, context, problems } = await open(browser, { address });
    const asked = arrived.filter((url) => DEFERRED.test(url));
    assert.equal(asked.length, 2, `both parts were asked for before the page was sealed: ${arrived}`);
    const before = arrived.length;
    await flameAndTop(page);
    await page.getByTestId("tab-peek").click();
    await page.locator('[data-testid="message"][data-kind="loading"]').waitFor();

    release();
    await page.getByTestId("view-peek").waitFor();
    await settled(page);
    for (const name of ["source", "traces", "tags", "about", "flame"]) await view(page, name);
    const download = page.waitForEvent("download");
    await page.getByTestId("save").click();
    await page.getByTestId("save-text").click();
    assert.match((await download).suggestedFilename(), /\.txt$/);
    assert.equal(await page.getByTestId("seal").getAttribute("data-state"), "sealed");
    assert.deepEqual(arrived.slice(before), [], "no request begins after the page is sealed");
    assert.deepEqual(problems, []);
    await context.close();
  });
}

test("without the deferred chunk its views say so and offer to reload; flame and top work", async () => {
  answerDeferred = (response) => response.writeHead(404).end();
  const { page, context } = await open(browser, { address });
  await flameAndTop(page);
  await page.getByTestId("tab-peek").click();
  const message = page.locator('[data-testid="message"][data-kind="missing"]');
  await message.waitFor();
  assert.match(await message.innerText(), /deferred\.wasm could not be loaded: the server answered 404/);
  await view(page, "flame");

  answerDeferred = (response, head, content) => head().end(content);
  await page.getByTestId("tab-peek").click();
  await page.getByTestId("reload").click();
  await page.locator('[data-testid="seal"][data-state="sealed"]').waitFor();
  await drop(page, calls);
  await page.getByTestId("view-peek").waitFor();
  await context.close();
});

test("a connection that breaks is no reason to stop", async () => {
  answerDeferred = (response, head, content) => {
    head().write(content.subarray(0, 1000));
    setTimeout(() => response.destroy(), 200);
  };
  const { page, context } = await open(browser, { address });
  await flameAndTop(page);
  await page.getByTestId("tab-tags").click();
  await page.locator('[data-testid="message"][data-kind="missing"]').waitFor();
  await context.close();
});
