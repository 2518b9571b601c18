// @ts-check
// Turns between long work and the messages that wait meanwhile.

// A message to oneself comes after those that are waiting already, and unlike a
// timer it is not delayed.
const channel = new MessageChannel();
const waiting = [];
channel.port1.onmessage = () => waiting.shift()();

function soon(task) {
  waiting.push(task);
  channel.port2.postMessage(null);
}

/** Lets waiting messages be handled. */
function breath() {
  return new Promise(soon);
}

export { soon, breath };
