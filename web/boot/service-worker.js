// Keeps the files of a site, so that it opens without a network. It hears no messages, and
// fetches nothing but the files that it lists: it is no way out of a page that is sealed.
// The build fills in what stands in double braces.

const PAGE = {{page}};
const HEADERS = {{headers}};
const FILES = {{files}};
const { scope } = registration;
const OWN = `hearth ${scope} `;
/** Names with a hash: of this version, or of the one before it, whose page may be loading. */
const HASHED = /^[a-z-]+-[0-9a-f]{8}\.\w+$/;

addEventListener("install", (event) => {
  // Pages that are open have all that they need, and are left alone: the next one is new.
  skipWaiting();
  // What was loaded just now need not be loaded again.
  const files = FILES.map((file) => new Request(file, { cache: "force-cache" }));
  event.waitUntil(caches.open(`${OWN}{{version}}`).then((cache) => cache.addAll(files)));
});

addEventListener("activate", (event) => {
  const outdated = (names) => names.filter((name) => name.startsWith(OWN)).slice(0, -2);
  const remove = (name) => caches.delete(name);
  event.waitUntil(caches.keys().then((names) => Promise.all(outdated(names).map(remove))));
});

addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method !== "GET" || !url.startsWith(scope)) return;
  const name = url.slice(scope.length).split("#")[0];
  if (name === "" || name === "index.html") {
    event.respondWith(new Response(PAGE, { headers: HEADERS }));
  } else if (FILES.includes(name) || HASHED.test(name)) {
    event.respondWith(caches.match(url).then((kept) => kept ?? fetch(url)));
  }
});
