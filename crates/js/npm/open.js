// Opens profiles, in all forms in which programs have them.

import * as engine from "./engine.js";
import { HearthError } from "./errors.js";
import { init } from "./load.js";
import { Profile, given } from "./profile.js";
import { breathing, read } from "./read.js";
import { opened } from "./session.js";

/** Reads a profile. */
export async function open(source, asked) {
  const options = given(asked);
  const [file] = await Promise.all([source, init()]);
  const { name = file?.name ?? "", textForms, signal, onProgress } = options;
  const bytes = await bytesOf(file);
  signal?.throwIfAborted();
  const begin = textForms === "as-reference" ? engine.Reading.asReference : newReading;
  const reading = await read(bytes, begin, { breathe: breathing(signal), tell: onProgress });
  return new Profile(opened(reading, name), name);
}

const newReading = (...facts) => new engine.Reading(...facts);

/** The bytes of whatever a program has. */
export async function bytesOf(source) {
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
        throw new HearthError(`the server answered ${what}: there is no profile`, "unreadable");
      }
      return contentOf(source);
    case "Blob":
    case "File":
      return contentOf(source);
    default: {
      const what = typeof source === "string" ? ": read the file, or fetch(…) the address" : "";
      throw new TypeError(`open takes bytes, an ArrayBuffer, a Blob, a File or a Response${what}`);
    }
  }
}

async function contentOf(source) {
  try {
    return new Uint8Array(await source.arrayBuffer());
  } catch (cause) {
    throw new HearthError(`the file could not be read: ${cause.message}`, "unreadable", { cause });
  }
}
