// The kiosk. Every touch is kept on the tablet first and told to the house after it, network or not.

import * as hear from "./hear.js";
import * as kept from "./kept.js";
import * as pin from "./pin.js";
import { atHome, hush, readAloud, say, show, shown, speak } from "./screens.js";
import { call, pair, refresh, send, state } from "./tell.js";

const CLEAR = 30_000; // nobody sees whom somebody else was
const DONE = 8_000;
const one = (selector) => document.querySelector(selector);
const camera = one("[data-camera]"), reader = one("[data-read]");
let now = null; // whom it has before it: { said, marks, known }
let unpaired = ""; // why the house did not take the pairing code
let people = 1, phone = "", leaving = false, timer = 0, busy = false;

// --- the way -----------------------------------------------------------------------------------------------------------

function clear() {
  now = null; people = 1; phone = ""; leaving = false;
  one("#code").value = "";
  one("[data-what]").textContent = "";
  pin.ask(false);
  dial();
  hush(reader);
  if (shown.language !== atHome) speak(atHome);
  go("welcome");
}

async function go(screen) {
  hear.away(camera);
  if (!(await kept.get("key")) || (state.gone && screen === "welcome")) {
    show("pair", "pair_title", state.gone ? "gone" : "pair");
    return;
  }
  if (screen === "welcome") { now = null; leaving = false; phone = ""; show("welcome", "welcome", "welcome_more"); }
  if (screen === "scan") {
    one("#code").value = "";
    show("scan", "scan_title", hear.canSee() ? "scan_camera" : "");
    hear.look(camera, heard);
  }
  if (screen === "phone") { phone = ""; dial(); pin.ask(false); show("phone", "phone_title", "phone_lead"); }
  if (screen === "count") { people = 1; heads(); show("count", "count_title", "count_more"); }
  rest();
}

const rest = (after = CLEAR) => { clearTimeout(timer); timer = setTimeout(() => { if (shown.screen !== "pair") clear(); }, after); };
for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => { if (!["welcome", "done"].includes(shown.screen)) rest(); });

// --- whom it has before it -----------------------------------------------------------------------------------------------

// Of several bookings of one person the one that is meant, as the house does it (bookings/queries/kiosk.py).
const rank = (each, moment) => each.state === "here" ? (leaving ? -1 : 1) : each.state !== "expected" ? 3 : moment >= Date.parse(each.from) ? 0 : 2;

async function heard(said) {
  if (busy || shown.screen === "pair" || !said.trim()) return;
  busy = true;
  try {
    const hub = await kept.get("hub");
    const marks = await hear.marks(hub.kiosk, said);
    const expected = (await kept.get("expected")) ?? [];
    const moment = Date.now() + hub.skew; // a tablet's clock may be wrong; the house told it by how much
    let [known] = expected.filter((each) => moment < Date.parse(each.until) && each.marks.some((mark) => marks.includes(mark)))
      .sort((one, other) => rank(one, moment) - rank(other, moment) || one.from.localeCompare(other.from));
    const by_phone = !hear.is_own(said);
    if (!known && !(leaving && by_phone)) {
      const answer = await call("POST", "/look", { said: said.slice(0, 300) });
      known = answer?.ok ? (await answer.json()).found : null;
    }
    // Many know somebody's number: typing it, wherever, must not tell whether they are here, or where they sit.
    // Who leaves by it is checked out by the house, without being shown whether it knew them.
    if (by_phone && (leaving || known?.state !== "expected")) known = null;
    // Only the booking that is meant, not all of its person's.
    now = { said: said.slice(0, 300), marks: known?.marks?.slice(0, 1) ?? marks, known, by_phone, is_early: moment < Date.parse(known?.from) };
    found();
  } finally { busy = false; }
}

