// Grouping: a note is pressed and put where it belongs. What others move is moved here, too, without asking the server anew.

const place = (root, group) => root.querySelector(`[data-group="${CSS.escape(group ?? "")}"]`);

function sizes(root) {
  for (const section of root.querySelectorAll("[data-group]")) {
    const many = section.querySelectorAll("li").length;
    section.querySelector("[data-size]").textContent = many;
    if (!section.dataset.group) section.hidden = !many;
  }
}

function move(root, note, group) {
  const line = root.querySelector(`[data-groups] [data-note="${CSS.escape(note)}"]`), to = place(root, group);
  if (!line || !to) return false;
  if (line.closest("[data-group]") !== to) {
    const focused = line.contains(document.activeElement) && document.activeElement;
    to.querySelector("ul").append(line);
    if (focused) focused.focus({ preventScroll: true });
  }
  return true;
}

export function overlay(records, { room }) {
  for (const { command } of records) if (command.type === "move") move(room(), command.note, command.group);
  sizes(room());
}

export function click(event, { room }) {
  const link = event.target.closest(".note__move"), dialog = room().querySelector("[data-mover]");
  if (!link || !dialog?.showModal) return;
  event.preventDefault();
  const note = link.closest("[data-note]").dataset.note;
  dialog.querySelector("[data-text]").textContent = link.textContent;
  for (const field of dialog.querySelectorAll("[name=note], [name=notes]")) field.value = note;
  dialog.showModal();
}

export async function submit(form, button, values, { phase, add, room, say, word }) {
  form.closest("dialog")?.close();
  if (form.dataset.move === "move") await add({ type: "move", phase, note: values.note, group: button?.value || undefined }, { key: `move ${values.note}` });
  else if (values.text?.trim()) {
    await add({ type: "group", phase, text: values.text.trim(), notes: [values.notes] });
    form.reset();
  }
  const line = room().querySelector(`[data-groups] [data-note="${CSS.escape(values.note ?? values.notes)}"] .note__move`);
  line?.focus();
  say(word("moved"));
}

export function happened(event, { room, soon }) {
  const root = room();
  if (event.type === "moved" && (event.notes ?? [event.note]).every((note) => move(root, note, event.group))) { sizes(root); return; }
  if (event.type === "renamed" && place(root, event.group)) {
    place(root, event.group).querySelector("[data-title]").textContent = event.title;
    for (const button of root.querySelectorAll("[data-move] button[name=group]")) if (button.value === event.group) button.textContent = event.title;
    return;
  }
  soon(20, "work");
}
