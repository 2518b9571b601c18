// A profile that is full of markup, addresses and scripts, in every text that it can have,
// in every view and every export: no script runs, no request starts, and what is saved is
// as harmless when it is opened elsewhere.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import MarkdownIt from "markdown-it";
import { marked } from "marked";
import { drop, launch, open, settled, state, tabs } from "./lib.mjs";
import { serve } from "./listeners.mjs";
import { profile } from "./profile.mjs";

let browser, sink;
before(async () => {
  sink = await serve(null);
  browser = await launch();
});
after(async () => {
  await browser.close();
  sink.close();
});

/** Texts that would do something if they were taken for more than texts. */
function payloads() {
  const at = `http://127.0.0.1:${sink.port}`;
  const run = (how) => `globalThis.hacked='${how}'`;
  return [
    `<script>${run("script")}</script>`,
    `<img src="${at}/img" onerror="${run("img")}">`,
    `"><svg onload="${run("svg")}"><image href="${at}/image"/></svg>`,
    `'><iframe src="${at}/frame" srcdoc="<script>parent.hacked=1</script>"></iframe>`,
    `javascript:${run("address")}`,
    `<a href="javascript:${run("link")}" ping="${at}/ping">${at}/text</a>`,
    `]]></text><script>${run("xml")}</script>`,
    `--><style>*{background:url(${at}/style)}</style>`,
    `url(${at}/url)`,
    "{{constructor.constructor('globalThis.hacked=1')()}}",
    `=HYPERLINK("${at}/cell")`,
    `\" URL="javascript:${run("dot")}" x="`,
  ];
}

const hostile = (name, factor = 1) => {
  const texts = payloads();
  const stacks = texts.map((text, i) => [
    `${texts[0]}${text}@${i + 1}`,
    (100 + i) * factor,
    { [text]: texts[(i + 1) % texts.length], bytes: i, [`${text}#`]: i },
  ]);
  const nested = [texts.map((text) => `deep ${text}`).join(";"), 500 * factor];
  const files = Object.fromEntries(texts.map((text, i) => [`${texts[0]}${text}`, [`/src/${text}.go`, i]]));
  return {
    name,
    bytes: profile([["cpu", "nanoseconds"]], [...stacks, nested], files, {
      comments: texts,
      url: texts[4],
      binary: texts[1],
      build: texts[2],
    }),
  };
};

