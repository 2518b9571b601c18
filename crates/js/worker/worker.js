// @ts-check
// The engine's worker.
//
// The build bundles it, with the modules that it imports, into a classic script behind
// wasm-bindgen's glue (which defines `hearth_engine`), and the page starts that from a blob. The
// first message is `{module}`, the compiled engine; later comes `{deferred}`, its deferred chunk,
// before anything is asked that needs it. (If it comes in one piece, the first message is
// `{module, whole}`.) Every other one is a `Request` of crates/messages, and every answer a
// `Reply`. (If the first one is `{inflate}`, this is the second worker of inflate.js.)
//
// A wasm call blocks this thread, so long work goes in steps, and between two of
// them messages are looked at: that is how a file can be cancelled, and how a
// view of one profile is answered while another is being read.

import { judge } from "./entry.js";
import * as gather from "./gather.js";
import * as inflate from "./inflate.js";
import * as reader from "./reading.js";
import * as sources from "./sources.js";
import * as turns from "./turns.js";

/** How long a step of an answer takes, in microseconds, about. */
const STEP = 10_000;

/** The open files, and what answers questions about them. */
let engine = null;
/** The files that are to be read, in order; the first one is being read. */
const toRead = [];
/** What was dropped and is to be gone through, in order; the first one is. */
const toGather = [];
/** What is to be answered, in order: the newest question of each kind, and others. */
const toAnswer = new Map();
/** The newest question of each kind that was begun, by its number. */
const begun = new Map();
/** What the engine said when it panicked. */
let lastWords = null;

self.hearthPanicked = (message) => {
  lastWords = message;
};

/** What the engine's module exports; its memory grows, and never shrinks. */
let exports = null;

/** Settled once all of the engine is here. */
let haveAll = () => {};
const hasAll = new Promise((resolve) => (haveAll = () => resolve(null)));

/** Requests that came before the engine did; null once it is there. */
let early = [];

/** All of the engine is here. */
function completed() {
  hearth_engine.install();
  haveAll();
}

self.onmessage = ({ data }) => {
  if (data.inflate) {
    inflate.serve(data.inflate);
    return;
  }
  if (data.life) {
    live(data.life, data.port);
    return;
  }
  if (data.deferred) {
    new WebAssembly.Instance(data.deferred, { initial: exports });
    completed();
    return;
  }
  if (!data.module) {
    if (early) early.push(data);
    else take(data);
    return;
  }
  exports = hearth_engine.initSync({ module: data.module });
  engine = new hearth_engine.Engine();
  if (data.whole) completed();
  post("ready");
  early.forEach(take);
  early = null;
};

/**
 * Holds a lock as long as this worker lives, and says so: who waits for the lock learns of
 * its end, also if it comes without any event, and also while a long step is under way.
 */
function live(name, port) {
  const held = () => {
    port.postMessage("held");
    return new Promise(() => {});
  };
  // Pages without an origin have no locks; where ports say that they close, that will do.
  navigator.locks?.request(name, held).catch(() => {});
}

function take(request) {
  const [[kind, body]] = Object.entries(request);
  switch (kind) {
    case "open":
      toRead.push({ ...body, cancelled: false });
      if (toRead.length === 1) readAll();
      break;
    case "cancel": {
      const entry = toRead.find(({ file }) => file === body.file);
      if (entry) entry.cancelled = true;
      break;
    }
    case "close": {
      const entry = toRead.find(({ file }) => file === body.file);
      if (entry) entry.cancelled = true;
      engine.close(body.file);
      break;
    }
    case "hash":
      // Outside of secure contexts browsers have no hashes.
      hash(body).catch(() => post({ hashed: { file: body.file, sha256: "" } }));
      break;
    case "ask": {
      const [kind] = Object.keys(body.question);
      later(`ask ${kind}`, () => answer(kind, body));
      break;
    }
    case "complete":
      // The page asks for several kinds at once.
      later(`complete ${body.kind}`, () => complete(body));
      break;
    case "export":
      later(`export ${body.request}`, () => save(body));
      break;
    case "gather":
      toGather.push({ ...body, cancelled: false });
      if (toGather.length === 1) gatherAll();
      break;
    case "leave": {
      const entry = toGather.find(({ drop, again }) => drop === body.drop && !again);
      if (entry) entry.cancelled = true;
      break;
    }
    case "read-source":
      readSource(body);
      break;
  }
}

async function gatherAll() {
  await hasAll;
  while (toGather.length > 0) {
    const entry = toGather[0];
    const { drop, files, again } = entry;
    const report = (data, profiles = []) => again || post({ gathered: { drop, data: { entries: undefined, is_cancelled: false, ...data }, profiles } });
    try {
      const found = await gather.gather(files, {
        report,
        isCancelled: () => entry.cancelled,
        isFatal,
        sourcesOnly: entry.sources_only || again,
      });
      const data = { done: 0, total: 0, count: found?.entries.length ?? 0 };
      report({ ...data, entries: found?.entries ?? [], is_cancelled: !found }, found?.profiles ?? []);
      post({ "source-files": sources.state() });
    } catch (error) {
      return die(null, error);
    }
    toGather.shift();
  }
}

