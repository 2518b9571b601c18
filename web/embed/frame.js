// Hearth in a frame of another page, by messages. It comes behind a boot script (which
// made `hearth_host`) and before the page runs.
//
// Only the page that frames this one is heard, and only if it has the origin that the
// frame was made for (`#h.embed=https://…`, or `<html data-embed>` in a sealed frame) and
// whoever serves Hearth allows it (`<meta name="hearth-embedders">`). What it can read
// is what it gave: files come by messages alone, nothing that is kept in this browser is
// looked at, and the user can open none here. The protocol is described in
// docs/embedding.md.

import { Guest } from "./guest.js";

listen();

function listen() {
  const VERSION = 1;
  const { documentElement: root } = document;
  const named =
    root.dataset.embed ?? new URLSearchParams(location.hash.slice(1)).get("h.embed");
  if (parent === window || !named) return;

  const embedder = originOf(named);
  const refusal = refuse();
  if (refusal) {
    console.warn(`Hearth does not listen to the page around it: ${refusal}`);
  }

  /** An address's origin; sandboxed pages and files have none, and say `null`. */
  function originOf(address) {
    try {
      return new URL(address).origin;
    } catch {
      return "null";
    }
  }

  /** Why the page around this one is not to be heard. */
  function refuse() {
    // Not every browser says it; what messages come from is checked in any case.
    const around = location.ancestorOrigins?.[0];
    if (around && originOf(around) !== embedder) {
      return `h.embed names ${embedder}, but the page is of ${around}`;
    }
    const meta = document.querySelector('meta[name="hearth-embedders"]');
    const allowed = meta ? meta.getAttribute("content").split(/\s+/).filter(Boolean) : ["*"];
    if (!allowed.includes("*") && !allowed.includes(embedder)) {
      return `${embedder} is not among the embedders that this Hearth allows`;
    }
    return null;
  }

  // A frame's history is that of the page around it.
  const guest = new Guest(root.dataset.embedState ?? location.hash);
  let ready = null;

  function send(message) {
    if (refusal) return;
    // Who is around this frame can't change while it lives.
    parent.postMessage({ hearth: VERSION, ...message }, embedder === "null" ? "*" : embedder);
  }

  /** Answers a message, with the `id` that it had, whatever that is. */
  function reply(message) {
    try {
      send(message);
    } catch {
      // What was handed over with a message (a port, a stream) can't be sent back.
      send({ ...message, id: undefined });
    }
  }

  /** The ids of the messages that are not answered, by the numbers that the page knows. */
  const ids = new Map();
  let last = 0;

  function numberOf(id) {
    ids.set(++last, id);
    return last;
  }

  const fail = (id, /** @type {any} */ { code, message, file }) => reply({ type: "error", id, code, message, file });
  const misunderstood = (id, message) => fail(id, { code: "protocol", message });

  /** The profiles that were sent, as files. */
  function filesOf(profiles) {
    if (!Array.isArray(profiles)) throw new TypeError("profiles is a list of { name, bytes }");
    return profiles.map(({ name, bytes }) => {
      if (bytes instanceof ArrayBuffer || bytes instanceof Blob) return new File([bytes], name || "profile");
      throw new TypeError("the bytes of a profile are an ArrayBuffer or a Blob");
    });
  }

  function take(message) {
    const { type } = message;
    switch (type) {
      case "hello":
        reply({ type: "hello", version: VERSION, ...("id" in message && { id: message.id }) });
        if (ready) send(ready);
        return;
      case "open":
      case "compare":
      case "snapshots":
        guest.show(type, numberOf(message.id), filesOf(message.profiles));
        return;
      case "state":
        guest.set(message, numberOf(message.id));
        return;
      case "query":
        guest.report(message.report, message.query ?? "", numberOf(message.id));
        return;
      default:
        throw new TypeError(`there is no message of the type ${String(type).slice(0, 80)}`);
    }
  }

  addEventListener("message", ({ source, origin, data }) => {
    if (refusal || source !== parent || origin !== embedder) return;
    if (typeof data !== "object" || data === null || !("hearth" in data)) return;
    if (data.hearth !== VERSION) {
      misunderstood(data.id, `this Hearth speaks version ${VERSION} of the protocol`);
      return;
    }
    const before = last;
    try {
      take(data);
    } catch (error) {
      // It is answered here, and not once more if half of it was done.
      if (last > before) ids.delete(last);
      misunderstood(data.id, error.message);
    }
  });

  function tell(type, detail) {
    if (type === "done") {
      const { id: number, error, value } = detail;
      if (!ids.has(number)) return;
      const id = ids.get(number);
      ids.delete(number);
      if (error) fail(id, error);
      else reply({ type: "answer", id, value });
    } else {
      if (type === "ready") ready = { type, ...detail };
      send({ type, ...detail });
    }
  }

  Object.assign(globalThis.hearth_host, { readOnly: true, ...guest.host(tell) });

  send({ type: "hello", version: VERSION });
}
