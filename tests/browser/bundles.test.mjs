// What people drop: folders, archives and many files at once. Every entry is judged by its
// content, and the page says of each what it was taken for.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { drop, dropPaths, fixture, launch, noFolders, open, settled, state, until } from "./lib.mjs";
import { calls, profile } from "./profile.mjs";
import { zip } from "./zip.mjs";

const beside = fileURLToPath(new URL("../../../shared/faults", import.meta.url));
const faults = process.env.HEARTH_FAULTS ?? beside;
const noFaults = !existsSync(faults) && `no files at ${faults}`;
if (noFaults) console.error(`\n*** SKIPPED: ${noFaults} ***\n`);

const DUMP = `goroutine 1 [running]:\nmain.main()\n\t/src/main.go:12 +0x1d\n\ngoroutine 7 [chan receive, 3 minutes]:\nmain.wait()\n\t/src/main.go:20 +0x1d\n`;
const cpu = profile([["cpu", "nanoseconds"]], [["main.main;main.work", 100]]);

/** By the command, which not every machine has: the page has no use for a writer. */
const zstd = (bytes) => execFileSync("zstd", ["-q", "-c"], { input: bytes, maxBuffer: 1 << 30 });
const noZstd = spawnSync("zstd", ["--version"]).error && "there is no zstd to write files with";

const folders = [];
let browser;
before(async () => (browser = await launch()));
after(async () => {
  await browser.close();
  for (const folder of folders) await rm(folder, { recursive: true });
});

const temporary = async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "hearth-bundles-"));
  folders.push(folder);
  return folder;
};

/** The names of the open files, once all are read. */
async function opened(page, count) {
  await until(`${count} files are open`, async () =>
    (await page.locator('[data-testid="file"][data-state="ready"]').count()) === count && (await page.getByTestId("gathering").count()) === 0);
  return (await page.locator('[data-testid="file"] .file-name').allInnerTexts()).sort();
}

/** What the list says: `path: kind`. */
async function listed(page) {
  await page.getByTestId("dropped-show").click();
  await page.getByTestId("dropped-list").waitFor();
  const rows = await page.getByTestId("dropped-entry").evaluateAll((all) =>
    all.map((row) => `${row.querySelector(".path").textContent}: ${row.dataset.kind}`));
  await page.keyboard.press("Escape");
  return rows;
}

