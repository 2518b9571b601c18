// What a page has that is a document of its own: its elements, its address with the
// history, and what the browser keeps. For `site.js` and `file.js`, which come behind it.

/** The one Trusted Types policy that there is: it takes scripts of the page's own making. */
const hearth_trusted = window.trustedTypes?.createPolicy("hearth", {
  createScriptURL(url) {
    if (url === "service-worker.js" || url.startsWith("blob:")) return url;
    throw TypeError(`not a script of this page: ${url}`);
  },
});

const hearth_document = {
  root: document.documentElement,
  tree: document,
  place: document.getElementById("hearth"),

  address: () => location.hash,
  link: (fragment) => location.href.split("#")[0] + fragment,
  // The history counts the steps since the page was opened: what is before the first
  // of them is another page. A browser that refuses has no undo.
  visit(fragment, isStep) {
    if (location.hash === fragment) return;
    try {
      history[isStep ? "pushState" : "replaceState"]((history.state ?? 0) + isStep, "", fragment);
    } catch {}
  },
  step(forward) {
    if (forward) history.forward();
    else if (history.state > 0) history.back();
  },

  script: (url) => hearth_trusted?.createScriptURL(url) ?? url,

  storage() {
    try {
      return localStorage;
    } catch {}
  },
};
