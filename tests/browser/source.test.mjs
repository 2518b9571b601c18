// Source: figures by line, and the code beside them from folders, files and zips.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { drop, dropPaths, launch, noFolders, open, settled, state, texts, until, view } from "./lib.mjs";
import { profile } from "./profile.mjs";

const beside = (name) => fileURLToPath(new URL(`../../../shared/${name}`, import.meta.url));
const orders = path.join(process.env.HEARTH_CORPUS ?? beside("corpus"), "orders");
const reference = process.env.HEARTH_PPROF ?? beside("tools/go-pprof");

const folders = [];
let browser;
before(async () => (browser = await launch()));
after(async () => {
  await browser.close();
  for (const folder of folders) await rm(folder, { recursive: true });
});

/** A folder with these files: `{ "a/b.go": text }`. */
async function folder(files) {
  const root = await mkdtemp(path.join(os.tmpdir(), "hearth-source-"));
  folders.push(root);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  return root;
}

const line = (page, number) => page.locator(`[data-testid="view-source"] [data-line="${number}"]`);
const code = (row) => row.locator(".code").innerText();

/** Selects a function in Top, and goes to its source with a key. */
async function source(page, name) {
  await view(page, "top");
  await page.getByTestId("search-input").fill(name);
  const row = page.getByTestId("row").filter({ hasText: name }).first();
  await row.click();
  await page.keyboard.press("o");
  await page.locator('[data-testid="view-source"] .row.function', { hasText: name }).waitFor();
  await settled(page);
}

// work.go: line 12 costs 300 itself, and 13 calls for 600; line 14 nothing.
const work = {
  name: "work.pb",
  bytes: profile(
    [["cpu", "nanoseconds"]],
    [["main.main@3;app.work@12", 300], ["main.main@3;app.work@13;app.leaf@40", 600], ["main.main@4", 100]],
    {
      "main.main": ["/build/app/main.go", 1],
      "app.work": ["/build/app/work.go", 10],
      "app.leaf": ["/build/app/leaf.go", 38],
    },
  ),
};
const WORK = [
  ...Array.from({ length: 8 }, (_, i) => `// line ${i + 1}`),
  "/* what it does: */",
  'func work(n int) string { // is "slow"',
  "\tif n > 42 {",
  "\t\tspin(n)",
  "\t\treturn leaf(`raw`)",
  "\t}",
  '\treturn "text"',
  "}",
  "",
].join("\n");

async function opened(file = work) {
  const all = await open(browser, { viewport: { width: 1440, height: 900 } });
  await drop(all.page, file);
  await state(all.page, "ready");
  return all;
}

/** The lines of the reference's `-list` that have figures, and the text of all of them. */
async function listed(name, file, root) {
  const args = ["-symbolize=none", `-list=^${name.replace(/[().*]/g, "\\$&")}$`];
  const paths = ["-trim_path=example.com/orders", `-source_path=${root}`];
  const env = { ...process.env, TZ: "UTC" };
  const { stdout } = await promisify(execFile)(reference, [...args, ...paths, file], { env });
  const lines = [...stdout.matchAll(/^ +(\S+) +(\S+) +(\d+):(.*)$/gm)];
  assert.ok(lines.length > 5, stdout);
  return lines.map(([, flat, cum, number, text]) => ({ number, flat, cum, text: text.trim() }));
}

