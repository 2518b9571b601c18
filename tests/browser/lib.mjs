// A browser with the page in it. `cargo xtask test` says by variables where the
// page is served (HEARTH_URL), where its files are (HEARTH_SITE), and which
// Chromium to take (CHROMIUM).

import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const url = process.env.HEARTH_URL ?? "http://localhost:8080/";

/** Why a test that drops folders is skipped, if it is. */
export const noFolders =
  url.startsWith("file:") && "Chromium reads no folder that is dropped on a page that is a file";

export const fixture = (name) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

export const args = [
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // As root Chromium refuses to start with its sandbox.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });

/** In the page: has the site's own service worker refused, and no other. */
function keepNothing() {
  const { prototype } = globalThis.ServiceWorkerContainer ?? {};
  const register = prototype?.register;
  if (!register) return;
  prototype.register = function (url, ...more) {
    const isOwn = String(url) === "service-worker.js";
    return isOwn ? Promise.reject(new Error("not in this test")) : register.call(this, url, ...more);
  };
}

/** In a page that is a file: has names in title and address, as a setting. */
function keepNames() {
  if (location.protocol !== "file:") return;
  const settings = localStorage.getItem("hearth:settings") ?? "";
  if (!/\b(yes|no)\b/.test(settings)) localStorage.setItem("hearth:settings", `${settings} yes`);
}

/**
 * Opens the page and waits until it is sealed (or, with `sealed: false`, says that it is
 * not) and takes files. `problems` collects
 * errors on the console and exceptions. With `keep` the site's service worker keeps its files:
 * it asks for them once more, at any time.
 */
export async function open(browser, { address = url, sealed = true, keep = false, names = true, ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  if (!keep) await context.addInitScript(keepNothing);
  // In a page that is a file they are not in the address by default, where tests look for them.
  if (names) await context.addInitScript(keepNames);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const problems = [];
  page.on("console", (message) => {
    // The page tries on purpose what its policy forbids.
    const refused = /Content Security Policy|Refused to|ERR_BLOCKED_BY_CSP|This document requires/.test(message.text());
    if (message.type() === "error" && !refused) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  // The single file needs no network.
  if (address.startsWith("file:")) await context.setOffline(true);
  await page.goto(address);
  const word = sealed ? "sealed" : "not-sealed";
  await page.locator(`[data-testid="seal"][data-state="${word}"]`).waitFor();
  return { page, context, problems };
}

/**
 * Drops files on the page, as a user does: paths, or `{name, bytes}`.
 */
export async function drop(page, ...files) {
  const read = async (file) =>
    typeof file === "string" ? { name: path.basename(file), bytes: await readFile(file) } : file;
  const list = (await Promise.all(files.map(read))).map(({ name, bytes }) => ({
    name,
    base64: Buffer.from(bytes).toString("base64"),
  }));
  const transfer = await page.evaluateHandle((list) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of list) {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, list);
  for (const type of ["dragenter", "dragover", "drop"]) {
    await page.locator("body").dispatchEvent(type, { dataTransfer: transfer });
  }
}

/** Waits for a state of the page: empty, opening, ready, failed. */
export const state = (page, name) => page.locator(`html[data-hearth="${name}"]`).waitFor();

/** The texts of the first row of Top: flat, flat%, sum%, cum, cum%, name. */
export async function firstRow(page) {
  const row = page.locator('[data-testid="row"][data-index="0"]');
  const text = await row.innerText();
  return text.split(/\s+/).filter(Boolean).join(" ");
}

/** Waits until the view shows what was asked for. */
export const settled = (page) => page.locator('#view[aria-busy="false"]').waitFor();

/** The page's policy forbids what evaluates texts, so states are polled from here. */
export async function until(what, check) {
  for (let i = 0; i < 600; i++) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`in vain: ${what}`);
}

/** The address's fragment, as a user reads it. */
export const hash = (page) => decodeURIComponent(new URL(page.url()).hash);

/** Names of the views that the page offers for what is open. */
export const tabs = (page) =>
  page.getByRole("tab").evaluateAll((tabs) => tabs.map(({ dataset }) => dataset.testid.replace("tab-", "")));

/** Goes to a view, and waits for it. */
export async function view(page, name) {
  await page.getByTestId(`tab-${name}`).click();
  await page.getByTestId(`view-${name}`).waitFor();
  await settled(page);
}

/** The texts of rows, their white space as single blanks. */
export const texts = (rows) =>
  rows.evaluateAll((rows) => rows.map((row) => row.innerText.replace(/\s+/g, " ").trim()));

/** Drops files and folders as the browser does when a user drags them in from the desktop. */
export async function dropPaths({ page, context }, ...paths) {
  const session = await context.newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x: 200, y: 400, data });
  }
}
