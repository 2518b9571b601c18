// hearth-pprof: pprof profiles for programs. See index.d.ts for what everything is.

import * as engine from "./engine.js";
import { FileError, free, guarded } from "./errors.js";
import { init, needLoaded } from "./load.js";
import { Profile, engineOf } from "./profile.js";

export { diff } from "./diff.js";
export { EngineError, FileError, HearthError, QueryError } from "./errors.js";
export { init, memoryInUse } from "./load.js";
export { Profile } from "./profile.js";
export * from "./rows.js";

/** How much of a file is read, and how much of its content decoded, at a time: some 20 ms. */
const STEP = 4 << 20;
/** For so many milliseconds nothing else runs. */
const BREATH = 50;

/** Reads a profile. */
export async function open(source, options = {}) {
  const [file] = await Promise.all([source, init()]);
  const { name = file.name ?? "", textForms, signal, onProgress } = options;
  const bytes = await bytesOf(file);
  signal?.throwIfAborted();
  const begin = textForms === "as-reference" ? engine.Reading.asReference : newReading;
  const progress = { read: breathing(signal), tell: onProgress ?? (() => {}) };
  // What can't be read while it arrives is read as a whole.
  const profile =
    (await read(bytes, begin, false, progress)) ?? (await read(bytes, begin, true, progress));
  return new Profile(profile, name);
}

const newReading = (...facts) => new engine.Reading(...facts);

async function bytesOf(source) {
  if (ArrayBuffer.isView(source)) {
    return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  }
  // Not `instanceof`: they may come from another window.
  switch (source?.[Symbol.toStringTag]) {
    case "ArrayBuffer":
    case "SharedArrayBuffer":
      return new Uint8Array(source);
    case "Response":
      if (!source.ok) {
        const what = `${source.status} ${source.statusText}`.trim();
        throw new FileError(`the server answered ${what}: there is no profile`, "unreadable");
      }
      return contentOf(source);
    case "Blob":
    case "File":
      return contentOf(source);
    default:
      throw new TypeError("open takes bytes, an ArrayBuffer, a Blob, a File or a Response");
  }
}

async function contentOf(source) {
  try {
    return new Uint8Array(await source.arrayBuffer());
  } catch (cause) {
    throw new FileError(`the file could not be read: ${cause.message}`, "unreadable", { cause });
  }
}

/** Reads bytes; `undefined` if that has to be done as a whole. */
async function read(bytes, begin, whole, { read: breathe, tell }) {
  let reading = guarded(() => begin(bytes.length, contentSize(bytes), whole));
  try {
    for (let at = 0; at < bytes.length; at += STEP) {
      guarded(() => reading.push(bytes.subarray(at, at + STEP)));
      tell({ phase: "bytes", done: Math.min(at + STEP, bytes.length), total: bytes.length });
      await breathe();
    }
    guarded(() => reading.finishInput());
    while (true) {
      const step = guarded(() => reading.step(STEP));
      if (!step) break;
      tell({ phase: "samples", done: step.done, total: step.total });
      step.free();
      await breathe();
    }
    const finished = reading;
    reading = null; // The profile takes it over.
    return guarded(() => finished.profile());
  } catch (error) {
    if (!whole && error instanceof FileError && reading?.needsWhole) return undefined;
    throw error;
  } finally {
    free(reading);
  }
}

/** How much a file will be uncompressed, by what its end says; 0 if that can't be true. */
function contentSize(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.length;
  if (bytes.length < 18) return 0; // A gzip file's header and end.
  const size = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4).getUint32(0, true);
  return size <= bytes.length * 1032 ? size : 0; // deflate's best
}

/** Lets others run from time to time, and stops when that is asked. */
function breathing(signal) {
  let last = Date.now();
  return async () => {
    if (Date.now() - last < BREATH) return;
    await new Promise((resolve) => setTimeout(resolve));
    last = Date.now();
    signal?.throwIfAborted();
  };
}

/** What leaks, from snapshots of one program: profiles that are open, or files' bytes. */
export async function leaks(snapshots) {
  await init();
  const pile = guarded(() => new engine.Leaks());
  for (const snapshot of snapshots) {
    if (snapshot instanceof Profile) {
      guarded(() => pile.add(snapshot.name, engineOf(snapshot)));
      continue;
    }
    const { name, bytes } = snapshot;
    try {
      const profile = await open(bytes, { name });
      guarded(() => pile.add(name, engineOf(profile)));
      profile.close();
    } catch (error) {
      // One file that is none stops nothing.
      if (!(error instanceof FileError)) throw error;
      guarded(() => pile.leaveOut(name, error.message));
    }
  }
  return guarded(() => pile.find());
}

/** A value as reports write it. */
export function format(value, unit, outputUnit = "auto") {
  needLoaded();
  const whole = typeof value === "bigint" ? value : BigInt(Math.round(value));
  return guarded(() => engine.format(whole, unit, outputUnit));
}
