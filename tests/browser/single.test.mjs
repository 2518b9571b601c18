// The whole program in one file, opened from the disk, without a network. HEARTH_FILE says
// where it is. What the site can do, it can do as well: other tests run against it.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { drop, launch, open, state, until, view } from "./lib.mjs";
import { calls } from "./profile.mjs";

const file = process.env.HEARTH_FILE;
const address = file && pathToFileURL(file).href;
const html = file && (await readFile(file, "utf8"));
const skip = file ? false : "HEARTH_FILE does not say where hearth.html is";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("the file has everything inside, and a policy that allows no connection", { skip }, () => {
  const policy = html.match(/Content-Security-Policy" content="([^"]*)"/)[1];
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /connect-src 'none'/);
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|https?:|'self'|\*/);
  const tags = html.replace(/<script[^>]*>[^]*?<\/script>|<style>[^]*?<\/style>/g, "");
  assert.doesNotMatch(tags, /\b(src|href)="(?!data:)/);
});

test("opened without a network it is sealed, opens a profile, and every view of it", { skip }, async () => {
  const { page, context, problems } = await open(browser, { address });
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.locator('[data-testid="seal"][data-proof="made"]').waitFor();
  assert.equal(await page.getByTestId("seal").getAttribute("data-state"), "sealed");
  await drop(page, calls);
  await state(page, "ready");
  for (const name of ["top", "graph", "peek", "source", "traces", "tags", "about", "flame"]) {
    await view(page, name);
  }
  assert.deepEqual(requests.filter((url) => !/^(blob|data):|hearth-probe/.test(url)), []);
  assert.deepEqual(problems, []);
  await context.close();
});

test("names stay out of its title and address", { skip }, async () => {
  const { page, context } = await open(browser, { address, names: false });
  await drop(page, calls);
  await state(page, "ready");
  await view(page, "top");
  await page.getByTestId("row").first().click();
  await until("it is selected", () => page.evaluate(() => JSON.stringify(history.state).includes("h.select=")));
  assert.equal(await page.title(), "Hearth");
  assert.equal(new URL(page.url()).hash, "#view=top");
  assert.ok(await page.getByTestId("no-names").isChecked());
  await context.close();
});

test("it names what it is made of, and compares a file that is dropped on it", { skip }, async () => {
  const { page, context } = await open(browser, { address });
  await page.locator('[data-testid="seal"][data-proof="made"]').waitFor();
  await drop(page, { name: "hearth.html", bytes: html });
  const checked = page.getByTestId("checked");
  await checked.waitFor();
  const digest = (text) => createHash("sha256").update(text).digest("hex");
  assert.match(await checked.innerText(), new RegExp(`same.*${digest(html)}`));
  const script = html.match(/<script>([^]*?)<\/script>/)[1];
  const build = await page.getByTestId("build").innerText();
  assert.match(build, new RegExp(`page\\.js\\s+${digest(script)}`));
  for (const name of ["version", "commit", "compiler", "wasm-opt", "page.wasm", "engine.wasm"]) {
    assert.ok(build.includes(name), name);
  }

  // With the sums beside it, its own is looked up there.
  const sums = (sum) => ({ name: "SHA256SUMS", bytes: `${sum}  hearth.html\n${digest("x")}  site/hearth.html\n` });
  for (const [sum, word] of [[digest(html), "says the same"], [digest("y"), "says another"]]) {
    await page.keyboard.press("Escape");
    await drop(page, { name: "hearth.html", bytes: html }, sums(sum));
    await checked.filter({ hasText: word }).waitFor();
  }

  const changed = html.replace("</style>", "p{}</style>");
  await page.keyboard.press("Escape");
  await drop(page, { name: "hearth.html", bytes: changed });
  await checked.filter({ hasText: /page in style\.css\. Its/ }).waitFor();
  // A part that can't be unpacked is the only one that is named.
  const damaged = html.replace(/(data-part="engine.wasm">.{5000})[^<]*/, "$1");
  await page.keyboard.press("Escape");
  await drop(page, { name: "hearth.html", bytes: damaged });
  await checked.filter({ hasText: /page in engine\.wasm\. Its/ }).waitFor();
  await page.keyboard.press("Escape");
  await drop(page, { name: "other.html", bytes: "<p>something else" });
  await checked.filter({ hasText: "page.wasm, engine.wasm, engine.js, page.js, style.css" }).waitFor();
  assert.equal(await page.getByTestId("file").count(), 0);
  await context.close();
});

test("of a dropped folder it says that the browser does not read it, and what to do", { skip }, async () => {
  const { page, context } = await open(browser, { address });
  await drop(page, calls);
  await state(page, "ready");
  const session = await context.newCDPSession(page);
  const data = { items: [], files: [import.meta.dirname], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x: 600, y: 400, data });
  }
  const said = page.getByTestId("error").filter({ hasText: "Not readable: browser" });
  await said.filter({ hasText: /Folder….*zip/ }).waitFor();
  assert.equal(await page.getByTestId("file").count(), 1);
  await context.close();
});

/** Tests of the site that hold for the file as they are. */
const SHARED = ["product", "page", "compare", "snapshots", "goroutines", "graph", "source", "top", "views"];

for (const name of SHARED) {
  test(`the site's tests of ${name} hold for the file, without a network`, { skip }, async () => {
    const { NODE_TEST_CONTEXT, ...env } = process.env;
    const tests = spawn(process.execPath, ["--test", `${name}.test.mjs`], {
      cwd: import.meta.dirname,
      env: { ...env, HEARTH_URL: address },
    });
    let output = "";
    for (const stream of [tests.stdout, tests.stderr]) stream.on("data", (text) => (output += text));
    const code = await new Promise((resolve) => tests.on("close", resolve));
    const failed = output.split("\n").filter((line) => /^\s*(not ok|error:)/.test(line));
    assert.equal(code, 0, `${failed.join("\n")}\n${output.slice(-2000)}`);
  });
}
