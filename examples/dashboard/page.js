// What the dashboard does: it gives a profile to both, and a selection in one of them is
// shown above. The frame is spoken to by plain messages, with no library.

const component = document.querySelector("hearth-profile");
const frame = document.querySelector("iframe");
const selected = document.getElementById("selected");

component.addEventListener("hearth-selection", ({ detail }) => select(detail.name));
component.addEventListener("hearth-error", ({ detail }) => (selected.textContent = detail.error.message));

const address = new URL(frame.dataset.src, location.href);
// The frame speaks to this origin, and hears nobody else.
address.hash = `h.embed=${encodeURIComponent(location.origin)}&view=flame`;
frame.src = address.href;

/** Resolves when the frame is sealed and takes profiles. */
const ready = new Promise((resolve) => {
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== address.origin || data.hearth !== 1) return;
    if (data.type === "ready") resolve();
    if (data.type === "selection") select(data.name);
    if (data.type === "error") selected.textContent = data.message;
  });
});

function select(name) {
  selected.textContent = name || "nothing is selected";
}

async function show(file) {
  component.open(file).catch(() => {});
  const bytes = await file.arrayBuffer();
  await ready;
  const profiles = [{ name: file.name, bytes }];
  // The bytes are handed over, not copied.
  frame.contentWindow.postMessage({ hearth: 1, id: 1, type: "open", profiles }, address.origin, [bytes]);
}

document.getElementById("file").onchange = ({ target }) => show(target.files[0]);
document.getElementById("example").onclick = async () => {
  const response = await fetch("../../tests/fixtures/heap.pb.gz");
  show(new File([await response.blob()], "heap.pb.gz"));
};
