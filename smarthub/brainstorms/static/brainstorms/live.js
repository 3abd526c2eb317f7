// Keeps a page of a room up to date: after each batch of events it is asked for anew, and only what differs is changed.
//   const page = keep(root, { renewed, state });   await page.now()
import { renew } from "./merge.js";
import { follow } from "./stream.js";

const SOON = 300, CALM = 1500; // a room in which much happens is drawn less often than it changes

export function keep(root, { renewed = () => {}, state = () => {} } = {}) {
  let waiting = 0, busy = null, again = false, last = 0;

  async function read() {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) show(await answer.text());
  }

  function show(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = page.querySelector("[data-stream]");
    if (!fresh || Number(fresh.dataset.number) < Number(root.dataset.number)) return page; // an older answer that came later
    root.dataset.number = fresh.dataset.number;
    root.dataset.now = fresh.dataset.now;
    renew(root, page);
    last = Date.now();
    renewed(page);
    return page;
  }

  function now() {
    if (busy) { again = true; return busy; }
    busy = read().catch(() => {}).finally(() => {
      busy = null;
      if (again) { again = false; later(); }
    });
    return busy;
  }

  function later() {
    waiting ||= setTimeout(() => { waiting = 0; now(); }, Math.max(SOON, last + CALM - Date.now()));
  }

  follow(root.dataset.stream, Number(root.dataset.number), { apply: later, state });
  return { now, later, show };
}
