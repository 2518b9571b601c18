// The engine's worker.
//
// A classic script: the build puts it behind wasm-bindgen's glue (which defines
// `hearth_engine`) and inflate.js, and the page starts it from a blob. The first
// message is `{module}`, the compiled engine; later comes `{rest}`, what the first view does
// not need of it, before anything is asked that does. Every other one is a `Request` of
// crates/messages, and every answer a `Reply`. (If the first one is `{inflate}`, this
// is the second worker of inflate.js.)
//
// A wasm call blocks this thread, so long work goes in steps, and between two of
// them messages are looked at: that is how a file can be cancelled, and how a
// view of one profile is answered while another is being read.

(() => {
  "use strict";

  /** How much of a file is read at a time. */
  const PIECE = 1 << 20;
  /** How much content a decoding step may take: some 20 ms. */
  const STEP = 4 << 20;
  /** How long a step of drawing takes, in microseconds, about. */
  const DRAW = 10_000;

  /** The open profiles by file number. */
  const profiles = new Map();
  /** Their files' names. */
  const names = new Map();
  /** The files that are to be read, in order; the first one is being read. */
  const toRead = [];
  /** What is to be answered, in order: the newest request for each view, and others. */
  const toAnswer = new Map();
  /** What the engine said when it panicked. */
  let lastWords = null;

  self.hearthPanicked = (message) => {
    lastWords = message;
  };

  /** What the engine exports; its memory grows, and never shrinks. */
  let engine = null;

  /** Requests that came before the engine did; null once it is there. */
  let early = [];

  self.onmessage = ({ data }) => {
    if (data.inflate) {
      hearth_inflate.serve(data.inflate);
      return;
    }
    if (data.rest) {
      new WebAssembly.Instance(data.rest, { first: engine });
      return;
    }
    if (!data.module) {
      if (early) early.push(data);
      else take(data);
      return;
    }
    engine = hearth_engine.initSync({ module: data.module });
    post("ready");
    early.forEach(take);
    early = null;
  };

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
        profiles.get(body.file)?.free();
        profiles.delete(body.file);
        names.delete(body.file);
        if (sides?.files.includes(body.file)) forgetSides();
        if (pile?.files.includes(body.file)) forgetPile();
        break;
      }
      case "hash":
        // Outside of secure contexts browsers have no hashes.
        hash(body).catch(() => post({ hashed: { file: body.file, sha256: "" } }));
        break;
      case "view":
        later(body.view, () => (isDrawn(body) ? draw(body) : answer(body)));
        break;
      case "complete":
        // The page asks for several kinds at once.
        later(`complete ${body.kind}`, () => complete(body));
        break;
      case "export":
        later(`export ${body.request}`, () => save(body));
        break;
      case "sources":
        hearth_sources.add(body.files).then((state) => post({ "source-files": state }));
        break;
      case "read-source":
        readSource(body);
        break;
    }
  }

  async function readSource({ request, path, choice }) {
    const found = await hearth_sources.read(path, choice);
    if (found) post({ "source-text": { request, ...found } });
    // What can't be read is no longer there: the page asks again.
    else post({ "source-files": hearth_sources.state() });
  }

  /** Has a question answered after those that came before it; one of the same name is dropped. */
  function later(name, task) {
    if (toAnswer.size === 0) soon(answerNext);
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
        post({ failed: { file: entry.file, message: wordsOf(error) } });
      }
      toRead.shift();
    }
  }

  /**
   * How a file can be read, the fastest first: inflated by the browser, which does
   * not take files of several parts, and does not say what is wrong; by the engine;
   * and by an engine that keeps all content until the end, which takes whatever can
   * be read.
   */
  const WAYS = [
    { browser: true, whole: false },
    { browser: false, whole: false },
    { browser: false, whole: true },
  ];

  async function read(entry) {
    const { file, blob } = entry;
    const started = now();
    const isGzip = await startsLikeGzip(blob);
    const canBrowser = isGzip && self.DecompressionStream;
    const size = isGzip ? await contentSize(blob) : blob.size;
    let reading = null;
    try {
      for (const way of WAYS) {
        if (way.browser && !canBrowser) continue;
        reading = new hearth_engine.Reading(blob.size, size, way.whole);
        if (await feed(entry, reading, way, size)) break;
        reading.free();
        reading = null;
      }
      if (entry.cancelled) return post({ cancelled: { file } });
      const profile = reading.profile();
      reading = null;
      profiles.set(file, profile);
      names.set(file, blob.name);
      const summary = profile.summary();
      const duration = now() - started;
      post({ opened: { file, summary, started, duration, memory: memoryInUse() } });
    } catch (error) {
      // What a dead engine holds can't be given back.
      if (isFatal(error)) reading = null;
      throw error;
    } finally {
      reading?.free();
    }
  }

  /** Has a reading read a file. `false` if that has to be done in another way. */
  async function feed(entry, reading, way, size) {
    const { file, blob } = entry;
    const progress = (phase, done, total, samples) =>
      post({ progress: { file, phase, done, total, samples } });
    try {
      let [taken, shown] = [0, 0];
      for await (const piece of way.browser ? hearth_inflate.pieces(blob) : slices(blob)) {
        if (way.browser) reading.pushInflated(piece);
        else reading.push(piece);
        taken += piece.length;
        if (taken - shown >= STEP) {
          shown = taken;
          const all = way.browser ? size : blob.size;
          progress("bytes", blob.size * Math.min(taken / Math.max(all, 1), 1), blob.size, 0);
          // What is there already comes without any message being looked at.
          await breath();
        }
        if (entry.cancelled) return true;
      }
      reading.finishInput();
      for (let step = reading.step(STEP); step; step = reading.step(STEP)) {
        progress("samples", step.done, step.total, step.samples);
        step.free();
        await breath();
        if (entry.cancelled) return true;
      }
      return true;
    } catch (error) {
      if (isFatal(error)) throw error;
      const another = error instanceof hearth_inflate.NotInflated || reading.needsWhole;
      if (!another) throw error;
      return false;
    }
  }

  async function* slices(blob) {
    for (let at = 0; at < blob.size; at += PIECE) yield new Uint8Array(await pieceOf(blob, at));
  }

  async function hash({ file, blob }) {
    const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
    const digits = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0"));
    post({ hashed: { file, sha256: digits.join("") } });
  }

  /** How many bytes the engine has taken: it gives none back. */
  function memoryInUse() {
    return engine.memory.buffer.byteLength;
  }

  async function startsLikeGzip(blob) {
    const start = new Uint8Array(await blob.slice(0, 2).arrayBuffer().catch(() => new ArrayBuffer()));
    return start[0] === 0x1f && start[1] === 0x8b;
  }

  /** How much the end of a gzip file says that it holds; 0 if that cannot be true. */
  async function contentSize(blob) {
    const end = await blob.slice(-4).arrayBuffer().catch(() => new ArrayBuffer());
    const size = end.byteLength < 4 ? 0 : new DataView(end).getUint32(0, true);
    return size <= blob.size * 1032 ? size : 0; // deflate's best
  }

  async function pieceOf(blob, at) {
    try {
      return await blob.slice(at, at + PIECE).arrayBuffer();
    } catch (error) {
      throw new Error(
        `the file could not be read (${error.message}): it may have been moved, changed or ` +
          "removed since it was chosen; choose it again",
      );
    }
  }

  function answerNext() {
    const [first] = toAnswer;
    if (!first) return;
    toAnswer.delete(first[0]);
    first[1]();
    if (toAnswer.size > 0) soon(answerNext);
  }

  function answer(request) {
    const { file, view, generation } = request;
    const profile = profiles.get(file);
    if (!profile) return;
    const started = now();
    try {
      const [data] = Object.values(answererOf(request, profile));
      const duration = now() - started;
      const reply = { file, view, generation, data, started, duration, memory: memoryInUse() };
      post({ view: reply }, buffersOf(data));
    } catch (error) {
      if (isFatal(error)) return die(file, error);
      post({ refused: { file, view, generation, message: wordsOf(error) } });
    }
  }

  /** What answers a view: the profile, two sides, or all files together. */
  function answererOf(request, profile) {
    switch (request.view) {
      case "compare":
        return sidesOf(request.detail.sides).view(request);
      case "snapshots":
        return pileOf(request).view(request);
      case "goroutines":
        return pileOf(request).goroutines(request, profile);
      default:
        return profile.view(request);
    }
  }

  /** The sides that were compared last: `{key, files, engine}`. */
  let sides = null;

  /** The engine's end of two sides: made once, for as long as they are compared in the same way. */
  function sidesOf({ old, new: current, normalize, strict }) {
    const key = JSON.stringify([old, current, normalize, strict]);
    if (sides?.key !== key) {
      forgetSides();
      const engine = new hearth_engine.Sides(normalize, strict);
      for (const file of old) if (profiles.has(file)) engine.add(profiles.get(file), false);
      for (const file of current) if (profiles.has(file)) engine.add(profiles.get(file), true);
      sides = { key, files: [...old, ...current], engine };
    }
    return sides.engine;
  }

  function forgetSides() {
    sides?.engine.free();
    sides = null;
  }

  /** The snapshots that were looked at last: `{key, files, engine}`. */
  let pile = null;

  /** The engine's end of several snapshots: those whose numbers are in the subject, in order. */
  function pileOf({ detail }) {
    if (pile?.key !== detail.subject) {
      forgetPile();
      const files = detail.subject.split(",").map(Number);
      pile = { key: detail.subject, files, engine: new hearth_engine.Pile() };
      for (const file of files) {
        if (profiles.has(file)) pile.engine.add(file, names.get(file), profiles.get(file));
      }
    }
    return pile.engine;
  }

  function forgetPile() {
    if (lastWords === null) pile?.engine.free();
    pile = null;
  }

  /** The question for the call graph that is being drawn. */
  let drawn = null;

  /** Call graphs are laid out in steps: that of a profile, and that of what changed. */
  function isDrawn({ view, detail }) {
    return view === "graph" || (view === "compare" && detail.sides.show === "graph");
  }

  /** Draws the call graph in steps; a newer question ends it. */
  async function draw(request) {
    const { file, view, generation } = request;
    const drawerOf = () =>
      view === "graph" ? profiles.get(file) : profiles.has(file) && sidesOf(request.detail.sides);
    const profile = drawerOf();
    if (!profile) return;
    drawn = request;
    const started = now();
    let drawing = null;
    try {
      drawing = profile.draw(request);
      if (!drawing) return answer(request); // There is nothing to compare: it says why.
      while (!drawing.step(DRAW)) {
        await breath();
        if (drawn !== request || drawerOf() !== profile) return;
      }
      const done = drawing;
      drawing = null; // The profile takes it over.
      const [data] = Object.values(profile.drawn(done, request));
      const duration = now() - started;
      const reply = { file, view, generation, data, started, duration, memory: memoryInUse() };
      post({ view: reply }, buffersOf(data));
    } catch (error) {
      if (isFatal(error)) {
        drawing = null;
        return die(file, error);
      }
      post({ refused: { file, view, generation, message: wordsOf(error) } });
    } finally {
      drawing?.free();
    }
  }

  function complete({ file, request, kind, text }) {
    try {
      const items = profiles.get(file)?.complete(kind, text) ?? [];
      post({ completions: { request, items } });
    } catch (error) {
      die(file, error);
    }
  }

  async function save({ request, view }) {
    const profile = profiles.get(view.file);
    try {
      if (!profile) throw new Error("this file is not open any more");
      let bytes = profile.export(view);
      if (view.view === "proto") bytes = await gzipped(bytes);
      post({ exported: { request, bytes } }, [bytes.buffer]);
    } catch (error) {
      if (isFatal(error)) return die(view.file, error);
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

  // A message to oneself comes after those that are waiting already, and unlike a
  // timer it is not delayed.
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()();

  function soon(task) {
    waiting.push(task);
    channel.port2.postMessage(null);
  }

  /** Lets waiting messages be handled. */
  function breath() {
    return new Promise(soon);
  }
})();
