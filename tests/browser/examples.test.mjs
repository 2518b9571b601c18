// The examples of embedding, as somebody who follows their words has them.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { serve, visit } from "./embedding.mjs";
import { fixture, launch, until } from "./lib.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("the dashboard: a component and a frame show one profile", async () => {
  const folders = {
    "/examples/": path.join(root, "examples/"),
    "/tests/fixtures/": path.join(root, "tests/fixtures/"),
    "/dist/npm/": process.env.HEARTH_PACKAGE,
    "/dist/site/": process.env.HEARTH_SITE,
  };
  const server = await serve({ folders });
  const { page, context, problems } = await visit(browser, `${server.origin}/examples/dashboard/`);
  const component = page.locator("hearth-profile");
  const frame = page.frameLocator("iframe");
  await page.getByText("The example").click();
  const row = component.getByTestId("row").first();
  await row.waitFor();
  await frame.getByTestId("view-flame").waitFor();
  assert.match(await component.getByTestId("seal").innerText(), /not sealed by Hearth/);
  await frame.locator('[data-testid="seal"][data-state="sealed"]').waitFor();
  // What is selected in one of them is told by both ways.
  const selected = page.locator("#selected");
  await row.click();
  await until("the component's selection is shown", async () => (await selected.innerText()).includes("."));
  const first = await selected.innerText();
  await frame.getByTestId("tab-top").click();
  await frame.getByTestId("row").nth(1).click();
  await until("the frame's selection is shown", async () => (await selected.innerText()) !== first);
  await page.locator("#file").setInputFiles(fixture("heap.pb.gz"));
  await until("another file replaces it", async () => (await frame.getByTestId("file").count()) === 1);
  assert.deepEqual(problems, []);
  await context.close();
  server.close();
});

test("React: properties, events, and a comparison", async () => {
  const folder = path.join(root, "examples/react/");
  const out = await mkdtemp(path.join(os.tmpdir(), "hearth-react-"));
  await promisify(execFile)(process.execPath, ["build.mjs"], { cwd: folder, env: { ...process.env, OUT: out } });
  const server = await serve({ folders: { "/dist/": out, "/": folder } });
  const { page, context, problems } = await visit(browser, `${server.origin}/`);
  const component = page.locator("hearth-profile");
  await component.locator('[data-testid="message"][data-kind="nothing"]').waitFor();
  await page.getByLabel("Profile", { exact: true }).setInputFiles(fixture("heap.pb.gz"));
  const row = component.getByTestId("row").first();
  await row.click();
  await until("the selection is React's", async () => (await page.locator("output").innerText()).includes("."));
  await page.getByRole("checkbox", { name: "Dark" }).check();
  await component.locator('#hearth[data-theme="dark"]').waitFor();
  await page.getByLabel("Base", { exact: true }).setInputFiles(fixture("heap.pb.gz"));
  await component.getByTestId("view-compare").waitFor();
  assert.equal(await component.getByTestId("file").count(), 2);
  assert.equal(await component.locator("#open-files").count(), 0);
  assert.deepEqual(problems, []);
  await context.close();
  server.close();
  await rm(out, { recursive: true });
});
