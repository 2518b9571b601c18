// @ts-check
// Starts the page on a web site: in a document of its own, with its files beside it.
// The build puts this behind wasm-bindgen's glue, which defines `hearth_web`. What a place owes the page is written down in `web/src/host.rs`.

import { own } from "./document.js";
import { around, seal } from "./seal.js";

const { dataset } = document.currentScript;

/** Asks for a file: `begun` when the server answers, `taken` when all of it is here. */
function ask(file, address, take, init) {
  const begun = fetch(address, init);
  const taken = begun
    .then((response) => {
      if (!response.ok) throw Error(`the server answered ${response.status}`);
      return take(response);
    })
    .catch((error) => {
      throw Error(`${file} could not be loaded: ${error.message}`);
    });
  // Who waits for it is told.
  taken.catch(() => {});
  return { begun, taken };
}
const text = (response) => response.text();
// While it loads, where the server names the type that this takes.
const compile = async (response) =>
  response.headers.get("content-type")?.startsWith("application/wasm")
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());

/** Resolves when another version of the site has taken this one's place. */
let updated;

// Keeps the site's files, for when there is no network. Not from a frame, which is part
// of another site.
function keep() {
  const workers = navigator.serviceWorker;
  if (!workers || top !== self) return;
  if (workers.controller) {
    updated = new Promise((resolve) => workers.addEventListener("controllerchange", resolve));
  }
  workers.register(own.script("service-worker.js")).catch(() => {});
}

globalThis.hearth_host = {
  ...own,
  seal,
  around,

  get updated() {
    return updated;
  },

  async engine() {
    // They are on their way since the document's head was read.
    const asked = (file, take) =>
      ask(file, document.querySelector(`link[data-hearth-file="${file}"]`).getAttribute("href"), take).taken;
    const parts = [asked("engine.js", text), asked("engine.wasm", compile)];
    const [script, module] = await Promise.all(parts);
    return { script, module };
  },

  deferred() {
    const { pageDeferred, engineDeferred } = dataset;
    keep();
    // Browsers and servers may send everything else first.
    const low = { priority: "low" };
    const page = ask("page-deferred.wasm", pageDeferred, compile, low);
    const engine = ask("engine-deferred.wasm", engineDeferred, compile, low);
    return {
      // A server that does not answer holds nothing up.
      begun: Promise.race([
        Promise.allSettled([page.begun, engine.begun]),
        new Promise((resolve) => setTimeout(resolve, 2000)),
      ]),
      taken: page.taken.then(async (module) => {
        await WebAssembly.instantiate(module, { initial: await started });
        return engine.taken;
      }),
    };
  },
};

const started = hearth_web({ module_or_path: document.currentScript.dataset.wasm });

// Files that the system opens with the installed page come as if they were dropped. The
// browser keeps them until somebody asks, and before the page is there, nobody hears of them.
started.then(() => {
  globalThis.launchQueue?.setConsumer(async ({ files }) => {
    const dataTransfer = new DataTransfer();
    for (const file of files) dataTransfer.items.add(await file.getFile());
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
});
