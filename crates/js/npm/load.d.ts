/**
 * Loads the engine. `open` does it by itself; call it to load early, or where a bundler puts
 * `engine.wasm` elsewhere: with its URL, its bytes, a response or a compiled module.
 */
export function init(
  source?: URL | string | BufferSource | WebAssembly.Module | Response | Promise<Response>,
): Promise<void>;

/**
 * How many bytes of memory the engine has taken. It gives none back, but uses what closed
 * profiles had: run it in a worker, and end that, to get the memory of a large one back.
 */
export function memoryInUse(): number;
