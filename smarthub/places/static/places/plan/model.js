// What a floor is while it is drawn: plain data, whole snapshots for undo, and verbs that answer a new state.
// Lengths are centimetres. A thing is named "s:<key>" (space), "z:<n>" (zone) or "l:<n>" (line of the outline).

export const GRID = 5;
const copyOf = (value) => JSON.parse(JSON.stringify(value));
export const snap = (value, grid = GRID) => Math.round(value / grid) * grid;
export const within = (value, low, high) => Math.min(Math.max(value, low), high);

export const SIZES = {
  desk: [80, 70], table: [160, 190], booth: [200, 130], room: [300, 300], hall: [600, 400], workshop: [400, 300],
};
const SEATS = { desk: 1, table: 4, booth: 2, room: 6, hall: 30, workshop: 8 };
const DESK = [80, 70];
export const AISLE = 50;
export const AWAY = { 0: [0, 1], 90: [-1, 0], 180: [0, -1], 270: [1, 0] }; // where who sits at a desk has the chair

export class History {
  constructor(state) { this.past = []; this.state = state; this.future = []; this.mark = null; }
  // Changes of one kind in a row (a drag, typing in one field) are one step back.
  put(state, mark = null) {
    if (mark === null || mark !== this.mark) this.past.push(this.state);
    if (this.past.length > 200) this.past.shift();
    this.mark = mark;
    this.state = state;
    this.future = [];
  }
  rest() { this.mark = null; }
  undo() { if (this.past.length) { this.future.push(this.state); this.state = this.past.pop(); this.mark = null; return true; } return false; }
  redo() { if (this.future.length) { this.past.push(this.state); this.state = this.future.pop(); this.mark = null; return true; } return false; }
}

export const byKey = (state, key) => state.spaces.find((space) => space.key === key);
export const partsOf = (state, key) => state.spaces.filter((space) => space.part_of === key);
export const withParts = (state, key) => [byKey(state, key), ...partsOf(state, key).flatMap((part) => withParts(state, part.key))];
export const kindOfLine = (line) => (Array.isArray(line) ? "wall" : Object.keys(line)[0]);
export const cornersOf = (line) => (Array.isArray(line) ? line : Object.values(line)[0]);
const lineOf = (kind, corners) => (kind === "wall" ? corners : { [kind]: corners });

let made = 0;
const newKey = (state) => { let key; do { key = `n${++made}`; } while (byKey(state, key)); return key; };

// "A4" -> "A5"; "Room" -> "Room 2"; never a name that stands already.
export const nextName = (state, name) => {
  const taken = new Set(state.spaces.map((space) => space.name_th));
  const [, stem, digits] = /^(.*?)(\d*)$/u.exec(name);
  let number = digits ? Number(digits) : 1;
  const glue = digits || /^[\p{L}]{1,2}$/u.test(stem) ? "" : " ";
  let found = name;
  while (taken.has(found)) found = `${stem}${glue}${++number}`;
  return found;
};

const fresh = (state, kind, name, x, y, more = {}) => {
  const [width, height] = SIZES[kind];
  return {
    key: newKey(state), is_new: true, part_of: "", kind, name_th: nextName(state, name), name_en: "", seats: SEATS[kind], x, y, width, height,
    turn: 0, amenities: [], price_group: "", is_wheelchair_accessible: false, is_walk_in_only: false, ...more,
  };
};

// Letters are given to tables in their order: the first that no table or desk has.
const freeLetter = (state) => {
  const used = new Set(state.spaces.map((space) => /^\p{L}/u.exec(space.name_th.replace(/^โต๊ะ\s*/u, ""))?.[0]));
  return [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].find((letter) => !used.has(letter)) ?? "T";
};

const likely = (state, kind) => state.spaces.findLast((space) => space.kind === kind && space.price_group)?.price_group ?? "";

// At x, y: where that is free says place.js.
export const addSpace = (old, kind, name, [x, y]) => {
  const state = copyOf(old);
  if (kind !== "table") {
    const letter = freeLetter(state);
    const one = fresh(state, kind, kind === "desk" ? `${letter}1` : `${name} 1`, x, y, { price_group: likely(state, kind) });
    state.spaces.push(one);
    return [state, [`s:${one.key}`]];
  }
  const letter = freeLetter(state);
  const table = fresh(state, "table", `${name} ${letter}`, x, y);
  state.spaces.push(table);
  return [seatTable(state, table.key, 4, letter), [`s:${table.key}`]];
};

