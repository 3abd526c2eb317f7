// The room as it happens: server-sent events that go on where they were cut, polling where a proxy cuts streams.
//   const live = follow("/api/v1/brainstorms/CODE/stream", 17, { apply, state });
// `apply(events)` gets what is new, in order and once; only when it is through do its numbers count as seen, so an error in it
// means that they come again. `state("live" | "polling" | "lost")` says how the line is. `live.look()` asks at once.

const POLL = 3000;
const CHECK = 40_000; // a line that died without a word is found out by then
const about = (time) => time * (0.75 + Math.random() / 2);

export function follow(address, number, { apply, state = () => {} }) {
  const events = address.replace(/stream$/, "events");
  let source = null, queue = [], busy = false, failures = 0, timer = 0, told = "", closed = false;

  const tell = (now) => { if (now !== told) state(told = now); };

  async function flush() {
    if (busy) return;
    busy = true;
    try {
      while (queue.length) {
        const fresh = queue.filter((each) => each.number > number);
        queue = [];
        if (!fresh.length) continue;
        await apply(fresh);
        number = fresh.at(-1).number;
      }
    } catch {
      queue = [];
      later(about(POLL)); // from the last number that was applied
    } finally { busy = false; }
  }

  function take(found) {
    const idle = !queue.length;
    queue.push(...found);
    if (idle) setTimeout(flush, 80); // events come in batches
  }

  async function look() {
    try {
      for (;;) {
        const before = queue.at(-1)?.number ?? number;
        const answer = await fetch(`${events}?after=${before}`, { signal: AbortSignal.timeout?.(10_000) });
        if (!answer.ok) throw answer.status;
        const { items, number: last } = await answer.json();
        if (items.length) take(items);
        if (source?.readyState !== EventSource.OPEN) tell("polling");
        if (items.at(-1)?.number >= last || !items.length) return;
      }
    } catch { if (source?.readyState !== EventSource.OPEN) tell("lost"); }
  }

  function later(time) {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (closed) return;
      if (navigator.onLine !== false) await look();
      // A browser gives up on an answer that is no stream; it is asked anew, more and more seldom.
      if (source?.readyState === EventSource.CLOSED && navigator.onLine !== false && Math.random() < 1 / Math.min(failures, 8)) connect();
      else later(source?.readyState === EventSource.OPEN ? about(CHECK) : about(POLL));
    }, time);
  }

  function connect() {
    if (closed) return;
    source?.close();
    source = new EventSource(`${address}?after=${queue.at(-1)?.number ?? number}`);
    source.addEventListener("message", ({ data }) => take([JSON.parse(data)]));
    source.addEventListener("open", () => { failures = 0; tell("live"); later(about(CHECK)); });
    source.addEventListener("error", () => {
      failures += 1;
      if (failures > 1 || source.readyState === EventSource.CLOSED) later(about(failures > 2 ? POLL : 300));
    });
    later(about(POLL)); // where the line does not even open
  }

  // A phone drops the line of a hidden page without a word; each of these means that somebody looks again.
  addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) connect(); });
  addEventListener("online", connect);
  addEventListener("offline", () => { source?.close(); tell("lost"); }); // nothing is asked in vain until it is back
  addEventListener("pagehide", () => { source?.close(); clearTimeout(timer); });
  connect();
  return {
    look,
    again: connect, // as somebody else: a line has the key that it was opened with
    get number() { return number; },
    set number(seen) { number = Math.max(number, seen); },
    close() { closed = true; source?.close(); clearTimeout(timer); },
  };
}
