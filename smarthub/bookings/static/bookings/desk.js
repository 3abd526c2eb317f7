// The front desk, live: what happens elsewhere is shown within a second, a press never leaves the page, single keys work.
// Without this module every button is a form and every page can be read again.

const head = document.querySelector("[data-desk]");
const find = document.getElementById("find");
let turn = 0; // of what has been asked, only the newest answer counts

// --- parts -------------------------------------------------------------------------------------------------------------

// Each part is put in place of its older self, but only where it differs. What was open, marked or focused stays so.
function put(page) {
  for (const part of document.querySelectorAll("[data-part]")) {
    const newer = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!newer || part.dataset.part === "said") continue;
    const text = bare(newer.innerHTML);
    if (text === (part.text ??= bare(part.innerHTML))) continue;
    const focus = part.contains(document.activeElement) ? address(document.activeElement) : null;
    const open = [...part.querySelectorAll("details[open]")].map(address);
    part.replaceChildren(...newer.childNodes);
    part.text = text;
    for (const each of open) at(part, each)?.setAttribute("open", "");
    if (focus) (at(part, focus) ?? part.querySelector("button, a, input") ?? document.querySelector("h1")).focus?.({ preventScroll: true });
    part.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true })); // as other modules know it: new parts are here
  }
  seek();
  mark(marked);
}

const bare = (html) => html.replace(/name="csrfmiddlewaretoken" value="\w+"/g, "");
const row = (element) => element.closest("[data-row]")?.querySelector("a[href]")?.getAttribute("href") ?? "";
const address = (element) => [element.localName, row(element), element.dataset.keepOpen ?? element.className, element.name ?? ""].join(" ");
const at = (part, wanted) => [...part.querySelectorAll(wanted.split(" ")[0])].find((each) => address(each) === wanted);

async function read(...asked) {
  const answer = await fetch(...asked).catch(() => null);
  document.documentElement.classList.toggle("is-offline", !answer);
  return answer && { answer, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
}

async function refresh() {
  const mine = ++turn;
  const got = await read(location.pathname);
  if (!got || mine !== turn) return;
  if (!got.page.querySelector("[data-desk]")) { location.reload(); return; } // signed out
  put(got.page);
}

// --- live --------------------------------------------------------------------------------------------------------------

let source = null, soon = 0, polling = 0;
const later = () => { clearTimeout(soon); soon = setTimeout(refresh, 150); };

function connect() {
  source?.close();
  source = new EventSource(head.dataset.desk);
  source.addEventListener("message", (event) => { if (event.data === "news" || polling) later(); });
  source.addEventListener("open", () => { clearInterval(polling); polling = 0; });
  source.addEventListener("error", () => { polling ||= setInterval(later, 3000); }); // a proxy that cuts streams
}
connect();
setInterval(() => { if (!document.hidden) later(); }, 60_000); // time goes by: who is late, what has opened
document.addEventListener("visibilitychange", () => { if (!document.hidden) { connect(); later(); } });
addEventListener("pageshow", (event) => { if (event.persisted) { connect(); later(); } });
addEventListener("pagehide", () => source?.close());

// --- a press stays on the page -----------------------------------------------------------------------------------------

// Presses are sent one after the other, and none is lost; only the same one twice in a moment is a slip of the hand.
let line = Promise.resolve(), pressed = null, at_last = 0;

document.addEventListener("submit", (event) => {
  const form = event.target, button = event.submitter;
  if (form.method !== "post" || !form.closest("main") || form.closest("[data-part=day]")) return;
  event.preventDefault();
  const slip = button === pressed && event.timeStamp - at_last < 150;
  pressed = button; at_last = event.timeStamp;
  if (slip || (form.id !== "walk-in" && form.dataset.busy)) return;
  form.dataset.busy = "yes";
  button?.setAttribute("aria-busy", "true");
  const body = new URLSearchParams(new FormData(form)); // Safari before 16.4 would leave the button out
  if (button?.name) body.append(button.name, button.value);
  const asked = [form.action, { method: "POST", body }];
  line = line.then(() => press(form, button, asked));
}, true);

async function press(form, button, asked) {
  const mine = ++turn;
  const got = await read(...asked);
  delete form.dataset.busy;
  button?.removeAttribute("aria-busy");
  if (!got) { later(); return; }
  const { answer, page } = got;
  if (!page.querySelector("[data-desk]")) { location.assign(answer.url); return; }
  const said = document.querySelector("[data-part=said]");
  const wrong = page.querySelector("main > .notice--error, #walk-in [aria-invalid]");
  if (wrong && form.id) { // what was typed stays, with what is wrong
    const again = page.getElementById(form.id);
    form.replaceWith(again);
    again.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true })); // minus and plus beside its number wake again
  }
  else if (!form.closest("[data-part]")) form.reset();
  if (mine === turn) put(page);
  else later();
  said.replaceChildren(...page.querySelector("[data-part=said]").childNodes, ...page.querySelectorAll("main > .notice--error"));
  said.text = "";
  document.dispatchEvent(new CustomEvent("say", { detail: said.textContent.trim() }));
}

