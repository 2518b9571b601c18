// Writes what was measured (seal-measured.json) where people read it: the table in
// docs/seal.md, and the list in the seal's dialog. `node seal-table.mjs` after
// `HEARTH_MEASURE=1 node --test seal-ways.test.mjs`.

import { readFile, writeFile } from "node:fs/promises";

const at = (place) => new URL(place, import.meta.url);
export const MEASURED = at("seal-measured.json");
const DOC = at("../../docs/seal.md");
const LIST = at("../../web/src/seal/proof/measured.tsv");
const [START, END] = ["<!-- measured: start -->\n", "<!-- measured: end -->"];
const SEALED = ["bare", "again", "headers"];

/** The places of a scene from which a way arrived. */
const places = (scene, way) =>
  Object.entries(scene).filter(([, { arrived }]) => arrived.includes(way)).map(([place]) => place);

/** Whether it is known to arrive where nothing forbids it. */
const hasControl = ({ scenes }, way) => places(scenes.open, way).length > 0;

const exists = ({ scenes }, way) => Object.values(scenes.open).some(({ names }) => names.includes(way));

function cell(browser, scene, way) {
  if (!exists(browser, way)) return "not there";
  const from = places(browser.scenes[scene], way);
  if (from.length) return `**${from.join(", ")}**`;
  return hasControl(browser, way) ? "–" : "?";
}

/** The table: what got out somewhere, and then what never did. */
export function table({ date, browsers }) {
  const all = Object.entries(browsers);
  const ways = [...new Set(all.flatMap(([, { scenes }]) => Object.values(scenes.open).flatMap(({ names }) => names)))];
  const isOut = (way) => all.some(([, { scenes }]) => SEALED.some((scene) => places(scenes[scene], way).length));
  const out = ways.filter(isOut);
  const columns = all.flatMap(([name, browser]) => SEALED.map((scene) => [name, browser, scene]));
  const heads = { bare: "no headers", again: "second visit", headers: "headers" };
  const row = (cells) => `| ${cells.join(" | ")} |\n`;
  const versions = all.map(([name, { version }]) => `${name} ${version}`).join(", ");
  const unknown = (browser) => ways.filter((way) => !isOut(way) && exists(browser, way) && !hasControl(browser, way));
  const unjudged = all.map(([name, browser]) => [name, unknown(browser)]).filter(([, ways]) => ways.length);
  return [
    `Measured on ${date} with ${versions}.\n\n`,
    row(["way", ...columns.map(([name, , scene]) => `${name}, ${heads[scene]}`)]),
    row(["---", ...columns.map(() => "---")]),
    ...out.map((way) => row([way, ...columns.map(([, browser, scene]) => cell(browser, scene, way))])),
    `\nIn no browser and no scene arrived: ${ways.filter((way) => !isOut(way)).join(", ")}.\n`,
    ...unjudged.map(([name, ways]) => `In ${name} it is not known of these, because they did not arrive where nothing forbids them, either: ${ways.join(", ")}.\n`),
  ].join("");
}

/** What the dialog says of each browser (`seal/proof/measured.rs`). */
export function list({ date, browsers }) {
  const text = (scene) => {
    const ways = [...new Set(Object.values(scene).flatMap(({ arrived }) => arrived))];
    return ways.map((way) => `${way} (${places(scene, way).join(", ")})`).join(", ");
  };
  return Object.entries(browsers)
    .map(([name, { version, scenes }]) => [name, version, date, ...SEALED.map((scene) => text(scenes[scene]))].join("\t") + "\n")
    .join("");
}

/** The document with another table in it. */
const filled = (doc, table) => {
  const [before, rest] = doc.split(START);
  return [before, START, table, END, rest.split(END)[1]].join("");
};

/** Each file that is written, with what it is to contain. */
export async function files() {
  const measured = JSON.parse(await readFile(MEASURED, "utf8"));
  const doc = await readFile(DOC, "utf8");
  return [[DOC, filled(doc, table(measured))], [LIST, list(measured)]];
}

if (process.argv[1] === import.meta.filename) {
  for (const [file, content] of await files()) await writeFile(file, content);
}
