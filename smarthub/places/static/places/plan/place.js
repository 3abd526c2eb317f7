// Where something new may stand. Lengths are centimetres; no page is asked, and nothing is changed.

import { cornersOf, GRID, kindOfLine, snap, within } from "./model.js";

// What stands in the way of something new, as [left, top, right, bottom]; a door with the square that it swings through.
const obstacles = (state) => {
  const boxes = state.spaces.map((one) => [one.x, one.y, one.x + one.width, one.y + one.height]), walls = [];
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

// Where something of this size fits nearest to a point, clear of spaces, walls and doors, with an aisle around it where
// there is room for one; at the point itself where nothing is free.
export const freePlace = (state, [width, height], [atX, atY], aisle = 0) => {
  const [right, bottom] = [Math.max(0, state.width - width), Math.max(0, state.height - height)];
  const wanted = [within(snap(atX - width / 2), 0, right), within(snap(atY - height / 2), 0, bottom)], places = [wanted];
  const step = Math.max(5 * GRID, snap(Math.max(state.width, state.height) / 100));
  for (let y = 0; y <= bottom; y += step) for (let x = 0; x <= right; x += step) places.push([x, y]);
  const far = ([x, y]) => Math.hypot(x - wanted[0], y - wanted[1]);
  places.sort((one, other) => far(one) - far(other));
  const [boxes, walls] = obstacles(state);
  const isFree = ([x, y], gap) => {
    const own = [x - gap, y - gap, x + width + gap, y + height + gap];
    return !boxes.some((box) => box[0] < own[2] && box[2] > own[0] && box[1] < own[3] && box[3] > own[1]) && !walls.some((wall) => crosses(wall, own));
  };
  return places.find((place) => isFree(place, aisle)) ?? places.find((place) => isFree(place, 0)) ?? wanted;
};
