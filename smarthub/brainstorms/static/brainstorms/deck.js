// One card at a time: opinions, pairs, impact and effort. The answer is kept, the next card comes at once, and the last answer
// can be undone, also where there is no network.

const done = []; // { name, record }, the newest last
const cards = (root) => [...root.querySelectorAll("[data-card]")];
const pair = (one, other = "") => [one, other].sort().join(" ");
const named = (card) => pair(...card.dataset.card.split(" "));
let current = "", phaseOf = "";

function reveal(root, focus) {
  const all = cards(root), open = all.filter((card) => !("done" in card.dataset));
  const next = open.find((card) => named(card) === current) ?? open[0];
  current = next ? named(next) : "";
  for (const card of all) card.hidden = card !== next;
  const end = root.querySelector("[data-end]");
  if (end) end.hidden = Boolean(next);
  if (focus) {
    const target = next?.querySelector(".deck__text, .deck__question") ?? end;
    if (target) { target.tabIndex = -1; target.focus({ preventScroll: false }); }
  }
  return open.length;
}

function progress(root, by) {
  const shown = root.querySelector("[data-count]");
  if (!shown || !by) return;
  const before = shown.dataset.count, after = String(Number(before) + by);
  shown.textContent = shown.textContent.replace(before, after);
  shown.dataset.count = after;
  const bar = shown.parentElement.querySelector("progress");
  if (bar) bar.value = Number(after);
}

function undoing(root, { word }) {
  let bar = root.querySelector(".undo");
  if (!bar) {
    const deck = root.querySelector("[data-deck]");
    if (!deck) return;
    bar = Object.assign(document.createElement("p"), { className: "undo" });
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--plain button--small", textContent: word("undo") });
    button.dataset.undo = "";
    bar.append(Object.assign(document.createElement("span"), { textContent: word("said") }), button);
    deck.after(bar);
  }
  bar.hidden = !done.length;
}

// The last word on each card counts, be it on its way or just arrived.
export function overlay(records, live) {
  const root = live.room();
  if (phaseOf !== live.phase) { phaseOf = live.phase; done.length = 0; current = ""; }
  const last = new Map();
  for (const { command } of records) if (["vote", "unvote"].includes(command.type)) last.set(pair(command.note, command.other), command.type);
  let now = 0;
  for (const card of cards(root)) {
    const is = last.get(named(card)) === "vote";
    if (is !== "done" in card.dataset) {
      if (is) card.dataset.done = ""; else delete card.dataset.done;
      now += is ? 1 : -1;
    }
  }
  progress(root, now);
  reveal(root, false);
  undoing(root, live);
}

export async function submit(form, button, values, live) {
  const { phase, add, room, soon } = live;
  const card = (button ?? form).closest("[data-card]"), deck = (card ?? form).closest("[data-deck]")?.dataset.deck;
  if (!card || !deck || "going" in card.dataset) return; // a thumb that presses twice has answered once
  card.dataset.going = "";
  const [note, rest] = (button?.value || values.note).split(" ");
  const command = { type: "vote", phase, note };
  if (deck === "place") Object.assign(command, { value: Number(values.value), effort: Number(values.effort) });
  else if (deck === "pairs") command.other = rest;
  else command.value = Number(rest);
  const name = named(card);
  current = "";
  const record = await add(command, { key: `vote ${phase} ${name}` });
  delete card.dataset.going;
  done.push({ name, record });
  const left = reveal(room(), true);
  undoing(room(), live);
  if (left < 6) soon(2, "work"); // while there is a line, more is fetched before the last card is answered
}

async function undo({ phase, add, out, room, say, word, ...live }) {
  const { name, record } = done.pop() ?? {};
  if (!record) return;
  const { note, other } = record.command;
  current = name;
  const here = cards(room()).find((card) => named(card) === name);
  if (!(record.state === "waiting" && out.drop(record))) {
    await add({ type: "unvote", phase, note, ...(other && { other }) }, { key: `vote ${phase} ${name}` });
  }
  say(word("undone"));
  if (here) reveal(room(), true);
  else { await out.flush(); live.soon(0, "work"); }
  room().querySelector(".undo").hidden = !done.length;
}

export function click(event, live) {
  if (event.target.closest("[data-undo]")) undo(live);
  const skip = event.target.closest("[data-skip]");
  if (!skip) return;
  event.preventDefault();
  const root = live.room(), card = skip.closest("[data-card]");
  card.parentElement.append(card); // it comes again after the others
  current = "";
  reveal(root, true);
}

export function happened(event, { room, soon }) {
  const isAtEnd = !room().querySelector("[data-end]")?.hidden;
  if (["noted", "shown", "admitted", "revealed"].includes(event.type)) { if (isAtEnd) soon(15, "work"); return; }
  soon(25, ...(["hidden", "removed"].includes(event.type) ? ["work"] : []));
}
