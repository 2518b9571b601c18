// hearth-pprof: pprof profiles for programs. See index.d.ts for what everything is.

import * as engine from "./engine.js";
import { FileError, guarded } from "./errors.js";
import { init, needLoaded } from "./load.js";
import { Profile, engineOf } from "./profile.js";
import { breathing, read } from "./read.js";

export { diff } from "./diff.js";
export { EngineError, FileError, HearthError, QueryError } from "./errors.js";
export { init, memoryInUse } from "./load.js";
export { Profile } from "./profile.js";
export * from "./rows.js";

/** Reads a profile. */
export async function open(source, options = {}) {
  const [file] = await Promise.all([source, init()]);
  const { name = file.name ?? "", textForms, signal, onProgress } = options;
  const bytes = await bytesOf(file);
  signal?.throwIfAborted();
  const begin = textForms === "as-reference" ? engine.Reading.asReference : newReading;
  const profile = await read(bytes, begin, { breathe: breathing(signal), tell: onProgress });
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
