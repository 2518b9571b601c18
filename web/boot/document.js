// What a page has that is a document of its own: its elements, its address with the
// history, and what the browser keeps. For `site.js` and `file.js`, which come behind it.

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

  storage() {
    try {
      return localStorage;
    } catch {}
  },
};
