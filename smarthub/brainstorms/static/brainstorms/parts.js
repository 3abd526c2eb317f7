// Puts a newer body of the room in the place of the older, part by part, so that nothing is taken from under a thumb: a part
// that says the same stays as it is, one in which somebody is at work waits as long as its data-key is the same, and the focus
// stays where it was.

export const room = () => document.getElementById("room");
export const parsed = (text) => new DOMParser().parseFromString(text, "text/html").getElementById("room");

// Each answer of the server has other marks and proofs in it; all else equal, it says the same.
const said = (part) => part.outerHTML.replace(/value="[0-9a-zA-Z-]{36,}"/g, "");
const seen = new Map();

function isBusy(part) {
  const focus = document.activeElement;
  const isTyping = part.contains(focus) && focus.matches("textarea, input:not([type=radio])");
  return isTyping || part.querySelector("dialog[open], details[open] textarea, [data-touched], [data-card]:not([hidden]) :checked, [data-write] :checked");
}

// Where the focus stands, by the nearest name and what it is under it.
function spot() {
  const focus = document.activeElement, named = focus?.closest("[id], [data-note]");
  if (!named || named === document.body || !room()?.contains(focus)) return () => {};
  const by = named.id ? `#${CSS.escape(named.id)}` : `[data-note="${named.dataset.note}"]`;
  const at = focus === named ? -1 : [...named.querySelectorAll(focus.localName)].indexOf(focus);
  return () => {
    if (document.activeElement !== document.body) return;
    const again = document.querySelector(by);
    (at < 0 ? again : again?.querySelectorAll(focus.localName)[at])?.focus({ preventScroll: true });
  };
}

export function remember() {
  for (const part of room().querySelectorAll(":scope > [data-part]")) seen.set(part.dataset.part, said(part));
}

// Answers the names of what was replaced. `force`: parts that are replaced although their key is the same.
export function put(fresh, force = new Set()) {
  const old = room(), back = spot(), replaced = new Set(), parts = [...fresh.querySelectorAll(":scope > [data-part]")];
  for (const name of Object.keys(old.dataset)) if (!(name in fresh.dataset)) delete old.dataset[name];
  Object.assign(old.dataset, fresh.dataset);
  const names = new Set(parts.map((part) => part.dataset.part));
  for (const part of old.querySelectorAll(":scope > [data-part]")) if (!names.has(part.dataset.part)) part.remove();
  let after = null;
  for (const part of parts) {
    const name = part.dataset.part, current = old.querySelector(`:scope > [data-part="${name}"]`), says = said(part);
    const forced = force.has(name);
    const isKeyed = part.dataset.key === current?.dataset.key;
    if (current && isKeyed && ((seen.get(name) === says && !forced) || isBusy(current))) { after = current; continue; }
    seen.set(name, says);
    if (current) current.replaceWith(part);
    else if (after) after.after(part);
    else old.prepend(part);
    force.delete(name);
    replaced.add(name);
    after = part;
  }
  back();
  return replaced;
}
