// The room on a phone. Without this module the page works by its forms; with it, it goes on by itself, loses nothing, and
// works where there is no network.

import { proof } from "./commands.js";
import * as drafts from "./drafts.js";
import { follow } from "./stream.js";
import * as mine from "./mine.js";
import { outbox } from "./outbox.js";
import { parsed, put, remember, room } from "./parts.js";
import { keep } from "./store.js";
import { clock, count } from "./timer.js";

const phone = document.getElementById("phone");
const code = room().dataset.room, path = location.pathname;
const isKept = "kept" in phone.dataset; // by the service worker, because there was no network
// A browser remembers for as long as the page stands that an address could not be had. So none is asked for without a line,
// and each try has an address of its own: the part after the # is the browser's alone. What a kept page needs is kept with it.
const tries = (...all) => {
  let next = 0, found = null;
  return async () => {
    if (found) return found;
    if (!isKept && (!navigator.onLine || how === "lost")) throw new Error("no line");
    try { return (found = await all[next]()); } catch (fault) {
      if (navigator.onLine) next = Math.min(next + 1, all.length - 1);
      throw fault;
    }
  };
};
const deck = tries(() => import("./deck.js"), () => import("./deck.js#2"), () => import("./deck.js#3"), () => import("./deck.js#4"));
const dots = tries(() => import("./dots.js"), () => import("./dots.js#2"), () => import("./dots.js#3"), () => import("./dots.js#4"));
const rank = tries(() => import("./rank.js"), () => import("./rank.js#2"), () => import("./rank.js#3"), () => import("./rank.js#4"));
const group = tries(() => import("./groups.js"), () => import("./groups.js#2"), () => import("./groups.js#3"), () => import("./groups.js#4"));
const similar = tries(() => import("./similar.js"), () => import("./similar.js#2"), () => import("./similar.js#3"), () => import("./similar.js#4"));
const asking_box = tries(() => import("./box.js"), () => import("./box.js#2"), () => import("./box.js#3"), () => import("./box.js#4"));
const KINDS = { opinions: deck, place: deck, pairs: deck, dots, rank, group };
const BY_ITSELF = new Set(["phase", "locked", "unlocked", "extended", "paused", "resumed", "revealed", "closed"]);
const SILENT = new Set(["voted", "joined", "phase-added", "phase-moved", "phase-removed", "imported", "thinking", "ballot-back", "ballot-again"]);
const force = new Set();
let hasAll = false, kind = null, timer = 0, due = Infinity, asking = false, lost = false, how = "live";

const word = (name, value = "") => (phone.getAttribute(`data-word-${name}`) ?? "").replace(/%[ns]/, value);
const region = document.querySelector("[data-live]");
// Politely, to screen readers; with { text, toast: true } to eyes as well.
function say(what) {
  const { text, toast = false } = typeof what === "string" ? { text: what } : what;
  region.classList.toggle("toast", toast);
  region.classList.toggle("visually-hidden", !toast);
  region.textContent = "";
  setTimeout(() => { region.textContent = text; }, 50);
  if (toast) setTimeout(() => { region.textContent = ""; }, 4000);
}
const live = () => ({ code, phase: room().dataset.phase, word, say, add, out, room, soon, force });
const add = (command, more) => ready.then(() => out.add(command, more));

// --- what the server says ------------------------------------------------------------------------------------------------

// A room has many phones: each asks at a moment of its own.
function soon(pace = 15, ...parts) {
  for (const part of parts) force.add(part);
  const wait = 150 + Math.random() * Math.min(4000, Number(room().dataset.people) * pace);
  if (Date.now() + wait >= due) return;
  due = Date.now() + wait;
  clearTimeout(timer);
  timer = setTimeout(refresh, wait);
}

async function refresh() {
  due = Infinity;
  if (asking) { soon(); return; }
  asking = true;
  const began = Date.now();
  try {
    const answer = await fetch(`${path}?body`, { signal: AbortSignal.timeout?.(10_000) });
    if (!answer.ok) throw answer.status;
    await show(parsed(await answer.text()), (began + Date.now()) / 2);
  } catch {
    setTimeout(() => { if (navigator.onLine !== false) soon(30); }, 3000); // what is owed is asked again, also when the line is back
  } finally { asking = false; }
}

