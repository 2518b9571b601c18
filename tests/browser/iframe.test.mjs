// Hearth in a frame of another page: what it hears, and what it is deaf to.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { document, serve, visit } from "./embedding.mjs";
import { launch, until, url } from "./lib.mjs";
import { profile } from "./profile.mjs";

const CPU = Buffer.from(profile([["samples", "count"], ["cpu", "nanoseconds"]], [["main.main;main.work;main.hash", 3, 30_000_000], ["main.main;main.rest", 1, 10_000_000]])).toString("base64");

// `heard` is what came from anywhere; `call` asks and takes the answer.
const PAGE = document(`<iframe style="width: 900px; height: 600px"></iframe>
<script>
  const frame = document.querySelector("iframe");
  const heard = [];
  addEventListener("message", ({ source, origin, data }) =>
    heard.push({ ...data, ours: source === frame.contentWindow, origin }));
  const load = (address) => (frame.src = address);
  const post = (message, transfer = []) =>
    frame.contentWindow.postMessage({ hearth: 1, ...message }, "*", transfer);
  const bytes = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer;
  let last = 0;
  async function call(message, transfer) {
    const id = ++last;
    post({ ...message, id }, transfer);
    for (;;) {
      const answer = heard.find((m) => m.id === id);
      if (answer) return answer;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
</script>`);

let browser, host, foreign;
before(async () => {
  host = await serve({ pages: { "/": PAGE } });
  foreign = await serve({ pages: { "/": PAGE, "/inner": document(`<iframe src="${host.origin}/"></iframe>`) } });
  browser = await launch();
});
after(async () => {
  await browser.close();
  host.close();
  foreign.close();
});

const embed = (origin = host.origin, state = "", site = url) =>
  `${site}embed.html#h.embed=${encodeURIComponent(origin)}${state}`;

/** Opens a page of an origin with Hearth in its frame, and waits until it is sealed. */
async function framed(server, address) {
  const visited = await visit(browser, `${server.origin}/`);
  await visited.page.evaluate((address) => load(address), address);
  const frame = visited.page.locator("iframe").first().contentFrame();
  const seal = frame.getByTestId("seal");
  await seal.and(frame.locator('[data-state="sealed"]')).waitFor().catch(async (error) => {
    throw new Error(`not sealed, but: ${await seal.evaluateAll((all) => all.map((s) => s.outerHTML))}`, { cause: error });
  });
  return { ...visited, frame };
}
const heard = (page, type) => page.evaluate((type) => heard.filter((m) => m.type === type), type);
const open = (page) =>
  page.evaluate((base64) => {
    const given = bytes(base64);
    const answer = call({ type: "open", profiles: [{ name: "cpu.pb", bytes: given }] }, [given]);
    return answer.then((answer) => [answer.type, given.byteLength]);
  }, CPU);

test("a page opens a profile in a frame, asks for figures, and hears what happens", async () => {
  const { page, context, problems, frame } = await framed(host, embed(host.origin, "&view=top&si=cpu"));
  await until("it is ready", async () => (await heard(page, "ready")).length === 1);
  assert.equal((await heard(page, "ready"))[0].sealed, true);
  const hellos = await heard(page, "hello");
  assert.deepEqual([hellos.length, hellos[0].version, hellos[0].hearth], [1, 1, 1]);

  assert.deepEqual(await open(page), ["answer", 0], "the bytes were handed over");
  await frame.getByTestId("view-top").waitFor();
  assert.match(await frame.getByTestId("row").first().innerText(), /30ms/);

  const report = await page.evaluate(() => call({ type: "query", report: "top", query: "si=cpu&f=hash" }));
  assert.match(report.value, /30ms 75\.00%/);
  const wrong = await page.evaluate(() => call({ type: "query", report: "top", query: "g=words" }));
  assert.deepEqual([wrong.type, wrong.code], ["error", "query"]);
  const set = await page.evaluate(() => call({ type: "state", state: "view=flame&si=samples&h=rest", theme: "dark", language: "zh-CN" }));
  assert.equal(set.value, "view=flame&si=samples&h=rest");
  await frame.getByTestId("view-flame").waitFor();
  await frame.locator('html[data-theme="dark"][lang="zh-CN"]').waitFor();

  // A step of the user is told, and is no step of the page's around it.
  const before = await page.evaluate(() => history.length);
  await frame.getByTestId("tab-top").click();
  await until("the state is told", async () => (await heard(page, "state")).at(-1).state.startsWith("view=top"));
  await frame.getByTestId("row").first().click();
  await until("the selection is told", async () => (await heard(page, "selection")).at(-1)?.name === "main.hash");
  assert.equal(await page.evaluate(() => history.length), before);
  await frame.getByTestId("tab-top").press("u");
  await frame.getByTestId("view-flame").waitFor();

  const compared = await page.evaluate((base64) => call({
    type: "compare", profiles: [{ name: "a", bytes: bytes(base64) }, { name: "b", bytes: new Blob([bytes(base64)]) }],
  }), CPU);
  assert.equal(compared.type, "answer");
  await frame.getByTestId("view-compare").waitFor();
  const broken = await page.evaluate(() => call({ type: "open", profiles: [{ name: "x", bytes: new ArrayBuffer(9) }] }));
  assert.deepEqual([broken.type, broken.code, broken.file], ["error", "profile", "x"]);
  const nonsense = await page.evaluate(() => call({ type: "dance" }));
  assert.deepEqual([nonsense.type, nonsense.code], ["error", "protocol"]);
  const newer = await page.evaluate(() => call({ hearth: 2, type: "open" }));
  assert.deepEqual([newer.type, newer.code, newer.hearth], ["error", "protocol", 1]);
  assert.ok((await page.evaluate(() => heard)).every((m) => m.ours && m.origin === new URL(url).origin));
  assert.deepEqual(problems, []);
  await context.close();
});

