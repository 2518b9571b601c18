// Starts the page on a web site: in a document of its own, with its files beside it.
// The build puts this behind `document.js` and wasm-bindgen's glue, which defines
// `hearth_web`. What a place owes the page is written down in `web/src/host.rs`.

const hearth_host = (() => {
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

  return {
    ...hearth_document,

    async engine() {
      // They are on their way since the document's head was read.
      const asked = (file, take) =>
        ask(file, document.querySelector(`link[data-hearth-file="${file}"]`).href, take).taken;
      const parts = [asked("engine.js", text), asked("engine.wasm", compile)];
      const [script, module] = await Promise.all(parts);
      return { script, module };
    },

    rest() {
      const { pageRest, engineRest } = dataset;
      // Browsers and servers may send everything else first.
      const low = { priority: "low" };
      const page = ask("page-rest.wasm", pageRest, compile, low);
      const engine = ask("engine-rest.wasm", engineRest, compile, low);
      return {
        // A server that does not answer holds nothing up.
        begun: Promise.race([
          Promise.allSettled([page.begun, engine.begun]),
          new Promise((resolve) => setTimeout(resolve, 2000)),
        ]),
        taken: page.taken.then(async (module) => {
          await WebAssembly.instantiate(module, { first: await started });
          return engine.taken;
        }),
      };
    },
  };
})();

const started = hearth_web({ module_or_path: document.currentScript.dataset.wasm });
