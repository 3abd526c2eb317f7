// Minutes are saved while one writes, and kept on this device until the server has them. Without this module the form saves them.

import { follow } from "./stream.js";

const main = document.querySelector("[data-minutes]");
const sheet = main?.querySelector("[data-sheet]");
const PAUSE = 2000; // after the last letter
const AGAIN = 5000; // while there is no connection

if (main) {
  follow(main.dataset.minutes, Number(main.dataset.number), { apply: refresh });
}
if (sheet) write();

// What others did: each part is replaced by its newer self, but never while somebody writes or stands in it.
async function refresh() {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw answer.status;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of main.querySelectorAll("[data-part]")) {
    const newer = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (newer && !part.contains(document.activeElement) && !part.querySelector("details[open]")) part.replaceWith(newer);
  }
  sheet?.dispatchEvent(new CustomEvent("newer", { detail: page.querySelector("[data-sheet]") }));
}

function write() {
  const { text, number, id } = sheet.elements;
  const state = sheet.querySelector("[data-state]");
  const key = `minutes ${main.dataset.code}`;
  const is_conflict = Boolean(main.querySelector("[data-theirs]"));
  let saved = text.value, timer = 0, busy = false;

  const keep = () => { try { localStorage.setItem(key, JSON.stringify({ text: text.value, number: number.value })); } catch { /* a full or closed store */ } };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* nothing to forget */ } };
  const kept = () => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const say = (words) => { state.textContent = words; };
  const later = (time) => { clearTimeout(timer); timer = setTimeout(save, time); };

  // What a device that went to sleep or was closed still has. Where others wrote meanwhile, saving shows both texts.
  const draft = kept();
  if (is_conflict) { keep(); saved = null; }
  else if (draft && draft.text !== text.value) {
    text.value = draft.text;
    number.value = draft.number;
    later(0);
  }

  text.addEventListener("input", () => { keep(); later(PAUSE); });
  sheet.addEventListener("submit", () => { clearTimeout(timer); forget(); });
  addEventListener("online", () => later(0));
  addEventListener("pagehide", () => { if (text.value !== saved) keep(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && text.value !== saved && !is_conflict) save(); });

  sheet.addEventListener("newer", ({ detail }) => {
    if (!detail || busy || text.value !== saved || document.activeElement === text) return;
    saved = text.value = detail.elements.text.value;
    number.value = detail.elements.number.value;
  });

  async function save() {
    if (busy || is_conflict || text.value === saved) return;
    busy = true;
    const sent = text.value;
    say(sheet.dataset.saving);
    id.value = crypto.randomUUID?.() ?? id.value.replace(/^.{8}/, () => Math.random().toString(16).slice(2, 10).padEnd(8, "0"));
    try {
      const answer = await fetch(location.pathname, { method: "POST", body: new URLSearchParams(new FormData(sheet)), headers: { Accept: "application/json" } });
      if (answer.status === 409) { busy = false; sheet.submit(); return; } // the page that comes holds both texts
      const said = await answer.json();
      if (!answer.ok) { say(said.detail); return; }
      saved = sent;
      number.value = said.number;
      if (text.value === sent) forget(); else { keep(); later(PAUSE); }
      say(`${sheet.dataset.saved} ${said.at}`);
    } catch {
      say(sheet.dataset.unsaved);
      later(AGAIN);
    } finally { busy = false; }
  }
}
