// The custom element `<hearth-profile>`.

import { Page, assets, shared } from "../boot/component.js";
import { typed } from "./calls.js";
import { HearthFrame } from "./caller.js";
import { files } from "./given.js";
import { change, fragment } from "./guest.js";

/** The attributes of the view, and the parameters of the state that they stand for. */
const PARAMETERS = { view: "view", "sample-type": "si" };

/** How a sealed component's frame speaks to it: as one without an origin. */
class HearthSealed extends HearthFrame {
  /** The single file's text, loaded once. */
  static #text = null;

  static async begin(tree, { state }, tell) {
    const { href, origin } = new URL(assets.sealed, document.baseURI);
    HearthSealed.#text ??= fetch(href).then((response) => {
      if (!response.ok) throw Error(`the server answered ${response.status}`);
      return response.text();
    });
    let text;
    try {
      text = await HearthSealed.#text;
    } catch (error) {
      HearthSealed.#text = null;
      const message = `${href} could not be loaded (${error.message}); this page's policy has to allow it, too`;
      throw new HearthError(message, "not-loaded", { directive: `connect-src ${origin}` });
    }
    const frame = document.createElement("iframe");
    // Without an origin of its own it shares nothing with this page.
    frame.sandbox = "allow-scripts allow-downloads";
    frame.title = "Hearth";
    const around = window.origin === "null" ? "null" : location.origin;
    const embed = `<html data-embed="${around}" data-embed-state="${escaped(state)}"`;
    frame.srcdoc = shared.page(text.replace(/<html(?=[\s>])/, () => embed));
    tree.adoptedStyleSheets = [shared.style()];
    tree.replaceChildren(frame);
    let speaks = false;
    const sealed = new HearthSealed(frame, "null", (type, detail) => {
      speaks ||= type === "hello";
      tell(type, detail);
    });
    frame.addEventListener("load", () => {
      // A document in `srcdoc` is under the policy of the page around it as well.
      if (speaks) return;
      const directive = "script-src 'unsafe-inline'";
      const message =
        "the sealed frame could not start: this page's policy holds in it as well, and forbids its script; see docs/embedding.md";
      const error = new HearthError(message, "policy", { directive });
      sealed.fail(error);
      tell("error", error);
    });
    return sealed;
  }
}