// `at`: when the server spoke, by this phone's clock; none for a page that was kept.
async function show(fresh, at) {
  if (at) {
    clock.skew = Date.parse(fresh.dataset.now) - at;
    keep("rooms", "readwrite", (kept) => kept.put({ room: path, body: fresh.outerHTML, skew: clock.skew, at })).catch(() => {});
  }
  const before = room().dataset.phase, joined = room().dataset.joined, focused = document.activeElement !== document.body;
  const replaced = put(document.importNode(fresh, true), force);
  if (before !== room().dataset.phase) kind = null; // nothing pressed in this step is for the script of the one before
  events.number = Number(room().dataset.number);
  out?.forget(Number(room().dataset.number));
  for (const part of replaced) room().querySelector(`[data-part="${part}"]`)?.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  await wake();
  if (before !== room().dataset.phase) {
    const step = document.getElementById("step");
    say(word("next", step?.textContent.trim() ?? ""));
    scrollTo({ top: 0 });
    if (focused && document.activeElement === document.body) step?.focus({ preventScroll: true });
  }
  if (!joined && room().dataset.joined) { out?.joined(); events.again(); soonStay(); }
  if ("closed" in room().dataset && out && !out.records.length) leave(path);
}

// What this step needs. On a slow line the room shows the step before it is here, and may go on again before it comes.
async function able() {
  const { kind: name } = room().dataset, found = (await KINDS[name]?.()) ?? null;
  if (name === room().dataset.kind) kind = found;
  return found;
}

async function wake() {
  const { phase } = room().dataset;
  await able().catch(() => {}); // without network it comes with the next press
  if (room().querySelector("[data-similar]")) similar().catch(() => {});
  const field = room().querySelector("[data-write] textarea");
  if (field && !field.value) field.value = drafts.read(code, phase);
  count(room(), { minute: word("minute"), seconds: word("seconds"), over: word("over"), say });
  overlay();
}

function overlay() {
  if (!out) return;
  mine.overlay(out.records, live());
  kind?.overlay?.(out.records.filter((each) => each.command.phase === room().dataset.phase && each.state !== "refused"), live());
  line();
  // Only a phone on which something went otherwise asks for what can be done about it.
  const asks = out.records.some((each) => each.state === "refused") || drafts.others(code, room().dataset.phase).length;
  if (asks || phone.querySelector(":scope > .asks")) asking_box().then(({ box }) => box(phone, out, live()), () => {}); // else at the next news
}

// How the line is, in words.
function line() {
  let shown = phone.querySelector(":scope > .line");
  if (!shown) {
    shown = document.createElement("p");
    shown.className = "line";
    phone.prepend(shown);
  }
  const waiting = out?.waiting.length ?? 0;
  shown.dataset.state = how;
  shown.textContent = waiting ? `${word(how)} · ${word("waiting", waiting)}` : word(how);
}

// --- what happens in the room --------------------------------------------------------------------------------------------

function happened(found) {
  const { phase, kind: name } = room().dataset;
  for (const event of found) {
    if (BY_ITSELF.has(event.type)) soon(8);
    else if (SILENT.has(event.type) || (["noted", "edited"].includes(event.type) && event.text === undefined)) continue;
    else if (kind?.happened) kind.happened(event, live());
    else if (event.type === "noted" && event.phase === phase && ["write", "talk"].includes(name)) mine.hear(event, live());
    else soon(25);
  }
}

function state(now) {
  how = now;
  line();
  if (now === "lost" && !lost) { lost = true; say(word("lost")); }
  if (now !== "lost" && lost) {
    lost = false; say(word("live")); out?.flush(); soon(8);
    if (!hasAll && room().dataset.joined) soonStay(100); // the line went before everything was here; it may go again
  }
}

// --- what somebody does here ---------------------------------------------------------------------------------------------

async function join(record) {
  const { id, type, name, sector } = record.command, form = new FormData();
  for (const [field, value] of Object.entries({ csrfmiddlewaretoken: proof(), id, type, name, sector })) form.set(field, value);
  try {
    const answer = await fetch(`${path}?body`, { method: "POST", body: form });
    if (answer.status === 403) return { again: true, proof: true };
    const fresh = answer.ok && parsed(await answer.text());
    if (!fresh) return { again: true };
    const detail = fresh.querySelector("[data-part=head] .note--said")?.textContent;
    await show(fresh, Date.now());
    return { results: [fresh.dataset.joined ? { id, status: "done", number: 0 } : { id, status: "refused", detail }] };
  } catch { return { again: true }; }
}

