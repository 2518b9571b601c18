// The profile cannot leave: counted where it would arrive.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { after, before, test } from "node:test";
import { drop, launch, open, state } from "./lib.mjs";
import { profile } from "./profile.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
};

let browser, server, address;
/** Every request that arrived. */
const arrived = [];

// The plainest of servers, with no policy of its own, below a path: what a static
// host is.
before(async () => {
  server = http.createServer(async (request, response) => {
    arrived.push(`${request.method} ${request.url}`);
    const name = request.url.replace(/^\/some\/where\//, "").split("?")[0] || "index.html";
    try {
      const content = await readFile(path.join(process.env.HEARTH_SITE, path.basename(name)));
      response.writeHead(200, { "Content-Type": TYPES[path.extname(name)] ?? "" }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${server.address().port}/some/where/`;
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
});

test("after sealing nothing reaches the server, whatever is tried", async () => {
  const { page, context, problems } = await open(browser, { address });
  const loading = arrived.length;
  assert.ok(loading >= 6, `the page's own files were loaded: ${arrived}`);

  const bytes = profile([["cpu", "nanoseconds"]], [["main;secret", 7]]);
  await drop(page, { name: "cpu.pb", bytes });
  await state(page, "ready");
  await page.getByTestId("tab-top").click();
  await page.locator('[data-testid="row"][data-index="0"]').waitFor();

  const reachOut = async (base) => {
    const tried = [];
    const attempt = async (name, way) => {
      try {
        await way(`${base}stolen-by-${name}`);
        tried.push(name);
      } catch {
        tried.push(name);
      }
    };
    await attempt("fetch", (url) => fetch(url, { method: "POST", body: "secret" }));
    await attempt("xhr", (url) => {
      const request = new XMLHttpRequest();
      request.open("POST", url, false);
      request.send("secret");
    });
    await attempt("websocket", (url) => new WebSocket(url.replace("http", "ws")));
    await attempt("eventsource", (url) => new EventSource(url));
    if (globalThis.document) {
      await attempt("beacon", (url) => navigator.sendBeacon(url, "secret"));
      await attempt("image", (url) => {
        new Image().src = url;
      });
      await attempt("style", (url) => {
        const link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = url;
        document.head.append(link);
      });
    } else {
      await attempt("importScripts", (url) => importScripts(url));
    }
    return tried;
  };
  assert.equal((await page.evaluate(reachOut, address)).length, 7);
  const [worker] = page.workers();
  assert.ok(worker, "the engine's worker runs");
  assert.equal((await worker.evaluate(reachOut, address)).length, 5);
  await page.waitForTimeout(1000);

  assert.deepEqual(arrived.slice(loading), []);
  assert.deepEqual(problems, []);
  await context.close();
});

test("the site asks for nothing but its own files", async () => {
  arrived.length = 0;
  const { context } = await open(browser, { address });
  for (const request of arrived) {
    assert.match(request, /^GET \/some\/where\/([a-z-]+-[0-9a-f]{8}\.(js|wasm|css))?$/);
  }
  await context.close();
});