// --- the menu of a row -------------------------------------------------------------------------------------------------

// It lies over the rows below, so it goes at a press beside it and at Escape.
const shut = (but) => { for (const each of document.querySelectorAll(".more[open]")) if (!each.contains(but)) each.open = false; };
document.addEventListener("click", (event) => shut(event.target));
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector(".more[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// --- finding -----------------------------------------------------------------------------------------------------------

const rows = () => [...document.querySelectorAll("[data-row]")];
// What is folded away has a place on the page, but is not seen.
const shown = () => rows().filter((each) => !each.hidden && (each.checkVisibility?.() ?? each.offsetParent !== null));
const plain = (text) => text.toLowerCase().replace(/[\s-]+/g, " ").trim();
const digits = (text) => text.replace(/\D/g, "").replace(/^66/, "0");

function seek() {
  const wanted = plain(find.value), number = digits(find.value);
  for (const each of rows()) {
    const text = plain(each.dataset.find);
    each.hidden = wanted !== "" && !text.includes(wanted) && !(number.length > 3 && digits(text).includes(number));
  }
  for (const each of document.querySelectorAll("[data-part=lists] details[data-keep-open]")) {
    if (wanted && each.querySelector("[data-row]:not([hidden])")) each.open = true;
  }
}
document.querySelector("[data-find-field]").hidden = false;
find.addEventListener("input", () => { seek(); marked = ""; mark(""); });
find.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { find.value = ""; seek(); find.blur(); }
  if (event.key !== "Enter") return;
  event.preventDefault();
  const first = shown()[0];
  const button = first?.querySelector("[data-in], [data-out]");
  if (!button || !find.value.trim()) return;
  find.value = "";
  find.blur(); // the next single key is a key again
  button.click();
});

// --- keys --------------------------------------------------------------------------------------------------------------

const keys = document.querySelector("[data-keys]");
const on = keys.querySelector("[data-keys-on]");
keys.hidden = false;
on.checked = localStorage.getItem("desk-keys") !== "off";
on.addEventListener("change", () => localStorage.setItem("desk-keys", on.checked ? "on" : "off"));
let marked = "";

function mark(href) {
  marked = href;
  for (const each of rows()) each.classList.toggle("is-marked", href !== "" && name(each) === href);
}
const name = (each) => each.querySelector("form")?.getAttribute("action") ?? row(each);

function step(by) {
  const all = shown();
  if (!all.length) return;
  const now = all.findIndex((each) => each.classList.contains("is-marked"));
  const next = all[Math.min(Math.max(now + by, 0), all.length - 1)];
  mark(name(next));
  next.scrollIntoView({ block: "nearest" });
  (next.querySelector("[data-in], [data-out]") ?? next.querySelector("a"))?.focus({ preventScroll: true });
}

// On a Thai keyboard a key is known by where it is; a capital is the same key.
const PLACES = { KeyW: "w", KeyJ: "j", KeyK: "k", KeyM: "m", KeyU: "u", KeyN: "n", Slash: "/" };
function single({ key, code, shiftKey }) {
  if (key.length !== 1 || key.codePointAt(0) < 128) return key.length === 1 ? key.toLowerCase() : key;
  return code === "Slash" && shiftKey ? "?" : PLACES[code] ?? key;
}

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");
const DOES = {
  "/": () => { find.focus(); find.select(); },
  w: () => document.querySelector(".count").focus(),
  j: () => step(1),
  k: () => step(-1),
  m: () => document.querySelector(".is-marked [data-move]")?.click(),
  u: () => document.querySelector("[data-undo]")?.click(),
  n: () => document.getElementById("note").focus(),
  "?": () => { keys.open = true; keys.querySelector("summary").focus(); },
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const counting = event.target.closest?.(".counts"), key = single(event);
  const digit = /^[1-9]$/.test(key) ? key : event.code?.match(/^Digit([1-9])$/)?.[1];
  if (counting && digit) {
    counting.querySelector(`[value="${digit}"]`)?.click();
    return;
  }
  if (counting && ["ArrowLeft", "ArrowRight"].includes(event.key)) {
    event.target[event.key === "ArrowRight" ? "nextElementSibling" : "previousElementSibling"]?.focus();
    return;
  }
  if (!on.checked || !DOES[key]) return;
  event.preventDefault();
  DOES[key]();
});
