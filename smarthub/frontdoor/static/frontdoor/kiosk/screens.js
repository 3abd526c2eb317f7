// Showing one screen at a time, in one of two languages, read aloud where that is asked for.

const words = JSON.parse(document.getElementById("kiosk-words").textContent);
const home = document.documentElement.lang;
export const shown = { language: home, screen: "welcome", title: "welcome", lead: "welcome_more", values: {} };
let aloud = false;

export const say = (key, values = {}) =>
  (words[shown.language][key] ?? "").replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return value?.[shown.language] ?? value ?? whole;
  });

export function show(screen, title, lead = "", values = {}) {
  Object.assign(shown, { screen, title, lead, values });
  for (const each of document.querySelectorAll("[data-screen]")) each.hidden = each.dataset.screen !== screen;
  document.querySelector("[data-back]").hidden = ["welcome", "pair"].includes(screen);
  write();
  document.querySelector("[data-title]").focus();
  // As other modules know it: new words are here (look/js/page.js keeps them whole where a line ends).
  setTimeout(() => document.body.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true })));
  if (aloud) read();
}

function write() {
  document.querySelector("[data-title]").textContent = say(shown.title, shown.values);
  document.querySelector("[data-lead]").textContent = shown.lead ? say(shown.lead, shown.values) : "";
}

export function speak(language) {
  shown.language = language;
  document.documentElement.lang = language;
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = say(each.dataset.word);
  for (const each of document.querySelectorAll("[data-name]")) each.setAttribute("aria-label", say(each.dataset.name));
  for (const each of document.querySelectorAll("[data-language]")) each.setAttribute("aria-pressed", String(each.dataset.language === language));
  document.querySelector("[data-read] span").textContent = say(aloud ? "read_stop" : "read");
  write();
  document.dispatchEvent(new CustomEvent("spoken"));
  if (aloud) read();
}

// --- aloud -------------------------------------------------------------------------------------------------------------

function read() {
  speechSynthesis.cancel();
  const screen = document.querySelector(`[data-screen="${shown.screen}"]`);
  const buttons = shown.screen === "phone" ? [] : [...screen.querySelectorAll("button:not([hidden])")].map((each) => each.textContent.trim());
  const text = [document.querySelector("[data-title]").textContent, document.querySelector("[data-lead]").textContent, ...buttons];
  const spoken = new SpeechSynthesisUtterance(text.filter(Boolean).join(". "));
  spoken.lang = shown.language === "th" ? "th-TH" : "en-GB";
  spoken.rate = 0.95;
  speechSynthesis.speak(spoken);
}

export function hush(button) {
  aloud = false;
  window.speechSynthesis?.cancel();
  button.setAttribute("aria-pressed", "false");
  button.querySelector("span").textContent = say("read");
}

export function readAloud(button) {
  if (aloud) { hush(button); return; }
  aloud = true;
  button.setAttribute("aria-pressed", "true");
  button.querySelector("span").textContent = say("read_stop");
  read();
}

export const atHome = home;