function found() {
  hear.away(camera);
  const { known } = now;
  const yes = one("[data-yes]"), walk = one("[data-walk-in]");
  walk.hidden = true;
  yes.hidden = false;
  if (!known && leaving && now.by_phone) show("found", "leave", "leave_number");
  else if (!known) {
    const words = leaving ? "leave_unknown" : "unknown";
    show("found", "unknown_title", state.online ? words : `${words}_offline`);
    yes.hidden = state.online; // cut off, the house will know later whom it was
    walk.hidden = !state.online;
  } else if (known.state === "left") {
    show("found", "left_title");
    yes.hidden = true;
    walk.hidden = false;
  } else if (known.state === "here" || leaving) show("found", leaving ? "found_title" : "here_title");
  else if (known.state === "member") show("found", "member_title", "member");
  else if (now.is_early) {
    show("found", "early_title", "early", { time: pick(known, "opens") });
    yes.hidden = true;
    walk.hidden = false;
  } else show("found", "found_title");
  if (leaving) walk.hidden = true;
  tell_what();
  rest();
}

// --- a number and a PIN: one keypad for both -----------------------------------------------------------------------------

function press(digit) {
  if (pin.is_asked) pin.type(digit);
  else if (phone.length < 15) { phone += digit; pin.refuse(""); dial(); }
}

function take_back() {
  if (pin.is_asked) pin.take_back();
  else { phone = phone.slice(0, -1); dial(); }
}

const go_on = () => (pin.is_asked ? with_pin() : heard(phone));

function ask_pin() {
  if (phone.length < 9) { pin.refuse(say("phone_first")); return; }
  show("phone", "pin_title", "pin_lead");
  pin.ask(true);
}

async function with_pin() {
  if (busy) return;
  busy = true;
  try {
    const hub = await kept.get("hub");
    const { said, found: known, offline } = await pin.who(phone);
    if (shown.screen !== "phone" || !pin.is_asked) return; // somebody pressed “Start again” meanwhile
    if (state.gone) go("welcome");
    else if (offline) {
      one("[data-screen=alone] [data-to=count]").hidden = leaving;
      show("alone", "pin_offline_title", "pin_offline");
    } else if (said) {
      now = { said, marks: known.marks.slice(0, 1), known, by_phone: false, is_early: Date.now() + hub.skew < Date.parse(known.from) };
      found();
    }
    rest();
  } finally { busy = false; }
}

const pick = (known, what) => ({ th: known.said.th?.[what], en: known.said.en?.[what] });
const goes = () => leaving || now?.known?.state === "here";

function tell_what() {
  const known = now?.known, said = known?.said?.[shown.language];
  one("[data-what]").textContent = said && !now.by_phone ? `${said.place} · ${said.span} · ${many("people", known.people)}` : "";
  one("[data-yes]").textContent = say(!now?.known && !leaving ? "come_anyway" : goes() ? "check_out" : "check_in");
}
document.addEventListener("spoken", () => { if (now) tell_what(); heads(); pin.draw(); pin.refuse(""); tell_unpaired(); status(); });

one("[data-yes]").addEventListener("click", async () => {
  if (!now || busy) return;
  busy = true;
  const { known, said, marks } = now;
  const out = goes();
  try {
    await keep({ kind: out ? "leave" : "check-in", said, marks, state: out ? "left" : "here", people: known?.people ?? 1 });
  } finally { busy = false; }
  if (out) show("done", "bye_title");
  else if (known?.said?.th) show("done", "done_title", "done_place", { place: pick(known, "place"), span: pick(known, "span") });
  else show("done", "done_title", known ? "done_come" : "done_unknown");
  rest(DONE);
});

// --- a touch, kept before it is told -------------------------------------------------------------------------------------

async function keep(entry) {
  const expected = (await kept.get("expected")) ?? [];
  for (const each of expected) if (each.marks.some((mark) => entry.marks.includes(mark))) each.state = entry.state;
  await kept.add({ ...entry, mark: uuid(), at: new Date().toISOString() }, expected);
  now = null;
  tellSoon();
}