// A table has its desks in two rows that face each other; more or fewer are added or taken at the end.
export const seatTable = (old, key, seats, letter = null) => {
  const state = copyOf(old), table = byKey(state, key), desks = partsOf(state, key);
  const stem = letter ?? /^(.*?)\d*$/u.exec(desks[0]?.name_th ?? table.name_th.slice(-1))[1];
  while (desks.length > seats) {
    const gone = desks.pop();
    state.spaces = state.spaces.filter((space) => space.key !== gone.key);
    if (!gone.is_new) state.removed.push(gone.key);
  }
  while (desks.length < seats) {
    const one = fresh(state, "desk", `${stem}1`, 0, 0, { part_of: key, price_group: desks[0]?.price_group ?? likely(state, "desk"), amenities: ["power"] });
    state.spaces.push(one);
    desks.push(one);
  }
  const half = Math.max(1, Math.ceil(seats / 2));
  desks.forEach((desk, n) => Object.assign(desk, {
    x: table.x + (n % half) * DESK[0], y: table.y + (n < half ? 0 : DESK[1] + AISLE), width: DESK[0], height: DESK[1], turn: n < half ? 180 : 0,
  }));
  Object.assign(table, { seats: Math.max(1, seats), width: half * DESK[0], height: 2 * DESK[1] + AISLE });
  return state;
};

export const addZone = (old, name, [atX, atY]) => {
  const state = copyOf(old), width = Math.min(400, state.width), height = Math.min(300, state.height);
  state.zones.push({
    was: null, name_th: name, name_en: "", mood: "other", width, height,
    x: within(snap(atX - width / 2), 0, state.width - width), y: within(snap(atY - height / 2), 0, state.height - height),
  });
  return [state, [`z:${state.zones.length - 1}`]];
};

export const addLine = (old, kind, [atX, atY]) => {
  const state = copyOf(old), long = kind === "door" ? 100 : 200;
  const x = within(snap(atX - long / 2), 0, Math.max(0, state.width - long)), y = within(snap(atY), 0, state.height);
  state.outline.push(lineOf(kind, [[x, y], [x + long, y]]));
  return [state, [`l:${state.outline.length - 1}`]];
};

const each = (state, chosen, space, zone, line) => {
  const seen = new Set();
  for (const name of chosen) {
    const [kind, key] = [name[0], name.slice(2)];
    if (kind === "s") for (const one of withParts(state, key)) { if (!seen.has(one.key)) { seen.add(one.key); space(one); } }
    if (kind === "z") zone(state.zones[key]);
    if (kind === "l") line(cornersOf(state.outline[key]));
  }
};

// All chosen go as far as the one that first meets the edge of the plan.
export const move = (old, chosen, dx, dy) => {
  const state = copyOf(old);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const span = (x, y, width = 0, height = 0) => { left = Math.min(left, x); top = Math.min(top, y); right = Math.max(right, x + width); bottom = Math.max(bottom, y + height); };
  each(state, chosen, (s) => span(s.x, s.y, s.width, s.height), (z) => span(z.x, z.y, z.width, z.height), (corners) => corners.forEach(([x, y]) => span(x, y)));
  dx = within(dx, -left, Math.max(0, state.width - right)); dy = within(dy, -top, Math.max(0, state.height - bottom));
  const by = (one) => { one.x += dx; one.y += dy; };
  each(state, chosen, by, by, (corners) => corners.forEach((corner) => { corner[0] += dx; corner[1] += dy; }));
  return state;
};

export const setCorner = (old, name, n, x, y) => {
  const state = copyOf(old);
  cornersOf(state.outline[name.slice(2)])[n] = [within(snap(x), 0, state.width), within(snap(y), 0, state.height)];
  return state;
};
export const addCorner = (old, name) => {
  const state = copyOf(old), corners = cornersOf(state.outline[name.slice(2)]);
  const [x, y] = corners.at(-1);
  corners.push([within(x, 0, state.width), within(y + 100, 0, state.height)]);
  return state;
};
export const resize = (old, name, width, height) => {
  const state = copyOf(old);
  const one = name[0] === "z" ? state.zones[name.slice(2)] : byKey(state, name.slice(2));
  one.width = within(snap(width), 30, state.width - one.x); one.height = within(snap(height), 30, state.height - one.y);
  return state;
};
export const set = (old, name, field, value) => {
  const state = copyOf(old);
  if (name === "floor") { state[field] = value; return state; }
  const one = name[0] === "z" ? state.zones[name.slice(2)] : byKey(state, name.slice(2));
  if (name[0] === "s" && (field === "x" || field === "y")) {
    const far = value - one[field];
    return move(old, [name], field === "x" ? far : 0, field === "y" ? far : 0);
  }
  one[field] = value;
  return state;
};

