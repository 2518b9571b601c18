// Snapshots of one program: what leaks, and goroutines from dump to dump.

import * as engine from "./engine.js";
import { HearthError, free, guarded } from "./errors.js";
import { init } from "./load.js";
import { open } from "./open.js";
import { Profile, contentOf, engineOf, given, goroutineRequest } from "./profile.js";
import { goroutineRows } from "./rows.js";
import { iterable } from "./table.js";

/** What leaks, from profiles that are open, or files' bytes. */
export async function leaks(snapshots) {
  const pile = await pileOf(snapshots, (_, release) => release());
  return used(pile, () => pile.find());
}

/** The goroutines of a dump among others, and what grows over them. */
export async function goroutines(dumps, asked) {
  const { dump, ...options } = given(asked);
  const opened = [];
  const pile = await pileOf(dumps, (profile, release) => opened.push({ profile, release }));
  try {
    return used(pile, () => {
      const facts = pile.dumps(dump);
      const shown = dump ?? facts.series.files.at(-1);
      const request = goroutineRequest(options, shown);
      const data = contentOf(pile.goroutines(request, engineOf(opened[shown].profile)));
      return iterable({ ...data, ...facts, shown }, goroutineRows);
    });
  } finally {
    for (const { release } of opened) release();
  }
}

/** Asks a pile, and gives it back. */
function used(pile, ask) {
  try {
    return guarded(ask);
  } finally {
    free(pile);
  }
}

/** Errors that are not about a file: with these, nothing can be read. */
const OF_ENGINE = ["not-loaded", "stopped"];

/**
 * A pile of all; what can't be read is left out. `take` gets each profile, or nothing for what
 * is none, and what closes it if it was opened here.
 */
async function pileOf(snapshots, take) {
  await init();
  const pile = guarded(() => new engine.Snapshots());
  for (const snapshot of snapshots) {
    const isOpen = snapshot instanceof Profile;
    try {
      const profile = isOpen ? snapshot : await open(snapshot.bytes, { name: snapshot.name });
      guarded(() => pile.add(profile.name, engineOf(profile)));
      take(profile, () => isOpen || profile.close());
    } catch (error) {
      const isOfFile = error instanceof HearthError && !OF_ENGINE.includes(error.code);
      // One file that is none stops nothing.
      if (isOpen || !isOfFile) throw error;
      guarded(() => pile.leaveOut(snapshot.name, error.message));
      take(null, () => {});
    }
  }
  return pile;
}
