// The floor-plan editor: the pointer, the keys and the buttons; what they do is in plan/model.js.

import { Board, named } from "./plan/draw.js";
import * as model from "./plan/model.js";
import { freePlace } from "./plan/place.js";
import { Side } from "./plan/side.js";

const root = document.querySelector("[data-editor]");
const words = Object.fromEntries([...document.querySelector("template[data-words]").content.querySelectorAll("[data-word]")].map((each) => [each.dataset.word, each.textContent.trim()]));
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const find = (what) => root.querySelector(`[data-${what}]`);

let { edition, ...start } = read("drawing");
let history = new model.History(start);
let saved = start, chosen = [];
const state = () => history.state;

const label = (name) => {
  const key = name.slice(2);
  if (name[0] === "z") return `${words.zone} ${named(state().zones[key])}`;
  if (name[0] === "l") return `${words[model.kindOfLine(state().outline[key])]} ${Number(key) + 1}`;
  const space = model.byKey(state(), key);
  return `${words[`kind-${space.kind}`]} ${named(space)}`;
};
const board = new Board(find("board"), { picture: root.dataset.picture, label });
const side = new Side(find("side"), { act: (...what) => act(...what), words, groups: read("groups") });

// --- what stands, and what is kept on this device until it is saved ---

const draftKey = `plan:${root.dataset.key}`;
const keepDraft = () => {
  try {
    if (state() === saved) localStorage.removeItem(draftKey);
    else localStorage.setItem(draftKey, JSON.stringify({ edition, drawing: state() }));
  } catch { /* storage is full or closed */ }
};
const say = (said) => { find("said").textContent = said; };
const wrong = (said) => { find("wrong").textContent = said; };

const exists = (name) => (name[0] === "s" ? model.byKey(state(), name.slice(2)) : name[0] === "z" ? state().zones[name.slice(2)] : state().outline[name.slice(2)]);
const show = () => {
  chosen = chosen.filter(exists);
  board.draw(state(), chosen);
  side.show(state(), chosen);
  const names = [...state().spaces.map((space) => `s:${space.key}`), ...state().zones.map((_, n) => `z:${n}`), ...state().outline.map((_, n) => `l:${n}`)];
  const list = find("list");
  if (list.closest("details").open) {
    list.replaceChildren(...names.map((name) => {
      const press = Object.assign(document.createElement("button"), { type: "button", textContent: label(name), className: "editor__pick" });
      press.setAttribute("aria-pressed", chosen.includes(name));
      press.addEventListener("click", () => { choose([name]); find("side").querySelector("input, select")?.focus(); });
      const row = document.createElement("li");
      row.append(press);
      return row;
    }));
  }
  find("state").textContent = state() === saved ? words.saved : words.unsaved;
  root.querySelector("[data-do=undo]").disabled = !history.past.length;
  root.querySelector("[data-do=redo]").disabled = !history.future.length;
  root.querySelector("[data-do=save]").disabled = state() === saved;
};
const choose = (names) => { chosen = names; history.rest(); show(); };
const put = (next, mark = null) => { history.put(next, mark); keepDraft(); show(); };
find("list").closest("details").addEventListener("toggle", show);

// --- verbs ---

const middle = () => {
  const seen = find("board").getBoundingClientRect();
  const [x, y] = board.at({ clientX: (Math.max(0, seen.left) + Math.min(innerWidth, seen.right)) / 2, clientY: (Math.max(0, seen.top) + Math.min(innerHeight, seen.bottom)) / 2 });
  return [Math.min(Math.max(x, 0), state().width), Math.min(Math.max(y, 0), state().height)];
};
const boxes = () => chosen.filter((name) => name[0] !== "l");
const verbs = {
  state,
  set: (name, field, value) => put(model.set(state(), name, field, value), `set:${name}:${field}`),
  resize: (name, width, height) => put(model.resize(state(), name, width, height), `resize:${name}`),
  corner: (name, n, x, y) => put(model.setCorner(state(), name, n, x, y), `corner:${name}:${n}`),
  "add-corner": (name) => put(model.addCorner(state(), name)),
  "seat-table": (key, seats) => put(model.seatTable(state(), key, seats), `seats:${key}`),
  rotate: () => chosen.length && put(model.rotate(state(), chosen)),
  copy: () => { if (!chosen.length) return; const [next, made] = model.copy(state(), chosen); chosen = made; put(next); },
  remove: () => {
    if (!chosen.length) return;
    const names = chosen.map(label).join(", "), next = model.remove(state(), chosen);
    chosen = [];
    put(next);
    say(`${names}: ${words.removed}`);
    find("board").focus();
  },
  "align-x": () => put(model.align(state(), boxes(), "x")),
  "align-y": () => put(model.align(state(), boxes(), "y")),
  "spread-x": () => put(model.spread(state(), boxes(), "x")),
  "spread-y": () => put(model.spread(state(), boxes(), "y")),
  number: (from) => from.trim() && put(model.number(state(), chosen, from)),
  undo: () => { if (history.undo()) { keepDraft(); show(); } },
  redo: () => { if (history.redo()) { keepDraft(); show(); } },
  save: () => save(false),
};
const act = (verb, ...what) => verbs[verb](...what);

