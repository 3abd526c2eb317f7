// Telling the house what happened, and asking whom to expect. Without network both wait; nothing is told as done before
// the house has said so, and each entry has a mark by which it knows one that it has had.

import * as kept from "./kept.js";

const AT_ONCE = 50;
const PATIENCE = 8000;
export const state = { online: true, gone: false };

export async function call(method, path, body, more = {}) {
  const key = await kept.get("key");
  const answer = await fetch(`/api/v1/kiosk${path}`, {
    method,
    body: body && JSON.stringify(body),
    headers: { "Content-Type": "application/json", ...more, ...(key && { Authorization: `Bearer ${key}` }) },
    credentials: "omit",
    signal: AbortSignal.timeout?.(PATIENCE),
  }).catch(() => null);
  // What is no JSON is not from the house: a gateway, say, that asks for its own sign-in first.
  const is_ours = /json/.test(answer?.headers.get("Content-Type") ?? "");
  state.online = is_ours && answer.status < 500 && answer.status !== 429;
  if (state.online && answer.status === 401) {
    state.gone = true;
    await kept.set("expected", []); // what waits to be sent is kept; whom to expect is no longer this tablet's to know
  }
  return state.online ? answer : null;
}

export async function pair(code) {
  const key = (await kept.get("new-key")) ?? [...crypto.getRandomValues(new Uint8Array(32))].map((n) => n.toString(16).padStart(2, "0")).join("");
  await kept.set("new-key", key); // asked again after a cut, it is the same tablet
  const answer = await call("PUT", "/pairing", { code, key });
  if (!answer) return "offline";
  if (!answer.ok) return "wrong";
  await kept.set("key", key);
  await kept.set("new-key", undefined);
  await learn(await answer.json());
  state.gone = false;
  return "";
}

async function learn(today) {
  await kept.set("hub", { kiosk: today.kiosk, name: today.name, skew: Date.parse(today.now) - Date.now() });
  const unsent = new Map((await kept.queue()).flatMap((entry) => entry.marks.map((mark) => [mark, entry.state])));
  for (const each of today.expected) each.state = each.marks.map((mark) => unsent.get(mark)).find(Boolean) ?? each.state;
  await kept.set("expected", today.expected);
}

export async function refresh() {
  if (!(await kept.get("key"))) return;
  const answer = await call("GET", "");
  if (answer?.ok) { state.gone = false; await learn(await answer.json()); }
}

let sending = null;
export function send() {
  return (sending ??= sendAll().finally(() => { sending = null; }));
}

async function sendAll() {
  if (!(await kept.get("key"))) return;
  for (let some = await kept.queue(AT_ONCE); some.length; some = await kept.queue(AT_ONCE)) {
    const answer = await tell(some);
    if (!answer || answer.status === 401) return;
    if (answer.ok) { await settle(some, await answer.json()); continue; }
    for (const entry of some) { // one of them is not understood: each by itself
      const alone = await tell([entry]);
      if (!alone || alone.status === 401) return;
      if (alone.ok) await settle([entry], await alone.json()); else await kept.put_aside(entry);
    }
  }
}

const tell = (some) => call("POST", "/entries", {
  sent_at: new Date().toISOString(),
  entries: some.map(({ mark, number, kind, at, people, said }) => ({ mark, number, kind, at, people, said })),
});

function settle(some, { taken }) {
  const marks = new Set(taken.map((each) => each.mark));
  return kept.done(some.filter((each) => marks.has(each.mark)).map((each) => each.number));
}