/** Nothing is said, and nothing that is sent changes anything. */
async function isDeaf(page, frame) {
  const before = await page.evaluate(() => heard.filter((m) => m.hearth).length);
  await page.evaluate((base64) => {
    post({ type: "hello", id: 1 });
    post({ type: "state", id: 2, state: "view=top", theme: "dark" });
    post({ type: "open", id: 3, profiles: [{ name: "cpu.pb", bytes: bytes(base64) }] });
  }, CPU);
  await page.waitForTimeout(700);
  assert.equal(await page.evaluate(() => heard.filter((m) => m.hearth).length), before);
  assert.equal(await frame.locator("html").getAttribute("data-hearth"), "empty");
  assert.notEqual(await frame.locator("html").getAttribute("data-theme"), "dark");
  return before;
}

test("it hears only the origin that it was made for", async () => {
  // A foreign page that names the host as its own.
  const { page, context, frame } = await framed(foreign, embed(host.origin));
  assert.equal(await isDeaf(page, frame), 0);
  await context.close();
});

test("it hears only the page around it", async () => {
  const { page, context, frame } = await framed(host, embed());
  await until("it is ready", async () => (await heard(page, "ready")).length === 1);
  // A frame of the host's own origin beside it, and a frame within it would be no parent either.
  await page.evaluate((base64) => {
    const other = document.body.appendChild(document.createElement("iframe"));
    const script = other.contentDocument.createElement("script");
    script.textContent = `parent.frames[0].postMessage({ hearth: 1, id: 9, type: "state", state: "view=top", theme: "dark" }, "*")`;
    other.contentDocument.body.append(script);
  }, CPU);
  // Nor anything that is no message of the protocol.
  await page.evaluate(() => {
    for (const odd of [null, 7, "hearth", [], {}, { type: "open" }, { hearth: {} }]) frame.contentWindow.postMessage(odd, "*");
    post({ type: "open", id: 10, profiles: 7 });
  });
  await page.waitForTimeout(500);
  assert.notEqual(await frame.locator("html").getAttribute("data-theme"), "dark");
  assert.equal(await page.evaluate(() => heard.some((m) => m.id === 9)), false);
  assert.equal(await page.evaluate(() => heard.find((m) => m.id === 10)?.type), "error");
  await context.close();
});

test("the page that people open is deaf in a frame, as is one that names nobody", async () => {
  // On a host without headers: with them nobody can frame it at all.
  const site = await serve({ folders: { "/": process.env.HEARTH_SITE } });
  const own = `${site.origin}/`;
  for (const address of [own, `${own}#h.embed=${encodeURIComponent(host.origin)}`, `${own}embed.html`]) {
    const { page, context, frame } = await framed(host, address);
    assert.equal(await isDeaf(page, frame), 0, address);
    await context.close();
  }
  site.close();
});

test("who serves Hearth says who may speak to it", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "hearth-site-"));
  await cp(process.env.HEARTH_SITE, folder, { recursive: true });
  const file = path.join(folder, "embed.html");
  const html = await readFile(file, "utf8");
  const only = (origins) => html.replace('name="hearth-embedders" content="*"', `name="hearth-embedders" content="${origins}"`);
  const site = await serve({ folders: { "/": folder } });
  await writeFile(file, only("https://dashboard.example"));
  const refused = await framed(host, embed(host.origin, "", `${site.origin}/`));
  assert.equal(await isDeaf(refused.page, refused.frame), 0);
  await refused.context.close();
  await writeFile(file, only(`https://dashboard.example ${host.origin}`));
  const allowed = await framed(host, embed(host.origin, "", `${site.origin}/`));
  await until("it is ready", async () => (await heard(allowed.page, "ready")).length === 1);
  await allowed.context.close();
  site.close();
  await rm(folder, { recursive: true });
});

