// Keeps the shell of Smart Hub {{ version }}: style, fonts, icons, and the page that says you are offline.
// Of somebody's own pages it keeps one by itself, the last "my day", until they sign out; every page is asked from the network. A page that asks to be kept (the
// phone in a room, once somebody is in it) stands in the cache "kept-pages" with what it is drawn with: it opens without network,
// and is marked as kept (data-kept), so that it does not take its hour for ours.
const SHELL = "smarthub-{{ version }}";
const FILES = {{ files|safe }};
const KEPT = new Set(FILES);
const PAGES = "kept-pages";
const MY_DAY = /^(\/en)?\/me\/$/;
const LEAVING = /^(\/en)?\/me\/(sign-out|erase)\/$/;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("smarthub-") && name !== SHELL) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method === "POST" && LEAVING.test(url.pathname)) event.waitUntil(forgetMyDay());
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(page(event, request, url));
  } else if (KEPT.has(url.pathname) && url.pathname !== "/offline/") {
    event.respondWith(caches.match(request, { cacheName: SHELL }).then((kept) => kept ?? fetch(request)));
  } else if (url.pathname.startsWith("/static/")) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request, { cacheName: PAGES })) ?? Response.error()));
  }
});

async function page(event, request, url) {
  try {
    const answer = await fetch(request);
    if (MY_DAY.test(url.pathname) && answer.redirected) event.waitUntil(forgetMyDay()); // nobody is signed in any more
    if (answer.ok && !answer.redirected && !url.search) {
      const copy = answer.clone();
      event.waitUntil(caches.open(PAGES).then(async (pages) => { if (MY_DAY.test(url.pathname) || await pages.match(url.pathname)) await pages.put(url.pathname, copy); }));
    }
    return answer;
  } catch {
    const kept = await caches.match(url.pathname, { cacheName: PAGES });
    if (!kept) return caches.match("/offline/");
    const headers = new Headers(kept.headers);
    for (const name of ["content-encoding", "content-length"]) headers.delete(name);
    return new Response((await kept.text()).replace("<html", "<html data-kept").replace('id="phone"', 'id="phone" data-kept'), { headers });
  }
}

async function forgetMyDay() {
  const pages = await caches.open(PAGES);
  for (const kept of await pages.keys()) if (MY_DAY.test(new URL(kept.url).pathname)) await pages.delete(kept);
}
