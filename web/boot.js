
// Starts the page. The build puts this behind wasm-bindgen's glue, which defines
// `hearth_web`; the tag that loads both says where the module is.
hearth_web({ module_or_path: document.currentScript.dataset.wasm });