test("every message has exactly one answer, whatever its id is", async () => {
  const { page, context, problems } = await framed(host, embed());
  await until("it is ready", async () => (await heard(page, "ready")).length === 1);
  const counts = await page.evaluate(async (base64) => {
    const ids = ["abc", "", null, undefined, { a: [1] }, new Date(7), 7, -1, 0.5, NaN, 1n, true, [1, 2], new Map([[1, 2]])];
    const messages = [
      () => ({ type: "open", profiles: [{ name: "cpu.pb", bytes: bytes(base64) }] }),
      () => ({ type: "open", profiles: 7 }),
      () => ({ type: "open", profiles: [{ name: "x", bytes: new ArrayBuffer(9) }] }),
      () => ({ type: "state" }),
      () => ({ type: "query", report: "top" }),
      () => ({ type: "query", report: null, query: {} }),
      () => ({ type: "dance" }),
      () => ({}),
      () => ({ type: "open", hearth: 3 }),
    ];
    // As texts, since objects are copied.
    const word = (id) => (id instanceof Map ? "Map" : typeof id === "bigint" ? "1n" : Object.is(id, NaN) ? "NaN" : `${typeof id} ${JSON.stringify(id)}`);
    // What the page says to its user is told as well, and answers nothing.
    const isAnswer = ({ type, code }) => type === "answer" || (type === "error" && code !== "page");
    const found = [];
    const settle = async (done) => {
      for (let i = 0; i < 200 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
      await new Promise((resolve) => setTimeout(resolve, 150));
    };
    for (const message of messages) {
      const from = heard.length;
      const answers = () => heard.slice(from).filter(isAnswer);
      for (const id of ids) post({ ...message(), id });
      // And one that has none at all.
      post(message());
      await settle(() => answers().length >= ids.length + 1);
      const words = answers().map(({ id }) => word(id)).sort();
      const wanted = [...ids, undefined].map(word).sort();
      found.push(JSON.stringify(words) === JSON.stringify(wanted) ? "" : `${JSON.stringify(message())}: ${words}`);
    }
    // What can't be copied back is answered all the same.
    const from = heard.length;
    const { port1 } = new MessageChannel();
    post({ type: "state", id: port1 }, [port1]);
    await settle(() => heard.slice(from).some(isAnswer));
    found.push(heard.slice(from).filter(isAnswer).length === 1 ? "" : "a port");
    return found.filter(Boolean);
  }, CPU);
  assert.deepEqual(counts, []);
  const hello = await page.evaluate(async () => {
    const from = heard.length;
    post({ type: "hello", id: "me" });
    await new Promise((resolve) => setTimeout(resolve, 300));
    return heard.slice(from).filter(({ id }) => id === "me").map(({ type }) => type);
  });
  assert.deepEqual(hello, ["hello"]);
  assert.deepEqual(problems, []);
  await context.close();
});

test("in a frame the user opens nothing, and nothing that is kept is read", async () => {
  const { page, context, frame } = await framed(host, embed());
  await frame.locator('[data-testid="message"][data-kind="nothing"]').waitFor();
  assert.equal(await frame.locator("#open-files").count(), 0);
  const transfer = await page.frames()[1].evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["secret"], "secret.pb"));
    return transfer;
  });
  for (const type of ["dragenter", "dragover", "drop"]) {
    await frame.locator("body").dispatchEvent(type, { dataTransfer: transfer });
  }
  await page.waitForTimeout(300);
  assert.equal(await frame.getByTestId("file").count(), 0);
  await context.close();
});

test("a sandboxed frame without an origin works as well", async () => {
  const { page, context } = await visit(browser, `${host.origin}/`);
  await page.evaluate((address) => {
    frame.sandbox = "allow-scripts allow-same-origin";
    load(address);
  }, embed());
  await until("it is ready", async () => (await heard(page, "ready")).length === 1);
  assert.deepEqual(await open(page), ["answer", 0]);
  await context.close();
});

test("unframed it is the page", async () => {
  const { page, context } = await visit(browser, embed());
  await page.locator('[data-testid="seal"][data-state="sealed"]').waitFor();
  assert.equal(await page.locator("#open-files").count(), 1);
  await context.close();
});

test("the package's HearthFrame is the protocol as methods", async () => {
  const script = `<script type="module">
    import { HearthFrame } from "/component/component.js";
    const frame = document.querySelector("iframe");
    frame.src = ${JSON.stringify(url)} + "embed.html#h.embed=" + encodeURIComponent(location.origin);
    window.told = [];
    window.hearth = new HearthFrame(frame, new URL(frame.src).origin, (type, detail) => told.push([type, detail]));
  </script>`;
  const server = await serve({
    pages: { "/": document(`<iframe style="width: 900px; height: 600px"></iframe>${script}`) },
    folders: { "/component/": process.env.HEARTH_PACKAGE },
  });
  const { page, context, problems } = await visit(browser, `${server.origin}/`);
  const report = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    await hearth.open(bytes, { name: "cpu.pb" });
    return [bytes.length > 0, await hearth.report("top", "si=cpu"), await hearth.state({ state: "view=top" })];
  }, CPU);
  assert.match(report[1], /30ms 75\.00%/);
  assert.deepEqual([report[0], report[2]], [true, "view=top"]);
  await page.frameLocator("iframe").getByTestId("view-top").waitFor();
  const error = await page.evaluate(() => hearth.snapshots([new Uint8Array(9)]).catch(({ code }) => code));
  assert.equal(error, "profile");
  await until("it is told", () => page.evaluate(() => told.some(([type]) => type === "ready")));
  assert.deepEqual(problems, []);
  await context.close();
  server.close();
});
