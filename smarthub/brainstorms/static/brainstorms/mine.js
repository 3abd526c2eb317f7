// My notes: each with where it is, in words, "saved on this phone" or "sent"; and the notes of others as they come.

function item(text) {
  const li = document.createElement("li"), says = document.createElement("p"), state = document.createElement("p");
  li.className = "note note--own";
  says.className = "note__text";
  says.textContent = text;
  state.className = "note__state";
  state.append(Object.assign(document.createElement("span"), { textContent: "" }));
  state.firstChild.dataset.state = "";
  li.append(says, state);
  return li;
}

const states = ({ state, kept, late }, word) => (state === "sent" ? word(late ? "late" : "sent") : word(kept ? "kept" : "unkept"));

export function overlay(records, { room, word, phase }) {
  const part = room().querySelector("[data-part=mine]"), list = part?.querySelector("ul");
  if (!list) return;
  for (const record of records) {
    const { type, id, text, note } = record.command;
    if (type === "note") {
      let li = list.querySelector(`[data-mark="${id}"]`);
      const isThere = record.note && list.querySelector(`[data-note="${record.note}"]:not([data-mark])`);
      if (record.state === "refused" || isThere) { li?.remove(); continue; } // what is refused stands above, with its reason
      if (!li) {
        li = item(text);
        li.dataset.mark = id;
        list.append(li);
      }
      li.querySelector("[data-state]").textContent = states(record, word);
    } else if (["edit", "remove"].includes(type) && record.state !== "refused") {
      const li = list.querySelector(`[data-note="${note}"]`);
      if (!li) continue;
      if (type === "remove") li.hidden = true;
      else {
        li.querySelector(".note__text").textContent = text;
        li.querySelector("[data-state]").textContent = states(record, word);
      }
    }
  }
  const marks = new Set(records.map((each) => each.command.id));
  for (const li of list.querySelectorAll("[data-mark]")) if (!marks.has(li.dataset.mark)) li.remove();
  part.hidden = !list.querySelector("li:not([hidden])");
  quota(room(), phase);
}

// How many notes are left counts what is still on its way.
function quota(root, phase) {
  const form = root.querySelector("[data-write]"), full = root.querySelector("[data-full]");
  if (!form?.dataset.quota) return;
  const there = [...root.querySelectorAll("[data-part=mine] [data-note]")].filter((each) => each.dataset.phase === phase && !each.hidden).length;
  const coming = root.querySelectorAll("[data-part=mine] [data-mark]").length;
  const left = Number(form.dataset.quota) - there - coming;
  form.hidden = left <= 0;
  if (full) full.hidden = left > 0;
}

export async function change(form, button, values, { add, say, word }) {
  const type = button?.value ?? "edit", text = values.text.trim();
  if (type === "edit" && !text) return;
  await add(type === "edit" ? { type, note: values.note, text } : { type, note: values.note }, { key: `${type} ${values.note}` });
  form.closest("details").open = false;
  form.closest("li")?.querySelector("summary")?.focus();
  say(word(type === "edit" ? "kept" : "undone"));
}

// A note that everybody sees at once stands in the list as soon as it is told; the whole list comes with the next body.
export function hear(event, { room, soon }) {
  const list = room().querySelector("[data-part=all] > ul.notes");
  if (!list || list.children.length > 300) { soon(25); return; }
  const li = document.createElement("li");
  li.className = "note note__text";
  li.textContent = event.text;
  list.append(li);
}
