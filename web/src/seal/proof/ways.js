// The ways out of a page that browsers have: one list for the page's own proof
// (proof.rs) and for the tests, which count what arrives at the other end.
//
// A classic script, run from a blob. In a page it leaves `hearth_ways` behind; a worker
// that is made of it tries its ways when it gets an address, and posts what came of them.

(() => {
  "use strict";

  /** How long a browser may take to say that it refused something, in milliseconds. */
  const PATIENCE = 2000;
  /** After this long the next way is tried as well: a browser that keeps silent holds up none. */
  const TURN = 100;
  /** How often to look. */
  const STEP = 5;

  /** Waits until something was loaded, or was not. */
  const loaded = (target) =>
    new Promise((resolve, reject) => {
      for (const event of ["load", "open", "message", "loadedmetadata"]) {
        target.addEventListener(event, () => resolve(true));
      }
      target.addEventListener("error", () => reject(new Error("an error event")));
    });

  const OUT_OF_SIGHT = "position:fixed;width:0;height:0;overflow:hidden;visibility:hidden";

  /** Where elements are that must be in the document, out of sight. */
  const corner = ({ document }) => {
    const id = "hearth-ways";
    let corner = document.getElementById(id);
    if (!corner) {
      corner = Object.assign(document.createElement("div"), { id, ariaHidden: "true", inert: true });
      corner.style.cssText = OUT_OF_SIGHT;
      document.body.append(corner);
    }
    return corner;
  };

  /** An element that loads something as soon as it is in the document. */
  const element = (scope, name, attributes) => {
    const element = Object.assign(scope.document.createElement(name), attributes);
    const done = loaded(element);
    corner(scope).append(element);
    return done;
  };
  const link = (rel, more) => (scope, href) => element(scope, "link", { rel, href, ...more });
  /** Of these only those count that are in the head. */
  const linkInHead = (rel) => ({ document }, href) =>
    void document.head.append(Object.assign(document.createElement("link"), { rel, href }));

  /** Of what comes back no event tells, or one that comes as well if it is refused. */
  const never = () => new Promise(() => {});
  const isThere = async (answer) => Boolean(await answer);

  /** The constructors of WebRTC, by all names that they have. */
  const peers = (scope) =>
    Object.getOwnPropertyNames(scope).filter((name) => name.endsWith("RTCPeerConnection"));
  /** In the page, the tests may have a script of their own start from a blob. */
  const ofBlob = (text) => {
    const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    return typeof hearth_host === "undefined" ? url : hearth_host.script(url);
  };
  const tag = (scope, name, attributes) => {
    const element = scope.document.createElement(name);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  const inPage = (scope) => Boolean(scope.document);
  const inWorker = (scope) => !scope.document;
  const has = (name) => (scope) => name in scope;

  /**
   * Each way by name. `here`: whether a scope (a window, a worker) has it. `go`: takes it
   * to an address; gives true if something came back, an error if it was stopped at once.
   * `untold`: browsers do not tell a page whether they refused it, or it would end the page,
   * so the page does not try it; only the tests do. `own`: it leads to the page's own server.
   */
  const WAYS = {
    "fetch": { here: has("fetch"), go: (scope, url) => isThere(scope.fetch(url, { mode: "no-cors" })) },
    "XMLHttpRequest": {
      here: has("XMLHttpRequest"),
      go: (scope, url) => {
        const request = new scope.XMLHttpRequest();
        request.open("GET", url);
        request.send();
        return loaded(request);
      },
    },
    "sendBeacon": {
      here: (scope) => "sendBeacon" in scope.navigator,
      go: (scope, url) => void scope.navigator.sendBeacon(url, "hearth"),
    },
    "WebSocket": {
      here: has("WebSocket"),
      go: (scope, url) => loaded(new scope.WebSocket(url.replace(/^http/, "ws"))),
    },
    "EventSource": { here: has("EventSource"), go: (scope, url) => loaded(new scope.EventSource(url)) },
    "WebTransport": {
      here: has("WebTransport"),
      go: (scope, url) => isThere(new scope.WebTransport(url.replace(/^http:/, "https:")).ready),
    },
    "image": { here: inPage, go: (scope, url) => element(scope, "img", { src: url }) },
    "script": { here: inPage, go: (scope, url) => element(scope, "script", { src: url }) },
    "module": { here: inPage, go: link("modulepreload") },
    "importScripts": { here: inWorker, go: (scope, url) => void scope.importScripts(url) },
    "worker": { here: has("Worker"), own: true, go: (scope, url) => loaded(new scope.Worker(url)) },
    "shared worker": { here: has("SharedWorker"), own: true, go: (scope, url) => loaded(new scope.SharedWorker(url)) },
    "style sheet": { here: inPage, go: link("stylesheet") },
    "style image": {
      here: inPage,
      go: (scope, url) => {
        const box = scope.document.createElement("p");
        box.style.backgroundImage = `url("${url}")`;
        corner(scope).append(box);
        return never();
      },
    },
    "font": {
      here: has("FontFace"),
      go: (scope, url) => isThere(new scope.FontFace("hearth-way", `url("${url}")`).load()),
    },
    "audio": { here: inPage, go: (scope, url) => element(scope, "audio", { src: url, preload: "auto" }) },
    "video": { here: inPage, go: (scope, url) => element(scope, "video", { src: url, preload: "auto" }) },
    "object": { here: inPage, go: (scope, url) => element(scope, "object", { data: url }) },
    "embed": { here: inPage, go: (scope, url) => element(scope, "embed", { src: url }) },
    "frame": { here: inPage, go: (scope, url) => element(scope, "iframe", { src: url }).then(never) },
    "form": {
      here: inPage,
      go: (scope, url) => {
        const form = scope.document.createElement("form");
        Object.assign(form, { action: url, target: "hearth-way", method: "post" });
        element(scope, "iframe", { name: form.target }).catch(never);
        corner(scope).append(form);
        form.submit();
        return never();
      },
    },
    "prefetch": { here: inPage, go: link("prefetch") },
    "preload": { here: inPage, go: link("preload", { as: "image" }) },
    "preconnect": { here: inPage, untold: true, go: link("preconnect") },
    "name lookup": { here: inPage, untold: true, go: link("dns-prefetch") },
    "manifest": { here: inPage, untold: true, go: linkInHead("manifest") },
    "icon": { here: inPage, untold: true, go: linkInHead("icon") },
    "service worker": {
      own: true,
      here: (scope) => inPage(scope) && "serviceWorker" in scope.navigator,
      go: (scope, url) => isThere(scope.navigator.serviceWorker.register(url)),
    },
    "WebRTC": {
      here: (scope) => peers(scope).length > 0,
      // Taken from the page itself where no directive covers it, see boot/seal.js.
      untold: true,
      go: async (scope, url) => {
        const { hostname, port } = new URL(url);
        const urls = `stun:${hostname}:${port || 3478}`;
        for (const name of peers(scope)) {
          const peer = new scope[name]({ iceServers: [{ urls }] });
          peer.createDataChannel("");
          await peer.setLocalDescription(await peer.createOffer());
        }
      },
    },
    "WebAuthn": {
      here: (scope) => inPage(scope) && "credentials" in scope.navigator,
      // It asks the server of the name whether this page may use it.
      untold: true,
      go: (scope, url) => {
        const publicKey = { challenge: new Uint8Array(32), rpId: new URL(url).hostname };
        return scope.navigator.credentials.get({ publicKey }).then(never);
      },
    },
    "navigation": {
      // Of a frame's attempt the page around it is told.
      here: inPage,
      untold: (scope) => scope !== scope.top || !scope.navigation,
      go: (scope, url) => {
        scope.top.location = url;
        return never();
      },
    },
    "window": {
      here: inPage,
      untold: true,
      go: (scope, url) => void scope.open(url),
    },
    "report": {
      here: inPage,
      untold: true,
      go: (scope, url) => {
        const { head } = scope.document;
        const equiv = (name, content) => head.append(tag(scope, "meta", { "http-equiv": name, content }));
        equiv("Reporting-Endpoints", `hearth="${url}"`);
        equiv("Content-Security-Policy", "img-src 'none'; report-to hearth");
        new scope.Image().src = "https://hearth.invalid/report";
        return never();
      },
    },
    "worker of a blob": {
      here: (scope) => has("Worker")(scope) && inPage(scope),
      untold: true,
      go: (scope, url) => void new scope.Worker(ofBlob(`fetch("${url}", { mode: "no-cors" })`)),
    },
    "shared worker of a blob": {
      here: has("SharedWorker"),
      untold: true,
      go: (scope, url) => void new scope.SharedWorker(ofBlob(`fetch("${url}", { mode: "no-cors" })`)),
    },
    "cookie": {
      // The browser looks whether the service worker has changed, and brings the cookie along.
      here: (scope) => inPage(scope) && "serviceWorker" in scope.navigator,
      own: true,
      untold: true,
      go: async (scope, url) => {
        scope.document.cookie = `${new URL(url).pathname.slice(1)}=1; path=/`;
        // What a frame has can be called for the page, which has it no longer.
        const { get } = Object.getOwnPropertyDescriptor(scope.Navigator.prototype, "serviceWorker");
        const registration = await get.call(scope.top.navigator).getRegistration();
        await registration.update();
        return never();
      },
    },
    "navigation within the site": {
      here: inPage,
      own: true,
      untold: true,
      go: (scope, url) => {
        scope.top.location = url;
        return never();
      },
    },
  };

  /** Errors that say that something is not allowed here, and not that it failed. */
  const FORBIDDEN = ["SecurityError", "InvalidStateError", "NotAllowedError", "NotSupportedError"];

  /**
   * Begins with one way. `outcome` comes to "absent", "refused", "silent" (it failed, but
   * nobody said why) or "open"; `turn` ends when that is known, or when others may begin.
   */
  function begin(scope, name, address, refusals) {
    const { here, go } = WAYS[name];
    if (!here(scope)) return { turn: null, outcome: "absent" };
    const first = refusals.length;
    const mark = `hearth-probe=${encodeURIComponent(name)}`;
    const url = `${address}?${mark}`;
    let outcome = "silent";
    const failed = (error) => FORBIDDEN.includes(error.name) && (outcome = "refused");
    // Whether it was the policy that made it throw, the report says.
    const gone = async () => (await go(scope, url)) === true && (outcome = "open");
    gone().catch(failed);
    const wasSent = ({ requestStart, responseStatus }) => requestStart > 0 || responseStatus > 0;
    // Of a frame's address on another server browsers tell no more than the server, and of a
    // script's nothing: such a report is of the way whose turn it is.
    const isOurs = ({ blockedURI: uri }) => uri.includes(mark);
    const isOfTurn = ({ blockedURI: uri, effectiveDirective: directive }) =>
      uri === "trusted-types-sink" || (directive === "frame-src" && uri === new URL(url).origin);
    // By the clock: in a tab that is not seen, browsers let few timers run.
    const begun = performance.now();
    async function watch(until) {
      for (let waited = 0; waited < until && outcome === "silent"; waited = performance.now() - begun) {
        await new Promise((resolve) => setTimeout(resolve, STEP));
        const later = refusals.slice(first);
        if (later.some(isOurs) || (until === TURN && later.some(isOfTurn))) outcome = "refused";
        if (scope.performance.getEntriesByName(url).some(wasSent)) outcome = "open";
      }
      return outcome;
    }
    const turn = watch(TURN);
    return { turn, outcome: turn.then(() => watch(PATIENCE)) };
  }

  /** Tries every way of a scope that can be judged from within: pairs of name and outcome. */
  async function attemptAll(scope, address) {
    const refusals = [];
    const note = (event) => refusals.push(event);
    const target = scope.document ?? scope;
    target.addEventListener("securitypolicyviolation", note);
    const begun = [];
    for (const name of Object.keys(WAYS)) {
      const { untold } = WAYS[name];
      if (typeof untold === "function" ? untold(scope) : untold) continue;
      const { turn, outcome } = begin(scope, name, address, refusals);
      begun.push((async () => [name, await outcome])());
      await turn;
    }
    const outcomes = await Promise.all(begun);
    target.removeEventListener("securitypolicyviolation", note);
    if (scope.document) corner(scope).remove();
    return outcomes;
  }

  /** The same in a worker that is made of this script. */
  const inNewWorker = (script, address) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(script);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.onmessage = ({ data }) => resolve(data);
      worker.postMessage(address);
    });

  /** In a sandboxed page each frame has an origin of its own: no script gets into it. */
  const isReachable = (frame) => {
    try {
      return Boolean(frame.contentWindow.document);
    } catch {
      return false;
    }
  };

  /** The same in a frame that is made now, and has loaded nothing; nothing if it is no place. */
  async function inNewFrame(address) {
    const frame = document.createElement("iframe");
    Object.assign(frame, { ariaHidden: "true", inert: true });
    frame.style.cssText = OUT_OF_SIGHT;
    document.body.append(frame);
    const outcomes = isReachable(frame) ? await attemptAll(frame.contentWindow, address) : [];
    frame.remove();
    return outcomes;
  }

  /** Tries everything everywhere: `[place, way, outcome]` of each. */
  async function prove(script, address) {
    const places = {
      page: attemptAll(globalThis, address),
      frame: inNewFrame(address),
      worker: inNewWorker(script, address),
    };
    const rows = async ([place, outcomes]) =>
      (await outcomes).map((outcome) => [place, ...outcome]);
    return (await Promise.all(Object.entries(places).map(rows))).flat();
  }

  globalThis.hearth_ways = { WAYS, attemptAll, prove };
  if (!globalThis.document) {
    onmessage = async ({ data }) => postMessage(await attemptAll(globalThis, data));
  }
})();
