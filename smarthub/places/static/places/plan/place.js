// Where something new may stand. Lengths are centimetres; no page is asked, and nothing is changed.

import { AISLE, AWAY, cornersOf, GRID, kindOfLine, SIZES, snap, within } from "./model.js";

const NONE = [0, 0, 0, 0];
// How far whoever sits there needs room beside it, as [left, top, right, bottom]: who sits at a new table sits above and below.
const chairs = (kind, turn = 0) => {
  if (kind === "table") return [0, AISLE, 0, AISLE];
  if (kind !== "desk") return NONE;
  const [x, y] = AWAY[turn] ?? AWAY[0];
  return [Math.max(-x, 0), Math.max(-y, 0), Math.max(x, 0), Math.max(y, 0)].map((way) => way * AISLE);
};
const boxOf = ({ x, y, width, height }, [left, top, right, bottom]) => [x - left, y - top, x + width + right, y + height + bottom];

// What stands in the way of something new, as [left, top, right, bottom]: a desk with its chair, a door with the square that
// it swings through.
const obstacles = (state) => {
  const boxes = state.spaces.map((one) => boxOf(one, one.kind === "desk" ? chairs("desk", one.turn) : NONE)), walls = [];
  for (const line of state.outline) {
    const corners = cornersOf(line);
    if (kindOfLine(line) === "door") {
      const [[hx, hy], [lx, ly]] = corners, xs = [hx, lx, hx - ly + hy, lx - ly + hy], ys = [hy, ly, hy + lx - hx, ly + lx - hx];
      boxes.push([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
    }
    corners.slice(1).forEach((corner, n) => walls.push([...corners[n], ...corner]));
  }
  return [boxes, walls];
};

// Whether a wall goes through a box; one that runs along its edge does not.
const crosses = ([ax, ay, bx, by], [left, top, right, bottom]) => {
  let [from, to] = [0, 1];
  for (const [start, far, low, high] of [[ax, bx - ax, left, right], [ay, by - ay, top, bottom]]) {
    if (!far) { if (start <= low || start >= high) return false; continue; }
    const [first, last] = [(low - start) / far, (high - start) / far];
    from = Math.max(from, Math.min(first, last)); to = Math.min(to, Math.max(first, last));
  }
  return from < to;
};

// Where a new thing of this kind fits nearest to a point: clear of spaces, walls and doors, and with room for who sits there
// if there is any such place; at the point itself where nothing is free.
export const freePlace = (state, kind, [atX, atY]) => {
  const [width, height] = SIZES[kind], [right, bottom] = [Math.max(0, state.width - width), Math.max(0, state.height - height)];
  const wanted = [within(snap(atX - width / 2), 0, right), within(snap(atY - height / 2), 0, bottom)], places = [wanted];
  const step = Math.max(5 * GRID, snap(Math.max(state.width, state.height) / 100));
  for (let y = 0; y <= bottom; y += step) for (let x = 0; x <= right; x += step) places.push([x, y]);
  const far = ([x, y]) => Math.hypot(x - wanted[0], y - wanted[1]);
  places.sort((one, other) => far(one) - far(other));
  const [boxes, walls] = obstacles(state);
  const fits = (around) => ([x, y]) => {
    const own = boxOf({ x, y, width, height }, around);
    return own[0] >= 0 && own[1] >= 0 && own[2] <= state.width && own[3] <= state.height
      && !boxes.some((box) => box[0] < own[2] && box[2] > own[0] && box[1] < own[3] && box[3] > own[1])
      && !walls.some((wall) => crosses(wall, own));
  };
  return places.find(fits(chairs(kind))) ?? places.find(fits(NONE)) ?? wanted;
};
