// Measures which ways out of the page arrive, in one browser: where nothing forbids them, so
// that the count is known to work, and from the sealed page in three scenes.

import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { url as SITE } from "./lib.mjs";
import { serve, tcp, udp } from "./listeners.mjs";
import { calls } from "./profile.mjs";

const ways = await readFile(new URL("../../web/src/seal/proof/ways.js", import.meta.url), "utf8");

export const PLACES = ["page", "frame", "worker"];

/** The scenes: nothing forbids it; sealed without headers, on a second visit, with headers. */
export const SCENES = ["open", "bare", "again", "headers"];

/** What ends the page, or changes what others can do, comes last, one by one. */
const LAST = ["report", "window", "navigation", "navigation within the site"];

/** How long things may take to arrive. */
const WAIT = 2000;
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** Polls a page, which may be busy or between two documents. */
async function until(tab, what, check, ...values) {
  for (let i = 0; i < 300; i++) {
    if (await tab.evaluate(check, ...values).catch(() => false)) return;
    await pause(100);
  }
  throw new Error(`in vain: ${what}`);
}

export const sealed = (tab) =>
  until(tab, "the page is sealed, and has proven it", () => {
    const seal = document.querySelector("[data-testid=seal][data-proof=made]");
    return seal?.dataset.state === "sealed";
  });

