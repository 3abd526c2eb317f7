"""Where a party sits: one person at any free seat; a group at one table, else next to each other."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import hypot
from typing import Literal

from smarthub.places.models import Space
from smarthub.places.rules.rulebook import Rulebook

Fit = Literal["seat", "whole", "one-table", "adjacent", "apart"]
NEAR = 250  # centimetres between the middles of two seats that still sit next to each other
_WHOLES = (Space.Kind.BOOTH, Space.Kind.ROOM, Space.Kind.WORKSHOP, Space.Kind.HALL)


@dataclass(frozen=True, slots=True)
class Choice:
    """Spaces that a party could have together, and how they would sit."""

    spaces: tuple[Space, ...]
    fit: Fit

    @property
    def seats(self) -> int:
        return sum(space.seats for space in self.spaces)


def choices(
    book: Rulebook, free: Collection[int], *, people: int, kind: str = "", is_walk_in: bool = False
) -> list[Choice]:
    """All that fits `people` among the free leaf spaces (their keys), of one kind or of any."""
    spaces = [space for space in book.spaces if is_walk_in or not space.is_walk_in_only]
    found = list(_wholes(book, spaces, free, people, kind))
    if kind in ("", Space.Kind.DESK):
        desks = [space for space in spaces if space.kind == Space.Kind.DESK and space.pk in free]
        found += [Choice((desk,), "seat") for desk in desks] if people == 1 else _groups(book, desks, people)
    return found


def _wholes(book: Rulebook, spaces: Sequence[Space], free: Collection[int], people: int, kind: str) -> Iterable[Choice]:
    kinds = (kind,) if kind else _WHOLES
    for space in spaces:
        if space.kind not in kinds or space.kind == Space.Kind.DESK:
            continue
        if space.seats >= people and all(leaf.pk in free for leaf in book.leaves(space)):
            yield Choice((space,), "whole")


def _groups(book: Rulebook, desks: Sequence[Space], people: int) -> list[Choice]:
    """One choice a table that has enough free seats; only where no table has, seats next to each other."""
    if len(desks) < people:
        return []
    tables: dict[int, list[Space]] = {}
    for desk in desks:
        if desk.part_of_id and book.by_pk[desk.part_of_id].kind == Space.Kind.TABLE:
            tables.setdefault(desk.part_of_id, []).append(desk)
    found = [Choice(_closest(seats, people), "one-table") for seats in tables.values() if len(seats) >= people]
    if found:
        return found
    near = _adjacent(desks, people)
    return [Choice(near, "adjacent")] if near else []


def _distance(one: Space, other: Space) -> float:
    if one.floor_id != other.floor_id:
        return float("inf")
    return hypot(
        one.x + one.width / 2 - other.x - other.width / 2,
        one.y + one.height / 2 - other.y - other.height / 2,
    )


def _closest(seats: Sequence[Space], people: int) -> tuple[Space, ...]:
    """The `people` seats that lie closest together, starting from each seat in turn."""

    def around(first: Space) -> list[Space]:
        return sorted(seats, key=lambda seat: (_distance(first, seat), seat.pk))[:people]

    def width(group: list[Space]) -> float:
        return sum(_distance(group[0], seat) for seat in group)

    best: list[Space] = min([around(seat) for seat in seats], key=width)
    return tuple(best)


def _adjacent(desks: Sequence[Space], people: int) -> tuple[Space, ...] | None:
    """Seats of which each is near another of them, grown from each seat in turn; the closest such group."""
    near = _neighbours(desks)
    by_pk = {desk.pk: desk for desk in desks}
    best: tuple[float, list[int]] | None = None
    for first in desks:
        group, width, border = [first.pk], 0.0, list(near[first.pk])
        heapify(border)
        while len(group) < people and border:
            step, pk = heappop(border)
            if pk not in group:
                group.append(pk)
                width += step
                for each in near[pk]:
                    heappush(border, each)
        if len(group) == people and (best is None or width < best[0]):
            best = (width, group)
    return tuple(by_pk[pk] for pk in best[1]) if best else None


def together(book: Rulebook, desks: Sequence[Space]) -> bool:
    """Whether these seats are at one table, or each is near another of them."""
    tables = {desk.part_of_id for desk in desks}
    if len(tables) == 1 and (table := tables.pop()) and book.by_pk[table].kind == Space.Kind.TABLE:
        return True
    return _adjacent(desks, len(desks)) is not None


def _neighbours(desks: Sequence[Space]) -> dict[int, list[tuple[float, int]]]:
    """Of each seat the seats near it, as (distance, key); looked for in squares of the plan, not among all."""
    squares: dict[tuple[int, int, int], list[Space]] = {}
    for desk in desks:
        squares.setdefault((desk.floor_id, desk.x // NEAR, desk.y // NEAR), []).append(desk)
    found: dict[int, list[tuple[float, int]]] = {desk.pk: [] for desk in desks}
    for (floor, column, row), here in squares.items():
        around = [s for c in (-1, 0, 1) for r in (-1, 0, 1) for s in squares.get((floor, column + c, row + r), ())]
        for desk in here:
            found[desk.pk] = [
                (distance, other.pk)
                for other in around
                if other.pk != desk.pk and (distance := _distance(desk, other)) <= NEAR
            ]
    return found
