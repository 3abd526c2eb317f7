// Nothing that was typed or voted on this phone is lost: a command is kept here first, under a mark of its own, then sent, in
// order, and sent again until the room has it. The room does each mark once, so sending twice does nothing twice.
//   const out = await outbox(code, address, { join, changed, heard, stale, now });
//   await out.add({ type: "note", text: "…" });
// A record is { command, state: "waiting" | "sent" | "refused", kept, number, note, late, detail }; `kept` is false where the
// phone gives us no place to keep things, so that nobody is told what is not so. `key`: a newer record with the same key
// stands for the older one, as long as that has not left.

import { mark, send } from "./commands.js";
import { keep } from "./store.js";

const MOST = 20; // at once
const LONGEST = 30_000;

export async function outbox(room, address, { join, changed, heard = () => {}, stale = async () => {}, now }) {
  let records = [], flying = new Set(), sending = false, again = false, tries = 0, timer = 0, most = MOST, wanted = false;
  try { records = await keep("commands", "readonly", (box) => box.index("room").getAll(room)); } catch { /* no place to keep */ }

  const put = (record) => keep("commands", "readwrite", (box) => box.put(record)).catch(() => {});
  const waiting = () => records.filter((each) => each.state === "waiting");

  async function add(command, more = {}) {
    const record = { room, state: "waiting", kept: true, ...more, command: { id: mark(), at: now(), ...command } };
    const older = more.key && records.find((each) => each.key === more.key && each.state === "waiting" && !flying.has(each));
    try {
      record.order = await keep("commands", "readwrite", (box) => {
        if (older) box.delete(older.order);
        return box.add(record);
      });
    } catch { record.kept = false; record.order = Date.now(); }
    records = [...records.filter((each) => each !== older), record];
    changed(record);
    flush();
    return record;
  }

  // Before it has left it can be taken back without a trace.
  function drop(record) {
    if (flying.has(record)) return false;
    records = records.filter((each) => each !== record);
    keep("commands", "readwrite", (box) => box.delete(record.order)).catch(() => {});
    changed(record);
    return true;
  }

  // What the room's page shows by now needs no keeping.
  function forget(number) {
    for (const each of records) if (each.state === "sent" && each.number <= number) drop(each);
  }

  function settle(record, result) {
    if (result.status === "done") Object.assign(record, { state: "sent", number: result.number, note: result.note, late: result.late });
    else if (result.rule === "join-first") { wanted = true; stale(); return; } // it waits until this phone is in the room again
    else Object.assign(record, { state: "refused", detail: result.detail });
    put(record);
    changed(record);
    heard(record, result);
  }

  function later(time) {
    clearTimeout(timer);
    timer = setTimeout(flush, time);
  }

  function batch() {
    const all = waiting();
    const joining = all.find((each) => each.command.type === "join");
    if (joining) return wanted || all[0] === joining ? [joining] : all.slice(0, Math.min(most, all.indexOf(joining)));
    return wanted ? [] : all.slice(0, most);
  }

  async function flush() {
    if (sending) { again = true; return; }
    sending = true;
    clearTimeout(timer);
    try {
      for (let sent = batch(); sent.length; sent = batch()) {
        flying = new Set(sent);
        const joining = sent[0].command.type === "join";
        const answer = joining ? await join(sent[0]) : await send(address, sent.map((each) => each.command));
        flying.clear();
        if (answer.results) {
          if (joining) wanted = false;
          const of = new Map(answer.results.map((each) => [each.id, each]));
          for (const each of sent) if (of.has(each.command.id)) settle(each, of.get(each.command.id));
          [tries, most] = [0, MOST];
        } else if (answer.again) {
          if (answer.proof) await stale();
          tries += 1; // ever more seldom, and each phone at its own moment: a room comes back all at once
          later(answer.wait || Math.min(LONGEST, 700 * 2 ** tries) * (0.5 + Math.random()));
          break;
        } else if (sent.length > 1) most = 1; // one of them is not understood: find out which
        else settle(sent[0], { status: "refused", detail: answer.detail });
      }
    } finally {
      flying.clear();
      sending = false;
    }
    if (again) { again = false; later(0); }
  }

  // Whenever somebody looks again, or the network comes back, the wait is over.
  const wake = () => { tries = 0; later(Math.random() * 400); };
  addEventListener("online", wake);
  addEventListener("pageshow", wake);
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => { if (document.hidden) flush(); else wake(); });
  later(0);
  return {
    add, drop, forget, flush, put,
    joined() { wanted = false; wake(); },
    get records() { return records; },
    get waiting() { return waiting(); },
    get isWanted() { return wanted; },
  };
}
