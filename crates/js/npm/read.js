// Bytes to a reading of the engine, in steps between which others run.

import { guarded, isStopped, typed } from "./errors.js";
import { NotInflated, STEP, feed, plausible } from "./feed.js";

/** For so many milliseconds nothing else runs. */
const BREATH = 50;
/** From this size on it is worth while to have the host inflate. */
const LARGE = 1 << 20;

/** Reads bytes; `begin` makes a reading of the engine, which is returned when it is done. */
export async function read(bytes, begin, { breathe, tell = () => {} }) {
  const expected = contentSize(bytes);
  const isLarge = isGzip(bytes) && bytes.length >= LARGE && expected > 0;
  const source = {
    size: bytes.length,
    expected,
    pieces: () => slices(bytes),
    inflated: isLarge && globalThis.DecompressionStream ? () => inflated(bytes) : null,
  };
  const watch = {
    progress: (phase, done, total) => tell({ phase, done: Math.round(done), total }),
    breathe,
    isCancelled: () => false,
    isFatal: isStopped,
    trouble: async () => {},
  };
  try {
    return await feed(source, (...facts) => guarded(() => begin(...facts)), watch);
  } catch (error) {
    throw typed(error);
  }
}

function* slices(bytes) {
  for (let at = 0; at < bytes.length; at += STEP) yield bytes.subarray(at, at + STEP);
}

async function* inflated(bytes) {
  let reader = null;
  const next = async () => {
    try {
      reader ??= new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
      return await reader.read();
    } catch (cause) {
      throw new NotInflated("the host can't inflate it", { cause });
    }
  };
  try {
    for (let piece = await next(); !piece.done; piece = await next()) yield piece.value;
  } finally {
    reader?.cancel().catch(() => {});
  }
}

const isGzip = (bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b;

function contentSize(bytes) {
  if (!isGzip(bytes)) return bytes.length;
  if (bytes.length < 18) return 0; // A gzip file's header and end.
  const end = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4);
  return plausible(end.getUint32(0, true), bytes.length);
}

/** Lets others run from time to time, and stops when that is asked. */
export function breathing(signal) {
  let last = Date.now();
  return async () => {
    if (Date.now() - last < BREATH) return;
    await new Promise((resolve) => setTimeout(resolve));
    last = Date.now();
    signal?.throwIfAborted();
  };
}