phone.addEventListener("submit", async (event) => {
  const form = event.target, button = event.submitter, values = Object.fromEntries(new FormData(form));
  if (form.method === "dialog") return;
  event.preventDefault();
  const now = live();
  if ("join" in form.dataset) {
    await add({ type: "join", name: values.name, sector: values.sector ?? "" }, { key: "join" });
    say(word("kept"));
  } else if ("write" in form.dataset) {
    const text = values.text.trim();
    if (!text) return;
    await add({ type: "note", phase: values.phase, text, ...(values.lane && { lane: values.lane }) });
    if (form.elements.text.value.trim() === text) form.elements.text.value = "";
    drafts.write(code, values.phase, form.elements.text.value);
    form.elements.text.focus();
    say(word("kept"));
  } else if ("edit" in form.dataset) await mine.change(form, button, values, now);
  else await (await able())?.submit?.(form, button, values, now);
});

phone.addEventListener("click", (event) => kind?.click?.(event, live()));
phone.addEventListener("input", (event) => {
  const form = event.target.closest("[data-write]");
  if (form && event.target.name === "text") drafts.write(code, form.elements.phase.value, event.target.value);
});

let told = [], telling = 0;
function heard(record, result) {
  if (result.status !== "done") { soon(0, "work"); say(`${word("refused")}. ${result.detail ?? ""}`); return; }
  if (record.command.type !== "note") { if (["edit", "remove", "group"].includes(record.command.type)) soon(0); return; }
  told.push(record);
  clearTimeout(telling);
  telling = setTimeout(() => { // several at once are one sentence
    say(told.some((each) => each.late) ? word("late") : told.length > 1 ? word("sentMany", told.length) : word("sent"));
    told = [];
  }, 700);
  soon(4);
}

// The first view comes first; what is for later is fetched when the phone has nothing to do.
const soonStay = (wait = 2500) => setTimeout(() => (globalThis.requestIdleCallback?.(() => stay().catch(() => {}), { timeout: 1000 }) ?? stay().catch(() => {})), wait);

// --- staying without network ---------------------------------------------------------------------------------------------

// What was kept of a room goes when it is closed, or after a week.
async function leave(page) {
  await keep("rooms", "readwrite", (kept) => kept.delete(page)).catch(() => {});
  if (globalThis.caches) await (await caches.open("kept-pages")).delete(page);
}

// Once in the room, the page itself is kept, so that it opens where there is no network; and what later steps need.
async function stay() {
  const loaded = await Promise.allSettled([...Object.values(KINDS).map((load) => load()), asking_box(), similar()]);
  hasAll = loaded.every((each) => each.status === "fulfilled");
  if (hasAll) phone.dataset.all = ""; // every later step is here, whatever the line does
  if (!navigator.serviceWorker || !isSecureContext || isKept) return;
  await navigator.serviceWorker.register("/sw.js", { scope: "/" }).catch(() => {});
  const week = Date.now() - 7 * 24 * 3600_000;
  for (const old of await keep("rooms", "readonly", (kept) => kept.getAll())) if (old.at < week) await leave(old.room);
  if ("closed" in room().dataset) return;
  const pages = await caches.open("kept-pages");
  if (!(await pages.match(path))) await pages.add(path);
  const files = performance.getEntriesByType("resource").map((each) => each.name).filter((each) => each.startsWith(`${location.origin}/static/`));
  for (const file of new Set(files)) if (!(await pages.match(file))) await pages.add(file).catch(() => {});
}

addEventListener("online", () => { if (!hasAll && room().dataset.joined) soonStay(100); });
remember();
if (!isKept) clock.skew = Date.parse(room().dataset.now) - Date.now();
let out = null;
const events = follow(room().dataset.stream, Number(room().dataset.number), { apply: happened, state });
const ready = outbox(code, room().dataset.commands, { join, changed: overlay, heard, stale: refresh, now: () => clock.now().toISOString() });
out = await ready;
if (isKept) {
  const last = await keep("rooms", "readonly", (kept) => kept.get(path)).catch(() => null);
  clock.skew = last?.skew ?? 0;
  if (last) await show(parsed(last.body));
  state("lost");
} else out.forget(Number(room().dataset.number));
await wake();
if (room().dataset.joined) soonStay();
phone.dataset.ready = "";
