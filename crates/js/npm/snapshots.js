// Snapshots of one program: what leaks, and goroutines from dump to dump.

import * as engine from "./engine.js";
import { entriesOf } from "./bundle.js";
import { HearthError, free, guarded } from "./errors.js";
import { init } from "./load.js";
import { bytesOf, open } from "./open.js";
import { Profile, fileOf, given, goroutinesAsked } from "./profile.js";
import { goroutineRows } from "./rows.js";
import { live } from "./session.js";
import { iterable } from "./table.js";

/** What leaks, from profiles that are open, or files' bytes. */
export async function leaks(snapshots) {
  const set = await setOf(snapshots, (_, release) => release());
  return used(set, () => set.find());
}

/** The goroutines of a dump among others, and what grows over them. */
export async function goroutines(dumps, asked) {
  const { dump, ...options } = given(asked);
  const opened = [];
  const set = await setOf(dumps, (profile, release) => opened.push({ profile, release }));
  try {
    return used(set, () => {
      const facts = set.dumps(dump);
      const shown = dump ?? facts.series.files.at(-1);
      const asked = goroutinesAsked(options, shown);
      const data = set.goroutines(asked, live(), fileOf(opened[shown].profile));
      return iterable({ ...data, ...facts, shown }, goroutineRows);
    });
  } finally {
    for (const { release } of opened) release();
  }
}

/** Asks a set, and gives it back. */
function used(set, ask) {
  try {
    return guarded(ask);
  } finally {
    free(set);
  }
}

/** Errors that are not about a file: with these, nothing can be read. */
const OF_ENGINE = ["not-loaded", "stopped"];

/**
 * A set of all, and of what is in those that are archives; what can't be read is left out.
 * `take` gets each profile, or nothing for what is none, and what closes it if it was opened
 * here.
 */
async function setOf(snapshots, take) {
  await init();
  const set = guarded(() => new engine.Leaks());
  const leaveOut = (name, why) => {
    guarded(() => set.leaveOut(name, why));
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
      guarded(() => set.add(live(), fileOf(snapshot)));
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
          guarded(() => set.add(live(), fileOf(profile)));
          take(profile, () => profile.close());
        });
      }
    });
  }
  return set;
}
