"""Where the lines of a plan go: geometry only. In: centimetres. Out: SVG path and shape data, two centimetres a unit.

A unit is near a pixel on a screen, so that the strokes and letters of the style sheet look alike on every floor.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

from smarthub.places.models import Floor, Space

CM = 0.5  # units a centimetre
MARGIN = 24  # units around a floor: room for the strength of its walls
CHAIR = 10.5  # units: the radius of a desk's chair, in which the sign of its state stands
_SOUTH, _WEST, _NORTH, _EAST = 0, 90, 180, 270
_AWAY = {_SOUTH: (0, 1), _WEST: (-1, 0), _NORTH: (0, -1), _EAST: (1, 0)}


def number(value: float) -> str:
    """The shortest way to write a coordinate: 12.50 -> '12.5', 12.0 -> '12'."""
    return f"{value:.1f}".removesuffix(".0")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def inset(self, by: float) -> "Box":
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def svg(self) -> str:
        return f'x="{number(self.x)}" y="{number(self.y)}" width="{number(self.width)}" height="{number(self.height)}"'


def box(x: float, y: float, width: float, height: float) -> Box:
    return Box(x * CM, y * CM, width * CM, height * CM)


def box_of(space: Space) -> Box:
    return box(space.x, space.y, space.width, space.height)


def view_box(floor: Floor) -> str:
    return f"{-MARGIN} {-MARGIN} {number(floor.width * CM + 2 * MARGIN)} {number(floor.height * CM + 2 * MARGIN)}"


# --- walls, windows, doors ------------------------------------------------------------------------------------------


def walls(floor: Floor) -> str:
    return path(line for line in floor.outline if isinstance(line, list))


def lines(floor: Floor, kind: str) -> str:
    """The lines of one kind beside the walls: "line" (a tread of the stairs, a counter) or "window"."""
    return path(item[kind] for item in floor.outline if isinstance(item, dict) and kind in item)


def doors(floor: Floor) -> str:
    """Each door's leaf, open, and the quarter circle in which it swings."""
    return "".join(_door(*item["door"]) for item in floor.outline if isinstance(item, dict) and "door" in item)


def _door(hinge: Sequence[float], latch: Sequence[float]) -> str:
    wide_x, wide_y = latch[0] - hinge[0], latch[1] - hinge[1]
    open_x, open_y = hinge[0] - wide_y, hinge[1] + wide_x
    radius = number(hypot(wide_x, wide_y) * CM)
    return f"M{_point(*hinge)}L{_point(open_x, open_y)}A{radius} {radius} 0 0 0 {_point(*latch)}"


def path(each: Iterable[Sequence[Sequence[float]]]) -> str:
    return "".join("M" + "L".join(_point(x, y) for x, y in corners) for corners in each)


def _point(x: float, y: float) -> str:
    return f"{number(x * CM)} {number(y * CM)}"


# --- spaces ---------------------------------------------------------------------------------------------------------


def chair_of(desk: Space) -> tuple[float, float]:
    """The middle of a desk's chair."""
    away_x, away_y = _AWAY.get(desk.turn % 360, _AWAY[_SOUTH])
    inside = box_of(desk)
    (x, y), far = inside.middle, 2.5 + CHAIR
    return x + away_x * (inside.width / 2 + far), y + away_y * (inside.height / 2 + far)


@dataclass(frozen=True, slots=True)
class Furniture:
    """The table in the middle of a room and its chairs, and where the room's name stands."""

    table: Box
    chairs: tuple[tuple[float, float], ...]
    name: tuple[float, float]


def furniture(room: Space) -> Furniture:
    """In a wide, low room the name stands left of the table, else above it."""
    inside = box_of(room)
    if inside.width > 1.8 * inside.height:
        name = (inside.x + inside.width * 0.28, inside.y + inside.height / 2)
        place = Box(inside.x + inside.width * 0.5, inside.y, inside.width * 0.46, inside.height)
    else:
        name = (inside.x + inside.width / 2, inside.y + 27)
        place = Box(inside.x, inside.y + 36, inside.width, inside.height - 36)
    x, y = place.middle
    wide = max(28, min(place.width * 0.45, 26 + room.seats * 7))
    high = min(place.height * 0.42, 44)
    table = Box(x - wide / 2, y - high / 2, wide, high)
    return Furniture(table, tuple(_around(table, room.seats)), name)


def _around(table: Box, seats: int) -> Iterable[tuple[float, float]]:
    """Chairs on an oval round the table, evenly along its sides."""
    x, y = table.middle
    across, down = table.width / 2 + 11, table.height / 2 + 11
    # Walk the oval in small steps, so that the distance and not the angle between two chairs is the same.
    steps = [(across * cos(2 * pi * n / 360), down * sin(2 * pi * n / 360)) for n in range(361)]
    reached = [0.0]
    for (x1, y1), (x2, y2) in pairwise(steps):
        reached.append(reached[-1] + hypot(x2 - x1, y2 - y1))
    for seat in range(seats):
        wanted = reached[-1] * seat / seats
        dx, dy = steps[next(n for n, far in enumerate(reached) if far >= wanted)]
        yield x + dx, y + dy


def folding_walls(parts: Sequence[Space]) -> str:
    """A zigzag where two parts of a hall touch: the wall between them can be folded away."""
    found = ""
    for n, one in enumerate(parts):
        for other in parts[n + 1 :]:
            if edge := _shared_edge(one, other):
                found += _zigzag(*edge)
    return found


def _shared_edge(one: Space, other: Space) -> tuple[float, float, float, float] | None:
    top, bottom = max(one.y, other.y), min(one.y + one.height, other.y + other.height)
    left, right = max(one.x, other.x), min(one.x + one.width, other.x + other.width)
    if left == right and bottom > top:
        return left, top, left, bottom
    if top == bottom and right > left:
        return left, top, right, top
    return None


def _zigzag(x1: float, y1: float, x2: float, y2: float) -> str:
    length = hypot(x2 - x1, y2 - y1)
    folds = max(2, round(length / 30))
    turn = atan2(y2 - y1, x2 - x1)
    points = []
    for n in range(folds + 1):
        along, aside = length * n / folds, (9 if n % 2 else -9) if 0 < n < folds else 0
        points.append((x1 + along * cos(turn) - aside * sin(turn), y1 + along * sin(turn) + aside * cos(turn)))
    return path([points])


def whole_label(space: Space) -> Box:
    """Where the name of a room or hall that is made of parts stands: near its bottom, over the folding wall."""
    inside = box_of(space)
    x, _y = inside.middle
    return Box(x - 105, inside.y + inside.height - 44, 210, 36)
