// A screen that nobody touches: it follows the house, and says since when it could not.

const live = document.body.dataset.screen;
const stale = document.querySelector("[data-stale]"), clock = document.querySelector("[data-clock]");
const PATIENCE = 20_000; // a moment without network is not worth a word
let fresh = Date.now(), soon = 0, source = null, last = "";
const written = (moment) => new Date(moment).toLocaleTimeString("en-GB", { timeZone: clock.dataset.zone, hour: "numeric", minute: "2-digit" });
const tail = clock.textContent.replace(/[\d:]+/, ""); // " น." in Thai
// The page's own moment, so that a wrong clock of the screen shows nothing wrong.
let skew = 0;

async function refresh() {
  const answer = await fetch(location.href, { signal: AbortSignal.timeout?.(8000) }).catch(() => null);
  if (!answer?.ok) { look(); return; }
  skew = Date.parse(answer.headers.get("Date") ?? "") - Date.now() || 0;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const newer = page.querySelector("[data-part]"), older = document.querySelector("[data-part]");
  if (newer && newer.outerHTML !== last) {
    last = newer.outerHTML;
    older.replaceWith(newer);
    newer.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true })); // as other modules know it: new parts are here
  }
  document.querySelector(".screen__clock span").textContent = page.querySelector(".screen__clock span").textContent;
  fresh = Date.now();
  look();
}

function look() {
  const is_stale = Date.now() - fresh > PATIENCE;
  stale.hidden = !is_stale;
  if (is_stale) stale.querySelector("[data-since]").textContent = written(fresh + skew) + tail;
}

const later = () => { clearTimeout(soon); soon = setTimeout(refresh, 200); };
function connect() {
  source?.close();
  source = new EventSource(live);
  source.addEventListener("message", later);
}
connect();
setInterval(later, 15_000);
setInterval(() => { clock.textContent = written(Date.now() + skew) + tail; look(); }, 5_000);
setInterval(connect, 3_600_000); // whatever a proxy does to a line that is open for days
addEventListener("online", () => { connect(); later(); });
const stay = () => navigator.wakeLock?.request("screen").catch(() => {});
stay();
document.addEventListener("visibilitychange", () => { if (!document.hidden) stay(); });
