// Keeps the files of a site, so that it opens without a network. It hears no messages, and
// fetches nothing but the files that it lists: it is no way out of a page that is sealed.
// Every page of the origin can write into what is kept, so nothing of that is believed: the
// page itself is in this text, and of each file its SHA-256. The build fills in what stands in
// double braces.

const PAGE = {{page}};
const HEADERS = {{headers}};
/** For each file its type and its SHA-256. */
const FILES = {{files}};
const { scope } = registration;
const OWN = `hearth ${scope} `;
const KEPT = `${OWN}{{version}}`;

addEventListener("install", (event) => {
  // Pages that are open have all that they need, and are left alone: the next one is new.
  skipWaiting();
  // What was loaded just now need not be loaded again.
  const files = Object.keys(FILES).map((file) => new Request(file, { cache: "force-cache" }));
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(files)));
});

addEventListener("activate", (event) => {
  const isOutdated = (name) => name.startsWith(OWN) && name !== KEPT;
  const remove = (names) => Promise.all(names.filter(isOutdated).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(remove));
});

/** The content of a response, if it is that of the file. */
async function contentOf(name, response) {
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...digest)) === FILES[name][1] ? bytes : null;
}

/** One of the files: as it was kept, or else from the server. */
async function fileOf(name) {
  const address = scope + name;
  const cache = await caches.open(KEPT);
  const kept = await cache.match(address);
  let content = kept && (await contentOf(name, kept));
  if (!content) {
    const response = await fetch(address, { cache: "no-cache" });
    content = response.ok && (await contentOf(name, response.clone()));
    if (!content) return Response.error();
    cache.put(address, response).catch(() => {});
  }
  // Headers that were kept are not believed, either.
  return new Response(content, { headers: { "Content-Type": FILES[name][0] } });
}

/** Whether a page or a worker is Hearth's own: on a shared server there may be others. */
async function isOwn(client) {
  const { url = "" } = (await clients.get(client)) ?? {};
  return url.startsWith("blob:") || [scope, `${scope}index.html`].includes(url.split(/[?#]/)[0]);
}

addEventListener("fetch", (event) => {
  const { destination, method, mode, url } = event.request;
  const [name] = url.slice(scope.length).split(/[?#]/);
  if (destination === "font") {
    // Hearth has none. WebKit asks here for those of a worker, whatever its policy says.
    const answer = async () => ((await isOwn(event.clientId)) ? Response.error() : fetch(event.request));
    event.respondWith(answer());
  } else if (method !== "GET" || !url.startsWith(scope)) {
    return;
  } else if (name === "" || name === "index.html") {
    // Nothing asks for it but a visit; what is behind a question mark stays here.
    event.respondWith(mode === "navigate" ? new Response(PAGE, { headers: HEADERS }) : Response.error());
  } else if (Object.hasOwn(FILES, name)) {
    event.respondWith(fileOf(name));
  }
});
