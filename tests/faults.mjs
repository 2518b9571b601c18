// What must come of each file that strangers' tools made and that was once got wrong (the files
// lie beside the repository): one list for the package and for the page.

import { fileURLToPath } from "node:url";

export const faults = process.env.HEARTH_FAULTS ?? fileURLToPath(new URL("../../shared/faults", import.meta.url));

/** One dump of one program, however it was wrapped. */
const DUMP = { profiles: 1, kind: "goroutine", values: [13], frames: 29 };

/**
 * By name: how many profiles open, what the first one has (its kind, the sums of its values, how
 * many frames its stacks have in all), how many further documents are in the file, what is said
 * of it, or why it is refused.
 */
export const FAULTS = {
  "cockroach-debug.zip": { profiles: 5 },
  "consul-debug.tar.gz": { profiles: 2 },
  "cr-cr-lf.txt": DUMP,
  "datadog.lz4.pprof": { profiles: 0, refused: /lz4 -d/ },
  "docker-json-file.log": DUMP,
  "double-gzip.pb.gz": { profiles: 1 },
  "elastic-agent-pprof-gz.zip": { profiles: 3 },
  "escaped-newlines.log": DUMP,
  "folder-dated-gz": { profiles: 3 },
  "folder-gotest": { profiles: 2 },
  "folder-waiting": { profiles: 1, kind: "goroutine" },
  "goroutine-debug1-curl-i.txt": { profiles: 1, kind: "goroutine", values: [32] },
  "goroutines-double-spaced.txt": DUMP,
  "goroutines-utf16le.txt": DUMP,
  "gotest-cpu-out-mem-out.zip": { profiles: 2 },
  "gzip-profile-named.zip": { profiles: 1 },
  "gzip-through-a-text-editor.pb.gz": { profiles: 0, refused: /program for text/ },
  "heap-debug1-appended.txt": { profiles: 1, further: 1, kind: "heap", said: /2 profiles or dumps/ },
  "heap-debug1-with-header.log": { profiles: 1, kind: "heap" },
  "klog-stacktrace.log": DUMP,
  "log-line-between.log": DUMP,
  "logfmt-msg.log": DUMP,
  "macos-appledouble.zip": { profiles: 1 },
  "names-with-newline.pb.gz": { profiles: 1 },
  "newest-first-62086.txt": { profiles: 1, kind: "goroutine", said: /newest line/ },
  "own-advice-waiting-txt.zip": { profiles: 3 },
  "profile-named.go": { profiles: 1 },
  "race-report.txt": { profiles: 1, kind: "goroutine", said: /race/ },
  "rfc3339nano-trimmed.log": DUMP,
  "split-writes.log": DUMP,
  "string-table-0.pb": { profiles: 0, refused: /string/ },
  "tab-as-backslash-t.log": DUMP,
};

/** Sums of the values and of the frames of all samples, by the report that has them as they are. */
export function sums(raw) {
  const rows = raw.slice(raw.indexOf("\nSamples:"), raw.indexOf("\nLocations")).matchAll(/^ *([\d ]+): ([\d ]*)$/gm);
  const all = { values: [], frames: 0 };
  for (const [, values, frames] of rows) {
    values.trim().split(/ +/).forEach((value, i) => (all.values[i] = (all.values[i] ?? 0) + Number(value)));
    all.frames += frames.split(" ").filter(Boolean).length;
  }
  return all;
}

/** What rows of a heap's text come to, each scaled up by how probable it was to be sampled. */
export function heapSums(text) {
  const rate = Number(text.match(/@ heap\/(\d+)/)[1]) / 2;
  const sums = [0, 0, 0, 0];
  for (const [, ...row] of text.matchAll(/^(\d+): (\d+) \[(\d+): (\d+)\] @/gm)) {
    // The file has what is in use first, profiles what was allocated.
    const [inuse, inuseBytes, alloc, allocBytes] = row.map(Number);
    [[alloc, allocBytes], [inuse, inuseBytes]].forEach(([count, bytes], i) => {
      const scale = count > 0 && bytes > 0 ? 1 / (1 - Math.exp(-bytes / count / rate)) : 0;
      sums[2 * i] += Math.trunc(count * scale);
      sums[2 * i + 1] += Math.trunc(bytes * scale);
    });
  }
  return sums;
}
