// Above the room: what asks for a hand of the person, a draft that was overtaken or a refusal. Nothing of it is lost.

import * as drafts from "./drafts.js";

function made(tag, text, more = {}) {
  const element = Object.assign(document.createElement(tag), more);
  if (text !== undefined) element.textContent = text;
  return element;
}

const button = (text, press, quiet = "button--quiet") => {
  const element = made("button", text, { type: "button", className: `button button--small ${quiet}` });
  element.addEventListener("click", press);
  return element;
};

// The text is selected where a phone lets nobody copy by itself.
async function copy(text, paragraph, { word, say }) {
  try {
    await navigator.clipboard.writeText(text);
    say({ text: word("copied"), toast: true });
  } catch { getSelection().selectAllChildren(paragraph); }
}

function asking(title, text, buttons) {
  const card = made("section", undefined, { className: "note note--said stack stack--tight" });
  const paragraph = made("p", text, { className: "note__text" }), row = made("p", undefined, { className: "actions" });
  row.append(...buttons(paragraph));
  card.append(made("p", title, { className: "strong" }), ...(text ? [paragraph] : []), row);
  return card;
}

export function box(phone, out, live) {
  const { code, phase, word, add } = live, cards = [];
  for (const record of out.records.filter((each) => each.state === "refused")) {
    const { text = "" } = record.command;
    cards.push(asking(`${word("refused")}: ${record.detail ?? ""}${text ? ` ${word("still")}` : ""}`, text, (paragraph) => [
      ...(text ? [button(word("copy"), () => copy(text, paragraph, live))] : []),
      button(word("drop"), () => out.drop(record), "button--plain"),
    ]));
  }
  for (const draft of drafts.others(code, phase)) {
    const gone = () => { drafts.write(code, draft.phase, ""); box(phone, out, live); };
    cards.push(asking(word("draft"), draft.text, (paragraph) => [
      button(word("sendDraft"), async () => { await add({ type: "note", phase: draft.phase, text: draft.text.trim() }); gone(); }),
      button(word("copy"), () => copy(draft.text, paragraph, live)),
      button(word("drop"), gone, "button--plain"),
    ]));
  }
  let place = phone.querySelector(":scope > .asks");
  if (!place && !cards.length) return;
  if (!place) {
    place = made("div", undefined, { className: "asks stack stack--tight" });
    phone.querySelector(":scope > .line").after(place);
  }
  const says = cards.map((card) => card.textContent).join("\n");
  if (place.dataset.says === says) return; // nothing new: what has the focus keeps it
  place.dataset.says = says;
  place.replaceChildren(...cards);
}
