// @ts-check
// The Content-Security-Policy that seals the page (`seal.js` adds it). Two others are at work before
// it: the document's own (`index.html`, `file.html`), and the headers of a server
// (`crates/xtask/src/hosting`).

/**
 * The policy from the moment of sealing on. It adds to the one that the document came with:
 * what either forbids is forbidden.
 *
 * The style sheet that is in use stays in use; the engine's module was compiled before.
 * `'self'` must not come back in any line: a script's address, too, can carry data away.
 */
export const POLICY =
  "default-src 'none'; script-src 'wasm-unsafe-eval' blob:; worker-src blob:; " +
  "connect-src blob: data:; img-src blob: data:; style-src 'none'; font-src 'none'; " +
  "media-src 'none'; object-src 'none'; frame-src 'none'; child-src blob:; manifest-src 'none'; " +
  "form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types hearth";
