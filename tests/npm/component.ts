// What a page in TypeScript may write about both entries, the component with the engine:
// compiled under `strict`.

import { HearthError, open } from "hearth-pprof";
import {
  type ComponentErrorCode,
  HearthError as ComponentError,
  HearthFrame,
  HearthProfile,
  type HearthProfileAttributes,
  type HearthProfileListeners,
  type StateDetail,
  type View,
} from "hearth-pprof/component";

// The tag's name says what it is.
const element: HearthProfile = document.createElement("hearth-profile");
const found: HearthProfile | null = document.querySelector("hearth-profile");
HearthProfile.assets.page = new URL("/files/component-page.wasm", location.href);

// Attributes, as a library for markup takes them.
const attributes: HearthProfileAttributes = { view: "top", "sample-type": "cpu", sealed: "" };
for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));

// Properties.
element.view = "flame";
element.theme = "dark";
element.readOnly = true;
element.sampleType = "cpu";
const view: View = element.view;
const texts: string[] = [element.filters, element.state, element.language, element.page, view];
const flags: boolean[] = [element.ready, element.sealed];

// Methods.
const file = await fetch("heap.pb.gz");
await element.open(file, { name: "heap" });
await element.compare(new Uint8Array(), { profile: new Blob(), name: "current" });
await element.snapshots([new ArrayBuffer(1), new File([], "2")]);
const text: string = await element.report("top", "si=cpu&f=main");
const bytes: Uint8Array = await element.report("proto");

// Events, with what they say; they are heard around the element as well.
const hear = ({ detail }: CustomEvent<StateDetail>): void => {
  const word: "empty" | "opening" | "ready" | "failed" = detail.page;
  console.log(word, detail.view, detail.sampleType);
};
element.addEventListener("hearth-state", hear, { once: true });
element.removeEventListener("hearth-state", hear);
element.addEventListener("click", ({ clientX }) => console.log(clientX));
document.addEventListener("hearth-selection", ({ detail }) => console.log(detail.name.length));
window.addEventListener("hearth-ready", ({ detail }) => console.log(detail.sealed === true));
element.addEventListener("hearth-error", ({ detail: { error } }) => {
  const code: ComponentErrorCode | string = error.code;
  // Both entries have the same class.
  const same: HearthError = error;
  const other: ComponentError = same;
  if (error.code === "policy") console.log(error.directive?.length, code, other.file);
});

const properties: HearthProfileAttributes & HearthProfileListeners = {
  view: "graph",
  "onhearth-selection": ({ detail }) => console.log(detail.name),
};

// A frame.
const hearth = new HearthFrame(document.createElement("iframe"), "https://hearth.example", (...said) => {
  const [type, detail] = said;
  if (type === "selection") console.log(detail.name);
  if (type === "error") console.log(detail.code, detail.message);
});
await hearth.open(new Blob());
const state: string = await hearth.state({ theme: "light", state: "view=top" });

// The figures of what is shown.
using profile = await open(new Blob([await element.report("proto") as Uint8Array<ArrayBuffer>]));

// What makes no sense is no TypeScript.
// @ts-expect-error there is no such view
element.view = "pie";
// @ts-expect-error nobody sets this
element.ready = true;
// @ts-expect-error there is no such theme
attributes.theme = "blue";
// @ts-expect-error an address is no profile
await element.open("heap.pb.gz");
// @ts-expect-error an event says what it says
element.addEventListener("hearth-selection", ({ detail }) => console.log(detail.sealed));

export { bytes, flags, found, profile, properties, state, text, texts };
