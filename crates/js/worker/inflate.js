// @ts-check
// Inflating with the browser's own DecompressionStream, which is faster than the
// engine, and beside the engine: a large file gets a second worker, which runs the
// same script and does nothing else.
//
// `pieces(blob)` is what the engine's worker reads from, `serve(blob)` what the
// second worker does.

import { NotInflated } from "../npm/feed.js";

/** Smaller files are inflated before a second worker has started. */
const WORTH_A_WORKER = 1 << 20;
/** How many pieces may wait for the engine; each has 64 KB or less. */
const AHEAD = 128;

/** The content of a gzip file, piece by piece. Throws `NotInflated`. */
function pieces(blob) {
  const helper = blob.size >= WORTH_A_WORKER ? startHelper() : null;
  return helper ? piecesFrom(helper, blob) : piecesHere(blob);
}

async function* piecesHere(blob) {
  const stream = blob.stream().pipeThrough(new DecompressionStream("gzip"));
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new NotInflated();
      });
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

async function* piecesFrom(helper, blob) {
  const arrived = [];
  let wake = () => {};
  const take = (message) => {
    arrived.push(message);
    wake();
  };
  helper.onmessage = ({ data }) => take(data);
  helper.onerror = () => take({ failed: true });
  helper.postMessage({ inflate: blob });
  try {
    for (let taken = 1; ; taken++) {
      while (arrived.length === 0) await new Promise((resolve) => (wake = () => resolve(null)));
      const { piece, failed } = arrived.shift();
      if (failed) throw new NotInflated();
      if (!piece) return;
      yield piece;
      if (taken % (AHEAD / 2) === 0) helper.postMessage({ taken: AHEAD / 2 });
    }
  } finally {
    helper.terminate();
  }
}

/** Another worker; null where a worker cannot have one. */
function startHelper() {
  try {
    // A policy of this name is all that the sealed page allows.
    helperScript ??=
      self.trustedTypes?.createPolicy("hearth", { createScriptURL: (url) => url })
        .createScriptURL(self.location.href) ?? self.location.href;
    return new Worker(helperScript);
  } catch {
    return null;
  }
}

let helperScript = null;

async function serve(blob) {
  let room = AHEAD;
  let wake = () => {};
  self.onmessage = ({ data }) => {
    room += data.taken;
    wake();
  };
  try {
    for await (const piece of piecesHere(blob)) {
      while (room === 0) await new Promise((resolve) => (wake = () => resolve(null)));
      room -= 1;
      self.postMessage({ piece }, [piece.buffer]);
    }
    self.postMessage({ done: true });
  } catch {
    self.postMessage({ failed: true });
  }
}

export { pieces, serve };