/** Opens a profile, as by a drop. */
export async function open(tab, { name, bytes }) {
  await tab.evaluate((name, bytes) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([Uint8Array.from(bytes)], name));
    for (const type of ["dragenter", "dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, name, [...bytes]);
  await until(tab, "the profile is open", () => document.documentElement.dataset.hearth === "ready");
}

/** The headers that the site is published with, by those of the page's own server. */
export async function siteHeaders() {
  const { headers } = await fetch(SITE);
  const names = ["connection-allowlist", "content-security-policy", "cross-origin-opener-policy", "permissions-policy", "referrer-policy"];
  return Object.fromEntries(names.map((name) => [name, headers.get(name)]));
}

/** Makes the scopes: the page itself, a new frame, and a worker with the page's policy. */
async function enter(tab) {
  // By a driver a text can be evaluated whatever the policy says; in a page it can't.
  await tab.evaluate(`() => { ${ways} }`);
  await tab.evaluate((ways) => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const listen = `onmessage = ({ data }) => {
      if (!data) return postMessage(hearth_names(globalThis));
      for (const [name, url] of data) (async () => hearth_ways.WAYS[name].go(globalThis, url))().catch(() => {});
    }`;
    const names = "hearth_names = (scope) => Object.keys(hearth_ways.WAYS).filter((name) => hearth_ways.WAYS[name].here(scope));";
    const blob = URL.createObjectURL(new Blob([ways, names, listen], { type: "text/javascript" }));
    const script = typeof hearth_host === "undefined" ? blob : hearth_host.script(blob);
    globalThis.scopes = { page: globalThis, frame: frame.contentWindow, worker: new Worker(script) };
  }, ways);
}

/** The names of the ways that a place has. */
const namesIn = (tab, place) =>
  tab.evaluate((place) => {
    const scope = scopes[place];
    if (place !== "worker") {
      return Object.keys(hearth_ways.WAYS).filter((name) => hearth_ways.WAYS[name].here(scope));
    }
    return new Promise((resolve) => {
      scope.onmessage = ({ data }) => resolve(data);
      scope.postMessage(null);
    });
  }, place);

const go = (tab, place, pairs) =>
  tab.evaluate(
    (place, pairs) => {
      const scope = scopes[place];
      if (place === "worker") return void scope.postMessage(pairs);
      for (const [name, url] of pairs) {
        (async () => hearth_ways.WAYS[name].go(scope, url))().catch(() => {});
      }
    },
    place,
    pairs,
  );

/** What the ways of one place lead to, and how it is known what arrived. */
async function listen(place, { scene, sink, server, secure, own }) {
  const [ahead, stun, quic] = await Promise.all([tcp(), udp(), udp()]);
  const mark = (name) => `${scene}-${place}-${name.replaceAll(" ", "-")}`;
  const lookup = `lookup-${scene}-${place}`;
  const address = (name) => {
    if (name === "preconnect") return `http://127.0.0.1:${ahead.port}/`;
    if (name === "name lookup") return `http://${lookup}.example/`;
    if (name === "WebRTC") return `http://127.0.0.1:${stun.port}/`;
    if (name === "WebTransport") return `https://127.0.0.1:${quic.port}/`;
    if (name === "WebAuthn") return `https://${mark("webauthn")}.hearth.test/`;
    if (name === "navigation within the site") return `http://localhost:${server.port}/no-content-${mark(name)}`;
    const host = own.includes(name) ? `localhost:${server.port}` : `127.0.0.1:${sink.port}`;
    return `http://${host}/${mark(name)}`;
  };
  const requested = (name) =>
    [...sink.arrived, ...server.arrived].some((request) => request.endsWith(mark(name)));
  const special = {
    preconnect: () => ahead.count > 0,
    WebRTC: () => stun.count > 0,
    WebTransport: () => quic.count > 0,
    WebAuthn: () => secure.heard.includes(mark("webauthn")),
    cookie: () => server.cookies.some((cookie) => cookie.includes(mark("cookie"))),
  };
  const close = () => [ahead, stun, quic].forEach((listener) => listener.close());
  return { lookup, address, arrived: (name) => special[name]?.() ?? requested(name), close };
}

/** Tries every way from every place. For each place: what there is, and what arrived. */
async function reach(browser, tab, scene, { sink, server, secure }) {
  await enter(tab);
  const own = await tab.evaluate(() =>
    Object.entries(hearth_ways.WAYS).filter(([, way]) => way.own).map(([name]) => name),
  );
  const places = {};
  for (const place of PLACES) {
    const listener = await listen(place, { scene, sink, server, secure, own });
    places[place] = { names: await namesIn(tab, place), listener };
  }
  // Chromium 156 ends the page when a new frame tries WebRTC under Connection-Allowlist.
  const isLast = (place, name) => LAST.includes(name) || (place === "frame" && name === "WebRTC");
  const at = (listener, names) => names.map((name) => [name, listener.address(name)]);
  for (const [place, { names, listener }] of Object.entries(places)) {
    await go(tab, place, at(listener, names.filter((name) => !isLast(place, name))));
  }
  await browser.look?.(tab);
  await pause(WAIT);
  for (const [place, { names, listener }] of Object.entries(places)) {
    for (const name of [...LAST, "WebRTC"]) {
      if (!names.includes(name) || !isLast(place, name)) continue;
      // What ended the page gets nothing out, either.
      await Promise.race([go(tab, place, at(listener, [name])).catch(() => {}), pause(5000)]);
      await pause(WAIT / 4);
    }
  }
  await pause(WAIT / 2);
  const found = Object.entries(places).map(([place, { names, listener }]) => {
    listener.close();
    return [place, { names, arrived: names.filter(listener.arrived), lookup: listener.lookup }];
  });
  return Object.fromEntries(found);
}

/**
 * All scenes in one browser: its version, and for each scene and place the names of the ways
 * that there are, and of those that arrived.
 */
export async function measure(browser) {
  const folder = await mkdtemp(path.join(tmpdir(), "hearth-ways-"));
  const empty = path.join(folder, "empty");
  await mkdir(empty);
  await writeFile(path.join(empty, "index.html"), "<!doctype html><title>No policy</title>");
  await writeFile(path.join(empty, "worker.js"), "");
  const [sink, secure, headers] = [await serve(null), await tcp(), await siteHeaders()];
  const running = await browser.start(path.join(folder, "browser"), { log: path.join(folder, "log.json"), secure: secure.port });
  const scenes = {};
  try {
    for (const scene of SCENES) {
      const site = scene === "open" ? empty : process.env.HEARTH_SITE;
      const server = await serve(site, () => (scene === "headers" ? headers : {}));
      const address = `http://localhost:${server.port}/`;
      const tab = await running.tab();
      await tab.goto(address);
      if (scene === "open") {
        // So that there is one whose changes a browser can look for.
        const register = () => navigator.serviceWorker.register("worker.js").then(() => navigator.serviceWorker.ready).then(() => null);
        await tab.evaluate(register);
      } else {
        await sealed(tab);
        // Its service worker is there, so that nothing of its installation counts.
        await pause(WAIT / 2);
        if (scene === "again") {
          await tab.goto(address);
          await sealed(tab);
        }
        await open(tab, calls);
      }
      scenes[scene] = await reach(running, tab, scene, { sink, server, secure });
      await Promise.race([tab.close().catch(() => {}), pause(5000)]);
      server.close();
    }
  } finally {
    await running.close();
    sink.close();
    secure.close();
  }
  const looked = await running.lookups?.();
  for (const found of Object.values(scenes).flatMap(Object.values)) {
    if (looked?.has(found.lookup)) found.arrived.push("name lookup");
    delete found.lookup;
  }
  await rm(folder, { recursive: true, force: true });
  return { version: running.version, scenes };
}
