// Makes one element like another of a newer page, changing only what differs: whoever reads, writes or stands in it keeps
// their place, their words and their ticks. Children are known by their id, else by their order.

// Not `.id`: a form that holds a field named id answers with that field.
const idOf = (node) => node.getAttribute?.("id") ?? "";
const isOpen = (element) => element.localName === "details" || element.localName === "dialog";

function attributes(old, fresh) {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && !(name === "open" && isOpen(old))) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) {
    if (name === "open" && isOpen(old)) continue; // whoever opened or closed it decides
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

const alike = (old, fresh) => old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName && idOf(old) === idOf(fresh);

export function merge(old, fresh) {
  if (old.nodeType === Node.TEXT_NODE) { if (old.data !== fresh.data) old.data = fresh.data; return; }
  if (old.nodeType !== Node.ELEMENT_NODE || old.hasAttribute("data-mine")) return;
  attributes(old, fresh);
  if (old.localName === "textarea" || old.isEqualNode(fresh)) return;
  const named = new Map([...old.children].filter(idOf).map((each) => [idOf(each), each]));
  let at = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const known = idOf(next) ? named.get(idOf(next)) : null;
    if (known && known !== at) { old.insertBefore(known, at); merge(known, next); continue; }
    if (at && alike(at, next)) { const here = at; at = at.nextSibling; merge(here, next); continue; }
    old.insertBefore(document.importNode(next, true), at);
  }
  while (at) { const gone = at; at = at.nextSibling; gone.remove(); }
}

// All parts of a page at once; the focus stays on what it was on, also where that moved.
export function renew(root, page) {
  const focus = document.activeElement;
  const chosen = focus?.matches?.("input[name=notes]") ? focus.value : null;
  for (const part of root.querySelectorAll("[data-part]")) {
    const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (fresh) merge(part, fresh);
  }
  if (focus?.isConnected && document.activeElement !== focus) focus.focus({ preventScroll: true });
  else if (chosen && !focus.isConnected) root.querySelector(`input[name=notes][value="${CSS.escape(chosen)}"]`)?.focus({ preventScroll: true });
}
