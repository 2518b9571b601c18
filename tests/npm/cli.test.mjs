// The command line, as `npx hearth-pprof` starts it.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { profile as encode } from "../browser/profile.mjs";
import { fixture, fixtures, project, root, run } from "./lib.mjs";

const cli = (args, options) => run("npx", ["--no", "--", "hearth-pprof", ...args], { cwd: project, ...options });
const file = (name) => join(fixtures, name);

/** What `go tool pprof` printed. */
function golden(name, args) {
  const text = readFileSync(join(root, "tests/golden", `${name}.txt`), "utf8");
  const [, section] = text.split(new RegExp(`^\\$ ${args} ${name.replaceAll(".", "\\.")}\n`, "m"));
  return section.split(/^\$ /m)[0];
}

test("a report is a command or a flag", () => {
  const wanted = golden("heap.pb.gz", "-top");
  assert.ok(wanted.includes("flat%"));
  for (const args of [["top", file("heap.pb.gz")], ["-top", file("heap.pb.gz")]]) {
    const { status, stdout, stderr } = cli(args);
    assert.deepEqual([status, stderr, stdout], [0, "", wanted]);
  }
  const peek = cli(["peek", "-cum", "json", file("heap.pb.gz")]);
  assert.equal(peek.stdout, cli(["-peek=json", "-cum", file("heap.pb.gz")]).stdout);
  assert.match(peek.stdout, /json/);
});

test("a minus is standard input", () => {
  const { status, stdout } = cli(["top", "-"], { input: fixture("heap.pb.gz") });
  assert.deepEqual([status, stdout], [0, golden("heap.pb.gz", "-top")]);
});

test("-output writes a file, which is a profile again", () => {
  const written = join(mkdtempSync(join(project, "out-")), "left.pb.gz");
  const { status, stdout } = cli(["proto", "-focus=json", `-output=${written}`, file("heap.pb.gz")]);
  assert.deepEqual([status, stdout], [0, ""]);
  assert.match(cli(["top", written]).stdout, /encoding\/json/);
});

/** Texts that terminals would take for commands. */
const ESCAPES = ["\x1b]0;title\x07", "\x1b[2J", "\x1b]8;;http://x.test\x07", "a\rb", "c\nd", "\x9b2J", "\u202eelif", "\0"];

/** A profile that has them in every text. */
const hostile = () =>
  encode(
    [[ESCAPES[0], ESCAPES[1]]],
    ESCAPES.map((text, i) => [`${text}@${i + 1};leaf ${text}@${i + 1}`, 100 + i, { [text]: ESCAPES[(i + 1) % ESCAPES.length] }]),
    Object.fromEntries(ESCAPES.map((text) => [text, [`/src/${text}`, 1]])),
    { comments: ESCAPES, binary: ESCAPES[2], build: ESCAPES[3] },
  );

test("no control character reaches a terminal; pipes get the reference's bytes", (t) => {
  const folder = mkdtempSync(join(project, "hostile-"));
  const odd = join(folder, "\x1b[2Jp\u202e.pb");
  writeFileSync(odd, Buffer.from(hostile()));
  const other = join(folder, "other.pb");
  writeFileSync(other, Buffer.from(hostile()));
  const dump = join(folder, "dump.txt");
  const lines = ESCAPES.filter((text) => !/[\r\n]/.test(text)).map((text, i) => `goroutine ${i + 1} [running]:\n${text}.f()\n\t/a.go:1 +0x1\n`);
  writeFileSync(dump, lines.join("\n"));
  const hidden = /[^\P{C}\n\t]|[\u2028\u2029]/u;
  const isMissing = run("sh", ["-c", "command -v script"]).status !== 0;
  if (isMissing) t.diagnostic("NOT TRIED: script, which makes a terminal, is not installed");
  const reports = ["top", "tree", "traces", "tags", "raw", "comments", "dot", "callgrind", "folded", "csv", "speedscope"];
  const commands = [
    ...reports.map((report) => [report, "-nodefraction=0", odd]),
    ["diff", odd, other],
    ["diff", "-json", odd, other],
    ["goroutines", dump],
    ["goroutines", "-json", dump],
    ["top", join(folder, "\x1b[2Jnot there")],
    ["diff", join(folder, "\x1b[2Jnot there"), other],
  ];
  const quoted = (arg) => `'${arg.replaceAll("'", "'\\''")}'`;
  for (const args of commands) {
    // npx has escapes of its own for a terminal.
    const line = [join(project, "node_modules/.bin/hearth-pprof"), ...args].map(quoted).join(" ");
    if (!isMissing) {
      const { stdout } = run("script", ["-qec", line, "/dev/null"], { input: "" });
      // The terminal writes each line's end as two characters.
      assert.doesNotMatch(stdout.replaceAll("\r\n", "\n"), hidden, args.join(" "));
    }
    const { stdout, stderr } = cli(args);
    assert.doesNotMatch(stderr, hidden, args.join(" "));
    // Its own tables are harmless everywhere.
    if (!reports.includes(args[0])) assert.doesNotMatch(stdout, hidden, args.join(" "));
  }
  assert.match(cli(["top", odd]).stdout, /\x1b\[2J/, "a pipe gets names as they are");
  const changes = JSON.parse(cli(["diff", "-json", odd, other]).stdout);
  assert.ok(JSON.stringify(changes).includes("\\u001b[2J"), "and JSON has the same names");
});

test("errors go to standard error, with status 2", () => {
  const refused = [
    [["top", "no-such-file"], /no such file or directory/],
    [["top", file("not-a-profile.png")], /PNG/],
    [["top", "-focus=(", file("heap.pb.gz")], /missing closing \)/],
    [["top", "-nonsense", file("heap.pb.gz")], /flag provided but not defined: -nonsense/],
    [["topp", file("heap.pb.gz")], /there is no command "topp"/],
    [[file("heap.pb.gz")], /there is no command .*: hearth-pprof top .*heap\.pb\.gz\n$/],
    [["peek", file("heap.pb.gz")], /needs a regular expression, and then a file/],
    [["goroutines"], /needs files/],
    [["goroutines", file("heap.pb.gz")], /no dump of goroutines/],
    [["diff", file("heap.pb.gz")], /two files/],
    [["diff", "-fokus=x", file("heap.pb.gz"), file("heap.pb.gz")], /no option called "fokus"/],
    [["leaks", file("not-a-profile.png")], /PNG[\s\S]*no snapshot/],
    [[], /usage/],
  ];
  for (const [args, words] of refused) {
    const { status, stdout, stderr } = cli(args);
    assert.deepEqual([status, stdout], [2, ""], args.join(" "));
    assert.match(stderr, words);
  }
});

