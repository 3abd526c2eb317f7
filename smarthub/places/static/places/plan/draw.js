// The floor as SVG, two centimetres a unit as everywhere; drawn anew after each change, which is quick enough for hundreds of desks.

import { AWAY, cornersOf, kindOfLine, partsOf } from "./model.js";

const NS = "http://www.w3.org/2000/svg", CM = 0.5, MARGIN = 24;

const tag = (name, attributes = {}, ...children) => {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
  made.append(...children);
  return made;
};
const box = (one, inset = 0) => ({ x: one.x * CM + inset, y: one.y * CM + inset, width: Math.max(1, one.width * CM - 2 * inset), height: Math.max(1, one.height * CM - 2 * inset) });
const middle = (one) => [(one.x + one.width / 2) * CM, (one.y + one.height / 2) * CM];
// A name as the reader's page says it; what is drawn just now has only the one that was typed.
export const named = (one) => (document.documentElement.lang === "en" && one.name_en) || one.name_th;
const text = (css, x, y, said) => { const made = tag("text", { class: css, x, y }); made.textContent = said; return made; };
const path = (corners) => corners.map(([x, y], n) => `${n ? "L" : "M"}${x * CM} ${y * CM}`).join("");

const door = ([hinge, latch]) => {
  const [wx, wy] = [latch[0] - hinge[0], latch[1] - hinge[1]], r = Math.hypot(wx, wy) * CM;
  return `${path([hinge, [hinge[0] - wy, hinge[1] + wx]])}A${r} ${r} 0 0 0 ${latch[0] * CM} ${latch[1] * CM}`;
};

export class Board {
  constructor(place, { picture, label }) {
    this.label = label;
    this.svg = tag("svg", { class: "plan editor__plan", role: "group" });
    this.picture = picture;
    place.append(this.svg);
  }

  // Where on the floor a pointer is, in centimetres.
  at(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    return [point.x / CM, point.y / CM];
  }

  draw(state, chosen) {
    const focused = document.activeElement?.dataset?.name;
    this.svg.setAttribute("viewBox", `${-MARGIN} ${-MARGIN} ${state.width * CM + 2 * MARGIN} ${state.height * CM + 2 * MARGIN}`);
    const parts = [tag("rect", { class: "plan__floor", ...box({ x: 0, y: 0, ...state }) })];
    if (this.picture) parts.push(tag("image", { class: "editor__picture", href: this.picture, width: state.width * CM, height: state.height * CM, preserveAspectRatio: "xMidYMid meet" }));
    state.zones.forEach((zone, n) => parts.push(this.zone(zone, `z:${n}`, chosen)));
    const wholes = state.spaces.filter((space) => partsOf(state, space.key).length), leaves = state.spaces.filter((space) => !wholes.includes(space));
    for (const space of wholes) parts.push(this.whole(space, chosen));
    for (const space of leaves) parts.push(this.leaf(space, chosen));
    state.outline.forEach((line, n) => parts.push(this.line(line, `l:${n}`, chosen)));
    parts.push(...this.handles(state, chosen));
    this.svg.replaceChildren(...parts);
    if (focused) this.svg.querySelector(`[data-name="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  thing(name, css, chosen, ...children) {
    const is = chosen.includes(name);
    return tag("g", { class: `editor__thing ${css}${is ? " is-chosen" : ""}`, "data-name": name, tabindex: 0, role: "button", "aria-pressed": is, "aria-label": this.label(name) }, ...children);
  }

  zone(zone, name, chosen) {
    const [x] = middle(zone);
    return this.thing(name, "editor__zone", chosen,
      tag("rect", { class: `plan__zone plan__zone--${zone.mood}`, ...box(zone), rx: 10 }), text("plan__name", x, zone.y * CM + 26, named(zone)));
  }

  whole(space, chosen) {
    const [x, y] = middle(space), isTable = space.kind === "table";
    return this.thing(`s:${space.key}`, "space editor__whole", chosen,
      tag("rect", { class: isTable ? "plan__table" : "editor__hall", ...box(space, isTable ? -5 : 2), rx: 10 }),
      text("plan__label", x, isTable ? y : (space.y + space.height) * CM - 26, named(space)));
  }

  leaf(space, chosen) {
    const [x, y] = middle(space), inside = [];
    if (space.kind === "desk") {
      const [ax, ay] = AWAY[space.turn] ?? AWAY[0];
      inside.push(tag("circle", { class: "space__chair", cx: x + ax * (space.width * CM / 2 + 13), cy: y + ay * (space.height * CM / 2 + 13), r: 10.5 }));
    }
    inside.push(tag("rect", { class: "space__shape", ...box(space, space.kind === "desk" ? 1.5 : 4), rx: 7 }));
    const name = named(space), said = space.kind === "desk" && name.length > 4 ? `${name.slice(0, 3)}…` : name;
    inside.push(text(space.kind === "desk" ? (said.length > 2 ? "space__long" : "") : "space__name", x, y, said));
    const isPart = chosen.includes(`s:${space.part_of}`); // moves with what it is a part of
    return this.thing(`s:${space.key}`, isPart ? "space is-chosen" : "space", chosen, ...inside);
  }

  line(line, name, chosen) {
    const kind = kindOfLine(line), corners = cornersOf(line), data = kind === "door" ? door(corners) : path(corners);
    return this.thing(name, `editor__line editor__line--${kind}`, chosen, tag("path", { class: `plan__${kind}`, d: data }), tag("path", { class: "editor__grip", d: data }));
  }

  // What a pointer takes hold of: the lower right corner of a box, every corner of a line.
  handles(state, chosen) {
    if (chosen.length !== 1) return [];
    const [name] = chosen, [kind, key] = [name[0], name.slice(2)];
    const dot = (x, y, n) => tag("circle", { class: "editor__handle", cx: x * CM, cy: y * CM, r: 9, "data-handle": n });
    if (kind === "l") return cornersOf(state.outline[key]).map(([x, y], n) => dot(x, y, n));
    const one = kind === "z" ? state.zones[key] : state.spaces.find((space) => space.key === key);
    return [dot(one.x + one.width, one.y + one.height, "size")];
  }
}