async function readSource({ request, path, choice }) {
  const found = await sources.read(path, choice);
  if (found) post({ "source-text": { request, ...found } });
  // What can't be read is no longer there: the page asks again.
  else post({ "source-files": sources.state() });
}

/** Has a question answered after those that came before it; one of the same name is dropped. */
function later(name, task) {
  if (toAnswer.size === 0) turns.soon(answerNext);
  toAnswer.delete(name);
  toAnswer.set(name, task);
}

async function readAll() {
  while (toRead.length > 0) {
    const entry = toRead[0];
    try {
      await read(entry);
    } catch (error) {
      if (isFatal(error)) return die(entry.file, error);
      if (error instanceof reader.Apart) post({ apart: { file: entry.file } });
      else post({ failed: { file: entry.file, message: wordsOf(error) } });
    }
    toRead.shift();
  }
}

async function read(entry) {
  const { file, blob } = entry;
  const started = now();
  const reading = await reader.read(blob, {
    progress: (phase, done, total, samples) => post({ progress: { file, phase, done, total, samples } }),
    isCancelled: () => entry.cancelled,
    isFatal,
    complete: () => hasAll,
    judge,
    also: (others) => {
      const profiles = others.map(({ label, bytes }) => new File([bytes], `${blob.name}#${label}`));
      if (profiles.length > 0) post({ gathered: { drop: 0, data: null, profiles } });
    },
  });
  if (!reading) return post({ cancelled: { file } });
  engine.open(file, blob.name, reading);
  const summary = engine.summary(file);
  const duration = now() - started;
  post({ opened: { file, summary, started, duration, memory: memoryInUse() } });
}

async function hash({ file, blob }) {
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  const digits = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0"));
  post({ hashed: { file, sha256: digits.join("") } });
}

/** How many bytes the engine has taken: it gives none back. */
function memoryInUse() {
  return exports.memory.buffer.byteLength;
}

function answerNext() {
  const [first] = toAnswer;
  if (!first) return;
  toAnswer.delete(first[0]);
  first[1]();
  if (toAnswer.size > 0) turns.soon(answerNext);
}

/** Answers a question in steps; a newer one of its kind ends it. */
async function answer(kind, { number, file, question }) {
  begun.set(kind, number);
  const started = now();
  let work = null;
  try {
    work = engine.begin(question);
    let data = work && engine.step(work, STEP);
    while (data === undefined && work) {
      await turns.breath();
      if (begun.get(kind) !== number) return;
      data = engine.step(work, STEP);
    }
    // A file of it was closed.
    if (!data) return;
    const duration = now() - started;
    post({ answer: { number, data, started, duration, memory: memoryInUse() } }, buffersOf(data));
  } catch (error) {
    if (isFatal(error)) {
      work = null;
      return die(file, error);
    }
    post({ refused: { number, message: wordsOf(error) } });
  } finally {
    work?.free();
  }
}

function complete({ file, request, kind, text }) {
  try {
    post({ completions: { request, kind, items: engine.complete(file, kind, text) } });
  } catch (error) {
    die(file, error);
  }
}

async function save({ request, file, export: asked }) {
  try {
    let bytes = engine.export(asked);
    if (asked.report === "proto") bytes = await gzipped(bytes);
    post({ exported: { request, bytes } }, [bytes.buffer]);
  } catch (error) {
    if (isFatal(error)) return die(file, error);
    post({ "not-exported": { request, message: wordsOf(error) } });
  }
}

/** Where the browser can't, the bytes as they are: every reader takes those too. */
async function gzipped(bytes) {
  if (!self.CompressionStream) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** After a trap the instance must not be used again. */
function isFatal(error) {
  return lastWords !== null || error instanceof WebAssembly.RuntimeError;
}

function die(file, error) {
  const message = lastWords ?? `the engine stopped (${error.message}): memory may have run out`;
  toRead.length = 0;
  toAnswer.clear();
  post({ died: { file, message } });
}

function wordsOf(error) {
  return error instanceof Error ? error.message : String(error);
}

function post(reply, transfer = []) {
  self.postMessage(reply, transfer);
}

/** The buffers of all typed arrays in a message: they are handed over. */
function buffersOf(value) {
  if (ArrayBuffer.isView(value)) return [value.buffer];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(buffersOf);
}

/** Milliseconds on a clock that the page shares. */
function now() {
  return performance.timeOrigin + performance.now();
}
