export * from "./bundle.js";
export * from "./comparison.js";
export * from "./errors.js";
export * from "./load.js";
export * from "./open.js";
export * from "./profile.js";
export * from "./rows.js";
export * from "./snapshots.js";
export type * from "./types.js";

/** A value as reports write it: `format(1536, "bytes")` is `1.50kB`. */
export function format(value: number | bigint, unit: string, outputUnit?: string): string;
