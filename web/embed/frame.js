// Hearth in a frame of another page, by messages. The build puts this behind a boot
// script (which made `hearth_host`) and before the page runs.
//
// Only the page that frames this one is heard, and only if it has the origin that the
// frame was made for (`#h.embed=https://…`, or `<html data-embed>` in a sealed frame) and
// whoever serves Hearth allows it (`<meta name="hearth-embedders">`). What it can read
// is what it gave: files come by messages alone, nothing that is kept in this browser is
// looked at, and the user can open none here. The protocol is described in
// docs/embedding.md.

(() => {
  "use strict";

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
    const allowed = meta ? meta.content.split(/\s+/).filter(Boolean) : ["*"];
    if (!allowed.includes("*") && !allowed.includes(embedder)) {
      return `${embedder} is not among the embedders that this Hearth allows`;
    }
    return null;
  }

  /** Hands commands to the page, once it is there. */
  let command = null;
  const early = [];
  let ready = null;
  /** The state, in place of the address: a frame's history is that of the page around it. */
  const steps = [root.dataset.embedState ?? location.hash];
  let step = 0;

  function send(message, transfer = []) {
    if (refusal) return;
    // Who is around this frame can't change while it lives.
    parent.postMessage(
      { hearth: VERSION, ...message },
      embedder === "null" ? "*" : embedder,
      transfer,
    );
  }

  function order(...what) {
    if (command) command(...what);
    else early.push(what);
  }

  function navigate(state) {
    steps[step] = state;
    order("navigate", 0, null);
  }

  const fail = (id, error) => send({ type: "error", id, ...HearthError.toMessage(error) });

  async function take(message) {
    const { id, type } = message;
    switch (type) {
      case "hello":
        send({ type: "hello", version: VERSION });
        if (ready) send(ready);
        return;
      case "open":
      case "compare":
      case "snapshots": {
        const files = await hearth_given.files(
          message.profiles.map(({ name, bytes }) => ({ profile: bytes, name })),
        );
        navigate(hearth_given.stateFor(type, steps[step]));
        order("show", id, files);
        return;
      }
      case "state": {
        const { theme, language, state } = message;
        if (theme !== undefined || language !== undefined) {
          order("settings", 0, { theme, language });
        }
        if (state !== undefined) navigate(`#${String(state).replace(/^#/, "")}`);
        order("state", id, null);
        return;
      }
      case "query":
        order("report", id, { report: message.report, query: message.query ?? "" });
        return;
      default:
        throw new HearthError("protocol", `there is no message of the type ${type}`);
    }
  }

  addEventListener("message", ({ source, origin, data }) => {
    if (refusal || source !== parent || origin !== embedder) return;
    if (typeof data !== "object" || data === null || !("hearth" in data)) return;
    if (data.hearth !== VERSION) {
      const message = `this Hearth speaks version ${VERSION} of the protocol`;
      fail(data.id, new HearthError("protocol", message));
      return;
    }
    take(data).catch((error) => {
      const wrong = error instanceof HearthError ? error : new HearthError("protocol", error.message);
      fail(data.id, wrong);
    });
  });

  Object.assign(hearth_host, {
    readOnly: true,
    address: () => steps[step],
    link: () => "",
    visit(fragment, isStep) {
      if (fragment === steps[step]) return;
      if (isStep) steps.splice(++step, Infinity, fragment);
      else steps[step] = fragment;
    },
    step(forward) {
      const next = step + (forward ? 1 : -1);
      if (!(next in steps)) return;
      step = next;
      order("navigate", 0, null);
    },
    storage() {},
    remote: {
      started(commands) {
        command = commands;
        early.splice(0).forEach((what) => command(...what));
      },
      tell(type, detail) {
        if (type === "done") {
          const { id, error, value } = detail;
          if (error) fail(id, error);
          else send({ type: "answer", id, value });
        } else {
          if (type === "ready") ready = { type, ...detail };
          send({ type, ...detail });
        }
      },
    },
  });

  send({ type: "hello", version: VERSION });
})();
