// The site without a network: what was visited once opens again; an update is offered.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { drop, launch, open, settled, state, until, view } from "./lib.mjs";
import { serve } from "./listeners.mjs";
import { calls } from "./profile.mjs";

let browser, folder, site;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "hearth-offline-"));
  site = path.join(folder, "site");
  await cp(process.env.HEARTH_SITE, site, { recursive: true });
  browser = await launch();
});
after(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

async function visit(context, address) {
  context ??= await browser.newContext();
  // A sealed page has it no longer.
  await context.addInitScript(() => (globalThis.workers = navigator.serviceWorker));
  return open({ newContext: () => context }, { address, keep: true });
}

/** Waits until the site's files are kept. */
const kept = (page) =>
  page.evaluate(async () => {
    const { active, installing, waiting } = await workers.ready;
    const worker = active ?? waiting ?? installing;
    if (worker.state === "activated") return;
    await new Promise((resolve) => {
      worker.onstatechange = () => worker.state === "activated" && resolve();
    });
  });

const openAProfile = async (page) => {
  await drop(page, calls);
  await state(page, "ready");
  for (const name of ["top", "graph", "peek", "flame"]) await view(page, name);
  await settled(page);
};

test("after one visit the site opens without its server", async () => {
  const server = await serve(site);
  const address = `http://127.0.0.1:${server.port}/`;
  const { page, context, problems } = await visit(null, address);
  await kept(page);
  server.close();
  await page.reload();
  await page.locator('[data-testid="seal"][data-state="sealed"]').waitFor();
  await openAProfile(page);
  await page.locator('[data-testid="seal"][data-proof="made"]').waitFor();
  assert.equal(await page.getByTestId("seal").getAttribute("data-state"), "sealed");
  // Its own answers have the headers that a host may not send.
  const allowlist = await page.evaluate(
    () => performance.getEntriesByType("navigation")[0].workerStart > 0,
  );
  assert.ok(allowlist, "the service worker answered");
  assert.deepEqual(problems.filter((problem) => !/ERR_CONNECTION_REFUSED|script resource/.test(problem)), []);
  await context.close();
});

test("an update is offered, and the page that is open stays as it is", async () => {
  const server = await serve(site);
  const address = `http://127.0.0.1:${server.port}/`;
  const { page, context } = await visit(null, address);
  await kept(page);
  await page.reload();
  await page.locator('[data-testid="seal"][data-state="sealed"]').waitFor();
  await openAProfile(page);
  assert.equal(await page.getByTestId("update").count(), 0);
  const started = await page.evaluate(() => performance.timeOrigin);

  // Another version: the same with another description.
  const worker = path.join(site, "service-worker.js");
  const script = await readFile(worker, "utf8");
  const next = script.replaceAll("Reads pprof profiles", "The next version reads pprof profiles");
  assert.notEqual(next, script);
  await writeFile(worker, next);
  // Browsers look for it whenever a page of the site is opened.
  const { page: other } = await visit(context, address);
  await page.getByTestId("update").waitFor();
  await other.close();

  assert.equal(await page.evaluate(() => performance.timeOrigin), started, "it was not reloaded");
  await view(page, "top");
  await page.getByTestId("update").click();
  await until("the new version", () => page.locator('meta[name="description"][content^="The next version"]').count());
  await page.locator('[data-testid="seal"][data-state="sealed"]').waitFor();
  await openAProfile(page);
  await writeFile(worker, script);
  server.close();
  await context.close();
});

test("the service worker hears no messages, and answers nothing but the site's own files", async () => {
  const server = await serve(site);
  const address = `http://127.0.0.1:${server.port}/`;
  const { page, context } = await visit(null, address);
  await kept(page);
  await page.reload();
  await page.locator('[data-testid="seal"][data-proof="made"]').waitFor();
  const [worker] = context.serviceWorkers();
  const before = server.arrived.length;
  await page.evaluate(async (address) => {
    const { controller } = workers;
    const { active } = await workers.ready;
    for (const target of [controller, active]) {
      for (const message of [address + "stolen", { url: address + "stolen" }, { type: "SKIP_WAITING" }]) {
        target.postMessage(message);
      }
    }
    for (const name of ["stolen", "?stolen", "stolen-00000000.wasm", "page-stolen1.js"]) {
      fetch(address + name).catch(() => {});
      new Image().src = address + name;
    }
  }, address);
  await page.waitForTimeout(1000);
  // Browsers look by themselves whether it has changed.
  const isUpdate = (request) => request === "GET /service-worker.js";
  assert.deepEqual(server.arrived.slice(before).filter((request) => !isUpdate(request)), []);
  const listens = await worker.evaluate(() => self.onmessage);
  assert.equal(listens, null);
  server.close();
  await context.close();
});

test("what can be installed: a manifest with the page's own files, and its kinds of file", async () => {
  const manifest = JSON.parse(await readFile(path.join(site, "site.webmanifest"), "utf8"));
  assert.equal(manifest.start_url, "./");
  for (const { src } of manifest.icons) await readFile(path.join(site, src));
  const [{ accept }] = manifest.file_handlers;
  assert.deepEqual(Object.values(accept).flat().sort(), [".pb", ".pb.gz", ".pprof", ".prof"]);

  // Files that the system hands to the installed page are opened: they are there before the page.
  const server = await serve(site);
  const context = await browser.newContext();
  await context.addInitScript(([name, bytes]) => {
    const getFile = async () => new File([Uint8Array.from(bytes)], name);
    const setConsumer = (consumer) => void consumer({ files: [{ getFile }] });
    Object.defineProperty(globalThis, "launchQueue", { value: { setConsumer } });
  }, [calls.name, [...calls.bytes]]);
  const { page } = await visit(context, `http://127.0.0.1:${server.port}/`);
  await state(page, "ready");
  assert.match(await page.getByTestId("file").innerText(), /calls\.pb/);
  server.close();
  await context.close();
});

test("compressed forms beside the files are the same files", async () => {
  const { brotliDecompressSync, gunzipSync } = await import("node:zlib");
  const names = await readdir(site);
  const compressed = names.filter((name) => name.endsWith(".br"));
  // A build for development has none.
  for (const name of compressed) {
    const read = (name) => readFile(path.join(process.env.HEARTH_SITE, name));
    const file = await read(name.slice(0, -3));
    assert.ok(brotliDecompressSync(await read(name)).equals(file), name);
    assert.ok(gunzipSync(await read(name.replace(/br$/, "gz"))).equals(file), name);
  }
});
