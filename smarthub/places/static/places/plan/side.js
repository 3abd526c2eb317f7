// What is chosen, as fields and buttons: everything that the pointer does can be typed and pressed here.

import { byKey, cornersOf, kindOfLine, partsOf } from "./model.js";

const make = (name, properties = {}, ...children) => { const made = Object.assign(document.createElement(name), properties); made.append(...children); return made; };
let count = 0;

export class Side {
  // act(verb, ...what): the editor's hands. words: the texts of the page by their names. groups: price groups in use.
  constructor(place, { act, words, groups }) { Object.assign(this, { place, act, words, groups }); this.shown = ""; }

  show(state, chosen) {
    // While somebody types here the fields stay; only what is chosen or its shape builds them anew.
    const shape = JSON.stringify([chosen, chosen.map((name) => (name[0] === "l" ? cornersOf(state.outline[name.slice(2)]).length : 0))]);
    if (shape === this.shown && this.place.contains(document.activeElement)) { this.refresh(state, chosen); return; }
    this.shown = shape;
    this.fields = [];
    const rows = chosen.length === 0 ? this.floor(state) : chosen.length > 1 ? this.many(state, chosen) : this.one(state, chosen[0]);
    this.place.replaceChildren(...rows);
    this.refresh(state, chosen);
  }

  refresh(state, chosen) {
    for (const [input, read] of this.fields) {
      if (input === document.activeElement) continue;
      const value = read(state, chosen);
      if (input.type === "checkbox") input.checked = value; else input.value = value ?? "";
    }
  }

  field(label, input, read, write) {
    input.id = `side-${++count}`;
    this.fields.push([input, read]);
    input.addEventListener(input.matches("select, [type=checkbox]") ? "change" : "input", () => {
      const value = input.type === "checkbox" ? input.checked : input.type === "number" ? input.valueAsNumber : input.value;
      if (!Number.isNaN(value)) write(value);
    });
    if (input.type === "checkbox") return make("label", { className: "tick" }, input, make("span", { textContent: label }));
    return make("div", { className: "field" }, make("label", { className: "field__label", htmlFor: input.id, textContent: label }), input);
  }

  number(label, read, write, more = {}) { return this.field(label, make("input", { type: "number", step: 5, min: 0, ...more }), read, write); }
  words_of(prefix) { return Object.entries(this.words).filter(([key]) => key.startsWith(prefix)).map(([key, label]) => make("option", { value: key.slice(prefix.length), textContent: label })); }
  pair(...fields) { return make("div", { className: "editor__pair" }, ...fields); }
  button(label, verb, ...what) { const made = make("button", { type: "button", className: "button button--quiet button--small", textContent: label }); made.addEventListener("click", () => this.act(verb, ...what)); return made; }
  title(said) { return make("h2", { className: "editor__title", textContent: said }); }

  floor(state) {
    const side = (name, label) => this.number(label, (now) => now[name], (value) => { if (value >= 200 && value <= 10000) this.act("set", "floor", name, Math.round(value)); }, { min: 200, max: 10000, step: 10 });
    return [this.title(this.words.floor), make("p", { className: "soft small", textContent: this.words.nothing }), this.pair(side("width", this.words.width), side("height", this.words.height))];
  }

  many(state, chosen) {
    const rows = [this.title(this.words.many.replace("#", chosen.length))];
    const boxes = chosen.every((name) => name[0] !== "l");
    if (boxes) rows.push(make("div", { className: "actions" }, ...["align-x", "align-y"].map((verb) => this.button(this.words[verb], verb)), ...(chosen.length > 2 ? ["spread-x", "spread-y"].map((verb) => this.button(this.words[verb], verb)) : [])));
    if (chosen.every((name) => name[0] === "s")) {
      const from = make("input", { type: "text", maxLength: 60, id: `side-${++count}` });
      const first = byKey(state, chosen[0].slice(2));
      from.value = first.name_th;
      const press = make("button", { type: "button", className: "button button--quiet button--small", textContent: this.words.number });
      press.addEventListener("click", () => this.act("number", from.value));
      rows.push(make("div", { className: "field" }, make("label", { className: "field__label", htmlFor: from.id, textContent: this.words["number-from"] }), from), press);
    }
    return [...rows, this.common(chosen)];
  }

