// The console stays up to date by itself and sends its forms without leaving the page. Without this module all forms work.
import { keep } from "./live.js";
import { clock, count } from "./timer.js";

const root = document.querySelector("[data-lead]");
const say = (text, toast = false) => text && document.dispatchEvent(new CustomEvent("say", { detail: { text, toast } }));

const AGAIN = 20_000, SOON = 1500; // who is here changes without any event; what is being thought about, too
let thinks = null, asked = 0;
function renewed() {
  clock.skew = Date.parse(root.dataset.now) - Date.now();
  count(root, { minute: root.dataset.minute, seconds: root.dataset.seconds, over: root.dataset.over, say });
  choose();
  unfold();
  const thinking = root.querySelector("[data-thinking]");
  if (thinks && !thinking) say(thinks);
  thinks = thinking?.dataset.done ?? null;
  clearTimeout(asked);
  asked = setTimeout(look, thinking ? SOON : AGAIN);
}

function look() {
  if (document.hidden) asked = setTimeout(look, AGAIN);
  else page.now().then(() => { clearTimeout(asked); asked = setTimeout(look, root.querySelector("[data-thinking]") ? SOON : AGAIN); });
}

// How many notes are chosen, in words; what needs some waits for one.
function choose() {
  const line = root.querySelector("[data-count]");
  const chosen = root.querySelectorAll("input[name=notes]:checked").length;
  if (!line) return;
  const words = chosen ? line.dataset.some.replace("{n}", chosen) : line.dataset.none;
  if (line.textContent !== words) line.textContent = words;
  for (const button of root.querySelectorAll("[data-needs]")) button.disabled = chosen === 0;
}

// What a step is about opens when it begins; whoever closes it then keeps it closed.
const begun = new Map();
function unfold() {
  for (const each of root.querySelectorAll("details[data-when]")) {
    const now = each.dataset.when;
    if (begun.has(each.id) && begun.get(each.id) !== now && now) each.open = true;
    begun.set(each.id, now);
  }
}

const page = keep(root, { renewed });
renewed();
root.addEventListener("change", choose);

root.addEventListener("submit", async (event) => {
  const form = event.target, button = event.submitter;
  event.preventDefault();
  let sent = false;
  try {
    const body = new URLSearchParams(new FormData(form)); // Safari before 16.4 would leave the button out
    if (button?.name) body.append(button.name, button.value);
    const answer = await fetch(form.getAttribute("action") ?? location.href, { method: "POST", body });
    sent = answer.ok;
    if (!answer.ok) throw answer.status;
    const text = await answer.text();
    const wrong = new DOMParser().parseFromString(text, "text/html").querySelector(".notice--error");
    if (wrong) say(wrong.textContent.trim(), true);
    else { form.reset(); say(button?.dataset.done); }
    page.show(text);
  } catch {
    if (!sent) say(root.dataset.failed, true);
  } finally {
    delete form.dataset.sent;
    button?.removeAttribute("aria-busy");
  }
});

// Arrow keys go from note to note, also from group to group; Home and End to the first and the last.
root.addEventListener("keydown", (event) => {
  if (!event.target.matches("input[name=notes]") || event.altKey || event.ctrlKey || event.metaKey) return;
  const all = [...root.querySelectorAll("input[name=notes]")].filter((each) => each.checkVisibility?.() ?? true);
  const at = all.indexOf(event.target);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined || !all[to]) return;
  event.preventDefault();
  all[to].focus();
});

// An extra for the mouse: a note, or all that are chosen, dragged onto a group. The toolbar does the same without it.
const place = (event) => event.target.closest?.(".outline .group[data-into]");
root.addEventListener("dragstart", (event) => {
  const box = event.target.closest?.(".note")?.querySelector("input[name=notes]");
  if (!box) return;
  if (!box.checked) for (const each of root.querySelectorAll("input[name=notes]")) each.checked = each === box;
  choose();
  event.dataTransfer.setData("text/plain", box.value);
  event.dataTransfer.effectAllowed = "move";
});
root.addEventListener("dragover", (event) => {
  for (const each of root.querySelectorAll(".is-under")) if (each !== place(event)) each.classList.remove("is-under");
  if (!place(event)) return;
  event.preventDefault();
  place(event).classList.add("is-under");
});
root.addEventListener("dragend", () => { for (const each of root.querySelectorAll(".is-under")) each.classList.remove("is-under"); });
root.addEventListener("drop", (event) => {
  const group = place(event), form = document.getElementById("chosen");
  if (!group || !form) return;
  event.preventDefault();
  form.elements.group.value = group.dataset.into;
  form.querySelector("button[value=move]").click(); // requestSubmit is missing in Safari 15
});