/** A tar of `{name, bytes}`. */
function tar(entries) {
  const blocks = entries.flatMap(({ name, bytes }) => {
    const head = Buffer.alloc(512);
    head.write(name);
    head.write("0000644\0", 100);
    head.write(bytes.length.toString(8).padStart(11, "0"), 124);
    head.write("        0", 148);
    head.write("ustar\x0000", 257);
    const sum = head.reduce((all, byte) => all + byte, 0);
    head.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [head, Buffer.from(bytes), Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** A support bundle, as far as what is in it goes. */
const BUNDLE = [
  { name: "debug/nodes/1/heap.pprof", bytes: cpu },
  { name: "debug/nodes/1/stacks.txt", bytes: Buffer.from(DUMP) },
  { name: "debug/nodes/1/goroutines/dump.001.txt.gz", bytes: gzipSync(DUMP) },
  { name: "cpu.out", bytes: gzipSync(cpu) },
  { name: "20260102030400.gz", bytes: gzipSync(cpu) },
  { name: "logs/server.log", bytes: Buffer.from(`${"2026-01-02 info: served\n".repeat(5000)}${DUMP}`) },
  { name: "logs/quiet.log", bytes: Buffer.from("2026-01-02 info: served\n".repeat(5000)) },
  { name: "__MACOSX/._cpu.out", bytes: Buffer.from("\0\x05\x16\x07\0\x02\0\0Mac OS X", "latin1") },
  { name: "status.json", bytes: Buffer.from("{}") },
  { name: "src/main.go", bytes: Buffer.from("package main\n") },
  { name: "bin/server", bytes: Buffer.from("\x7fELF\x02\x01\x01\0\0\0", "latin1") },
];
const OPENED = [
  "20260102030400.gz",
  "cpu.out",
  "debug/nodes/1/goroutines/dump.001.txt.gz",
  "debug/nodes/1/heap.pprof",
  "debug/nodes/1/stacks.txt",
  "logs/server.log",
];
const LISTED = (root) => [
  ...OPENED.map((name) => `${root}${name}: profile`),
  `${root}bin/server: other`,
  `${root}logs/quiet.log: other`,
  `${root}src/main.go: source`,
  `${root}status.json: other`,
].sort();

const ARCHIVES = {
  "bundle.zip": () => zip(BUNDLE, { deflated: true }),
  "stored.zip": () => zip(BUNDLE),
  "bundle.tar": () => tar(BUNDLE),
  "bundle.tar.gz": () => gzipSync(tar(BUNDLE)),
  "a name without an ending": () => gzipSync(tar(BUNDLE)),
};
for (const [name, make] of Object.entries(ARCHIVES)) {
  test(`what is in an archive is judged by content: ${name}`, async () => {
    const { page, context, problems } = await open(browser);
    await drop(page, { name, bytes: make() });
    assert.deepEqual(await opened(page, OPENED.length), OPENED);
    assert.equal(await page.getByTestId("error").count(), 0);
    assert.match(await page.getByTestId("dropped").innerText(), /6 opened, source files: 1, 3 left out/);
    assert.deepEqual((await listed(page)).sort(), LISTED(`${name}/`));
    assert.deepEqual(problems, []);
    await context.close();
  });
}

test("what is in an archive in zstd is judged by content", { skip: noZstd }, async () => {
  const packed = BUNDLE.map(({ name, bytes }) => ({ name, bytes: /\.log$|stacks/.test(name) ? zstd(bytes) : bytes }));
  const whole = tar(packed);
  // Frame after frame, as several writers leave them.
  const frames = [whole.subarray(0, 700), whole.subarray(700, 5000), whole.subarray(5000)].map(zstd);
  for (const bytes of [zstd(whole), Buffer.concat(frames), zstd(zip(packed)), gzipSync(zstd(whole))]) {
    const { page, context, problems } = await open(browser);
    await drop(page, { name: "bundle", bytes });
    assert.deepEqual(await opened(page, OPENED.length), OPENED);
    assert.equal(await page.getByTestId("error").count(), 0);
    assert.deepEqual((await listed(page)).sort(), LISTED("bundle/"));
    assert.deepEqual(problems, []);
    await context.close();
  }
});

test("an archive in zstd that is cut off, or would be out of all proportion, says so", { skip: noZstd }, async () => {
  const noise = Buffer.from(Array.from({ length: 600_000 }, (_, i) => (i * 2654435761) >>> 13));
  const cut = zstd(tar([{ name: "cpu.out", bytes: cpu }, { name: "noise", bytes: noise }, { name: "b.out", bytes: cpu }]));
  const bomb = zstd(tar([{ name: "a.log", bytes: Buffer.alloc(64 << 20) }]));
  for (const [bytes, said] of [[cut.subarray(0, cut.length - 1000), /damaged|cut off/], [bomb, /out of all proportion|unpacked/]]) {
    const { page, context, problems } = await open(browser);
    await drop(page, { name: "bundle.tar.zst", bytes });
    const notice = page.getByTestId("error").or(page.getByTestId("remark"));
    await notice.filter({ hasText: said }).first().waitFor();
    assert.deepEqual(problems, []);
    await context.close();
  }
});

test("logs in a bundle are looked through for all that can start in them", async () => {
  const { page, context, problems } = await open(browser);
  const quiet = "2026-01-02 info: served\n".repeat(8000);
  const split = DUMP.split("\n").slice(0, 3).join("\n");
  const writes = ["goroutine ", "1", " [", "running", "]:", ...split.split("\n").slice(1)].map((line) => `web | ${line}\n`).join("");
  const rows = "web | goroutine profile: total 3\nweb | 2 @ 0x11\nweb | #\t0x10\tmain.f+0x4\t/m.go:7\nweb | \nweb | 1 @ 0x21\n";
  const entries = { "writes.log": quiet + writes, "rows.log": quiet + rows, "quiet.log": quiet };
  await drop(page, { name: "logs.zip", bytes: zip(Object.entries(entries).map(([name, text]) => ({ name, bytes: Buffer.from(text) }))) });
  assert.deepEqual(await opened(page, 2), ["rows.log", "writes.log"]);
  assert.deepEqual(problems, []);
  await context.close();
});

test("a bundle with one dump among other kinds shows its goroutines", async () => {
  const { page, context, problems } = await open(browser);
  const kinds = ["heap", "mutex", "block", "threadcreate"].map((kind) => ({ name: `${kind}.out`, bytes: profile([[kind, "count"]], [["main.main;main.work", 100]]) }));
  await drop(page, { name: "debug.zip", bytes: zip([...kinds, { name: "stacks.txt", bytes: Buffer.from(DUMP) }, { name: "a.log", bytes: Buffer.from("a line\n") }]) });
  await opened(page, 5);
  await page.getByTestId("view-goroutines").waitFor();
  assert.match(await page.getByTestId("goroutine-count").innerText(), /^2 of 2/);
  assert.deepEqual(problems, []);
  await context.close();
});

test("the list says of an entry that could not be read why", async () => {
  const { page, context } = await open(browser);
  const broken = gzipSync(cpu).subarray(0, 40);
  await drop(page, { name: "two.zip", bytes: zip([{ name: "run/cpu.out", bytes: cpu }, { name: "run/broken.out", bytes: broken }]) });
  await opened(page, 1);
  await page.getByTestId("dropped").filter({ hasText: "1 opened, 1 could not be read" }).waitFor();
  assert.deepEqual((await listed(page)).sort(), ["two.zip/run/broken.out: unread", "two.zip/run/cpu.out: profile"]);
  await page.getByTestId("dropped-show").click();
  const row = page.getByTestId("dropped-entry").filter({ hasText: "broken.out" });
  assert.match(await row.innerText(), /cut off|damaged/);
  await context.close();
});

test("what is in a folder is judged by content", { skip: noFolders }, async () => {
  const { page, context, problems } = await open(browser);
  const folder = path.join(await temporary(), "bundle");
  for (const { name, bytes } of BUNDLE) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), bytes);
  }
  await dropPaths({ page, context }, folder);
  assert.deepEqual(await opened(page, OPENED.length), OPENED);
  assert.deepEqual((await listed(page)).sort(), LISTED("bundle/"));
  assert.deepEqual(problems, []);
  await context.close();
});

test("many files at once are judged by content", async () => {
  const { page, context, problems } = await open(browser);
  await page.getByTestId("more-recipes").waitFor();
  await drop(page, ...BUNDLE.map(({ name, bytes }) => ({ name: path.basename(name), bytes })));
  assert.deepEqual(await opened(page, OPENED.length), OPENED.map((name) => path.basename(name)).sort());
  assert.deepEqual((await listed(page)).length, 10);
  assert.deepEqual(problems, []);
  await context.close();
});

test("archives lie in archives", async () => {
  const { page, context, problems } = await open(browser);
  const inner = gzipSync(tar([{ name: "heap.prof", bytes: cpu }]));
  const deep = [1, 2, 3, 4].reduce((bytes) => zip([{ name: "in.zip", bytes }]), zip([{ name: "heap.prof", bytes: cpu }]));
  await drop(page, { name: "outer.zip", bytes: zip([{ name: "node1.tar.gz", bytes: inner }, { name: "deep.zip", bytes: deep }, { name: "x", bytes: Buffer.from("x") }]) });
  assert.deepEqual(await opened(page, 1), ["node1.tar.gz/heap.prof"]);
  assert.match(await page.getByTestId("remark").innerText(), /deeper than 3/);
  assert.deepEqual(problems, []);
  await context.close();
});

test("a profile opens under any name, and a source file is one under its own", async () => {
  const { page, context, problems } = await open(browser);
  for (const [i, name] of ["profile.go", "heap.m", "allocs.ts", "profile-named.zip", "prof.h"].entries()) {
    await drop(page, { name, bytes: gzipSync(cpu) });
    assert.ok((await opened(page, i + 1)).includes(name));
  }
  await drop(page, { name: "main.go", bytes: Buffer.from("package main\n") });
  await page.getByTestId("remark").filter({ hasText: "Source files: 1" }).waitFor();
  assert.equal(await page.getByTestId("error").count(), 0);
  assert.equal(await page.getByTestId("file").count(), 5);
  assert.deepEqual(problems, []);
  await context.close();
});

test("a bundle in which nothing can be opened says what is in it", async () => {
  const { page, context } = await open(browser);
  await drop(page, { name: "logs.zip", bytes: zip([{ name: "a.log", bytes: Buffer.from("a line\n") }, { name: "b.png", bytes: Buffer.from("\x89PNG\r\n\x1a\n", "latin1") }]) });
  const said = page.getByTestId("error");
  await said.waitFor();
  assert.match(await said.innerText(), /logs\.zip: 2 left out.*logs\.zip\/a\.log: text without a profile/s);
  await state(page, "failed");
  await context.close();
});

test("the list is filtered by kind, and used with the keyboard", async () => {
  const { page, context } = await open(browser);
  await drop(page, { name: "bundle.zip", bytes: zip(BUNDLE) });
  await opened(page, OPENED.length);
  await page.getByTestId("dropped-show").focus();
  await page.keyboard.press("Enter");
  const list = page.getByTestId("dropped-list");
  await list.waitFor();
  const rows = page.getByTestId("dropped-entry");
  assert.equal(await rows.count(), 10);
  await page.getByTestId("dropped-kind-other").focus();
  await page.keyboard.press("Space");
  await until("three are left", async () => (await rows.count()) === 3);
  assert.match(await list.innerText(), /bin\/server[\s\S]*a program or library/);
  await page.keyboard.press("Escape");
  await until("it is closed", async () => (await list.count()) === 0);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), "dropped-show");
  await page.getByTestId("dropped-forget").click();
  assert.equal(await page.getByTestId("dropped").count(), 0);
  await context.close();
});

