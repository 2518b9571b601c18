// The scripts of the page, of its worker and of the component, checked by TypeScript: what they
// import is there, and what is called takes what it is given.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

for (const project of ["worker", "page"]) {
  test(`the scripts of the ${project} are sound`, () => {
    const tsc = here("./node_modules/typescript/bin/tsc");
    const { status, stdout } = spawnSync(process.execPath, [tsc, "--project", here(`./scripts/${project}.json`)]);
    assert.equal(status, 0, String(stdout));
  });
}
