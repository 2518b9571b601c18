// @ts-check
// Source files that the user dropped: single ones, and those in folders and archives, as
// gather.js found them. They are kept as they are, and read when one of them is asked for: an
// entry of a zip is inflated only then.

const MOST_FILES = 100_000;
const LARGEST = 8 << 20;
const MOST_CANDIDATES = 20;
const MOST_PROBLEMS = 20;
/** So many different ones are told apart. */
const COUNTED = 1000;
/** By path: `{elements, blob}`, and for an entry of a zip `{at, packed, method}`. */
const files = new Map();
/** The paths of all files of one name, by that name in lower case. */
const byName = new Map();
const problems = [];

class TooLarge extends Error {}

function state() {
  const more = problems.length - MOST_PROBLEMS;
  const said = problems.slice(0, MOST_PROBLEMS);
  if (more > 0) said.push(statement("more-problems", more));
  return { count: files.size, problems: said };
}

/** What the page has words for, as hearth-core's `codes` writes it. */
function statement(code, ...values) {
  return [code, ...values.map((value) => String(value).replace(/[\x1e\x1f]/g, "\ufffd"))].join("\x1f");
}

function complain(code, ...values) {
  const said = statement(code, ...values);
  if (problems.length < COUNTED && !problems.includes(said)) problems.push(said);
}

/** Takes a file: `{blob}`, or for an entry of a zip `{blob, at, packed, unpacked, method}`. */
function keep(path, file) {
  if (!files.has(path)) {
    if (files.size >= MOST_FILES) {
      complain("sources-many", MOST_FILES);
      return;
    }
    const name = last(split(path)).toLowerCase();
    if (byName.has(name)) byName.get(name).push(path);
    else byName.set(name, [path]);
  }
  files.set(path, { ...file, elements: split(path) });
}

function forget(path) {
  files.delete(path);
  const name = last(split(path)).toLowerCase();
  byName.set(name, byName.get(name).filter((other) => other !== path));
}

/**
 * The file that a profile's path means; the path may have several spellings, one a
 * line. `{candidates, text}`; `null` if the file could not be read: then it was
 * forgotten, and `state()` says why.
 */
async function read(path, choice) {
  const candidates = find(path.split("\n"));
  const chosen = candidates.indexOf(choice);
  if (chosen > 0) candidates.unshift(...candidates.splice(chosen, 1));
  if (candidates.length === 0) return { candidates, text: "" };
  try {
    return { candidates, text: await textOf(files.get(candidates[0])) };
  } catch (error) {
    if (error instanceof TooLarge) complain("source-large", candidates[0], LARGEST >> 20);
    // An entry that is not where its zip says, or a file that changed since it was dropped.
    else complain("source-unreadable", candidates[0]);
    if (files.has(candidates[0])) forget(candidates[0]);
    return null;
  }
}

/** The paths that end as one of these does, those with the longest common end. */
function find(paths) {
  const best = { score: [0], found: new Set() };
  for (const path of paths) {
    const wanted = split(path);
    if (wanted.length === 0) continue;
    for (const candidate of byName.get(last(wanted).toLowerCase()) ?? []) {
      const { elements } = files.get(candidate);
      const score = LIKENESS.map((same) => common(wanted, elements, same));
      const order = compare(score, best.score);
      if (order > 0) [best.score, best.found] = [score, new Set()];
      if (order >= 0) best.found.add(candidate);
    }
  }
  return [...best.found].slice(0, MOST_CANDIDATES);
}

/** Path elements are alike without their versions; then exactly; then in any case. */
const LIKENESS = [
  (a, b) => version(a) === version(b),
  (a, b) => a === b,
  (a, b) => version(a).toLowerCase() === version(b).toLowerCase(),
];

/** `b@v1.2.3` as `b`. */
function version(element) {
  const at = element.indexOf("@", 1);
  return at < 0 ? element : element.slice(0, at);
}

/** How many elements two paths have in common, from the end. */
function common(a, b, same) {
  let n = 0;
  while (n < a.length && n < b.length && same(a[a.length - 1 - n], b[b.length - 1 - n])) n += 1;
  return n;
}

function compare(a, b) {
  for (let i = 0; i < a.length; i++) if (a[i] !== (b[i] ?? 0)) return a[i] - (b[i] ?? 0);
  return 0;
}

function split(path) {
  return path.split(/[/\\]/).filter((element) => element !== "" && element !== ".");
}

function last(list) {
  return list[list.length - 1] ?? "";
}

async function textOf(file) {
  const utf8 = new TextDecoder();
  let text = "";
  await inflate(file, LARGEST, (piece) => (text += utf8.decode(piece, { stream: true })));
  return text + utf8.decode();
}

/** The content of a file, or of an entry of a zip, as a stream. */
async function content(file) {
  if (file.method === undefined) return file.blob.stream();
  const head = new Uint8Array(await file.blob.slice(file.at, file.at + 30).arrayBuffer());
  const bundle = new hearth_engine.Bundle();
  let from;
  try {
    from = file.at + bundle.ask("zip-entry", head, "", 0);
  } finally {
    bundle.free();
  }
  const stream = file.blob.slice(from, from + file.packed).stream();
  return file.method === 8 ? stream.pipeThrough(new DecompressionStream("deflate-raw")) : stream;
}

/** Hands on the content of a file or of an entry of a zip in pieces. */
async function inflate(file, largest, take) {
  if ((file.unpacked ?? file.blob.size) > largest) throw new TooLarge();
  const reader = (await content(file)).getReader();
  try {
    // What a zip says of sizes need not be true.
    for (let size = 0; ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      size += value.length;
      if (size > largest) throw new TooLarge();
      take(value);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

export { keep, content, read, state };
