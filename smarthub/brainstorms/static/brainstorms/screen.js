// The big screen stays up to date by itself, awake, and comes back when the line was lost.
import { keep } from "./live.js";
import { clock, count } from "./timer.js";

const root = document.querySelector("[data-screen]");
const lost = root.querySelector("[data-lost]");

function renewed() {
  clock.skew = Date.parse(root.dataset.now) - Date.now();
  count(root, { minute: "", seconds: "", over: root.dataset.over, say: () => {} });
}

keep(root, { renewed, state: (now) => { lost.hidden = now !== "lost"; } });
renewed();

// A projector that falls asleep in the middle of a workshop helps nobody.
const stayAwake = () => { if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {}); };
stayAwake();
document.addEventListener("visibilitychange", stayAwake);

const whole = root.querySelector("[data-whole]");
if (whole && document.fullscreenEnabled) {
  whole.hidden = false;
  whole.addEventListener("click", () => document.documentElement.requestFullscreen().catch(() => {}));
  document.addEventListener("fullscreenchange", () => { whole.hidden = Boolean(document.fullscreenElement); });
}
