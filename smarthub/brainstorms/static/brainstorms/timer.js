// The time of a phase, counted down to the server's own end of it. Read out politely at one minute and at ten seconds.
// <p class="timer" data-until="ISO time"><span role="timer"></span> …</p>

const two = (number) => String(number).padStart(2, "0");
let skew = 0, running = 0, phase = "", before = Infinity; // `before`: how much was left when it was last looked at

export const clock = {
  get skew() { return skew; },
  set skew(milliseconds) { skew = milliseconds; },
  now: () => new Date(Date.now() + skew),
};

export function count(root, { minute, seconds, over, say }) {
  clearTimeout(running);
  const box = root.querySelector(".timer[data-until]");
  if (!box) return;
  const until = Date.parse(box.dataset.until), shown = box.querySelector("[role=timer]");
  if (phase !== root.dataset.phase) [phase, before] = [root.dataset.phase, Infinity];
  const tick = () => {
    if (!box.isConnected) return;
    const left = Math.ceil((until - clock.now()) / 1000);
    const rest = Math.max(0, left);
    shown.textContent = `${Math.floor(rest / 60)}:${two(rest % 60)}`;
    box.classList.toggle("is-soon", left <= 60);
    // Only what is passed while somebody looks: a page opened late is not told the past; a time cut short says where it is now.
    const [, words] = [[0, over], [10, seconds], [60, minute]].find(([at]) => before > at && left <= at) ?? [];
    if (words && before !== Infinity) say(words);
    before = left;
    if (left <= 0) { shown.textContent = over; box.classList.add("is-over"); return; }
    running = setTimeout(tick, 1000 - (clock.now() % 1000) + 5);
  };
  tick();
}
