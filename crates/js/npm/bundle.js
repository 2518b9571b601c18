// Archives: what is in them, judged by content as the page judges what is dropped.

import * as engine from "./engine.js";
import { HearthError, guarded } from "./errors.js";
import { init } from "./load.js";
import { bytesOf, open } from "./open.js";
import { given } from "./profile.js";

/** So much of a file says what it is. */
const HEAD = 160 << 10;

/** Opens all profiles in an archive, or the one that a file is. */
export async function openAll(source, asked) {
  const options = given(asked);
  const [file] = await Promise.all([source, init()]);
  const { name = file?.name ?? "" } = options;
  const bytes = await bytesOf(file);
  const found = [];
  for (const entry of entriesOf(bytes, name) ?? [{ name, bytes }]) {
    options.signal?.throwIfAborted();
    if (entry.why) {
      found.push({ name: entry.name, left_out: { code: entry.code, why: entry.why } });
      continue;
    }
    try {
      found.push({ name: entry.name, profile: await open(entry.bytes, { ...options, name: entry.name }) });
    } catch (error) {
      if (!(error instanceof HearthError) || ["not-loaded", "stopped"].includes(error.code)) throw error;
      found.push({ name: entry.name, left_out: { code: error.code, why: error.message } });
    }
  }
  return found;
}

/**
 * What is in an archive: `{name, bytes}` of profiles, `{name, code, why}` of what is none.
 * Nothing if a file is no archive (then opening it says what it is), and none for what macOS
 * keeps beside files.
 */
export function entriesOf(source, name) {
  const bytes = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
  const bundle = guarded(() => new engine.Bundle());
  let kind, code;
  try {
    ({ kind, code } = guarded(() => bundle.ask("judge", bytes.subarray(0, HEAD), name, bytes.length)));
  } finally {
    bundle.free();
  }
  if (code === "metadata") return [];
  if (kind !== "archive" && kind !== "source") return null;
  const found = [];
  const take = (path, kind, code, text, content) => {
    found.push(kind === "profile" ? { name: path, bytes: content } : { name: path, code, why: text });
  };
  guarded(() => engine.gather(bytes, name, take));
  return found;
}
