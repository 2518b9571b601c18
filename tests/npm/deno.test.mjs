// The package in Deno.

import assert from "node:assert/strict";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fixtures, project, run } from "./lib.mjs";

test("Deno opens a profile, and knows the declarations", (t) => {
  const { DENO } = process.env;
  if (!DENO) return t.skip("NOT TRIED: there is no Deno");
  copyFileSync(join(fixtures, "heap.pb.gz"), join(project, "heap.pb.gz"));
  writeFileSync(
    join(project, "deno.ts"),
    `import { open } from "hearth-pprof";
     using profile = await open(await Deno.readFile("heap.pb.gz"));
     const flat: BigInt64Array = profile.top().flat;
     console.log(profile.summary.kind, flat.length > 10);
    `,
  );
  const args = ["run", "--check", "--allow-read", "--node-modules-dir=manual", "deno.ts"];
  const { status, stdout, stderr } = run(DENO, args);
  assert.equal(stdout, "heap true\n", stderr);
  assert.equal(status, 0);
});
