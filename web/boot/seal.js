// @ts-check
// Closes the page, and tries whether it is closed. For pages that are a document of their own.
//
// What no page can forbid itself is in docs/seal.md: a new frame has its own WebRTC, WebAuthn
// and service workers, and no directive covers name lookups and connections made ahead. A
// server's headers do (`crates/xtask/src/hosting`).

import { POLICY } from "./policy.js";

const opened = opener;
let workers;
try {
  workers = navigator.serviceWorker;
} catch {
  // A sandboxed page has none.
}

/** Whether a window is another one, of this origin: its page can read this one. */
function reads(other) {
  try {
    return other !== self && Boolean(other.document);
  } catch {
    return false;
  }
}

/** Stays where it is: of its addresses only the fragment may change. */
function stay() {
  // A page of this origin around this one may take it elsewhere, as it may do all else.
  if (reads(parent)) return;
  const [here] = location.href.split("#");
  globalThis.navigation?.addEventListener("navigate", (event) => {
    const { destination, navigationType, downloadRequest, sourceElement } = event;
    const { url, sameDocument } = destination;
    if (
      // The user goes back and forward; where to, no script can say.
      navigationType === "traverse" ||
      (url.split("#")[0] === here && (sameDocument || navigationType === "reload")) ||
      // Saves a file. Firefox asks twice, and says only once what for.
      (url.startsWith("blob:") && (downloadRequest ?? sourceElement?.getAttribute("download")) != null)
    ) {
      return;
    }
    event.preventDefault();
    // It is counted as what the policy refuses.
    const refusal = { blockedURI: url, effectiveDirective: "navigate" };
    document.dispatchEvent(new SecurityPolicyViolationEvent("securitypolicyviolation", refusal));
  });
}

/** Takes away what no directive covers, and what others left here. */
function take() {
  for (const name of Object.getOwnPropertyNames(self)) {
    if (/RTCPeerConnection$|^PublicKeyCredential$/.test(name)) delete self[name];
  }
  for (const name of ["credentials", "serviceWorker"]) delete Navigator.prototype[name];
  self.opener = null;
  // The next page in this tab could read it. A frame's name is its embedder's.
  if (parent !== self) return;
  self.name = "";
  Reflect.defineProperty(self, "name", { value: "" });
}

/**
 * Adds the policy, and tries a fetch, a beacon and an image. A failure alone proves nothing,
 * the network may be down: so each refusal must also be reported as a violation.
 */
async function seal() {
  const reports = [];
  const note = ({ effectiveDirective }) => reports.push(effectiveDirective);
  document.addEventListener("securitypolicyviolation", note);
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = POLICY;
  document.head.append(meta);
  stay();
  take();

  // A page that was opened as a file knocks at a name that nobody can own.
  const { protocol, origin, pathname } = location;
  const own = /^http/.test(protocol) ? origin + pathname : "https://hearth.invalid/";
  const address = `${own}?hearth-probe`;
  const isRefused = (attempt) => attempt.then(() => false, () => true);
  if (!(await isRefused(fetch(address)))) throw Error("a fetch was answered");
  navigator.sendBeacon(address);
  const image = new Image();
  image.src = address;
  if (!(await isRefused(image.decode()))) throw Error("an image was loaded");
  const count = (directive) => reports.filter((report) => report === directive).length;
  // Some browsers report a little later.
  for (let looks = 0; count("connect-src") < 2 || count("img-src") < 1; looks++) {
    if (looks === 40) {
      const missing = count("connect-src") < 2 ? "a connection" : "an image";
      throw Error(`this browser did not report that it refused ${missing}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  document.removeEventListener("securitypolicyviolation", note);
  // It says since when the page is sealed.
  performance.mark("hearth:sealed");
}

/** Which pages of this origin can read this one, or change what it is next time. */
async function around() {
  // A sandboxed page may not ask at all.
  const registered = async () => (await workers?.getRegistrations()) ?? [];
  const scopes = (await registered().catch(() => [])).map(({ scope }) => scope);
  const own = new URL(".", location.href).href;
  return Object.entries({
    opener: reads(opened),
    frame: reads(parent),
    worker: scopes.some((scope) => scope !== own),
  }).flatMap(([name, is]) => (is ? name : []));
}

export { around, seal };