const escaped = (text) => text.replace(/[&"<]/g, (c) => `&#${c.charCodeAt(0)};`);

class HearthProfile extends HTMLElement {
  static assets = assets;
  static observedAttributes = ["view", "sample-type", "filters", "theme", "language", "sealed", "read-only"];

  #tree = this.attachShadow({ mode: "open" });
  /** A `Page` or a `HearthSealed`; a promise of the latter while it is loaded. */
  #page = null;
  /** What it shows: a call, to be made again when the element comes back. */
  #given = null;
  #newest = null;
  /** What it shows of it. */
  #state = "#";
  #word = "empty";
  #ready = false;

  connectedCallback() {
    // Properties that were set before the element was known hide those of its class.
    for (const name of ["view", "sampleType", "filters", "theme", "language", "readOnly", "sealed", "state"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    if (!this.#page) this.#begin();
  }

  disconnectedCallback() {
    // A frame loses its content when it is moved; a page does not.
    if (this.sealed) this.#end();
    else queueMicrotask(() => this.isConnected || this.#end());
  }

  attributeChangedCallback(name, old, value) {
    if (name === "sealed") {
      if (!this.#page || (old === null) === (value === null)) return;
      this.#end();
      this.#begin();
    } else if (name in PARAMETERS) {
      const zoom = name === "sample-type" ? { "h.zoom": null } : {};
      this.state = change(this.#state, { [PARAMETERS[name]]: value, ...zoom });
    } else if (name === "filters") {
      this.#filter(value ?? "");
    } else {
      this.#settings();
    }
  }

  /** Shows a profile: bytes, a `File`, a `Blob` or a `Response`. */
  open(profile, /** @type {{ name?: string }} */ { name } = {}) {
    return this.#show("open", [{ profile, name }]);
  }

  /** Shows what changed from one profile to another. */
  compare(base, current) {
    return this.#show("compare", [base, current]);
  }

  /** Shows what grows over profiles of one program. */
  snapshots(profiles) {
    return this.#show("snapshots", profiles);
  }

  /** A report of the profile that is shown, as `go tool pprof` prints it. */
  async report(report, query = "") {
    return (await this.#started()).report(report, query);
  }

  /** What is shown, as a link to Hearth has it: `view=top&si=cpu&f=main`. */
  get state() {
    return this.#state.replace(/^#/, "");
  }
  set state(state) {
    this.#state = fragment(state);
    this.#tellPage({ state: this.#state });
  }

  get view() {
    return this.#parameter("view") ?? "flame";
  }
  set view(view) {
    this.#reflect("view", view);
  }

  get sampleType() {
    return this.#parameter("si") ?? "";
  }
  set sampleType(name) {
    this.#reflect("sample-type", name);
  }

  /** The filters alone, as a link has them: `f=main&h=runtime`. */
  get filters() {
    const params = new URLSearchParams(this.state);
    for (const name of [...params.keys()]) {
      if (name === "view" || name === "si" || name.startsWith("h.")) params.delete(name);
    }
    return String(params);
  }
  set filters(filters) {
    this.#reflect("filters", filters);
  }

  get theme() {
    return this.getAttribute("theme") ?? "system";
  }
  set theme(theme) {
    this.#reflect("theme", theme);
  }

  get language() {
    return this.getAttribute("language") ?? "";
  }
  set language(tag) {
    this.#reflect("language", tag);
  }

  get readOnly() {
    return this.hasAttribute("read-only");
  }
  set readOnly(readOnly) {
    this.toggleAttribute("read-only", Boolean(readOnly));
  }

  get sealed() {
    return this.hasAttribute("sealed");
  }
  set sealed(sealed) {
    this.toggleAttribute("sealed", Boolean(sealed));
  }

  /** Whether it takes profiles. */
  get ready() {
    return this.#ready;
  }

  /** `empty`, `opening`, `ready` or `failed`: what `<html data-hearth>` says on a page. */
  get page() {
    return this.#word;
  }

  #begin() {
    const options = { state: this.#state, readOnly: () => this.readOnly };
    const begun = {};
    const tell = (type, detail) => this.#page === begun.page && this.#hear(type, detail);
    if (this.sealed) {
      begun.page = HearthSealed.begin(this.#tree, options, tell).then(
        (page) => {
          // It was removed meanwhile.
          if (this.#page !== begun.page) page.close();
          return page;
        },
      );
      begun.page.catch((error) => tell("error", error));
    } else {
      begun.page = new Page(this.#tree, options, tell);
    }
    this.#page = begun.page;
    this.#settings();
    const given = this.#given;
    if (given) {
      Promise.resolve(this.#page)
        .then((page) => page.show(given.call, given.files))
        .catch(() => {});
    }
  }

  #end() {
    const page = this.#page;
    if (!page) return;
    this.#page = null;
    this.#ready = false;
    Promise.resolve(page).then((page) => page.close(), () => {});
    this.#tree.replaceChildren();
  }

  /** What shows it, as soon as there is something. */
  async #started() {
    if (!this.#page) throw new HearthError("the element is not in a document", "closed");
    return this.#page;
  }

  async #show(call, profiles) {
    const newest = (this.#newest = Symbol(call));
    const given = await files(profiles);
    // What was asked for last is shown, whatever was here first.
    if (this.#newest !== newest) return;
    this.#given = { call, files: given };
    // Outside of a document it waits until the element is in one.
    if (this.#page) await (await this.#page).show(call, given);
  }

  #settings() {
    this.#tellPage({ theme: this.theme, language: this.language });
  }

  #filter(filters) {
    const params = new URLSearchParams(this.state);
    const kept = [...params].filter(([name]) => name === "view" || name === "si");
    this.state = String(new URLSearchParams([...kept, ...new URLSearchParams(filters)]));
  }

  #tellPage(changes) {
    if (!this.#page) return;
    Promise.resolve(this.#page)
      .then((page) => page.state(changes))
      .catch(() => {});
  }

  /** The same value again counts, too: the user may have gone elsewhere meanwhile. */
  #reflect(attribute, value) {
    if (value === null || value === undefined) this.removeAttribute(attribute);
    else this.setAttribute(attribute, value);
  }

  #parameter(name) {
    return new URLSearchParams(this.state).get(name);
  }

  #hear(type, detail) {
    if (type === "hello") return;
    if (type === "state") {
      this.#state = fragment(detail.state);
      this.#word = detail.page;
      detail = { ...detail, state: this.state, view: this.view, sampleType: this.sampleType, filters: this.filters };
    }
    if (type === "ready") this.#ready = true;
    if (type === "error") detail = { error: detail instanceof HearthError ? detail : typed(detail) };
    const init = { bubbles: true, composed: true, detail };
    this.dispatchEvent(new CustomEvent(`hearth-${type}`, init));
  }
}

if (!customElements.get("hearth-profile")) customElements.define("hearth-profile", HearthProfile);

export { HearthFrame, HearthProfile };
