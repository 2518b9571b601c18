// hearth-pprof: pprof profiles for programs. See index.d.ts for what everything is.

import * as engine from "./engine.js";
import { guarded } from "./errors.js";
import { needLoaded } from "./load.js";

export { openAll } from "./bundle.js";
export { Comparison, diff } from "./comparison.js";
export { HearthError } from "./errors.js";
export { init, memoryInUse } from "./load.js";
export { open } from "./open.js";
export { Profile } from "./profile.js";
export * from "./rows.js";
export { goroutines, leaks } from "./snapshots.js";

/** A value as reports write it. */
export function format(value, unit, outputUnit = "auto") {
  needLoaded();
  const whole = typeof value === "bigint" ? value : BigInt(Math.round(value));
  return guarded(() => engine.format(whole, unit, outputUnit));
}