test("help and the version go to standard output", () => {
  assert.match(cli(["--help"]).stdout, /^usage: hearth-pprof/);
  assert.match(cli(["--version"]).stdout, /^\d+\.\d+\.\d+\n$/);
});

test("diff says what changed, as a table and as JSON", () => {
  const files = ["base.pb", "current.pb"].map((name, at) => {
    const count = [400n, 800n][at];
    const samples = [["main;work", count, count * 10n], ["main;rest", 900n, 9000n]];
    writeFileSync(join(project, name), encode([["samples", "count"], ["cpu", "bytes"]], samples));
    return join(project, name);
  });
  const table = cli(["diff", "-sample_index=samples", ...files]);
  assert.equal(table.status, 0);
  assert.match(table.stderr, /^The totals of both sides are far apart/);
  assert.deepEqual(table.stdout.replaceAll(/ +/g, " ").split("\n"), [
    " base current change verdict flat",
    " 1300 1700 400 total",
    " 400 800 400 grew work",
    "2 functions are the same",
    "",
  ]);
  const share = cli(["diff", "-mode=share", "-cum", "-nodecount=1", ...files]);
  assert.match(share.stdout, /52\.94% +-16\.29% +shrank +rest\n1 more changed, 1 functions are the same\n$/);
  const { functions, total, unit } = JSON.parse(cli(["diff", "-json", ...files]).stdout);
  assert.equal(unit, "bytes");
  assert.equal(total.length, 2);
  assert.ok(functions.every((row) => row.flat.current - row.flat.base === row.flat.change));
});

test("goroutines are listed, and those that leak are marked", () => {
  const folder = join(root, "tests/leaks/profiles/chan-send-long");
  const { status, stdout, stderr } = cli(["goroutines", ...readdirSync(folder).map((name) => join(folder, name))]);
  assert.deepEqual([status, stderr], [0, ""]);
  assert.match(stdout, /^\d+ goroutines in \d+ groups\n/);
  assert.match(stdout, /\n +\d+ {2}chan send .* main\.\S+ \S+:\d+ {2}LEAK\n/);
  const { groups, series } = JSON.parse(cli(["goroutines", "-json", file("goroutine.debug2.txt")]).stdout);
  assert.equal(groups.reduce((sum, { count }) => sum + count, 0), series.totals[0]);
});

test("leaks finds what was planted, and nothing where nothing was", () => {
  const planted = { mutex: "main.(*account).withdraw", "none-steady": undefined };
  for (const [service, wanted] of Object.entries(planted)) {
    const folder = join(root, "tests/leaks/profiles", service);
    const files = readdirSync(folder).map((name) => join(folder, name));
    const { status, stdout } = cli(["leaks", ...files]);
    assert.equal(status, 0);
    const found = JSON.parse(stdout);
    assert.equal(found.enough, true);
    const leaking = found.suspects.filter(({ verdict }) => verdict === "leak");
    assert.equal(leaking[0]?.function, wanted, service);
  }
});