test("going through what was dropped can be stopped", async () => {
  const { page, context, problems } = await open(browser);
  await drop(page, calls);
  await state(page, "ready");
  const text = Buffer.alloc(64 << 20, "2026-01-02 info: a line of a log, and nothing else\n");
  const file = path.join(await temporary(), "logs.tar");
  await writeFile(file, tar([1, 2].map((i) => ({ name: `${i}.log`, bytes: text }))));
  await dropPaths({ page, context }, file);
  await page.getByTestId("cancel-gathering").click();
  await until("it stopped", async () => (await page.getByTestId("gathering").count()) === 0);
  assert.equal(await page.getByTestId("dropped").count(), 0);
  assert.equal(await page.getByTestId("file").count(), 1);
  assert.deepEqual(problems, []);
  await context.close();
});

test("source files of an archive show their lines, also after the engine was replaced", async () => {
  const { page, context } = await open(browser);
  const sources = tar([{ name: "repo/main.go", bytes: Buffer.from("package main\n\nfunc main() { work() }\n") }]);
  await drop(page, { name: "repo.tar.gz", bytes: gzipSync(sources) });
  await page.getByTestId("remark").filter({ hasText: "Source files: 1" }).waitFor();
  await context.close();
});

test("names with line breaks stay in their rows, in every view", { skip: noFaults }, async () => {
  const { page, context } = await open(browser);
  await dropPaths({ page, context }, path.join(faults, "names-with-newline.pb.gz"));
  await state(page, "ready");
  await page.getByTestId("save").waitFor();
  const tabs = await page.locator('[data-testid^="tab-"]').evaluateAll((all) => all.filter((tab) => !tab.disabled).map((tab) => tab.dataset.testid));
  for (const tab of tabs.filter((tab) => !/compare|growth|goroutines/.test(tab))) {
    await page.getByTestId(tab).click();
    await page.getByTestId(tab.replace("tab", "view")).or(page.getByTestId("message")).first().waitFor();
    await settled(page);
    const bad = await page.evaluate(() => {
      const found = [];
      const walker = document.createTreeWalker(document.querySelector("#view"), NodeFilter.SHOW_TEXT);
      // Examples of code have lines of their own.
      while (walker.nextNode()) if (/[\x00-\x1f\x7f]/.test(walker.currentNode.data) && !walker.currentNode.parentElement.closest("pre")) found.push(walker.currentNode.data);
      return found;
    });
    assert.deepEqual(bad, [], tab);
  }
  await context.close();
});
