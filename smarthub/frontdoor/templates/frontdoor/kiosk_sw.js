// Keeps the kiosk's shell {{ version }}: the page, its style, its modules. What the kiosk knows of people is not here.
const SHELL = "kiosk-{{ version }}";
const FILES = {{ files|safe }};
const PAGES = {{ pages|safe }};
const KEPT = new Set(FILES);
const PATIENCE = 3000; // a network that does not answer is none

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll([...FILES, ...PAGES])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("kiosk-") && name !== SHELL) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && PAGES.includes(url.pathname)) event.respondWith(page(request, url.pathname));
  else if (KEPT.has(url.pathname)) event.respondWith(caches.match(request, { cacheName: SHELL, ignoreVary: true }).then((kept) => kept ?? fetch(request)));
});

async function page(request, path) {
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const fresh = fetch(request).catch(() => null);
  const answer = await Promise.race([fresh, slow]);
  return answer?.ok ? answer : (await caches.match(path, { cacheName: SHELL, ignoreVary: true })) ?? (await fresh) ?? Response.error();
}
