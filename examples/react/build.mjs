// Bundles the page. Hearth's two modules go beside the bundle, where its script looks for
// them. HEARTH_PACKAGE names the folder of the package where it is not installed.

import { build } from "esbuild";
import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const hearth = process.env.HEARTH_PACKAGE ?? path.join(here, "../../dist/npm");
const dist = process.env.OUT ?? path.join(here, "dist");

await build({
  entryPoints: [path.join(here, "App.jsx")],
  outdir: dist,
  bundle: true,
  minify: true,
  format: "esm",
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
  alias: { "hearth-pprof/component": path.join(hearth, "component.js") },
});
await mkdir(dist, { recursive: true });
for (const file of ["component-page.wasm", "component-engine.wasm"]) {
  await copyFile(path.join(hearth, file), path.join(dist, file));
}
