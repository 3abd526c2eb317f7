// What is being typed and was not sent yet, of each phase: kept at each letter, for a phone that falls asleep in mid-word.

const name = (code, phase) => `draft:${code}:${phase}`;
const box = (ask) => { try { return ask(localStorage); } catch { return null; } };

export const write = (code, phase, text) => box((kept) => (text.trim() ? kept.setItem(name(code, phase), text) : kept.removeItem(name(code, phase))));
export const read = (code, phase) => box((kept) => kept.getItem(name(code, phase))) ?? "";

// Drafts of this room that belong to other phases than the one on the page.
export function others(code, phase) {
  const start = name(code, "");
  return box((kept) => Object.keys(kept).filter((each) => each.startsWith(start) && each !== name(code, phase))
    .map((each) => ({ phase: each.slice(start.length), text: kept.getItem(each) }))) ?? [];
}
