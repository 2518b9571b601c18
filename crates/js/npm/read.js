// Bytes to a profile of the engine, in steps between which others run.

import { free, guarded } from "./errors.js";

/** How much is read or decoded at a time: some 20 ms. */
const STEP = 4 << 20;
/** For so many milliseconds nothing else runs. */
const BREATH = 50;
/** From this size on it is worth while to have the host inflate. */
const LARGE = 1 << 20;

/**
 * How a file can be read, the fastest first: inflated by the host, which does not take all
 * files and does not say what is wrong; by the engine; and by an engine that keeps all
 * content until the end, which takes whatever can be read.
 */
const WAYS = [
  { byHost: true, whole: false },
  { byHost: false, whole: false },
  { byHost: false, whole: true },
];

/** Reads bytes; `begin` makes a reading of the engine, which is returned when it is done. */
export async function read(bytes, begin, { breathe, tell = () => {} }) {
  const isLarge = isGzip(bytes) && bytes.length >= LARGE && contentSize(bytes) > 0;
  for (const way of WAYS) {
    if (way.byHost && !(isLarge && globalThis.DecompressionStream)) continue;
    const reading = await readAs(way, bytes, begin, { breathe, tell });
    if (reading) return reading;
  }
}

/** What was read; nothing if it has to be read in another way. */
async function readAs({ byHost, whole }, bytes, begin, { breathe, tell }) {
  const size = contentSize(bytes);
  let reading = guarded(() => begin(bytes.length, size, whole));
  const push = (piece) => guarded(() => (byHost ? reading.pushInflated(piece) : reading.push(piece)));
  const total = byHost ? size : bytes.length;
  try {
    let done = 0;
    for await (const piece of byHost ? inflated(bytes) : slices(bytes)) {
      if (!push(piece)) break;
      done += piece.length;
      const share = Math.min(done / total, 1);
      tell({ phase: "bytes", done: Math.round(share * bytes.length), total: bytes.length });
      await breathe();
    }
    // Hosts differ in what they take after the end of a gzip file, and after its first part.
    if (done !== total && !isStopped(reading)) return undefined;
    guarded(() => reading.finishInput());
    while (true) {
      const step = guarded(() => reading.step(STEP));
      if (!step) break;
      tell({ phase: "samples", done: step.done, total: step.total });
      step.free();
      await breathe();
    }
    if (reading.needsWhole) return undefined;
    guarded(() => reading.finish());
    const finished = reading;
    reading = null; // The engine takes it over.
    return finished;
  } catch (error) {
    if (error instanceof NotInflated) return undefined;
    throw error;
  } finally {
    free(reading);
  }
}

/** Whether the engine has no use for more of the file. */
const isStopped = (reading) => reading.needsWhole || reading.needsRest;

function* slices(bytes) {
  for (let at = 0; at < bytes.length; at += STEP) yield bytes.subarray(at, at + STEP);
}

/** The host can't inflate it. */
class NotInflated extends Error {}

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

/** How much a file will be uncompressed, by what its end says; 0 if that can't be true. */
function contentSize(bytes) {
  if (!isGzip(bytes)) return bytes.length;
  if (bytes.length < 18) return 0; // A gzip file's header and end.
  const size = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4).getUint32(0, true);
  return size <= bytes.length * 1032 ? size : 0; // deflate's best
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
