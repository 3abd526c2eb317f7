// An order made with buttons: up, down, in and out. What is pressed keeps the focus; the order is kept by one press.

const lists = (root) => [root.querySelector("[data-order]"), root.querySelector("[data-rest]")];

function draw(root) {
  const [order, rest] = lists(root);
  if (!order) return;
  for (const [list, isIn] of [[order, true], [rest, false]]) {
    for (const line of list.children) {
      for (const button of line.querySelectorAll("[name=step]")) button.hidden = button.value.startsWith("add ") === isIn;
    }
  }
  root.querySelector("[data-empty]").hidden = order.children.length > 0;
  root.querySelector("[data-pool]").hidden = !rest.children.length;
}

export function overlay(records, { room, word }) {
  const root = room(), [order, rest] = lists(root), last = records.filter((each) => each.command.notes?.length).pop();
  if (!order || !last) return;
  const of = new Map([...order.children, ...rest.children].map((line) => [line.dataset.note, line]));
  if (!order.dataset.touched) {
    for (const line of [...order.children]) if (!last.command.notes.includes(line.dataset.note)) rest.append(line);
    for (const note of last.command.notes) if (of.has(note)) order.append(of.get(note));
    draw(root);
  }
  root.querySelector("[data-rank] [data-state]").textContent = word(last.state === "sent" ? "sent" : last.kept ? "kept" : "unkept");
}

export async function submit(form, button, values, { phase, add, room, say, word }) {
  const [order, rest] = lists(room());
  if (button?.name === "step") {
    const [verb, note] = button.value.split(" "), line = form.querySelector(`[data-note="${note}"]`);
    order.dataset.touched = "yes";
    if (verb === "up") line.previousElementSibling?.before(line);
    else if (verb === "down") line.nextElementSibling?.after(line);
    else (verb === "add" ? order : rest).append(line);
    draw(room());
    const place = [...order.children].indexOf(line) + 1;
    say(place ? word("place", place) : word("moved"));
    (button.hidden ? line.querySelector("[name=step]:not([hidden])") : button).focus();
    return;
  }
  const notes = [...order.children].map((line) => line.dataset.note);
  if (!notes.length) { say(form.querySelector("[data-empty]").textContent); return; }
  delete order.dataset.touched;
  await add({ type: "vote", phase, notes }, { key: `rank ${phase}` });
  say(word("kept"));
}

export function happened(event, { soon, room }) {
  if (!lists(room())[0]?.dataset.touched) soon(25, "work");
}
