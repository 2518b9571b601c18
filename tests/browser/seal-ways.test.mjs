// Every way out that browsers have, counted where it would arrive: from the page, from a
// new frame of it and from a worker; first where nothing forbids it, so that the count is
// known to work, then from the sealed page.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { args, drop, open, settled, state, view } from "./lib.mjs";
import { serve, tcp, udp } from "./listeners.mjs";
import { calls } from "./profile.mjs";

const ways = await readFile(
  new URL("../../web/src/seal/rest/ways.js", import.meta.url),
  "utf8",
);

/** A browser with a window asks for more: for icons. Where there is a screen, it has one. */
const headless = process.platform === "linux" && !process.env.DISPLAY;

/** What has no positive control here, and why. All the same, nothing may arrive. */
const NOT_TESTABLE = {
  icon: ["frame", "browsers show an icon of the page alone"],
  manifest: ["frame", "browsers look for it in the page alone"],
  "service worker": ["frame", "a frame without an address has none"],
};
if (headless) NOT_TESTABLE.icon.push("page", "without a window there is none; with DISPLAY, of Xvfb too, it arrives");

/** What no policy of a page forbids in Chromium. A server's header does. */
const BEYOND_A_PAGE = {
  page: ["preconnect", "name lookup"],
  frame: ["preconnect", "name lookup", "WebRTC"],
  worker: [],
};

/** How long things may take to arrive. */
const WAIT = 2000;

let folder, sink;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "hearth-ways-"));
  await writeFile(path.join(folder, "index.html"), "<!doctype html><title>No policy</title>");
  sink = await serve(null);
});
after(async () => {
  sink.close();
  await rm(folder, { recursive: true, force: true });
});

/**
 * A browser as people have it: in a private window, which the others tests take, and with
 * a driver's usual switches, Chromium makes no connections ahead.
 */
async function launch(name) {
  const log = path.join(folder, `${name}.json`);
  const context = await chromium.launchPersistentContext(path.join(folder, name), {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless,
    ignoreDefaultArgs: ["--disable-background-networking"],
    args: [
      ...args.filter((arg) => !/quic|background-networking/.test(arg)),
      `--log-net-log=${log}`,
      "--net-log-capture-mode=Everything",
    ],
  });
  /** The names that were looked up. To be asked when the browser is closed. */
  const lookups = async () =>
    new Set((await readFile(log, "utf8")).match(/lookup-[a-z-]+(?=\.example)/g) ?? []);
  return { context, lookups };
}

/** Opens a page or the worker in it, or a frame in the page, as a scope named `scope`. */
async function enter(page, place) {
  let target = page;
  if (place === "worker") {
    if (!page.workers().length) await page.waitForEvent("worker");
    target = page.workers()[0];
  }
  await target.evaluate(ways);
  await target.evaluate((place) => {
    if (place !== "frame") return void (globalThis.scope = globalThis);
    const frame = document.createElement("iframe");
    document.body.append(frame);
    globalThis.scope = frame.contentWindow;
  }, place);
  return target;
}

/** Tries every way from a place, and returns the names of those that got out. */
async function reach(page, place, scenario, { afterwards = [] } = {}) {
  const target = await enter(page, place);
  const names = await target.evaluate(() =>
    Object.entries(hearth_ways.WAYS).filter(([, way]) => way.here(scope)).map(([name]) => name),
  );
  const [ahead, stun, quic] = await Promise.all([tcp(), udp(), udp()]);
  const lookup = `lookup-${scenario}-${place}`;
  const mark = (name) => `${scenario}-${place}-${name.replaceAll(" ", "-")}`;
  const addresses = names.map((name) => {
    if (name === "preconnect") return `http://127.0.0.1:${ahead.port}/`;
    if (name === "name lookup") return `http://${lookup}.example/`;
    if (name === "WebRTC") return `http://127.0.0.1:${stun.port}/`;
    if (name === "WebTransport") return `https://127.0.0.1:${quic.port}/`;
    // Workers and service workers must be of the page's own server to be asked for at all.
    const own = ["worker", "shared worker", "service worker"].includes(name);
    return `${own ? new URL(page.url()).origin : `http://127.0.0.1:${sink.port}`}/${mark(name)}`;
  });
  const go = (pairs) =>
    target.evaluate(async (pairs) => {
      for (const [name, url] of pairs) {
        (async () => hearth_ways.WAYS[name].go(scope, url))().catch(() => {});
      }
    }, pairs);
  const pairs = names.map((name, i) => [name, addresses[i]]);
  const later = ([name]) => afterwards.includes(name);
  await go(pairs.filter((pair) => !later(pair)));
  if (place === "page") {
    const session = await page.context().newCDPSession(page);
    await session.send("Page.getAppManifest").catch(() => {});
  }
  await page.waitForTimeout(WAIT);
  if (pairs.some(later)) {
    // A crash gets nothing out, either.
    await go(pairs.filter(later)).catch((error) => assert.match(String(error), /crashed/));
    await new Promise((resolve) => setTimeout(resolve, WAIT));
  }
  const arrived = (own) => (name) =>
    [...sink.arrived, ...own].some((request) => request.split("?")[0].endsWith(mark(name)));
  const out = (own) =>
    names.filter(
      (name) =>
        ({
          preconnect: () => ahead.count > 0,
          WebRTC: () => stun.count > 0,
          WebTransport: () => quic.count > 0,
        })[name]?.() ?? arrived(own)(name),
    );
  for (const listener of [ahead, stun, quic]) listener.close();
  return { names, out, lookup };
}

