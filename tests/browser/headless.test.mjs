// The npm package in a page and in a worker, as plain files without a bundler.
// `cargo xtask test` says by HEARTH_PACKAGE where the package is.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { after, before, test } from "node:test";
import { fixture, launch } from "./lib.mjs";

const PACKAGE = process.env.HEARTH_PACKAGE;
if (!PACKAGE) throw new Error("HEARTH_PACKAGE must name the folder of the npm package");
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

/** What is done in both places; the answer is text. */
const ask = `
  import { HearthError, open } from "/package/index.js";
  export async function answer() {
    const profile = await open(fetch("/heap.pb.gz"));
    const [first] = profile.top({ sample_index: "alloc_space" });
    const missing = await open(fetch("/nothing.pb.gz")).catch((error) => error);
    return [
      profile.summary.kind,
      first.name,
      profile.report("top").split("\\n")[0],
      missing instanceof HearthError && missing.code,
    ].join(" | ");
  }`;

const FILES = {
  "/": `<!doctype html><html><body><p id="page"></p><p id="worker"></p>
    <script type="module" src="/page.js"></script></body></html>`,
  "/ask.js": ask,
  "/page.js": `
    import { answer } from "/ask.js";
    const show = (id) => (text) => (document.getElementById(id).textContent = text);
    answer().then(show("page"), show("page"));
    const worker = new Worker("/worker.js", { type: "module" });
    worker.onmessage = ({ data }) => show("worker")(data);`,
  "/worker.js": `
    import { answer } from "/ask.js";
    answer().then(postMessage, (error) => postMessage(String(error)));`,
};

async function contentOf(address) {
  if (address === "/heap.pb.gz") return readFile(fixture("heap.pb.gz"));
  if (address.startsWith("/package/")) return readFile(path.join(PACKAGE, address.slice(9)));
  return FILES[address];
}

let server;
let browser;

before(async () => {
  server = createServer(async ({ url }, response) => {
    const content = await contentOf(url).catch(() => undefined);
    const type = TYPES[path.extname(url)] ?? (url === "/" ? "text/html" : "application/octet-stream");
    response.writeHead(content === undefined ? 404 : 200, { "content-type": type });
    response.end(content);
  });
  await new Promise((resolve) => server.listen(0, resolve));
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.close();
});

test("the npm package opens profiles in a page and in a worker", async () => {
  const page = await browser.newPage();
  const asked = new Set();
  page.on("request", (request) => asked.add(new URL(request.url()).pathname));
  await page.goto(`http://localhost:${server.address().port}/`);
  const wanted = "heap | slices.Clone[go.shape.[]int,go.shape.int] | File: service | unreadable";
  for (const id of ["page", "worker"]) {
    await page.locator(`#${id}`, { hasText: "|" }).waitFor({ timeout: 20_000 });
    assert.equal(await page.locator(`#${id}`).textContent(), wanted);
  }
  const foreign = [...asked].filter((name) => !/^\/(package\/\w+\.(js|wasm)|[\w.]*)$/.test(name));
  assert.deepEqual(foreign, []);
});
