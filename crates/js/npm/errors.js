// What goes wrong, as classes. The engine throws plain errors with a name, a code and a
// place; `typed` makes the classes of them.

/** Anything that goes wrong here. `code` is for programs, `message` for people. */
export class HearthError extends Error {
  constructor(message, code, options) {
    super(message, options);
    this.name = "HearthError";
    this.code = code;
  }
}

/** A file that can't be read: what is wrong with it, where, and what to do. */
export class FileError extends HearthError {
  constructor(message, code, { offset, line, ...options } = {}) {
    super(message, code, options);
    this.name = "FileError";
    this.offset = offset;
    this.line = line;
  }
}

/** A question that makes no sense, or not for this profile. */
export class QueryError extends HearthError {
  constructor(message, code, options) {
    super(message, code, options);
    this.name = "QueryError";
  }
}

/** The engine itself: it could not be loaded, it stopped, or a profile was closed. */
export class EngineError extends HearthError {
  constructor(message, code, options) {
    super(message, code, options);
    this.name = "EngineError";
  }
}

/** Whether the engine stopped: then nothing that it holds can be used any more. */
let stopped = null;

/** Calls the engine, and throws its errors as classes. */
export function guarded(call) {
  if (stopped) throw stopped;
  try {
    return call();
  } catch (error) {
    throw typed(error);
  }
}

/** Gives back what the engine holds; what a stopped one holds is lost. */
export function free(held) {
  if (!stopped) held?.free();
}

function typed(error) {
  const { name, message, code, offset, line } = error ?? {};
  if (name === "FileError" && code) return new FileError(message, code, { offset, line });
  if (name === "QueryError" && code) return new QueryError(message, code);
  // A trap, or a stack that is exhausted: what the engine was doing is left half done.
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
    stopped = new EngineError(
      `the engine stopped (${message}): this is a defect of Hearth, or memory ran out. Its ` +
        "profiles are lost; start the process or the worker anew",
      "stopped",
      { cause: error },
    );
    return stopped;
  }
  return error;
}
