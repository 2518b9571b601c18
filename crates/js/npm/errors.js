// What goes wrong, as one class. The engine throws plain errors with a code and a place;
// `guarded` makes the class of them.

/**
 * Anything that Hearth could not do. `code` is for programs, `message` for people. `where`
 * says what it is about, as far as that is known: `file`, `offset`, `line`, `directive`.
 */
export class HearthError extends Error {
  constructor(message, code, { cause, ...where } = {}) {
    super(message, cause && { cause });
    this.name = "HearthError";
    this.code = code;
    const known = Object.entries(where).filter(([, value]) => value !== undefined);
    Object.assign(this, Object.fromEntries(known));
  }
}

/** Whether the engine stopped: then nothing that it holds can be used any more. */
let stopped = null;

/** Calls the engine, and throws its errors as the class. */
export function guarded(call) {
  if (stopped) throw stopped;
  try {
    return call();
  } catch (error) {
    throw typed(error);
  }
}

/** Calls the engine unless it stopped: what a stopped one holds is lost. */
export function ifAlive(call) {
  if (!stopped) call();
}

/** Gives back what the engine holds. */
export function free(held) {
  ifAlive(() => held?.free());
}

/** Returns whether an error means that the engine stopped. */
export const isStopped = (error) => typed(error) === stopped && stopped !== null;

/** An error of the engine as the class; what it means for the engine is noted. */
export function typed(error) {
  const { name, message, code, offset, line } = error ?? {};
  if (name === "HearthError") return new HearthError(message, code, { offset, line });
  // A trap, or a stack that is exhausted: what the engine was doing is left half done.
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
    stopped = new HearthError(
      `the engine stopped (${message}): this is a defect of Hearth, or memory ran out. Its ` +
        "profiles are lost; start the process or the worker anew",
      "stopped",
      { cause: error },
    );
    return stopped;
  }
  return error;
}
