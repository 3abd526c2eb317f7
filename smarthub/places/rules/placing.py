"""Where spaces stand on the plan that came without a place: in rows below what is there, for the host to move."""

from collections.abc import Sequence

from smarthub.places.models import Space

Spot = tuple[int, int, int, int]  # x, y, width, height in centimetres

DESK_WIDE, DESK_DEEP, AISLE = 80, 70, 50
EDGE, GAP, GAP_OF_DESKS = 60, 60, 20
CHAIR = 50  # what a chair needs behind its desk
_SIZES = {
    Space.Kind.DESK: (DESK_WIDE, DESK_DEEP),
    Space.Kind.BOOTH: (200, 130),
    Space.Kind.TABLE: (2 * DESK_WIDE, 2 * DESK_DEEP + AISLE),
}
_ROOM = (300, 240)


def wide_enough(spaces: int) -> int:
    """The width of a new floor, so that a list of many spaces does not become a plan too long to look at."""
    return 1000 if spaces <= 60 else 2000 if spaces <= 300 else 3000


class Row:
    """The row that is being filled, from left to right; a new one begins where the floor is not wide enough."""

    def __init__(self, wide: int, top: int) -> None:
        self.wide, self.x, self.y, self.high = wide, EDGE, top, 0

    def take(self, width: int, height: int, gap: int = GAP) -> tuple[int, int]:
        if self.x > EDGE and self.x + width > self.wide - EDGE:
            self.x, self.y, self.high = EDGE, self.y + self.high + gap, 0
        spot = self.x, self.y
        self.x += width + gap
        self.high = max(self.high, height)
        return spot

    @property
    def bottom(self) -> int:
        return self.y + self.high + EDGE


def place(row: Row, kind: str) -> Spot:
    """A spot for a space that stands by itself."""
    width, height = _SIZES.get(Space.Kind(kind), _ROOM)
    if kind == Space.Kind.DESK:
        return (*row.take(width, height + CHAIR, GAP_OF_DESKS), width, height)
    return (*row.take(width, height), width, height)


def place_table(row: Row, desks: int) -> tuple[Spot, list[tuple[Spot, int]]]:
    """A table's spot, and the spot and turn of each of its desks, in two rows that face each other."""
    half = max(1, -(-desks // 2))
    width, height = half * DESK_WIDE, 2 * DESK_DEEP + AISLE
    x, y = row.take(width, height + 2 * CHAIR)
    y += CHAIR
    spots = [
        ((x + n % half * DESK_WIDE, y + n // half * (DESK_DEEP + AISLE), DESK_WIDE, DESK_DEEP), 0 if n // half else 180)
        for n in range(desks)
    ]
    return (x, y, width, height), spots


def around(spots: Sequence[Spot]) -> Spot:
    """The smallest spot that holds them all."""
    left, top = min(s[0] for s in spots), min(s[1] for s in spots)
    right, bottom = max(s[0] + s[2] for s in spots), max(s[1] + s[3] for s in spots)
    return left, top, right - left, bottom - top
