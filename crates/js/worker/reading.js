// @ts-check
// Reading a file that was dropped: piece by piece into the engine, in the fastest way that can.

import { feed, plausible } from "../npm/feed.js";
import * as inflate from "./inflate.js";
import * as turns from "./turns.js";

/** How much of a file is read at a time. */
const PIECE = 1 << 20;

/** A file is an archive or a source file, which is not read as a profile. */
class Apart extends Error {}

/**
 * Returns the reading that took a file, for the engine; nothing if it was cancelled. `watch` is as for
 * `feed`; besides, `watch.complete` waits for the engine's deferred chunk, which a profile does
 * not need; `watch.judge` says what a file is; `watch.also` is told of further documents in it.
 * Throws `Apart`.
 */
async function read(blob, watch) {
  const isGzip = await startsLikeGzip(blob);
  const source = {
    size: blob.size,
    expected: isGzip ? await contentSize(blob) : blob.size,
    pieces: () => slices(blob),
    inflated: isGzip && self.DecompressionStream ? () => inflate.pieces(blob) : null,
  };
  const trouble = async () => {
    await watch.complete();
    const { kind } = await watch.judge(blob);
    if (kind === "archive" || kind === "source") throw new Apart();
  };
  const begin = (...facts) => new hearth_engine.Reading(...facts);
  const reading = await feed(source, begin, { ...watch, breathe: turns.breath, trouble });
  // What else is in it, `{label, bytes}`s, if the engine tells.
  watch.also(reading?.others() ?? []);
  return reading;
}

async function* slices(blob) {
  for (let at = 0; at < blob.size; at += PIECE) yield new Uint8Array(await pieceOf(blob, at));
}

async function startsLikeGzip(blob) {
  const start = new Uint8Array(await blob.slice(0, 2).arrayBuffer().catch(() => new ArrayBuffer(0)));
  return start[0] === 0x1f && start[1] === 0x8b;
}

async function contentSize(blob) {
  const end = await blob.slice(-4).arrayBuffer().catch(() => new ArrayBuffer(0));
  return end.byteLength < 4 ? 0 : plausible(new DataView(end).getUint32(0, true), blob.size);
}

async function pieceOf(blob, at) {
  try {
    return await blob.slice(at, at + PIECE).arrayBuffer();
  } catch (error) {
    // As `codes::write` has it.
    throw new Error(["unreadable", error.message].join("\x1f"));
  }
}

export { Apart, read };
