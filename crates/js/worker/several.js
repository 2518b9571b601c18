// The engine's ends of several files: two sides of a comparison, and a pile of snapshots.
// Each is made once, for as long as the same is asked of it.

const hearth_several = (profiles, names, isDead) => {
  "use strict";

  /** The sides that were compared last: `{key, files, engine}`. */
  let sides = null;

  /** The engine's end of two sides: made once, for as long as they are compared in the same way. */
  function sidesOf(asked) {
    const { old, new: current, normalize, strict, renames } = asked;
    const key = JSON.stringify([old, current, normalize, strict, renames]);
    if (sides?.key !== key) {
      forgetSides();
      sides = { key, files: [...old, ...current], engine: newSides(asked) };
    }
    return sides.engine;
  }

  function newSides({ old, new: current, normalize, strict, renames }) {
    const engine = new hearth_engine.Sides(normalize, strict);
    for (const file of old) if (profiles.has(file)) engine.add(profiles.get(file), false);
    for (const file of current) if (profiles.has(file)) engine.add(profiles.get(file), true);
    for (const [name, renamed] of renames) engine.rename(name, renamed);
    return engine;
  }

  function forgetSides() {
    sides?.engine.free();
    sides = null;
  }

  /** The snapshots that were looked at last: `{key, files, engine}`. */
  let pile = null;

  /** The engine's end of several snapshots: those whose numbers are in the subject, in order. */
  function pileOf({ detail }) {
    if (pile?.key !== detail.subject) {
      forgetPile();
      const files = detail.subject.split(",").map(Number);
      pile = { key: detail.subject, files, engine: new hearth_engine.Pile() };
      for (const file of files) {
        if (profiles.has(file)) pile.engine.add(file, names.get(file), profiles.get(file));
      }
    }
    return pile.engine;
  }

  function forgetPile() {
    if (!isDead()) pile?.engine.free();
    pile = null;
  }

  /** A file was closed. */
  function forget(file) {
    if (sides?.files.includes(file)) forgetSides();
    if (pile?.files.includes(file)) forgetPile();
  }

  return { sidesOf, newSides, pileOf, forget };
};