test("with a dropped folder the lines of main.handle have the code and the reference's figures", { skip: noFolders }, async (t) => {
  if (!existsSync(orders) || !existsSync(reference)) {
    t.diagnostic("*** SKIPPED: the corpus or go tool pprof is not beside the repository ***");
    return;
  }
  const file = path.join(orders, "append", "cpu.pb.gz");
  const all = await opened(file);
  const { page, context, problems } = all;
  await source(page, "main.handle");
  await dropPaths(all, path.join(orders, "src"));
  await page.getByTestId("source-files").filter({ hasText: "1" }).waitFor();
  let compared = 0;
  for (const name of ["main.handle", "main.renderPage", "main.recordAudit"]) {
    await page.evaluate((hash) => (location.hash = hash), `view=source&h.select=${name}`);
    await page.locator('[data-testid="view-source"] .row.function', { hasText: name }).waitFor();
    await settled(page);
    const expected = await listed(name, file, path.join(orders, "src"));
    await line(page, expected[0].number).filter({ hasText: "func" }).waitFor();
    const rows = page.locator('[data-testid="view-source"] [data-line]');
    const shown = await rows.evaluateAll((rows) =>
      rows.map((row) => [
        row.dataset.line,
        ...[...row.querySelectorAll(".figures [role=gridcell]")].slice(1, 3).map((c) => c.innerText.trim()),
        row.querySelector(".code").innerText.replace(/^[▾▸]/, "").trim(),
      ]),
    );
    const byNumber = new Map(shown.map(([number, flat, cum, text]) => [number, { flat, cum, text }]));
    for (const { number, flat, cum, text } of expected) {
      const here = byNumber.get(number);
      if (flat === "." && cum === ".") {
        // The reference may show more lines around them.
        if (here) assert.equal(here.cum, "", `${name}:${number}`);
      } else {
        assert.deepEqual([here?.flat, here?.cum], [flat, cum], `${name}:${number}`);
        compared += 1;
      }
      if (here) assert.equal(here.text.replace(/\s+/g, " "), text.replace(/\s+/g, " "));
    }
    const hot = (rows) => rows.filter((r) => ![".", ""].includes(r.cum)).length;
    assert.equal(hot([...byNumber.values()]), hot(expected), `${name} has no further figures`);
  }
  assert.ok(compared >= 4, `${compared} lines were compared`);
  assert.deepEqual(problems, []);
  await context.close();
});

