// The one engine that all open profiles are in, and how it is asked.

import * as module from "./engine.js";
import { HearthError, free, guarded } from "./errors.js";
import { breathing } from "./read.js";

/** Duration of a step in microseconds, about; and of one between which others run. */
const STEP = 1_000_000;
const SHORT = 20_000;
/** So many steps are made at once, which takes a quarter of a minute at most. */
const STEPS = 15;

let engine = null;
let files = 0;

/** The engine. */
export function live() {
  return (engine ??= guarded(() => new module.Engine()));
}

/** Has the engine take what was read, and returns its number there. */
export function opened(reading, name) {
  const file = ++files;
  guarded(() => live().open(file, name, reading));
  return file;
}

/** The answer to a question, if it is there within reasonable time: nothing can stop this. */
export function answer(question) {
  const work = begin(question);
  try {
    for (let i = 0; i < STEPS; i++) {
      const data = guarded(() => live().step(work, STEP));
      if (data !== undefined) return there(data);
    }
  } finally {
    free(work);
  }
  throw new HearthError(
    "this graph takes long to lay out: ask for less of it (nodecount, nodefraction, edgefraction), or " +
      "use drawGraph, which lets others run and can be stopped",
    "too-large",
  );
}

/** The same in steps, between which others run; the signal stops it. */
export async function answerInSteps(question, signal) {
  const breathe = breathing(signal);
  const work = begin(question);
  try {
    signal?.throwIfAborted();
    while (true) {
      const data = guarded(() => live().step(work, SHORT));
      if (data !== undefined) return there(data);
      await breathe();
    }
  } finally {
    free(work);
  }
}

function begin(question) {
  return there(guarded(() => live().begin(question)));
}

/** The engine has nothing for a file that was closed while it worked. */
function there(found) {
  if (found) return found;
  throw new HearthError("this profile was closed", "closed");
}
