// Starts the page within somebody else's document, in a shadow tree. The build puts this
// behind `hearth_page(hearth_host, module)`, which starts one more instance of the page,
// and the texts `hearth_style` and `hearth_worker`. What a place owes the page is written
// down in `web/src/host.rs`.

import { Calls } from "../embed/calls.js";
import { Guest } from "../embed/guest.js";

/** Where the component's other files are. To be changed before the first one is used. */
export const assets = {
  page: new URL("./component-page.wasm", import.meta.url),
  engine: new URL("./component-engine.wasm", import.meta.url),
  sealed: new URL("./hearth.html", import.meta.url),
};

/** What all components of a document share: it is loaded once. */
export const shared = (() => {
  /** The smallest module that there is. */
  const EMPTY = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

  let users = 0;
  let loading = null;
  let sheet = null;
  let trusted = null;

  /** To be called by each component once, as is `leave`. */
  function enter() {
    users += 1;
    loading ??= load().catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  }

  function leave() {
    users -= 1;
    if (users > 0 || !loading) return;
    loading.then(({ address }) => URL.revokeObjectURL(address)).catch(() => {});
    loading = null;
  }

  async function load() {
    const watch = watchPolicy();
    try {
      // Otherwise nothing that follows can work.
      try {
        new WebAssembly.Module(EMPTY);
      } catch {
        throw forbidden("script-src 'wasm-unsafe-eval'", "WebAssembly");
      }
      const [page, engine] = await Promise.all([
        compile(assets.page, watch),
        compile(assets.engine, watch),
        tryWorker(),
      ]);
      return { page, engine, address: addressOf(hearth_worker) };
    } finally {
      watch.end();
    }
  }

  /** Hears which directives of the document's policy refuse something. */
  function watchPolicy() {
    const refused = new Set();
    const take = (event) => refused.add(event.effectiveDirective);
    document.addEventListener("securitypolicyviolation", take);
    const end = () => document.removeEventListener("securitypolicyviolation", take);
    return { refused, end };
  }

  function forbidden(directive, what) {
    const message = `this page's policy forbids Hearth ${what}: it has to allow ${directive}`;
    return new HearthError(message, "policy", { directive });
  }

  async function compile(address, watch) {
    const { href, origin } = new URL(address, document.baseURI);
    let response;
    try {
      response = await fetch(href);
    } catch (error) {
      // What was refused is told a moment after it failed.
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (watch.refused.has("connect-src")) throw forbidden(`connect-src ${origin}`, "to load its files");
      throw new HearthError(`${href} could not be loaded: ${error.message}`, "not-loaded");
    }
    if (!response.ok) {
      const message = `${href} could not be loaded: the server answered ${response.status}`;
      throw new HearthError(message, "not-loaded");
    }
    try {
      return await WebAssembly.compile(await response.arrayBuffer());
    } catch (error) {
      const type = response.headers.get("content-type") ?? "something";
      const message = `${href} is no module, but ${type}: HearthProfile.assets says where to look (${error.message})`;
      throw new HearthError(message, "not-loaded");
    }
  }

  /** Starts a worker that does nothing: one that is refused says no reason. */
  async function tryWorker() {
    const address = addressOf("postMessage(0)");
    try {
      await new Promise((resolve, reject) => {
        const worker = new Worker(address);
        worker.onmessage = resolve;
        worker.onerror = reject;
        worker.onmessageerror = reject;
      }).then(({ target }) => target.terminate());
    } catch {
      const directive = address === String(address) && needsTrust() ? "trusted-types hearth" : "worker-src blob:";
      throw forbidden(directive, "to start its worker");
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  /** Whether a plain text is no address of a script here. */
  function needsTrust() {
    try {
      new Worker("data:,").terminate();
      return false;
    } catch (error) {
      return error instanceof TypeError;
    }
  }

  /** The page's Trusted Types policy for Hearth, where there is such a thing and it may be. */
  function trust() {
    const createScriptURL = (url) => {
      if (url.startsWith("blob:")) return url;
      throw TypeError("not a blob");
    };
    try {
      trusted ??= window.trustedTypes?.createPolicy("hearth", { createScriptURL, createHTML: (html) => html });
    } catch {
      // Whoever needs it is told.
    }
    return trusted;
  }

  /** A script's address, as a trusted one. */
  function addressOf(script) {
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    return trust()?.createScriptURL(address) ?? address;
  }

  /** Hearth's own document, for a frame. */
  function page(html) {
    return trust()?.createHTML(html) ?? html;
  }

  /** The style sheet, for a shadow tree. */
  function style() {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(hearth_style);
    }
    return sheet;
  }

  return { enter, leave, page, style };
})();

/**
 * The page in a shadow tree. It takes what `HearthFrame` takes; `tell(type, detail)`
 * hears what it says by itself.
 */
export class Page {
  #tell;
  #place = document.createElement("div");
  #resizes = null;
  #guest;
  #calls = new Calls();
  #ended = false;

  constructor(tree, { state, readOnly }, tell) {
    this.#tell = tell;
    this.#guest = new Guest(state);
    this.#place.id = "hearth";
    tree.adoptedStyleSheets = [shared.style()];
    tree.replaceChildren(this.#place);
    this.#begin(tree, readOnly);
  }

  /** `open`, `compare` or `snapshots`, with files. */
  show(call, files) {
    return this.#calls.ask((id) => this.#guest.show(call, id, files));
  }

  /** Sets what is given of `{ state, theme, language }`; answers with the state. */
  state(changes = {}) {
    return this.#calls.ask((id) => this.#guest.set(changes, id));
  }

  report(report, query = "") {
    return this.#calls.ask((id) => this.#guest.report(report, query, id));
  }

  close() {
    if (this.#ended) return;
    this.#ended = true;
    this.#resizes?.disconnect();
    this.#guest.end();
    this.#calls.fail(new HearthError("it was removed", "closed"));
    this.#place.remove();
    shared.leave();
  }

  async #begin(tree, readOnly) {
    let files;
    try {
      files = await shared.enter();
    } catch (error) {
      this.#refuse(error);
      return;
    }
    if (this.#ended) return;
    this.#resizes = new ResizeObserver(() => this.#place.dispatchEvent(new Event("resize")));
    this.#resizes.observe(this.#place);
    await hearth_page(this.#host(tree, files, readOnly), files.page);
  }

  /** Says in its place why there is no Hearth. */
  #refuse(error) {
    if (this.#ended) return;
    const text = document.createElement("p");
    text.className = "message";
    text.setAttribute("role", "alert");
    text.textContent = error.message;
    this.#place.replaceChildren(text);
    this.#place.dataset.hearth = "failed";
    this.#calls.fail(error);
    this.#tell("error", error);
  }

  #host(tree, files, readOnly) {
    return {
      root: this.#place,
      tree,
      place: this.#place,
      guest: true,
      get readOnly() {
        return readOnly();
      },
      engine: async () => ({ address: files.address, module: files.engine }),
      deferred() {},
      ...this.#guest.host((type, detail) => this.#hear(type, detail)),
    };
  }

  #hear(type, detail) {
    if (this.#ended) return;
    if (type === "done") this.#calls.answer(detail.id, detail.error, detail.value);
    else this.#tell(type, detail);
  }
}
