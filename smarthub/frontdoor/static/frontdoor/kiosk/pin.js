// A phone number with its PIN: who stands here, as only the house knows it. Neither is kept on the tablet; what comes back
// is a mark that says who it is for a few minutes (bookings/rules/kiosk_pass.py).

import { say, shown } from "./screens.js";
import { call } from "./tell.js";

const DIGITS = 6;
const dots = document.querySelector("[data-dots]"), wrong = document.querySelector("[data-pin-wrong]");
const number = document.querySelector("[data-number]"), with_pin = document.querySelector("[data-with-pin]");
let typed = "";
export let is_asked = false;

// The keypad is one; it types the number first, then the PIN.
export function ask(yes) {
  is_asked = yes;
  typed = "";
  dots.hidden = !yes;
  number.hidden = with_pin.hidden = yes;
  refuse("");
  draw();
}

export function type(digit) { if (typed.length < DIGITS) typed += digit; refuse(""); draw(); }
export function take_back() { typed = typed.slice(0, -1); draw(); }

export function draw() {
  const [seen, heard] = dots.children;
  seen.textContent = "●".repeat(typed.length) + "○".repeat(DIGITS - typed.length);
  heard.textContent = is_asked ? say("pin_typed", { n: typed.length }) : "";
}

export function refuse(sentence) {
  wrong.textContent = sentence;
  wrong.hidden = !sentence;
}

// What the house answers: { said, found }; nothing where the PIN was wrong (it is said why) or where there is no network
// (then `offline`).
export async function who(phone) {
  if (typed.length < DIGITS) { refuse(say("pin_short")); return {}; }
  const pin = typed;
  typed = "";
  draw();
  const answer = await call("PUT", "/person", { phone, pin }, { "Accept-Language": shown.language });
  if (!answer) return { offline: true };
  const told = await answer.json();
  if (answer.ok) return told;
  refuse([told.errors?.[0]?.detail ?? told.detail, told.would_pass].filter(Boolean).join(" "));
  return {};
}
