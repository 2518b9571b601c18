// What embedders give and get: profiles in all forms that they have them in, errors that
// programs can tell apart, and the state of the page as parameters.

/** Something that Hearth could not do. `kind` says what sort of thing it was. */
class HearthError extends Error {
  /**
   * @param {"profile" | "query" | "load" | "policy" | "seal" | "protocol" | "page"} kind
   * @param {string} message
   * @param {{ file?: string, directive?: string }} more
   */
  constructor(kind, message, more = {}) {
    super(message);
    this.name = "HearthError";
    this.kind = kind;
    Object.assign(this, more);
  }

  /** As a message has it. */
  static toMessage({ kind = "page", message, file, directive }) {
    return { kind, message, file, directive };
  }

  static fromMessage({ kind, message, file, directive }) {
    return new HearthError(kind, message, { file, directive });
  }
}

const hearth_given = (() => {
  // Files of another frame are no instances of this one's classes.
  const is = (value, ...kinds) => kinds.includes(Object.prototype.toString.call(value).slice(8, -1));

  /** A profile as a file: bytes, a `File`, a `Blob` or a `Response`. */
  async function file(profile, name) {
    if (is(profile, "File") && !name) return profile;
    if (is(profile, "Response")) {
      const address = profile.url || "a response";
      if (!profile.ok) {
        const message = `${address} is no profile: the server answered ${profile.status}`;
        throw new HearthError("load", message, { file: name });
      }
      name ??= decodeURIComponent(address.split(/[?#]/)[0].split("/").pop());
      profile = await profile.blob();
    }
    if (!is(profile, "File", "Blob", "ArrayBuffer") && !ArrayBuffer.isView(profile)) {
      throw new TypeError("a profile is given as bytes, a File, a Blob or a Response");
    }
    return new File([profile], name || "profile");
  }

  /** Several of them; each may also be `{ profile, name }`. */
  const files = (profiles) =>
    Promise.all(
      Array.from(profiles, (given) =>
        given?.profile ? file(given.profile, given.name) : file(given),
      ),
    );

  /** A state with other values; `null` takes one away. */
  function state(old, changes) {
    // Go's parameters are read as they are written: `+` is a blank there, too.
    const params = new URLSearchParams(old.replace(/^#/, ""));
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) params.delete(name);
      else params.set(name, value);
    }
    return `#${params}`;
  }

  /** What the state has to be for a call. The files' places count from 1. */
  const VIEWS = {
    open: (old) => {
      const view = new URLSearchParams(old.replace(/^#/, "")).get("view");
      const leave = view === "compare" || view === "snapshots" ? { view: "flame" } : {};
      return { ...leave, "h.side_base": null, "h.side_current": null, "h.zoom": null };
    },
    compare: () => ({ view: "compare", "h.side_base": "1", "h.side_current": "2" }),
    snapshots: () => ({ view: "snapshots" }),
  };
  const stateFor = (call, old) => state(old, VIEWS[call](old));

  return { file, files, state, stateFor };
})();
