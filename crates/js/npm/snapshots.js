// Snapshots of one program: what leaks, and goroutines from dump to dump.

import * as engine from "./engine.js";
import { entriesOf } from "./bundle.js";
import { HearthError, free, guarded } from "./errors.js";
import { init } from "./load.js";
import { bytesOf, open } from "./open.js";
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
 * A pile of all, and of what is in those that are archives; what can't be read is left out.
 * `take` gets each profile, or nothing for what is none, and what closes it if it was opened
 * here.
 */
async function pileOf(snapshots, take) {
  await init();
  const pile = guarded(() => new engine.Snapshots());
  const leaveOut = (name, why) => {
    guarded(() => pile.leaveOut(name, why));
    take(null, () => {});
  };
  // One file that is none stops nothing.
  const guard = async (name, add) => {
    try {
      await add();
    } catch (error) {
      if (!(error instanceof HearthError) || OF_ENGINE.includes(error.code)) throw error;
      leaveOut(name, error.message);
    }
  };
  for (const snapshot of snapshots) {
    if (snapshot instanceof Profile) {
      guarded(() => pile.add(snapshot.name, engineOf(snapshot)));
      take(snapshot, () => {});
      continue;
    }
    await guard(snapshot.name, async () => {
      const bytes = await bytesOf(await snapshot.bytes);
      for (const part of entriesOf(bytes, snapshot.name) ?? [{ name: snapshot.name, bytes }]) {
        if (part.why) {
          leaveOut(part.name, part.why);
          continue;
        }
        await guard(part.name, async () => {
          const profile = await open(part.bytes, { name: part.name });
          guarded(() => pile.add(profile.name, engineOf(profile)));
          take(profile, () => profile.close());
        });
      }
    });
  }
  return pile;
}
