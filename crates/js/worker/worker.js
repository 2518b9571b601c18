// The engine's worker.
//
// A classic script: the build puts it behind wasm-bindgen's glue (which defines
// `hearth_engine`) and the other scripts of this folder (each defines a constant of its
// name), and the page starts it from a blob. The first message is `{module}`, the compiled
// engine; later comes `{rest}`, what the first view does not need of it, before anything is
// asked that does. (If it comes in one piece, the first message is `{module, whole}`.) Every other one is a `Request` of crates/messages, and every answer a
// `Reply`. (If the first one is `{inflate}`, this is the second worker of inflate.js.)
//
// A wasm call blocks this thread, so long work goes in steps, and between two of
// them messages are looked at: that is how a file can be cancelled, and how a
// view of one profile is answered while another is being read.

(() => {
  "use strict";

  /** How long a step of drawing takes, in microseconds, about. */
  const DRAW = 10_000;

  /** The open profiles by file number. */
  const profiles = new Map();
  /** Their files' names. */
  const names = new Map();
  /** The files that are to be read, in order; the first one is being read. */
  const toRead = [];
  /** What was dropped and is to be gone through, in order; the first one is. */
  const toGather = [];
  /** What is to be answered, in order: the newest request for each view, and others. */
  const toAnswer = new Map();
  /** What is asked of several files together. */
  const several = hearth_several(profiles, names, () => lastWords !== null);
  /** What the engine said when it panicked. */
  let lastWords = null;

  self.hearthPanicked = (message) => {
    lastWords = message;
  };

  /** What the engine exports; its memory grows, and never shrinks. */
  let engine = null;

  /** Settled once all of the engine is here. */
  let haveAll = () => {};
  const hasAll = new Promise((resolve) => (haveAll = resolve));

  /** Requests that came before the engine did; null once it is there. */
  let early = [];

  self.onmessage = ({ data }) => {
    if (data.inflate) {
      hearth_inflate.serve(data.inflate);
      return;
    }
    if (data.life) {
      live(data.life, data.port);
      return;
    }
    if (data.rest) {
      new WebAssembly.Instance(data.rest, { first: engine });
      haveAll();
      return;
    }
    if (!data.module) {
      if (early) early.push(data);
      else take(data);
      return;
    }
    engine = hearth_engine.initSync({ module: data.module });
    if (data.whole) haveAll();
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
        profiles.get(body.file)?.free();
        profiles.delete(body.file);
        names.delete(body.file);
        several.forget(body.file);
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
        const found = await hearth_gather.gather(files, {
          report,
          isCancelled: () => entry.cancelled,
          isFatal,
          sourcesOnly: entry.sources_only || again,
        });
        const data = { done: 0, total: 0, count: found?.entries.length ?? 0 };
        report({ ...data, entries: found?.entries ?? [], is_cancelled: !found }, found?.profiles ?? []);
        post({ "source-files": hearth_sources.state() });
      } catch (error) {
        return die(null, error);
      }
      toGather.shift();
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
    if (toAnswer.size === 0) hearth_turns.soon(answerNext);
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
        if (error instanceof hearth_reading.Apart) post({ apart: { file: entry.file } });
        else post({ failed: { file: entry.file, message: wordsOf(error) } });
      }
      toRead.shift();
    }
  }

  async function read(entry) {
    const { file, blob } = entry;
    const started = now();
    const profile = await hearth_reading.read(blob, {
      progress: (phase, done, total, samples) => post({ progress: { file, phase, done, total, samples } }),
      isCancelled: () => entry.cancelled,
      isFatal,
      complete: () => hasAll,
      judge: hearth_entry.judge,
      also: (others) => {
        const profiles = others.map(({ label, bytes }) => new File([bytes], `${blob.name}#${label}`));
        if (profiles.length > 0) post({ gathered: { drop: 0, data: null, profiles } });
      },
    });
    if (!profile) return post({ cancelled: { file } });
    profiles.set(file, profile);
    names.set(file, blob.name);
    const summary = profile.summary();
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
    return engine.memory.buffer.byteLength;
  }

  function answerNext() {
    const [first] = toAnswer;
    if (!first) return;
    toAnswer.delete(first[0]);
    first[1]();
    if (toAnswer.size > 0) hearth_turns.soon(answerNext);
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
        return several.sidesOf(request.detail.sides).view(request);
      case "snapshots":
        return several.pileOf(request).view(request);
      case "goroutines":
        return several.pileOf(request).goroutines(request, profile);
      default:
        return profile.view(request);
    }
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
      view === "graph" ? profiles.get(file) : profiles.has(file) && several.sidesOf(request.detail.sides);
    const profile = drawerOf();
    if (!profile) return;
    drawn = request;
    const started = now();
    let drawing = null;
    try {
      drawing = profile.draw(request);
      if (!drawing) return answer(request); // There is nothing to compare: it says why.
      while (!drawing.step(DRAW)) {
        await hearth_turns.breath();
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
    const asked = view.detail.sides;
    let pair = null;
    try {
      if (!profile) throw new Error("this file is not open any more");
      if (asked.old.length > 0) pair = several.newSides(asked);
      let bytes = (pair ?? profile).export(view);
      if (view.view === "proto") bytes = await gzipped(bytes);
      post({ exported: { request, bytes } }, [bytes.buffer]);
    } catch (error) {
      if (isFatal(error)) {
        pair = null;
        return die(view.file, error);
      }
      post({ "not-exported": { request, message: wordsOf(error) } });
    } finally {
      pair?.free();
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
})();
