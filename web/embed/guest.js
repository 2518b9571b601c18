// What a page has that is no document of its own: a state in place of the address, a history
// of its own, and a program that says what it shows. For `boot/component.js` and `frame.js`.

/** As an address has it. */
const fragment = (state) => `#${String(state).replace(/^#/, "")}`;

// Go's parameters are read as they are written: `+` is a blank there, too.
const parameters = (state) => new URLSearchParams(state.replace(/^#/, ""));

/** A state with other values; `null` takes one away. */
function change(state, changes) {
  const params = parameters(state);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  return `#${params}`;
}

/** What the state has to be for a call. The files' places count from 1. */
const VIEWS = {
  open: (old) => {
    const view = parameters(old).get("view");
    const leave = ["compare", "growth", "snapshots"].includes(view) ? { view: "flame" } : {};
    return { ...leave, "h.side_base": null, "h.side_current": null, "h.zoom": null };
  },
  compare: () => ({ view: "compare", "h.side_base": "1", "h.side_current": "2" }),
  snapshots: () => ({ view: "growth" }),
};
const forCall = (call, old) => change(old, VIEWS[call](old));

export { change, fragment };

export class Guest {
  #steps;
  #step = 0;
  /** Hands commands to the page; null until it is there. */
  #command = null;
  #early = [];
  #ended = false;

  constructor(state) {
    this.#steps = [state];
  }

  /**
   * What the place owes the page of this (`web/src/host.rs`); `tell(type, detail)` hears what
   * the page says.
   */
  host(tell) {
    return {
      address: () => this.#steps[this.#step],
      link: () => "",
      visit: (fragment, isStep) => {
        if (fragment === this.#steps[this.#step]) return;
        if (isStep) this.#steps.splice(++this.#step, Infinity, fragment);
        else this.#steps[this.#step] = fragment;
      },
      step: (forward) => {
        const next = this.#step + (forward ? 1 : -1);
        if (!(next in this.#steps)) return;
        this.#step = next;
        this.order("navigate");
      },
      storage() {},
      remote: { started: (command) => this.#start(command), tell },
    };
  }

  #start(command) {
    this.#command = command;
    // It was ended while it started.
    if (this.#ended) command("stop", 0, null);
    else this.#early.splice(0).forEach((what) => command(...what));
  }

  /** Has the page do something, as soon as it is there; it answers calls with a number. */
  order(name, id = 0, value = null) {
    if (this.#command) this.#command(name, id, value);
    else this.#early.push([name, id, value]);
  }

  /** `open`, `compare` or `snapshots`, with files. */
  show(call, id, files) {
    this.#navigate(forCall(call, this.#steps[this.#step]));
    this.order("show", id, files);
  }

  /** Sets what is given; the answer is the state. */
  set(/** @type {any} */ { state, theme, language }, id) {
    if (theme !== undefined || language !== undefined) this.order("settings", 0, { theme, language });
    if (state !== undefined) this.#navigate(fragment(state));
    this.order("state", id);
  }

  report(report, query, id) {
    this.order("report", id, { report, query });
  }

  end() {
    this.#ended = true;
    this.#command?.("stop", 0, null);
  }

  #navigate(state) {
    this.#steps[this.#step] = state;
    this.order("navigate");
  }
}
