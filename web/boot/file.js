// @ts-check
// Starts the page from one file, which has everything inside: each part is in a block of
// data, deflated, as base64. Nothing is fetched, not even from the file itself: its policy
// begins with `connect-src 'none'`. The build puts this behind wasm-bindgen's glue
// (`crates/xtask/src/single.rs`).

import { own } from "./document.js";
import { around, seal } from "./seal.js";

const PARTS = ["page.wasm", "engine.wasm", "engine.js"];
const script = document.currentScript;
const block = (name) => document.querySelector(`script[data-part="${name}"]`).textContent;

async function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const inflating = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(inflating).arrayBuffer();
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The SHA-256 of each part: of its content, as it is when unpacked; none if it is damaged. */
async function digests(block, style, script) {
  const utf8 = new TextEncoder();
  /** @type {any[]} */
  const contents = PARTS.map((name) => [name, unpack(block(name))]);
  contents.push(["page.js", utf8.encode(script)], ["style.css", utf8.encode(style)]);
  return Promise.all(
    contents.map(async ([name, bytes]) => [name, await Promise.resolve(bytes).then(sha256, () => "")]),
  );
}

/** The same of what is in this page. */
const ours = () => digests(block, document.querySelector("style").textContent, script.textContent);

/** What this file says of itself: pairs of name and text. */
async function describe() {
  const said = document.querySelector("meta[name=hearth-build]").getAttribute("content").split("; ");
  return [...said.map((part) => part.split(": ")), ...(await ours())];
}

/** What a list of checksums has for a name: `same`, `other`, or `missing`. */
async function listed(sums, name, digest) {
  const lines = (await sums.text()).split("\n").map((line) => line.match(/^([0-9a-f]{64}) [ *](.*)$/i));
  const found = lines.find((line) => line?.[2] === name);
  if (!found) return "missing";
  return found[1].toLowerCase() === digest ? "same" : "other";
}

/**
 * Compares a file with this page, and with a list of checksums if there is one: its name,
 * its own SHA-256, the parts that differ, what the list says.
 */
async function check(file, sums) {
  const bytes = await file.arrayBuffer();
  const page = new TextDecoder().decode(bytes);
  const after = (start, end) => page.split(start)[1]?.split(end)[0] ?? "";
  const inside = (tag) => after(`<${tag}>`, `</${tag}>`);
  const others = await digests(
    (name) => after(`data-part="${name}">`, "<"),
    inside("style"),
    inside("script"),
  );
  const mine = await ours();
  const differ = mine.filter(([, digest], i) => digest !== others[i][1]).map(([name]) => name);
  const digest = await sha256(bytes);
  return [file.name, digest, differ.join(", "), sums ? await listed(sums, file.name, digest) : ""];
}

// A page that is dropped on the page is no profile: it is compared with this one, and with
// the SHA256SUMS that come with it.
document.addEventListener(
  "drop",
  async (event) => {
    const files = [...event.dataTransfer.files];
    const file = files.find(({ name }) => name.endsWith(".html"));
    const sums = files.find(({ name }) => name === "SHA256SUMS");
    if (!file || files.length > (sums ? 2 : 1)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { dataTransfer } = event;
    document.dispatchEvent(new DragEvent("dragleave", { dataTransfer }));
    document.dispatchEvent(new CustomEvent("hearth:checked", { detail: await check(file, sums) }));
  },
  { capture: true },
);

globalThis.hearth_host = {
  ...own,
  seal,
  around,

  async engine() {
    const [script, wasm] = await Promise.all([unpack(block("engine.js")), unpack(block("engine.wasm"))]);
    return { script: new TextDecoder().decode(script), module: await WebAssembly.compile(wasm) };
  },

  // It is built in one piece.
  deferred() {},

  get build() {
    return describe();
  },

};

(async () => hearth_web({ module_or_path: await unpack(block("page.wasm")) }))();
