// What a page has that is a document of its own: its elements, its address with the
// history, and what the browser keeps. For `site.js` and `file.js`, which come behind it.

/** The one Trusted Types policy that there is: it takes scripts of the page's own making. */
const hearth_trusted = window.trustedTypes?.createPolicy("hearth", {
  createScriptURL(url) {
    if (url === "service-worker.js" || url.startsWith("blob:")) return url;
    throw TypeError(`not a script of this page: ${url}`);
  },
});

/**
 * Whether names from profiles stay out of the title and the address, which browsers keep in
 * their history: as it is set, and by default in a page that is a file.
 */
const hearth_is_discreet = () => {
  const { names } = document.documentElement.dataset;
  return names ? names === "no" : location.protocol === "file:";
};

const hearth_document = {
  root: document.documentElement,
  tree: document,
  place: document.getElementById("hearth"),

  address: () => history.state?.[1] ?? location.hash,
  link: (fragment) => location.href.split("#")[0] + fragment,
  // The history counts the steps since the page was opened: what is before the first
  // of them is another page. A browser that refuses has no undo.
  visit(fragment, isStep) {
    const isDiscreet = hearth_is_discreet();
    // Then the history's entry has the state, and the address no more than the view.
    const [, view] = fragment.match(/[#&](view=\w*)/) ?? [];
    const shown = isDiscreet ? (view ? `#${view}` : "") : fragment;
    if (location.hash === shown && hearth_document.address() === fragment) return;
    const state = [(history.state?.[0] ?? 0) + isStep, isDiscreet ? fragment : null];
    try {
      history[isStep ? "pushState" : "replaceState"](state, "", shown);
    } catch {}
  },
  step(forward) {
    if (forward) history.forward();
    else if (history.state?.[0] > 0) history.back();
  },
  title(file) {
    const title = file && !hearth_is_discreet() ? `${file} · Hearth` : "Hearth";
    if (document.title !== title) document.title = title;
    // The setting may have changed, or names have come with a link.
    hearth_document.visit(hearth_document.address(), 0);
  },

  script: (url) => hearth_trusted?.createScriptURL(url) ?? url,

  storage() {
    try {
      return localStorage;
    } catch {}
  },
};