  common(chosen) {
    const turns = chosen.some((name) => name[0] !== "z") ? [this.button(this.words.rotate, "rotate")] : [];
    const gone = this.button(this.words.remove, "remove");
    return make("div", { className: "actions" }, ...turns, this.button(this.words.copy, "copy"), gone);
  }

  one(state, name) {
    if (name[0] === "l") return this.line(state, name);
    const isZone = name[0] === "z", key = name.slice(2);
    const found = (now) => (isZone ? now.zones[key] : byKey(now, key));
    const write = (field) => (value) => this.act("set", name, field, value);
    const text = (field, label, more = {}) => this.field(label, make("input", { type: "text", maxLength: 80, ...more }), (now) => found(now)?.[field], write(field));
    const size = (field) => this.number(this.words[field], (now) => found(now)?.[field], (value) => {
      if (field === "x" || field === "y") { if (value >= 0) this.act("set", name, field, Math.round(value)); return; }
      const one = found(this.act("state"));
      if (value >= 30) this.act("resize", name, field === "width" ? value : one.width, field === "height" ? value : one.height);
    });
    const place = [this.pair(size("x"), size("y")), this.pair(size("width"), size("height"))];
    const rows = [this.title(found(state).name_th), this.pair(text("name_th", this.words.name_th, { required: true }), text("name_en", this.words.name_en))];
    if (isZone) {
      rows.push(this.field(this.words.mood, make("select", {}, ...this.words_of("mood-")), (now) => found(now)?.mood, write("mood")));
      return [...rows, ...place, this.common([name])];
    }
    const list = make("datalist", { id: `side-groups-${++count}` }, ...this.groups.map((value) => make("option", { value })));
    const group = text("price_group", this.words.price_group, { maxLength: 40 });
    group.querySelector("input").setAttribute("list", list.id);
    const desks = partsOf(state, key).filter((part) => part.kind === "desk");
    const isTable = found(state).kind === "table";
    rows.push(this.pair(
      this.field(this.words.kind, make("select", {}, ...this.words_of("kind-")), (now) => found(now)?.kind, write("kind")),
      isTable ? this.number(this.words["seats-of-table"], (now) => partsOf(now, key).length, (value) => { if (value >= 1 && value <= 40) this.act("seat-table", key, Math.round(value)); }, { min: 1, max: 40, step: 1 })
        : this.number(this.words.seats, (now) => found(now)?.seats, (value) => { if (value >= 1 && value <= 1000) this.act("set", name, "seats", Math.round(value)); }, { min: 1, max: 1000, step: 1 }),
    ));
    if (!desks.length) rows.push(group, list);
    rows.push(
      this.field(this.words.accessible, make("input", { type: "checkbox" }), (now) => found(now)?.is_wheelchair_accessible ?? false, write("is_wheelchair_accessible")),
      this.field(this.words.walk_in, make("input", { type: "checkbox" }), (now) => found(now)?.is_walk_in_only ?? false, write("is_walk_in_only")),
    );
    return [...rows, ...(isTable ? place.slice(0, 1) : place), this.common([name])];
  }

  line(state, name) {
    const n = name.slice(2), kind = kindOfLine(state.outline[n]), corners = cornersOf(state.outline[n]);
    const rows = corners.map((_, which) => this.pair(...["x", "y"].map((axis, side) => this.number(`${this.words.corner.replace("#", which + 1)}, ${this.words[axis]}`,
      (now) => cornersOf(now.outline[n] ?? [[0, 0], [0, 0]])[which]?.[side],
      (value) => { const [x, y] = cornersOf(this.act("state").outline[n])[which]; this.act("corner", name, which, side ? x : value, side ? value : y); }))));
    const more = kind === "door" ? [] : [this.button(this.words["add-corner"], "add-corner", name)];
    return [this.title(this.words[kind]), ...rows, make("div", { className: "actions" }, ...more), this.common([name])];
  }
}
