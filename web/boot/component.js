// Starts the page within somebody else's document, in a shadow tree. The build puts this
// behind `hearth_page(hearth_host, module)`, which starts one more instance of the page,
// and the texts `hearth_style` and `hearth_worker`. What a place owes the page is written
// down in `web/src/host.rs`.

/** Where the component's other files are. To be changed before the first one is used. */
const hearth_assets = {
  page: new URL("./component-page.wasm", import.meta.url),
  engine: new URL("./component-engine.wasm", import.meta.url),
  sealed: new URL("./hearth.html", import.meta.url),
};

/** What all components of a document share: it is loaded once. */
const hearth_shared = (() => {
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
        compile(hearth_assets.page, watch),
        compile(hearth_assets.engine, watch),
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
    return new HearthError("policy", message, { directive });
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
      throw new HearthError("load", `${href} could not be loaded: ${error.message}`);
    }
    if (!response.ok) {
      throw new HearthError("load", `${href} could not be loaded: the server answered ${response.status}`);
    }
    return WebAssembly.compile(await response.arrayBuffer());
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
class HearthPage {
  #tell;
  #place = document.createElement("div");
  #resizes = null;
  #command = null;
  #early = [];
  #ended = false;
  #calls = new Map();
  #last = 0;
  /** The history, which is this component's own. */
  #steps;
  #step = 0;

  constructor(tree, { state, readOnly }, tell) {
    this.#tell = tell;
    this.#steps = [state];
    this.#place.id = "hearth";
    tree.adoptedStyleSheets = [hearth_shared.style()];
    tree.replaceChildren(this.#place);
    this.#begin(tree, readOnly);
  }

  /** `open`, `compare` or `snapshots`, with files. */
  show(call, files) {
    this.#navigate(hearth_given.stateFor(call, this.#steps[this.#step]));
    return this.#ask("show", files);
  }

  state({ state, theme, language } = {}) {
    if (theme !== undefined || language !== undefined) {
      this.#order("settings", 0, { theme, language });
    }
    if (state !== undefined) this.#navigate(`#${String(state).replace(/^#/, "")}`);
    return this.#ask("state", null);
  }

  report(report, query = "") {
    return this.#ask("report", { report, query });
  }

  close() {
    if (this.#ended) return;
    this.#ended = true;
    this.#resizes?.disconnect();
    this.#command?.("stop", 0, null);
    for (const { reject } of this.#calls.values()) reject(new HearthError("page", "it was removed"));
    this.#calls.clear();
    this.#place.remove();
    hearth_shared.leave();
  }

  async #begin(tree, readOnly) {
    let files;
    try {
      files = await hearth_shared.enter();
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
    for (const { reject } of this.#calls.values()) reject(error);
    this.#calls.clear();
    this.#failure = error;
    this.#tell("error", HearthError.toMessage(error));
  }

  #failure = null;

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
      rest() {},
      address: () => this.#steps[this.#step],
      link: () => "",
      visit: (fragment, isStep) => {
        if (fragment === this.#steps[this.#step]) return;
        if (isStep) this.#steps.splice(++this.#step, Infinity, fragment);
        else this.#steps[this.#step] = fragment;
      },
      step: (forward) => {
        const next = this.#step + (forward ? 1 : -1);
        if (!(next in this.#steps)) return;
        this.#step = next;
        this.#order("navigate", 0, null);
      },
      storage() {},
      remote: {
        started: (command) => {
          // It was removed while it started.
          if (this.#ended) {
            command("stop", 0, null);
            return;
          }
          this.#command = command;
          this.#early.splice(0).forEach((what) => command(...what));
        },
        tell: (type, detail) => this.#hear(type, detail),
      },
    };
  }

  #hear(type, detail) {
    if (this.#ended) return;
    if (type !== "done") {
      this.#tell(type, detail);
      return;
    }
    const call = this.#calls.get(detail.id);
    this.#calls.delete(detail.id);
    if (detail.error) call?.reject(HearthError.fromMessage(detail.error));
    else call?.resolve(detail.value);
  }

  #order(...what) {
    if (this.#command) this.#command(...what);
    else this.#early.push(what);
  }

  #navigate(state) {
    this.#steps[this.#step] = state;
    this.#order("navigate", 0, null);
  }

  #ask(command, value) {
    if (this.#failure) return Promise.reject(this.#failure);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      if (this.#ended) reject(new HearthError("page", "it was removed"));
      this.#calls.set(id, { resolve, reject });
      this.#order(command, id, value);
    });
  }
}
