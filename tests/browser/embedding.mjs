// Pages that embed Hearth, on a server of their own. HEARTH_PACKAGE says where the npm
// package is.

import { readFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".gz": "application/octet-stream",
  ".wasm": "application/wasm",
};

/**
 * Serves pages, each a text or `{ html, policy }`, and folders below paths. Another port
 * is another origin.
 */
export async function serve({ pages = {}, folders = {} }) {
  const server = http.createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const page = pages[pathname];
    if (page !== undefined) {
      const { html, policy } = typeof page === "string" ? { html: page } : page;
      const headers = { "Content-Type": TYPES[".html"] };
      if (policy) headers["Content-Security-Policy"] = policy;
      response.writeHead(200, headers).end(html);
      return;
    }
    if (pathname === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    const mount = Object.keys(folders).find((prefix) => pathname.startsWith(prefix));
    try {
      const name = pathname.slice(mount.length) + (pathname.endsWith("/") ? "index.html" : "");
      const content = await readFile(path.join(folders[mount], name));
      response.writeHead(200, { "Content-Type": TYPES[path.extname(name)] ?? "" }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, close: () => server.close() };
}

/** A document with this in its body. */
export const document = (body, head = "") => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>a host</title>${head}</head>
<body>${body}</body></html>`;

/** Opens a page; `problems` collects errors on the console and exceptions. */
export async function visit(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const problems = [];
  page.on("console", (message) => {
    const refused = /Content Security Policy|Refused to|ERR_BLOCKED_BY_CSP|This document requires|frame is sandboxed/.test(message.text());
    if (message.type() === "error" && !refused) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(address);
  return { page, context, problems };
}

/** Has an element show a profile: its bytes go along with the call. */
export const give = (element, bytes, name = "cpu.pb") =>
  element.evaluate(
    (element, { base64, name }) =>
      element.open(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)), { name }),
    { base64: Buffer.from(bytes).toString("base64"), name },
  );
