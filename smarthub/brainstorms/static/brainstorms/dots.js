// Dots: given and taken back by one press, within the budget. The server counts again.

const lines = (root) => [...root.querySelectorAll("[data-ballot] [data-note]")];

function left(root) {
  const box = root.querySelector("[data-dots]");
  const changed = lines(root).reduce((sum, line) => sum + Number(line.dataset.value) - Number(line.dataset.now ?? line.dataset.value), 0);
  return box ? Number(box.dataset.dots) + changed : 0;
}

function draw(root, word) {
  const box = root.querySelector("[data-dots]");
  if (!box) return 0;
  const rest = left(root), many = box.dataset.stack !== "0";
  box.textContent = word("dotsLeft", rest);
  for (const line of lines(root)) {
    const value = Number(line.dataset.now ?? line.dataset.value);
    line.querySelector("output").textContent = value;
    line.querySelector("[data-by='-1']").setAttribute("aria-disabled", String(value <= 0));
    line.querySelector("[data-by='1']").setAttribute("aria-disabled", String(rest <= 0 || (!many && value > 0)));
  }
  return rest;
}

export function overlay(records, { room, word }) {
  const last = new Map(records.filter((each) => each.command.type === "vote").map(({ command }) => [command.note, command.value]));
  for (const line of lines(room())) {
    if (last.has(line.dataset.note)) line.dataset.now = last.get(line.dataset.note);
    else delete line.dataset.now;
  }
  draw(room(), word);
}

export async function submit(form, button, values, { phase, add, room, word, say }) {
  const line = button?.closest("[data-note]");
  if (!line || button.getAttribute("aria-disabled") === "true") { say(word("dotsLeft", left(room()))); return; }
  const value = Number(line.dataset.now ?? line.dataset.value) + Number(button.dataset.by);
  line.dataset.now = value; // a quick thumb presses again before it is kept
  const rest = draw(room(), word);
  say(`${value}. ${word("dotsLeft", rest)}`);
  await add({ type: "vote", phase, note: line.dataset.note, value }, { key: `vote ${phase} ${line.dataset.note}` });
}

export function happened(event, { soon }) {
  soon(25, "work");
}
