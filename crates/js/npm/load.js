// Loads the engine, once.

import start from "./engine.js";
import { HearthError } from "./errors.js";

let loading = null;
let engine = null;

/**
 * Loads the engine. `open` does it by itself; call it to load early, or where a bundler
 * puts the module elsewhere: with its URL, its bytes, a response or a compiled module.
 */
export function init(source = new URL("./engine.wasm", import.meta.url)) {
  loading ??= load(source).catch((cause) => {
    loading = null; // So that another source may be tried.
    throw new HearthError(`the engine could not be loaded: ${cause.message}`, "not-loaded", { cause });
  });
  return loading;
}

async function load(source) {
  engine = await start({ module_or_path: ofDisk(source) ?? source });
}

/** In Node.js, the bytes of a file's URL: its `fetch` takes none of those. */
function ofDisk(source) {
  const address = source instanceof URL ? source.href : source;
  const isFile = typeof address === "string" && address.startsWith("file:");
  const fs = isFile && globalThis.process?.getBuiltinModule?.("node:fs");
  return fs ? fs.readFileSync(new URL(source)) : undefined;
}

/** Without the engine there is nothing to call. */
export function needLoaded() {
  if (!engine) throw new HearthError("the engine is not loaded yet: await init() first", "not-loaded");
}

/** How many bytes of memory the engine has taken: it gives none back, but uses them again. */
export function memoryInUse() {
  return engine?.memory.buffer.byteLength ?? 0;
}
