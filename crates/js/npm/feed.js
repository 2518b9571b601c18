// @ts-check
// Feeding a file to the engine, in the fastest way that takes it. For the package and for the
// page's worker, which differ in where bytes come from and in who waits meanwhile.

/** Bytes that are read or decoded at a time: some 20 ms. */
export const STEP = 4 << 20;

/**
 * Ways to read a file, the fastest first: inflated by the host, which does not take all files
 * and does not say what is wrong; by the engine; and by an engine that keeps all content until
 * the end, which takes whatever can be read.
 */
const WAYS = [
  { byHost: true, whole: false },
  { byHost: false, whole: false },
  { byHost: false, whole: true },
];

/** The host can't inflate a file, and does not say why. */
export class NotInflated extends Error {}

/**
 * @typedef {object} Source A file.
 * @property {number} size Its size in bytes.
 * @property {number} expected How much it holds uncompressed, by what its end says; 0 if unknown.
 * @property {() => AsyncIterable<Uint8Array> | Iterable<Uint8Array>} pieces Its bytes.
 * @property {(() => AsyncIterable<Uint8Array>) | null} inflated Its content, where the host
 *   inflates it: throws `NotInflated`.
 *
 * @typedef {object} Watch Who waits meanwhile.
 * @property {(phase: "bytes" | "samples", done: number, total: number, samples: number) => void} progress
 * @property {() => Promise<unknown>} breathe Lets others run.
 * @property {() => boolean} isCancelled Asked between steps.
 * @property {(error: unknown) => boolean} isFatal Whether the engine can't be used any more.
 * @property {() => Promise<unknown>} trouble Called where a file is no profile.proto, or damaged,
 *   and the engine is to say what it is.
 */

/**
 * Returns the reading that took a file, made by `begin`; nothing if it was cancelled.
 *
 * @param {Source} source
 * @param {(size: number, expected: number, whole: boolean) => any} begin
 * @param {Watch} watch
 */
export async function feed(source, begin, watch) {
  for (const way of WAYS) {
    if (way.byHost && !source.inflated) continue;
    let reading = begin(source.size, source.expected, way.whole);
    try {
      if (!(await feedTo(reading, source, way, watch))) continue;
      if (watch.isCancelled()) return null;
      const done = reading;
      reading = null; // The caller takes it over.
      return done;
    } catch (error) {
      // What a dead engine holds can't be given back.
      if (watch.isFatal(error)) reading = null;
      throw error;
    } finally {
      reading?.free();
    }
  }
  return null;
}

/** Has a reading read a file. `false` if that has to be done in another way. */
async function feedTo(reading, source, { byHost, whole }, watch) {
  const total = byHost ? source.expected : source.size;
  let [taken, shown] = [0, 0];
  try {
    for await (const piece of byHost ? source.inflated() : source.pieces()) {
      if (!(byHost ? reading.pushInflated(piece) : reading.push(piece))) break;
      taken += piece.length;
      if (taken - shown >= STEP) {
        shown = taken;
        watch.progress("bytes", source.size * Math.min(taken / Math.max(total, 1), 1), source.size, 0);
        // What is there already comes without any message being looked at.
        await watch.breathe();
      }
      if (watch.isCancelled()) return true;
    }
  } catch (error) {
    if (error instanceof NotInflated) return false;
    throw error;
  }
  // Hosts differ in what they take after the end of a gzip file, and after its first part.
  if (byHost && taken !== total && !reading.needsWhole && !reading.needsRest) return false;
  watch.progress("bytes", source.size, source.size, 0);
  await watch.breathe();
  if (watch.isCancelled()) return true;
  reading.finishInput();
  for (let step = reading.step(STEP); step; step = reading.step(STEP)) {
    watch.progress("samples", step.done, step.total, step.samples);
    step.free();
    await watch.breathe();
    if (watch.isCancelled()) return true;
  }
  if ((reading.needsWhole || reading.needsRest) && !whole) await watch.trouble();
  if (reading.needsWhole) return false;
  if (reading.needsRest && !watch.isCancelled()) reading.finish();
  return true;
}

/**
 * Content size of a gzip file by its last four bytes; 0 if that can't be true.
 *
 * @param {number} said
 * @param {number} size The file's.
 */
export function plausible(said, size) {
  return said <= size * 1032 ? said : 0; // deflate's best
}
