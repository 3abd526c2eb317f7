// Keeps a room's page up to date. Without this module the page works by its forms and the link that shows what is new.

const room = document.querySelector("[data-room]");
let source = null;
let soon = 0;
let polling = 0;

// Each part is replaced by its newer self, but never while somebody writes or stands in it.
async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of room.querySelectorAll("[data-part]")) {
    const newer = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!newer || part.contains(document.activeElement)) continue;
    if (part.dataset.key !== undefined && part.dataset.key === newer.dataset.key) continue;
    part.replaceWith(newer);
  }
  // Only what was applied counts as seen.
  room.dataset.number = page.querySelector("[data-room]")?.dataset.number ?? room.dataset.number;
}

function later() {
  clearTimeout(soon);
  soon = setTimeout(() => refresh().catch(() => {}), 400);
}

function connect() {
  source?.close();
  source = new EventSource(`${room.dataset.room}?after=${room.dataset.number}`);
  source.addEventListener("message", later);
  source.addEventListener("open", () => { clearInterval(polling); polling = 0; });
  // A proxy that cuts streams: ask every three seconds until one holds.
  source.addEventListener("error", () => { polling ||= setInterval(later, 3000); });
}

if (room) {
  connect();
  // A phone drops the line of a hidden page without a word; both of these mean that somebody looks again.
  addEventListener("pageshow", (event) => { if (event.persisted) { connect(); later(); } });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { connect(); later(); } });
  addEventListener("pagehide", () => source?.close());
}
