// The command line.

import { existsSync, readFileSync, readdirSync, statSync, writeFileSync, writeSync } from "node:fs";
import { isatty } from "node:tty";
import { REPORTS } from "./constants.js";
import { pprof } from "./engine.js";
import { diff, format, goroutines, init, leaks, open } from "./index.js";
import { visible, visibleJson } from "./visible.js";

const USAGE = `\
usage: hearth-pprof REPORT [FLAGS] FILE...
       hearth-pprof -REPORT [FLAGS] FILE...
       hearth-pprof diff [FLAGS] BASE CURRENT
       hearth-pprof goroutines [-json] DUMP...
       hearth-pprof leaks FILE...

Reports: top, tree, peek REGEXP, list REGEXP, traces, tags, raw, comments, dot,
callgrind, proto, topproto, folded, csv, speedscope. They print what go tool pprof
prints, and take its flags: -cum, -lines, -focus=REGEXP, -sample_index=NAME,
-nodecount=N, -base=FILE, -diff_base=FILE, -output=FILE… Several files are merged.

diff        what changed and whether chance explains it; -json for programs,
            -mode=absolute|second|share, -normalize, -strict (only equal names
            match), filters as above
goroutines  who waits where, for what and since when, in the last of one or
            several dumps; what leaks is marked
leaks       what grows over snapshots of one program, as JSON; of folders and
            archives (zip, tar, tar.gz, tar.zst) all profiles that are in them

"-" is standard input. Errors go to standard error, with exit status 2.`;

/** Runs a command line; returns the exit status. */
export async function main(args) {
  try {
    await run(args);
    return 0;
  } catch (error) {
    warn(`hearth-pprof: ${error.message}`);
    return 2;
  }
}

async function run([command, ...args]) {
  if (command === undefined) throw new Error(`there is nothing to do\n\n${USAGE}`);
  if (["help", "-h", "-help", "--help"].includes(command)) return print(`${USAGE}\n`);
  if (["version", "-version", "--version"].includes(command)) return print(`${version()}\n`);
  if (command === "diff") return printDiff(args);
  if (command === "goroutines") return printGoroutines(args);
  if (command === "leaks") return printLeaks(args);
  await init();
  write(pprof(command.startsWith("-") ? [command, ...args] : reportOf(command, args), host));
}

/** Not a file: `-` is standard input. */
const isFlag = (arg) => arg.startsWith("-") && arg !== "-";

/** `top …` as `-top …`. */
function reportOf(command, args) {
  if (!Object.hasOwn(REPORTS, command)) {
    const what = `there is no command ${JSON.stringify(command)}`;
    if (existsSync(command)) throw new Error(`${what}; of that file: hearth-pprof top ${visible(command)}`);
    throw new Error(`${what}; there are ${Object.keys(REPORTS).join(", ")}, diff, goroutines and leaks`);
  }
  if (!REPORTS[command]) return [`-${command}`, ...args];
  const at = args.findIndex((arg) => !isFlag(arg));
  if (args.filter((arg) => !isFlag(arg)).length < 2) {
    throw new Error(`${command} needs a regular expression, and then a file`);
  }
  return [`-${command}=${args[at]}`, ...args.slice(0, at), ...args.slice(at + 1)];
}

const host = {
  read,
  currentFolder: () => process.cwd(),
  warn,
  write: writeFileSync,
  // Pipes and files are given names as they are, which is what go tool pprof does.
  isTerminal: isatty(1),
};

/** In the words of go tool pprof. */
const WORDS = { ENOENT: "no such file or directory", EACCES: "permission denied" };

let input;

function read(path) {
  try {
    return path === "-" ? (input ??= readFileSync(0)) : readFileSync(path);
  } catch (error) {
    throw new Error(WORDS[error.code] ?? error.message);
  }
}

async function openFile(path) {
  try {
    return await open(read(path), { name: path });
  } catch (error) {
    throw new Error(`${visible(path)}: ${error.message}`);
  }
}

/** The flags of `diff` that are no option of a query. */
const OF_DIFF = ["json", "mode", "normalize", "strict"];
/** Flags for the value of an option. */
const VALUES = { cum: ["sort", "cum"], flat: ["sort", "flat"] };
for (const granularity of ["functions", "filefunctions", "files", "lines", "addresses"]) {
  VALUES[granularity] = ["granularity", granularity];
}

/** So many functions are printed, where it is not said how many. */
const ROWS = 30;

