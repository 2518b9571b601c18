// Reading a file: piece by piece into the engine, in the fastest way that can.

const hearth_reading = (() => {
  "use strict";

  /** How much of a file is read at a time. */
  const PIECE = 1 << 20;
  /** How much content a decoding step may take: some 20 ms. */
  const STEP = 4 << 20;

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

  /** A file is an archive or a source file, which is not read as a profile. */
  class Apart extends Error {}

  /**
   * The profile in a file; nothing if it was cancelled. `watch.progress` is told the phase, how
   * much of what is done, and the samples so far; `watch.isCancelled` is asked between steps;
   * what `watch.isFatal` says of an error decides whether the engine can still be used;
   * `watch.complete` waits for the engine's deferred chunk, which a profile does not need;
   * `watch.judge` says what a file is; `watch.also` is told of further documents in it. Throws `Apart`.
   */
  async function read(blob, watch) {
    const isGzip = await startsLikeGzip(blob);
    const canBrowser = isGzip && self.DecompressionStream;
    const size = isGzip ? await contentSize(blob) : blob.size;
    let reading = null;
    try {
      for (const way of WAYS) {
        if (way.browser && !canBrowser) continue;
        reading = new hearth_engine.Reading(blob.size, size, way.whole);
        if (await feed(blob, reading, way, size, watch)) break;
        reading.free();
        reading = null;
      }
      if (watch.isCancelled()) return null;
      const done = reading;
      // What else is in it, `{label, bytes}`s, if the engine tells.
      watch.also(done.others?.() ?? []);
      reading = null; // The engine takes it over.
      return done;
    } catch (error) {
      // What a dead engine holds can't be given back.
      if (watch.isFatal(error)) reading = null;
      throw error;
    } finally {
      reading?.free();
    }
  }

  /** Has a reading read a file. `false` if that has to be done in another way. */
  async function feed(blob, reading, way, size, watch) {
    try {
      let [taken, shown] = [0, 0];
      for await (const piece of way.browser ? hearth_inflate.pieces(blob) : slices(blob)) {
        if (!(way.browser ? reading.pushInflated(piece) : reading.push(piece))) break;
        taken += piece.length;
        if (taken - shown >= STEP) {
          shown = taken;
          const all = way.browser ? size : blob.size;
          watch.progress("bytes", blob.size * Math.min(taken / Math.max(all, 1), 1), blob.size, 0);
          // What is there already comes without any message being looked at.
          await hearth_turns.breath();
        }
        if (watch.isCancelled()) return true;
      }
      reading.finishInput();
      for (let step = reading.step(STEP); step; step = reading.step(STEP)) {
        watch.progress("samples", step.done, step.total, step.samples);
        step.free();
        await hearth_turns.breath();
        if (watch.isCancelled()) return true;
      }
    } catch (error) {
      if (error instanceof hearth_inflate.NotInflated) return false;
      throw error;
    }
    if ((reading.needsWhole || reading.needsRest) && !way.whole) {
      await watch.complete();
      const { kind } = await watch.judge(blob);
      if (kind === "archive" || kind === "source") throw new Apart();
    }
    if (reading.needsWhole) return false;
    if (reading.needsRest) {
      await watch.complete();
      if (!watch.isCancelled()) reading.finish();
    }
    return true;
  }

  async function* slices(blob) {
    for (let at = 0; at < blob.size; at += PIECE) yield new Uint8Array(await pieceOf(blob, at));
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
      // As `codes::write` has it.
      throw new Error(["unreadable", error.message].join("\x1f"));
    }
  }

  return { read, Apart };
})();
