// The other end of a frame's messages: a page that has Hearth in an iframe.

import { Calls } from "./calls.js";
import { files } from "./given.js";

/** Speaks to Hearth in a frame; `tell(type, detail)` hears what it says by itself. */
export class HearthFrame {
  #frame;
  #origin;
  #tell;
  #calls = new Calls();
  /** What is to be sent as soon as the frame listens; null once it does. */
  #early = [];
  #listener = (event) => this.#hear(event);

  /**
   * @param {HTMLIFrameElement} frame
   * @param {string} origin The frame's; `null` for one that has none, as a sandboxed one.
   * @param {(type: string, detail: object) => void} tell
   */
  constructor(frame, origin, tell = () => {}) {
    this.#frame = frame;
    this.#origin = origin;
    this.#tell = tell;
    addEventListener("message", this.#listener);
    // One that listens already said so before this did.
    frame.contentWindow?.postMessage({ hearth: 1, type: "hello" }, "*");
  }

  async open(profile, /** @type {{ name?: string }} */ { name } = {}) {
    await this.show("open", await files([{ profile, name }]));
  }

  async compare(base, current) {
    await this.show("compare", await files([base, current]));
  }

  async snapshots(profiles) {
    await this.show("snapshots", await files(profiles));
  }

  /** Any of the three, with files. */
  async show(type, given) {
    const bytes = await Promise.all(given.map((file) => file.arrayBuffer()));
    const profiles = given.map(({ name }, i) => ({ name, bytes: bytes[i] }));
    await this.#ask({ type, profiles }, bytes);
  }

  /** Sets what is given of `{ state, theme, language }`; answers with the state. */
  state(changes = {}) {
    return this.#ask({ type: "state", ...changes });
  }

  /** A report's text, as `go tool pprof` has it. */
  report(report, query = "") {
    return this.#ask({ type: "query", report, query });
  }

  /** Stops listening. */
  close() {
    removeEventListener("message", this.#listener);
    this.fail(new HearthError("it was removed", "closed"));
  }

  /** Refuses what was asked and what will be. */
  fail(error) {
    this.#calls.fail(error);
  }

  #ask(message, transfer) {
    return this.#calls.ask((id) => this.#post({ ...message, id }, transfer));
  }

  #post(...message) {
    // While the frame loads, its window is still that of an empty page.
    if (this.#early) this.#early.push(message);
    else this.#send(...message);
  }

  #send(message, transfer = []) {
    const target = this.#origin === "null" ? "*" : this.#origin;
    this.#frame.contentWindow?.postMessage({ hearth: 1, ...message }, target, transfer);
  }

  #hear({ source, origin, data }) {
    if (source !== this.#frame.contentWindow || origin !== this.#origin) return;
    if (data?.hearth !== 1) return;
    const { hearth, type, id, ...detail } = data;
    if (type === "hello") {
      this.#early?.forEach((message) => this.#send(...message));
      this.#early = null;
    }
    if (type === "answer") this.#calls.answer(id, null, detail.value);
    else if (type !== "error" || !this.#calls.answer(id, detail)) this.#tell(type, detail);
  }
}