test("where nothing forbids it, every way arrives", async () => {
  const server = await serve(folder);
  const { context, lookups } = await launch("open");
  const tried = [];
  for (const place of ["page", "frame", "worker"]) {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${server.port}/`);
    if (place === "worker") {
      await page.evaluate((script) => {
        globalThis.worker = new Worker(URL.createObjectURL(new Blob([script])));
      }, ways);
    }
    const { names, out, lookup } = await reach(page, place, "open");
    tried.push({ place, names, out: out(server.arrived), lookup });
  }
  await context.close();
  const looked = await lookups();
  for (const { place, names, out, lookup } of tried) {
    if (looked.has(lookup)) out.push("name lookup");
    const missing = names.filter((name) => !out.includes(name) && !NOT_TESTABLE[name]?.includes(place));
    assert.deepEqual(missing, [], `from the ${place} these should have arrived`);
  }
  assert.ok(tried[0].names.length >= 25, `${tried[0].names}`);
  server.close();
});

const ALLOWLIST = { "Connection-Allowlist": "(response-origin)" };

for (const { scenario, host, headers = {}, again = false, beyond = {} } of [
  { scenario: "plain", host: "a host that sends no headers", beyond: BEYOND_A_PAGE },
  { scenario: "again", host: "the same that was visited before", again: true },
  { scenario: "strict", host: "a host that sends the site's headers", headers: ALLOWLIST },
]) {
  const what = beyond === BEYOND_A_PAGE ? "nothing arrives but what a page cannot forbid" : "nothing arrives";
  test(`sealed, from ${host}, ${what}`, async () => {
    const server = await serve(process.env.HEARTH_SITE, () => headers);
    const { context, lookups } = await launch(scenario);
    const address = `http://127.0.0.1:${server.port}/`;
    if (again) {
      const page = await context.newPage();
      await page.goto(address);
      await page.evaluate(() => navigator.serviceWorker.ready);
      await page.waitForTimeout(WAIT);
      await page.close();
    }
    const tried = [];
    for (const place of ["page", "frame", "worker"]) {
      const { page, problems } = await open({ newContext: () => context }, { address, keep: again });
      await page.locator('[data-testid="seal"][data-proof="made"]').waitFor();
      await drop(page, calls);
      await state(page, "ready");
      await view(page, "top");
      await settled(page);
      const before = server.arrived.length;
      // Chromium 156 ends the page when a new frame tries WebRTC under that header.
      const afterwards = place === "frame" ? ["WebRTC"] : [];
      const { names, out, lookup } = await reach(page, place, scenario, { afterwards });
      // Browsers look by themselves whether a service worker has changed.
      const isUpdate = (request) => again && request === "GET /service-worker.js";
      const own = server.arrived.slice(before).filter((request) => !isUpdate(request));
      assert.deepEqual(own, [], `to the page's own server, from the ${place}`);
      tried.push({ place, names, out: out([]), lookup });
      assert.deepEqual(problems, []);
      await page.close();
    }
    await context.close();
    const looked = await lookups();
    for (const { place, names, out, lookup } of tried) {
      if (looked.has(lookup)) out.push("name lookup");
      assert.deepEqual(out.sort(), [...(beyond[place] ?? [])].sort(), `from the ${place}, of ${names}`);
    }
    assert.ok(!tried[0].names.includes("WebRTC"), "the page itself has no WebRTC left");
    server.close();
  });
}