test("without source: line numbers with figures, and words about what is missing", async () => {
  const { page, context, problems } = await opened();
  await source(page, "app.work");
  assert.match(await page.locator(".source .help").innerText(), /drop your repository's folder/);
  assert.match(await page.locator(".source .row.path").innerText(), /work\.go\s*no source yet/);
  assert.deepEqual(await texts(page.locator(".source [data-line]")), [
    "12 300ns 300ns 30.00%", "13 . 600ns 60.00%",
  ]);
  assert.match((await texts(page.locator(".source .row.function")))[0], /300ns 900ns 90\.00% app\.work.*flat 30\.00%, cum 90\.00%/);
  // A file of another name is no answer, and that is said too.
  await drop(page, { name: "other.go", bytes: "package other\n" });
  await page.locator(".source .row.path").filter({ hasText: "not among the source files" }).waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test("code is colored, and the whole file is shown on wish", async () => {
  const all = await opened();
  const { page, context } = all;
  await source(page, "app.work");
  await page.locator("#open-folder").setInputFiles(await folder({ "app/work.go": WORK }));
  await line(page, 10).filter({ hasText: "func work" }).waitFor();
  const pieces = (number, kind) => line(page, number).locator(`.code .${kind}`).allInnerTexts();
  assert.deepEqual(await pieces(10, "k"), ["func"]);
  assert.deepEqual(await pieces(10, "f"), ["work"]);
  assert.deepEqual(await pieces(10, "c"), ['// is "slow"']);
  assert.deepEqual(await pieces(11, "n"), ["42"]);
  assert.deepEqual(await pieces(13, "s"), ["`raw`"]);
  const color = (kind) =>
    page.locator(`.source .code .${kind}`).first().evaluate((e) => getComputedStyle(e).color);
  const colors = await Promise.all(["k", "c", "s", "n"].map(color));
  const plain = await line(page, 12).locator(".code").evaluate((e) => getComputedStyle(e).color);
  assert.equal(new Set([...colors, plain]).size, 5, colors.join(" "));
  assert.equal(await line(page, 1).count(), 0, "the function starts in line 10");
  await page.getByLabel("whole file").check();
  await line(page, 1).filter({ hasText: "// line 1" }).waitFor();
  assert.match((await texts(line(page, 12)))[0], /^12 300ns 300ns 30\.00% spin\(n\)$/);
  await context.close();
});

test("of files that end alike the user chooses one; a longer match needs no choice", { skip: noFolders }, async () => {
  const all = await opened();
  const { page, context, problems } = all;
  await source(page, "app.work");
  const root = await folder({
    "one/work.go": WORK.replaceAll("spin", "first"),
    "two/work.go": WORK.replaceAll("spin", "second"),
  });
  await dropPaths(all, path.join(root, "one"), path.join(root, "two"));
  const choice = page.getByTestId("source-choice");
  await choice.waitFor();
  const options = await choice.locator("option").allInnerTexts();
  assert.deepEqual(options.sort(), ["one/work.go", "two/work.go"]);
  for (const [file, word] of [["two/work.go", "second(n)"], ["one/work.go", "first(n)"], ["two/work.go", "second(n)"]]) {
    await choice.selectOption(file);
    await line(page, 12).filter({ hasText: word }).waitFor();
    assert.equal(await choice.inputValue(), file);
  }
  const better = await folder({ "app/work.go": WORK.replaceAll("spin", "third") });
  await source(page, "app.work");
  await dropPaths(all, path.join(better, "app"));
  await line(page, 12).filter({ hasText: "third(n)" }).waitFor();
  await choice.waitFor({ state: "detached" });
  assert.match(await page.locator(".source .row.path").innerText(), /← app\/work\.go/);
  assert.deepEqual(problems, []);
  await context.close();
});

test("profiles and source in one folder are both taken", { skip: noFolders }, async (t) => {
  if (!existsSync(orders)) {
    t.diagnostic("*** SKIPPED: the corpus is not beside the repository ***");
    return;
  }
  const all = await open(browser, { viewport: { width: 1440, height: 900 } });
  const root = await folder({ "README.md": "no source" });
  await copyFile(path.join(orders, "append", "cpu.pb.gz"), path.join(root, "cpu.pb.gz"));
  await copyFile(path.join(orders, "src", "main.go"), path.join(root, "main.go"));
  await dropPaths(all, root);
  await state(all.page, "ready");
  assert.equal(await all.page.getByTestId("file").count(), 1);
  await source(all.page, "main.handle");
  await line(all.page, 67).filter({ hasText: "func handle" }).waitFor();
  await all.context.close();
});

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A zip whose entries are stored as they are: `{ name: text }`. */
function zip(files) {
  const [locals, centrals] = [[], []];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const bytes = Buffer.from(text);
    // From the version to the length of the extra field: the same in both headers.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(10, 0);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name), bytes]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    locals.push(local);
    centrals.push(Buffer.concat([Buffer.from("PK\x01\x02\x0a\x00"), common, rest, Buffer.from(name)]));
    at += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(centrals.length, 8);
  end.writeUInt16LE(centrals.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, central, end]);
}

test("a zip is read", async () => {
  const { page, context, problems } = await opened();
  await source(page, "app.work");
  await drop(page, { name: "repo.zip", bytes: zip({ "repo/README": "x", "repo/app/work.go": WORK, "repo/app/leaf.go": "// 1\n" }) });
  await line(page, 12).filter({ hasText: "spin(n)" }).waitFor();
  assert.match(await page.locator(".source .row.path").innerText(), /← .*repo\/app\/work\.go/);
  assert.match((await texts(line(page, 13)))[0], /^13 \. 600ns 60\.00% return leaf\(`raw`\)$/);
  // What the profile says of a file that is too short is still there.
  await source(page, "app.leaf");
  await page.locator(".source .row.path").filter({ hasText: "shorter than the profile says" }).waitFor();
  assert.match((await texts(line(page, 40)))[0], /^40 600ns 600ns 60\.00%/);
  // A damaged one says so, and what was read stays.
  await drop(page, { name: "broken.zip", bytes: Buffer.from("PK\x03\x04 and nothing more") });
  await page.getByTestId("remark").filter({ hasText: /broken\.zip: its end is missing/ }).waitFor();
  assert.ok((await page.getByTestId("source-files").count()) > 0);
  assert.deepEqual(problems, []);
  await context.close();
});
