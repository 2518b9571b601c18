// @ts-check
// What a page has that is a document of its own: its elements, its address with the
// history, and what the browser keeps. For `site.js` and `file.js`.

/** The one Trusted Types policy that there is: it takes scripts of the page's own making. */
const trusted = window.trustedTypes?.createPolicy("hearth", {
  createScriptURL(url) {
    if (url === "service-worker.js" || url.startsWith("blob:")) return url;
    throw TypeError(`not a script of this page: ${url}`);
  },
});

/**
 * Whether names from profiles stay out of the title and the address, which browsers keep in
 * their history: as it is set, and by default in a page that is a file.
 */
const isDiscreet = () => {
  const { names } = document.documentElement.dataset;
  return names ? names === "no" : location.protocol === "file:";
};

/** Services to the page that are the same for all such documents. */
export const own = {
  root: document.documentElement,
  tree: document,
  place: document.getElementById("hearth"),

  address: () => history.state?.[1] ?? location.hash,
  link: (fragment) => location.href.split("#")[0] + fragment,
  // The history counts the steps since the page was opened: what is before the first
  // of them is another page. A browser that refuses has no undo.
  visit(fragment, isStep) {
    const hidden = isDiscreet();
    // Then the history's entry has the state, and the address no more than the view.
    const [, view] = fragment.match(/[#&](view=\w*)/) ?? [];
    const shown = hidden ? (view ? `#${view}` : "") : fragment;
    if (location.hash === shown && own.address() === fragment) return;
    const state = [(history.state?.[0] ?? 0) + isStep, hidden ? fragment : null];
    try {
      history[isStep ? "pushState" : "replaceState"](state, "", shown);
    } catch {}
  },
  step(forward) {
    if (forward) history.forward();
    else if (history.state?.[0] > 0) history.back();
  },
  title(file) {
    const title = file && !isDiscreet() ? `${file} · Hearth` : "Hearth";
    if (document.title !== title) document.title = title;
    // The setting may have changed, or names have come with a link.
    own.visit(own.address(), 0);
  },

  script: (url) => trusted?.createScriptURL(url) ?? url,

  storage() {
    try {
      return localStorage;
    } catch {}
  },
};
