// Archives and folders: every entry is judged by its content, and what is none is left out
// with its reason.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { zip } from "../browser/zip.mjs";
import { fixture, hearth, installed, project, root, run } from "./lib.mjs";

const DUMP = Buffer.from("goroutine 1 [running]:\nmain.main()\n\t/src/main.go:12 +0x1d\n");
const ENTRIES = [
  { name: "nodes/1/cpu.out", bytes: fixture("cpu.pb.gz") },
  { name: "nodes/1/waiting.txt", bytes: DUMP },
  { name: "nodes/1/broken.pb.gz", bytes: fixture("truncated.pb.gz") },
  { name: "status.json", bytes: Buffer.from("{}") },
  { name: "main.go", bytes: Buffer.from("package main\n") },
];

/** What was found: `name kind`. */
const told = (found) => found.map(({ name, profile, left_out }) => `${name} ${profile?.summary.kind ?? left_out.code}`);

test("an archive gives its profiles, and says what the rest is", async () => {
  const expected = (root) => [
    `${root}/nodes/1/cpu.out CPU`,
    `${root}/nodes/1/waiting.txt goroutine`,
    `${root}/nodes/1/broken.pb.gz gzip`,
    `${root}/status.json json`,
    `${root}/main.go Go`,
  ];
  const bytes = zip(ENTRIES, { deflated: true });
  assert.deepEqual(told(await hearth.openAll(bytes, { name: "a.zip" })), expected("a.zip"));
  assert.deepEqual(told(await hearth.openAll(new File([bytes], "a.zip"))), expected("a.zip"));
  const nested = zip([{ name: "in.zip", bytes }]);
  assert.deepEqual(told(await hearth.openAll(nested, { name: "b" })), expected("b/in.zip"));
});

test("a file that is no archive is one entry", async () => {
  assert.deepEqual(told(await hearth.openAll(fixture("cpu.pb.gz"), { name: "profile.zip" })), ["profile.zip CPU"]);
  assert.deepEqual(told(await hearth.openAll(gzipSync(DUMP), { name: "x" })), ["x goroutine"]);
  assert.deepEqual(told(await hearth.openAll(Buffer.from("package main\n"), { name: "main.go" })), ["main.go Go"]);
  const [png] = await hearth.openAll(fixture("not-a-profile.png"), { name: "a.png" });
  assert.equal(png.left_out.code, "foreign");
});

const noZstd = spawnSync("zstd", ["--version"]).error && "there is no zstd to write files with";

test("an archive in zstd gives the same as without", { skip: noZstd }, async () => {
  const zstd = (bytes) => execFileSync("zstd", ["-q", "-c"], { input: bytes });
  const bytes = zip(ENTRIES);
  const expected = told(await hearth.openAll(bytes, { name: "a" }));
  for (const packed of [zstd(bytes), gzipSync(zstd(bytes)), Buffer.concat([zstd(bytes.subarray(0, 100)), zstd(bytes.subarray(100))])]) {
    assert.deepEqual(told(await hearth.openAll(packed, { name: "a" })), expected);
  }
  const entry = zip([{ name: "cpu.pb.zst", bytes: zstd(fixture("cpu.pb.gz")) }]);
  assert.deepEqual(told(await hearth.openAll(entry, { name: "b" })), ["b/cpu.pb.zst CPU"]);
});

test("leaks goes through folders and archives", () => {
  const run18 = join(root, "tests/leaks/profiles/mutex");
  const folder = join(project, "bundle");
  mkdirSync(join(folder, "logs"), { recursive: true });
  cpSync(run18, join(folder, "run"), { recursive: true });
  writeFileSync(join(folder, "logs/a.log"), "a line\n");
  const command = (...files) => run(process.execPath, [installed("cli.js"), "leaks", ...files]);
  const fromFolder = command(folder);
  assert.equal(fromFolder.status, 0, fromFolder.stderr);
  assert.match(fromFolder.stderr, /logs\/a\.log/);
  execFileSync("tar", ["-czf", join(project, "bundle.tar.gz"), "-C", project, "bundle"]);
  const fromTar = command(join(project, "bundle.tar.gz"));
  assert.deepEqual(JSON.parse(fromTar.stdout).suspects, JSON.parse(fromFolder.stdout).suspects);
  assert.match(fromTar.stderr, /bundle\.tar\.gz\/bundle\/logs\/a\.log/);
});