// A desk's chair goes round it; anything else lies the other way, with what it is made of.
export const rotate = (old, chosen) => {
  const state = copyOf(old);
  for (const name of chosen.filter((each) => each[0] === "s")) {
    const all = withParts(state, name.slice(2)), [first] = all;
    if (first.kind === "desk" && first.width === first.height) { first.turn = (first.turn + 90) % 360; continue; }
    const { x: left, y: top, height: high } = first;
    for (const one of all) {
      const [x, y] = [left + (top + high - (one.y + one.height)), top + (one.x - left)];
      Object.assign(one, { x, y, width: one.height, height: one.width, turn: (one.turn + 90) % 360 });
    }
    const dx = within(first.x, 0, Math.max(0, state.width - first.width)) - first.x, dy = within(first.y, 0, Math.max(0, state.height - first.height)) - first.y;
    for (const one of all) { one.x += dx; one.y += dy; }
  }
  for (const name of chosen.filter((each) => each[0] === "l")) {
    const corners = cornersOf(state.outline[name.slice(2)]), [cx, cy] = corners[0];
    corners.forEach((corner) => { [corner[0], corner[1]] = [within(cx - (corner[1] - cy), 0, state.width), within(cy + (corner[0] - cx), 0, state.height)]; });
  }
  return state;
};

export const copy = (old, chosen) => {
  let state = copyOf(old);
  const made = [];
  for (const name of chosen) {
    const [kind, key] = [name[0], name.slice(2)];
    if (kind === "z") { state.zones.push({ ...state.zones[key], was: null }); made.push(`z:${state.zones.length - 1}`); }
    if (kind === "l") { state.outline.push(copyOf(state.outline[key])); made.push(`l:${state.outline.length - 1}`); }
    if (kind !== "s") continue;
    const letter = freeLetter(state), fromTable = byKey(state, key).kind === "table", keys = new Map();
    for (const one of withParts(state, key)) {
      const twin = { ...copyOf(one), key: newKey(state), is_new: true, name_en: "" };
      twin.part_of = keys.get(one.part_of) ?? one.part_of;
      const name = fromTable ? one.name_th.replace(/(?<![\p{L}\p{M}])\p{L}(?=\d*$)/u, letter) : one.name_th;
      twin.name_th = nextName(state, name);
      keys.set(one.key, twin.key);
      state.spaces.push(twin);
    }
    made.push(`s:${keys.get(key)}`);
  }
  state = move(state, made, 50, 50);
  return [state, made];
};

export const remove = (old, chosen) => {
  const state = copyOf(old), gone = new Set(), zones = new Set(), lines = new Set();
  for (const name of chosen) {
    if (name[0] === "s") withParts(state, name.slice(2)).forEach((one) => gone.add(one.key));
    if (name[0] === "z") zones.add(Number(name.slice(2)));
    if (name[0] === "l") lines.add(Number(name.slice(2)));
  }
  state.removed.push(...state.spaces.filter((one) => gone.has(one.key) && !one.is_new).map((one) => one.key));
  state.spaces = state.spaces.filter((one) => !gone.has(one.key));
  state.zones = state.zones.filter((_, n) => !zones.has(n));
  state.outline = state.outline.filter((_, n) => !lines.has(n));
  return state;
};

const boxOf = (state, name) => (name[0] === "z" ? state.zones[name.slice(2)] : byKey(state, name.slice(2)));
export const align = (old, chosen, axis) => {
  let state = old;
  const first = Math.min(...chosen.map((name) => boxOf(old, name)[axis]));
  for (const name of chosen) {
    const far = first - boxOf(state, name)[axis];
    state = move(state, [name], axis === "x" ? far : 0, axis === "y" ? far : 0);
  }
  return state;
};
export const spread = (old, chosen, axis) => {
  const side = axis === "x" ? "width" : "height";
  const ordered = [...chosen].sort((a, b) => boxOf(old, a)[axis] - boxOf(old, b)[axis]);
  const [first, last] = [boxOf(old, ordered[0]), boxOf(old, ordered.at(-1))];
  const taken = ordered.reduce((sum, name) => sum + boxOf(old, name)[side], 0);
  const gap = (last[axis] + last[side] - first[axis] - taken) / (ordered.length - 1);
  let state = old, at = first[axis];
  for (const name of ordered) {
    const far = snap(at) - boxOf(state, name)[axis];
    state = move(state, [name], axis === "x" ? far : 0, axis === "y" ? far : 0);
    at += boxOf(old, name)[side] + gap;
  }
  return state;
};

// In the order in which they are read: row by row, from the left.
export const number = (old, chosen, from) => {
  const state = copyOf(old), [, stem, digits] = /^(.*?)(\d*)$/u.exec(from.trim());
  const ones = chosen.filter((name) => name[0] === "s").map((name) => byKey(state, name.slice(2)));
  ones.sort((a, b) => (Math.abs(a.y - b.y) > 30 ? a.y - b.y : a.x - b.x));
  ones.forEach((one, n) => { one.name_th = `${stem}${Number(digits || 1) + n}`; });
  return state;
};