/** What an SVG must not have, wherever it is opened. */
function assertInert(text, what) {
  const tags = [...text.matchAll(/<([a-zA-Z:]+)((?:"[^"]*"|'[^']*'|[^>"'])*)>/g)];
  assert.ok(tags.length > 3, `${what} is markup`);
  for (const [, name, attributes] of tags) {
    assert.doesNotMatch(name, /^(script|a|image|foreignObject|iframe|use|animate|set)$/i, what);
    for (const [, attribute, value] of attributes.matchAll(/([\w:-]+)\s*=\s*"([^"]*)"/g)) {
      assert.doesNotMatch(attribute, /^on/i, `${what}: <${name} ${attribute}>`);
      if (/href|src/i.test(attribute)) assert.fail(`${what}: <${name} ${attribute}="${value}">`);
      assert.doesNotMatch(value, /url\(\s*[^#\s]/i, `${what}: <${name} ${attribute}>`);
    }
  }
}

/** Every form that a view can be saved in. */
async function saveAll(page, saved) {
  await page.getByTestId("save").click();
  const buttons = page.locator('#save [data-testid^="save-"]');
  const forms = await buttons.evaluateAll((all) => all.map((button) => button.dataset.testid));
  await page.keyboard.press("Escape");
  for (const form of forms.filter((form) => !form.startsWith("save-copy"))) {
    await page.getByTestId("save").click();
    const download = page.waitForEvent("download");
    await page.getByTestId(form).click();
    const file = await (await download).path();
    saved.push({ form, bytes: await readFile(file) });
  }
}

test("markup, addresses and scripts in a profile stay texts, in every view and export", async () => {
  const { page, context, problems } = await open(browser, { acceptDownloads: true });
  const dialogs = [];
  page.on("dialog", (dialog) => dialogs.push(dialog.message()) && dialog.dismiss());
  const requests = [];
  await page.locator('[data-testid="seal"][data-proof="made"]').waitFor();
  page.on("request", (request) => requests.push(request.url()));
  const counted = sink.arrived.length;

  const [markup] = payloads().slice(1);
  await drop(page, hostile(`${markup}.pb`), hostile("second.pb", 3));
  await state(page, "ready");
  const source = `package main // ${payloads().join("\n// ")}\n`;
  await drop(page, { name: `${markup}.go`, bytes: Buffer.from(source) });

  const saved = [];
  const seen = [];
  const visit = async () => {
    for (const name of await tabs(page)) {
      await page.getByTestId(`tab-${name}`).click();
      await page.getByTestId(`view-${name}`).waitFor();
      await settled(page);
      seen.push(name);
      await saveAll(page, saved);
      const row = page.getByTestId("row").first();
      if (await row.count()) {
        await row.hover();
        // There it would filter all other views.
        if (name !== "tags") await row.click();
      }
      await settled(page);
    }
  };
  await visit();
  // What only a goroutine profile has, and only snapshots.
  const stack = payloads().map((text, i) => `#\t0x${i + 1}\t${text}+0x1\t/src/${text}.go:${i + 1}`);
  const goroutines = `goroutine profile: total 2\n2 @ ${payloads().map((_, i) => `0x${i + 1}`).join(" ")}\n${stack.join("\n")}\n`;
  await drop(page, { name: "goroutine.txt", bytes: Buffer.from(goroutines) });
  await page.getByTestId("file").filter({ hasText: "goroutine.txt" }).waitFor();
  await drop(page, ...[1, 2, 3, 4, 5, 6].map((i) => hostile(`snapshot-${i}.pb`, i)));
  await page.getByTestId("file").filter({ hasText: "snapshot-6.pb" }).waitFor({ state: "attached" });
  await visit();

  for (const name of ["flame", "top", "graph", "peek", "source", "traces", "tags", "about"]) {
    assert.ok(seen.includes(name), `${name} was shown: ${seen}`);
  }
  assert.equal(await page.evaluate(() => globalThis.hacked), undefined);
  assert.deepEqual(dialogs, []);
  assert.equal(await page.locator("iframe, object, embed, #view a, #view img, #view script").count(), 0);
  const outside = requests.filter((url) => !/^(blob|data):/.test(url));
  assert.deepEqual(outside, [], "no request starts");
  assert.deepEqual(problems, []);

  const pictures = saved.filter(({ form }) => form === "save-svg");
  assert.ok(pictures.length >= 4, saved.map(({ form }) => form).join());
  const elsewhere = await browser.newContext();
  for (const { bytes } of pictures) {
    const text = bytes.toString();
    assertInert(text, "an SVG");
    // And opened by itself where no policy is.
    const other = await elsewhere.newPage();
    await other.route("http://inert.test/**", (route) =>
      route.fulfill({ contentType: "image/svg+xml", body: text }),
    );
    const errors = [];
    other.on("request", (request) => errors.push(request.url()));
    await other.goto("http://inert.test/picture.svg");
    assert.equal(await other.evaluate(() => document.querySelector("parsererror")?.textContent), undefined);
    assert.equal(await other.evaluate(() => globalThis.hacked), undefined);
    assert.deepEqual(errors, ["http://inert.test/picture.svg"]);
    await other.close();
  }
  assert.deepEqual(sink.arrived.slice(counted), []);
  await elsewhere.close();
  await context.close();
});

/** What the copy button of a view puts into the clipboard. */
async function copied(page, button) {
  await page.evaluate(() => {
    const set = DataTransfer.prototype.setData;
    DataTransfer.prototype.setData = function (type, text) {
      globalThis.copied = text;
      return set.call(this, type, text);
    };
  });
  await page.getByTestId(button).click();
  await page.waitForFunction(() => globalThis.copied);
  return page.evaluate(() => globalThis.copied);
}

test("a comparison of hostile names, rendered from its Markdown, has no markup of theirs", async () => {
  const { page, context } = await open(browser);
  await drop(page, hostile("`first`|<b>.pb"), hostile("`second`](x).pb", 3));
  await page.getByTestId("file").nth(1).waitFor();
  await page.getByTestId("tab-compare").click();
  await page.getByTestId("view-compare").waitFor();
  await settled(page);
  const text = await copied(page, "copy-markdown");
  const elsewhere = await browser.newPage();
  // Renderers that let raw HTML through, as many do.
  const renderers = { "markdown-it": new MarkdownIt({ html: true, linkify: false }), marked };
  for (const [name, renderer] of Object.entries(renderers)) {
    const html = renderer.render?.(text) ?? renderer.parse(text, { gfm: true });
    await elsewhere.setContent(html);
    const all = elsewhere.locator("body *");
    const names = new Set(await all.evaluateAll((all) => all.map((element) => element.localName)));
    const expected = /^(h[1-6]|p|ul|li|code|pre|strong|em|table|thead|tbody|tr|th|td|br)$/;
    for (const element of names) assert.match(element, expected, `${name}: ${html}`);
    // And the table has a row for each function, none split by what is in its name.
    const rows = [...html.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) => row.match(/<t[hd]/g).length);
    assert.ok(rows.length > 5 && rows.every((cells) => cells === rows[0]), `${name}: ${rows}`);
  }
  await elsewhere.close();
  await context.close();
});