async function printDiff(args) {
  const [query, options] = [{}, {}];
  for (const flag of args.filter(isFlag)) {
    const [, name, value] = /^--?([^=]*)=?(.*)$/s.exec(flag);
    const said = flag.includes("=") ? value : true;
    if (OF_DIFF.includes(name)) options[name] = said;
    else if (VALUES[name]) query[VALUES[name][0]] = VALUES[name][1];
    else query[name] = said;
  }
  const files = args.filter((arg) => !isFlag(arg));
  if (files.length !== 2) throw new Error("diff needs two files: the base and the current one");
  const [base, current] = [await openFile(files[0]), await openFile(files[1])];
  const { mode, normalize = false, strict = false } = options;
  const change = diff(base, current, { mode, normalize, strict }).top(query);
  if (options.json) {
    const { flat, cum, names, ...facts } = change;
    return print(`${visibleJson({ ...facts, functions: [...change] }, plain)}\n`);
  }
  for (const { text, is_warning } of change.remarks) if (is_warning) warn(text);
  const limit = Number(query.nodecount ?? ROWS) || Infinity;
  print(tableOf(change, query.sort === "cum" ? "cum" : "flat", limit));
}

/** Large integers as numbers: JSON has no others. */
const plain = (_, value) => (typeof value === "bigint" ? Number(value) : value);

function tableOf(change, figure, limit) {
  const [before, after] = change.factors;
  const { is_share, unit, output_unit } = change;
  const shown = (value) =>
    is_share ? `${(100 * value).toFixed(2)}%` : format(value, unit, output_unit);
  const line = (cells, name) =>
    `${cells.map((cell) => visible(cell).padStart(11)).join("")}  ${visible(name)}\n`;
  const total = [Number(change.total[0]) * before, Number(change.total[1]) * after];
  const lines = [
    line(["base", "current", "change", "verdict"], figure),
    line([...total.map(shown), shown(total[1] - total[0]), ""], "total"),
  ];
  const all = [...change];
  const changed = all.filter((row) => row[figure].verdict !== "same");
  for (const { name, [figure]: difference } of changed.slice(0, limit)) {
    const cells = [difference.base * before, difference.current * after, difference.change];
    lines.push(line([...cells.map(shown), difference.verdict], name));
  }
  const more = changed.length > limit ? `${changed.length - limit} more changed, ` : "";
  lines.push(`${more}${all.length - changed.length} functions are the same\n`);
  return lines.join("");
}

async function printGoroutines(args) {
  const files = args.filter((arg) => arg !== "-json");
  if (files.length === 0) throw new Error("goroutines needs files: dumps of one program");
  const found = await goroutines(files.flatMap(snapshotOf));
  for (const { name, why } of found.left_out) warn(`hearth-pprof: ${visible(name)}: ${why}`);
  const { series, suspects, enough, why, total } = found;
  if (args.includes("-json")) {
    const groups = [...found].map(({ suspect, ...group }) => ({ ...group, verdict: suspect?.verdict }));
    return print(`${visibleJson({ total, groups, series, suspects, enough, why })}\n`);
  }
  const lines = Array.from(found, (group) => {
    const [least, most] = group.minutes;
    const waited = most > 0 ? `${least === most ? most : `${least}-${most}`} min` : "";
    const blocked = visible(group.blocked).padEnd(12);
    const cells = [String(group.count).padStart(8), blocked, waited.padStart(10)];
    const place = [group.function, group.place].filter(Boolean).map(visible).join(" ");
    return `${cells.join("  ")}  ${place}${group.suspect?.verdict === "leak" ? "  LEAK" : ""}\n`;
  });
  print(`${total} goroutines in ${lines.length} groups\n${lines.join("")}`);
}

async function printLeaks(files) {
  if (files.length === 0) throw new Error("leaks needs files: snapshots of one program");
  const found = await leaks(files.flatMap(snapshotOf));
  const { left_out, ...findings } = found;
  for (const { name, why } of left_out) warn(`hearth-pprof: ${visible(name)}: ${why}`);
  if (found.snapshots === 0) throw new Error("there is no snapshot");
  print(`${visibleJson(findings)}\n`);
}

/**
 * A file, or all files of a folder. One that can't be read is no snapshot; the others are.
 */
function snapshotOf(name) {
  try {
    if (name !== "-" && statSync(name, { throwIfNoEntry: false })?.isDirectory()) {
      const inside = readdirSync(name).sort().filter((entry) => entry !== ".git");
      return inside.flatMap((entry) => snapshotOf(`${name.replace(/\/+$/, "")}/${entry}`));
    }
    return [{ name, bytes: read(name) }];
  } catch (error) {
    warn(`hearth-pprof: ${visible(name)}: ${error.message}`);
    return [];
  }
}

function version() {
  return JSON.parse(readFileSync(new URL("./package.json", import.meta.url))).version;
}

/** Messages have lines of their own, and quote names and flags. */
function warn(message) {
  console.error(message.split("\n").map((line) => visible(line, false)).join("\n"));
}

function print(text) {
  write(Buffer.from(text));
}

/** Writes all, also to a pipe whose reader takes its time; one that had enough is no error. */
function write(bytes) {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      if (error.code === "EPIPE") return;
      if (error.code !== "EAGAIN") throw error;
    }
  }
}
