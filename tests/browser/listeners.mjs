// Who listens at the other end of every way out: HTTP, plain TCP and UDP, on this machine.

import dgram from "node:dgram";
import { readFile } from "node:fs/promises";
import http from "node:http";
import net from "node:net";
import path from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * A server of a folder's files: the plainest there is, with no header of its own but those
 * given. Without a folder, and where the address has `no-content`, it answers 204: who
 * navigates there stays where it is.
 */
export async function serve(folder, headers = () => ({})) {
  /** Every request that arrived: `GET /path`; and the cookies that came with them. */
  const arrived = [];
  const cookies = [];
  const server = http.createServer(async (request, response) => {
    arrived.push(`${request.method} ${request.url}`);
    if (request.headers.cookie) cookies.push(request.headers.cookie);
    if (!folder || request.url.includes("no-content")) {
      return response.writeHead(204, { "Access-Control-Allow-Origin": "*" }).end();
    }
    const name = path.basename(request.url.split("?")[0].replace(/\/$/, "/index.html"));
    const content = folder && (await readFile(path.join(folder, name)).catch(() => null));
    if (!content) return response.writeHead(404, { "Access-Control-Allow-Origin": "*" }).end();
    const type = TYPES[path.extname(name)] ?? "application/octet-stream";
    response.writeHead(200, { "Content-Type": type, ...headers(name) }).end(content);
  });
  server.on("upgrade", (request, socket) => {
    arrived.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { arrived, cookies, port: server.address().port, close };
}

/** Counts connections, and keeps what comes first: of TLS, that has the server's name. */
export async function tcp() {
  const listener = { count: 0, heard: "" };
  const server = net.createServer((socket) => {
    listener.count++;
    socket.on("error", () => {});
    socket.on("data", (data) => {
      listener.heard += data.toString("latin1");
      socket.destroy();
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(listener, { port: server.address().port, close: () => server.close() });
}

/** Counts packets. */
export async function udp() {
  const listener = { count: 0 };
  const socket = dgram.createSocket("udp4", () => listener.count++);
  await new Promise((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return Object.assign(listener, { port: socket.address().port, close: () => socket.close() });
}
