// Reports of open profiles against what `go tool pprof` printed: tests/golden.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { crc32 } from "node:zlib";
import { fixture, fixtures, installed, openFixture, root } from "./lib.mjs";

const engine = await import(pathToFileURL(installed("engine.js")));
const golden = join(root, "tests/golden");

/** The sections of a golden file: a line `$ ARGUMENTS`, then the answer. */
function sections(bytes) {
  const starts = [];
  for (let at = bytes.indexOf("$ "); at >= 0; at = bytes.indexOf("$ ", at + 1)) {
    if (at === 0 || bytes[at - 1] === 0x0a) starts.push(at);
  }
  return starts.map((start, index) => {
    const text = bytes.subarray(start + 2, starts[index + 1] ?? bytes.length);
    const end = text.indexOf("\n");
    return { args: text.subarray(0, end).toString().split(" "), answer: text.subarray(end + 1) };
  });
}

const unescaped = (dot) => dot.replaceAll(/\\([\\"])/g, "$1");

/** Whether an answer is the golden one: `undefined` is a refusal, long ones are checksums. */
function isEqual(ours, answer, isDot) {
  const said = answer.toString("latin1");
  if (said === "! refused\n") return ours === undefined;
  if (ours === undefined) return false;
  // Labels with quotes, which the reference writes as if there were none.
  if (isDot && unescaped(ours.toString("latin1")) === unescaped(said)) return true;
  const [, checksum, length] = /^# ([0-9a-f]{8}) (\d+)\n$/.exec(said) ?? [];
  if (!length) return Buffer.compare(ours, answer) === 0;
  return ours.length === Number(length) && crc32(ours) === Number.parseInt(checksum, 16);
}

const REPORTS = /^-(top|text|tree|peek|traces|list|tags|raw|comments|callgrind|dot|proto|topproto)(?:=(.*))?$/s;
const GRANULARITIES = /^-(functions|filefunctions|files|lines|addresses)$/;

/** A command line as a question to an open profile; nothing if it is about several files. */
function questionOf(args) {
  const question = { name: "", regexp: undefined, flags: [], files: [], bases: {} };
  for (const arg of args) {
    const [, report, regexp] = REPORTS.exec(arg) ?? [];
    const [, role, base] = /^-(base|diff_base)=(.*)$/s.exec(arg) ?? [];
    if (report) [question.name, question.regexp] = [report, regexp];
    else if (role) question.bases[role] = base;
    else if (arg.startsWith("-")) question.flags.push(arg);
    else question.files.push(arg);
  }
  return question.files.length === 1 ? question : undefined;
}

/** Flags as an object; nothing if one of them is not the name of an option. */
function objectOf(flags) {
  const query = {};
  for (const flag of flags) {
    const [, name, value] = /^-([a-z_]+)(?:=(.*))?$/s.exec(flag);
    if (GRANULARITIES.test(flag)) query.granularity = name;
    else if (name === "cum" || name === "flat") query.sort = name;
    else if (/_space|_objects|_delay|contentions|symbol|add_comment|buildid/.test(name)) return;
    else query[name] = value ?? true;
  }
  return query;
}

const opened = new Map();

/** An open fixture, as `go tool pprof` reads it; kept. */
async function profileOf(name) {
  if (!opened.has(name)) opened.set(name, openFixture(name, { textForms: "as-reference" }));
  return opened.get(name);
}

const readSource = (path) => {
  const file = resolve(fixtures, path);
  return existsSync(file) ? readFileSync(file) : undefined;
};

/** What the profile answers; `undefined` if it refuses. */
async function ask({ name, regexp, files, bases }, flags) {
  try {
    const profile = await profileOf(files[0]);
    const options = { regexp, readSource };
    if (bases.base) options.base = await profileOf(bases.base);
    if (bases.diff_base) options.diffBase = await profileOf(bases.diff_base);
    return asText(name, profile.reportBytes(name, flags, options));
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}

/** A profile as its `-raw`, as in the golden files. */
function asText(name, bytes) {
  if (name !== "proto" && name !== "topproto") return Buffer.from(bytes);
  const host = { read: () => bytes, currentFolder: () => "", warn: () => {} };
  return Buffer.from(engine.pprof(["-raw", "profile"], host));
}

/** What the command line prints. */
function askCommandLine(args) {
  const host = { read: fixture, currentFolder: () => "", warn: () => {} };
  try {
    const name = args.map((arg) => REPORTS.exec(arg)?.[1]).find(Boolean);
    return asText(name, engine.pprof(args, host));
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    return undefined;
  }
}

test("reports of open profiles are what go tool pprof prints", async () => {
  const counts = { flags: 0, objects: 0, several: 0 };
  const wrong = [];
  const fixturesAsked = new Set();
  for (const file of readdirSync(golden).sort()) {
    for (const { args, answer } of sections(readFileSync(join(golden, file)))) {
      const note = (ours, how) => isEqual(ours, answer, args.includes("-dot")) || wrong.push(`${how}: ${args.join(" ")}`);
      const question = questionOf(args);
      if (!question) {
        counts.several++;
        note(askCommandLine(args), "command line");
        continue;
      }
      fixturesAsked.add(question.files[0]);
      counts.flags++;
      note(await ask(question, question.flags), "flags");
      const query = objectOf(question.flags);
      if (!query) continue;
      counts.objects++;
      note(await ask(question, query), "object");
    }
  }
  console.log(counts, `of ${fixturesAsked.size} fixtures`);
  assert.ok(counts.flags > 1800 && counts.objects > 1000 && counts.several > 10, `${JSON.stringify(counts)}`);
  assert.deepEqual(wrong, []);
});