root.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.do) act(button.dataset.do);
  if (!button?.dataset.add) return;
  const kind = button.dataset.add, at = middle();
  const [next, made] = kind === "zone" ? model.addZone(state(), words.zone, at)
    : ["wall", "door", "window"].includes(kind) ? model.addLine(state(), kind, at)
    : model.addSpace(state(), kind, kind === "table" ? words.table : words[`kind-${kind}`], freePlace(state(), kind, at));
  chosen = made;
  put(next);
  board.svg.querySelector(".is-chosen").scrollIntoView({ block: "nearest", inline: "nearest" }); // what is free may be out of sight
  say(`${label(made[0])}: ${words.new}`);
});

// --- pointer ---

let drag = null;
board.svg.addEventListener("pointerdown", (event) => {
  if (event.button) return;
  const handle = event.target.closest("[data-handle]"), name = event.target.closest("[data-name]")?.dataset.name;
  if (!handle && !name) { choose([]); return; }
  event.preventDefault();
  if (!handle && event.shiftKey) { choose(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name]); return; }
  if (!handle && !chosen.includes(name)) {
    choose([name]);
    if (event.pointerType === "touch") return; // a finger chooses first, and moves what is chosen
  }
  drag = { from: board.at(event), start: state(), handle: handle?.dataset.handle, mark: `drag:${event.timeStamp}` };
  board.svg.setPointerCapture(event.pointerId);
});
board.svg.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const [x, y] = board.at(event), [dx, dy] = [x - drag.from[0], y - drag.from[1]], grid = event.altKey ? 1 : model.GRID;
  if (Math.hypot(dx, dy) < 3 && state() === drag.start) return;
  const [name] = chosen;
  if (drag.handle === "size") {
    const one = name[0] === "z" ? drag.start.zones[name.slice(2)] : model.byKey(drag.start, name.slice(2));
    put(model.resize(drag.start, name, one.width + dx, one.height + dy), drag.mark);
  } else if (drag.handle !== undefined) put(model.setCorner(drag.start, name, Number(drag.handle), x, y), drag.mark);
  else put(model.move(drag.start, chosen, model.snap(dx, grid), model.snap(dy, grid)), drag.mark);
});
const drop = () => { drag = null; history.rest(); };
board.svg.addEventListener("pointerup", drop);
board.svg.addEventListener("pointercancel", drop);

// --- keys ---

const STEP = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
addEventListener("keydown", (event) => {
  const command = event.ctrlKey || event.metaKey, key = event.key.toLowerCase();
  if (command && key === "s") { event.preventDefault(); if (state() !== saved) act("save"); return; }
  if (event.target.closest("input, select, textarea, dialog")) return;
  if (command && key === "z") { event.preventDefault(); act(event.shiftKey ? "redo" : "undo"); return; }
  if (command && key === "y") { event.preventDefault(); act("redo"); return; }
  if (command || !root.contains(event.target)) return;
  const name = event.target.closest("[data-name]")?.dataset.name;
  if (name && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    choose(event.shiftKey ? [...chosen.filter((each) => each !== name), name] : [name]);
  } else if (STEP[event.key] && chosen.length && event.target.closest(".editor__board")) {
    event.preventDefault();
    const far = event.shiftKey ? 50 : model.GRID, [dx, dy] = STEP[event.key];
    put(model.move(state(), chosen, dx * far, dy * far), `keys:${chosen}`);
  } else if (event.target.closest("button, a, summary")) return;
  else if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); act("remove"); }
  else if (event.key === "Escape") choose([]);
  else if (key === "r") act("rotate");
  else if (key === "d") act("copy");
});

// --- saving ---

const csrf = () => document.querySelector("input[name=csrfmiddlewaretoken]").value;
const dialog = find("goes-dialog");
const save = async (sure) => {
  wrong("");
  say(words.saving);
  const button = root.querySelector("[data-do=save]");
  button.setAttribute("aria-busy", "true");
  const sent = state();
  try {
    const answer = await fetch(root.dataset.save, {
      method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
      body: JSON.stringify({ edition, sure, drawing: { ...sent, removed: [...new Set(sent.removed)] } }),
    });
    if (!answer.headers.get("Content-Type")?.includes("json")) throw new Error(answer.status);
    const told = await answer.json();
    if (told.ask) { say(""); dialog.innerHTML = told.ask; dialog.showModal(); return; }
    if (!answer.ok) { say(""); wrong(told.said); return; }
    ({ edition, ...saved } = told.drawing);
    history = new model.History(saved);
    chosen = [];
    keepDraft();
    show();
    say(words.done);
  } catch { say(""); wrong(words.failed); } finally { button.removeAttribute("aria-busy"); }
};

dialog.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-goes]");
  if (!button) return;
  if (button.dataset.goes === "no") { dialog.close(); return; }
  let first = "";
  if (button.dataset.goes === "move") {
    button.setAttribute("aria-busy", "true");
    const form = new FormData();
    for (const ref of button.dataset.refs.split(" ").filter(Boolean)) form.append("space", ref);
    try {
      const answer = await fetch(button.dataset.url, { method: "POST", headers: { "X-CSRFToken": csrf() }, body: form });
      if (!answer.ok) throw new Error(answer.status);
      first = (await answer.json()).said;
    } catch { dialog.close(); wrong(words.failed); return; }
  }
  dialog.close();
  await save(true);
  if (first) say(`${first} ${find("said").textContent}`);
});

addEventListener("beforeunload", (event) => { if (state() !== saved) event.preventDefault(); });

root.hidden = false;
try {
  const draft = JSON.parse(localStorage.getItem(draftKey) ?? "null");
  if (draft && draft.edition === edition) { history.put(draft.drawing); say(words.draft); }
  else if (draft) { localStorage.removeItem(draftKey); say(words["old-draft"]); }
} catch { localStorage.removeItem(draftKey); }
show();
