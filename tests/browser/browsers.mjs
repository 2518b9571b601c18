// The browsers in which ways out are tried, each with the same few things to do in it. Only
// Chromium is needed: others are tried where they are installed (FIREFOX, WEBKIT_DRIVER).

import { spawn } from "node:child_process";
import { access, readFile } from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import { chromium } from "playwright-core";
import { args } from "./lib.mjs";

/** A browser with a window asks for more: for icons. Where there is a screen, it has one. */
export const headless = process.platform === "linux" && !process.env.DISPLAY;

/** A program that a variable names, or one that is on the PATH; null if there is none. */
async function find(variable, ...names) {
  if (process.env[variable]) return process.env[variable];
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    for (const name of names) {
      const file = path.join(folder, name);
      if (await access(file).then(() => true, () => false)) return file;
    }
  }
  return null;
}

async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A function as a text that calls it with values. */
const CALL = (fn, values) => `(${fn})(...${JSON.stringify(values)})`;

/**
 * A browser as people have it: in a private window, which the others tests take, and with
 * a driver's usual switches, Chromium makes no connections ahead.
 */
async function startChromium(folder, { log, secure }) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless,
    ignoreDefaultArgs: ["--disable-background-networking", "--disable-popup-blocking"],
    args: [
      ...args.filter((arg) => !/quic|background-networking/.test(arg)),
      `--log-net-log=${log}`,
      "--net-log-capture-mode=Everything",
      `--host-resolver-rules=MAP *.hearth.test:443 127.0.0.1:${secure}`,
    ],
  });
  const wrap = (page) => ({
    page,
    goto: (address) => page.goto(address),
    evaluate: (fn, ...values) =>
      page.evaluate(CALL(fn, values)),
    reload: () => page.reload(),
    close: () => page.close(),
  });
  return {
    context,
    version: await versionOf(context),
    tab: async () => wrap(await context.newPage()),
    /** Has it look for what only a browser with a window looks for by itself. */
    async look({ page }) {
      const session = await context.newCDPSession(page);
      await session.send("Page.getAppManifest").catch(() => {});
    },
    /** The names that were looked up. To be asked when the browser is closed. */
    lookups: async () => new Set((await readFile(log, "utf8")).match(/lookup-[a-z-]+(?=\.example)/g) ?? []),
    close: () => context.close(),
  };
}

async function versionOf(context) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const { product } = await session.send("Browser.getVersion");
  await page.close();
  return product.split("/")[1];
}

async function startFirefox(folder, { program }) {
  const { default: puppeteer } = await import("puppeteer-core");
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: program,
    headless,
    userDataDir: folder,
    extraPrefsFirefox: {
      // Nothing of its own.
      "datareporting.policy.dataSubmissionEnabled": false,
      "app.update.enabled": false,
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
      "privacy.trackingprotection.enabled": false,
      // As people have it, and on this machine.
      "network.http.speculative-parallel-limit": 20,
      "network.prefetch-next": true,
      "media.peerconnection.ice.loopback": true,
    },
  });
  const wrap = (page) => ({
    goto: (address) => page.goto(address),
    evaluate: (fn, ...values) => page.evaluate(CALL(fn, values)),
    reload: () => page.reload(),
    close: () => page.close(),
  });
  return {
    version: (await browser.version()).split("/").at(-1),
    tab: async () => wrap(await browser.newPage()),
    close: () => browser.close(),
  };
}

/** By WebDriver. One window: a tab is the whole session. */
async function startWebKit(folder, { program }) {
  const port = await freePort();
  const driver = spawn(program, [`--port=${port}`], {
    env: { ...process.env, XDG_DATA_HOME: folder, XDG_CACHE_HOME: folder, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" },
    stdio: "ignore",
    detached: true,
  });
  async function ask(method, place, body) {
    const response = await fetch(`http://127.0.0.1:${port}${place}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }
  for (let i = 0; ; i++) {
    const isThere = await ask("GET", "/status").then(() => true, () => false);
    if (isThere) break;
    if (i === 100) throw new Error(`${program} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { sessionId, capabilities } = await ask("POST", "/session", {
    capabilities: {},
  });
  const session = `/session/${sessionId}`;
  // There must be one from which others are opened.
  const first = await ask("GET", `${session}/window`);
  const wrap = (handle) => {
    const within = async (method, place, body) => {
      await ask("POST", `${session}/window`, { handle });
      return ask(method, session + place, body);
    };
    return {
      goto: (url) => within("POST", "/url", { url }),
      evaluate: (fn, ...values) => within("POST", "/execute/sync", { script: `return ${CALL(fn, values)}`, args: [] }),
      reload: () => within("POST", "/refresh", {}),
      close: () => within("DELETE", "/window"),
    };
  };
  return {
    version: capabilities.browserVersion,
    async tab() {
      await ask("POST", `${session}/window`, { handle: first });
      return wrap((await ask("POST", `${session}/window/new`, { type: "window" })).handle);
    },
    async close() {
      await ask("DELETE", session).catch(() => {});
      process.kill(-driver.pid);
    },
  };
}

/** What there is: each with `name`, `start`, and if it is not there, why. */
export async function browsers() {
  const firefox = await find("FIREFOX", "firefox-esr", "firefox");
  const driver = await find("WEBKIT_DRIVER", "WebKitWebDriver");
  const isMissing = (name, packages) => `${name} is not installed (Debian: ${packages})`;
  return [
    { name: "Chromium", start: startChromium, missing: false },
    {
      name: "Firefox",
      start: (folder, options) => startFirefox(folder, { ...options, program: firefox }),
      missing: firefox ? false : isMissing("Firefox", "firefox-esr"),
    },
    {
      name: "WebKit",
      start: (folder, options) => startWebKit(folder, { ...options, program: driver }),
      missing: !driver
        ? isMissing("WebKit's driver", "webkit2gtk-driver, xvfb")
        : headless && "WebKit needs a screen: DISPLAY names none (Xvfb will do)",
    },
  ];
}