// crypto.randomUUID is not there on an address without https.
const uuid = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
  (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

const tellSoon = () => send().then(status, status);

async function status() {
  const [waiting, stuck] = [await kept.waiting(), await kept.stuck()];
  const text = [];
  if (!state.online) text.push(say("offline"));
  if (waiting && (!state.online || state.gone)) text.push(many("waiting", waiting));
  if (stuck) text.push(say("stuck", { n: stuck }));
  one("[data-state]").textContent = text.join(" ");
  document.documentElement.dataset.waiting = waiting;
}

const many = (key, n) => say(n === 1 ? `${key}_one` : `${key}_many`, { n });

// --- buttons -------------------------------------------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button");
  if (!button) return;
  const { to, language, digit, count } = button.dataset;
  if (language) speak(language);
  else if (to) { if (button.hasAttribute("data-leaving")) leaving = true; go(to); }
  else if (digit) press(digit);
  else if (button.hasAttribute("data-delete")) take_back();
  else if (button.hasAttribute("data-phone-go")) go_on();
  else if (button.hasAttribute("data-with-pin")) ask_pin();
  else if (button.hasAttribute("data-alone")) heard(phone);
  else if (count) { people = Number(count); heads(); }
  else if (button.hasAttribute("data-more")) { people = Math.min(people + 1, 99); heads(); }
  else if (button.hasAttribute("data-fewer")) { people = Math.max(people - 1, 1); heads(); }
  else if (button === reader) readAloud(reader);
});

one("[data-come]").addEventListener("click", async (event) => {
  if (busy) return;
  busy = true;
  event.currentTarget.disabled = true;
  try { await keep({ kind: "come", said: "", marks: [], state: "here", people }); } finally { busy = false; one("[data-come]").disabled = false; }
  show("done", "done_title", "done_come");
  rest(DONE);
});

document.addEventListener("keydown", (event) => { // the keypad by keyboard
  if (shown.screen !== "phone" || event.defaultPrevented) return;
  if (event.key === "Enter" && !event.target.closest?.("button")) go_on();
  if (/^\d$/.test(event.key)) press(event.key);
  if (event.key === "Backspace") take_back();
});

function dial() { one("[data-number]").textContent = phone.replace(/^(\d{3})(\d{0,3})(\d*)/, (_, a, b, c) => [a, b, c].filter(Boolean).join(" ")) || "\u00a0"; }

function heads() {
  for (const each of document.querySelectorAll("[data-count]")) each.setAttribute("aria-pressed", String(Number(each.dataset.count) === people));
  one("[data-come]").textContent = people === 1 ? say("count_one") : say("count_many", { n: people });
}

function tell_unpaired() {
  one("[data-wrong]").hidden = !unpaired;
  one("[data-wrong]").textContent = unpaired ? say(`pair_${unpaired}`) : "";
}

one("[data-form=scan]").addEventListener("submit", (event) => { event.preventDefault(); heard(one("#code").value); });
one("[data-form=pair]").addEventListener("submit", async (event) => {
  event.preventDefault();
  unpaired = await pair(one("#pairing").value);
  tell_unpaired();
  if (!unpaired) { await begin(); tellSoon(); }
});

// --- from the beginning --------------------------------------------------------------------------------------------------

async function begin() {
  const hub = await kept.get("hub");
  if (hub) one("[data-hub]").textContent = hub.name[atHome];
  await go("welcome");
}

reader.hidden = !("speechSynthesis" in window);
hear.listen((said) => (shown.screen === "phone" && pin.is_asked ? go_on() : heard(said))); // a PIN is typed as fast as a scan
if ("serviceWorker" in navigator && isSecureContext) navigator.serviceWorker.register("/kiosk/sw.js", { scope: location.pathname }).catch(() => {});
navigator.storage?.persist?.().catch(() => {});
await begin();
tellSoon().then(refresh).then(status);
setInterval(() => { tellSoon().then(() => (state.online ? refresh() : null)).then(status); }, 15_000);
setInterval(() => { if (!state.online) refresh().then(tellSoon); }, 5_000);
addEventListener("online", () => { refresh().then(tellSoon); });
document.documentElement.dataset.ready = "yes";
