"""Bringing a list of spaces into a hub, with the floors and zones they name and a spot for each that came without one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from smarthub.people.models import Person
from smarthub.places.actions.spaces import Placed, put_spaces
from smarthub.places.models import Floor, Hub, Space, Zone
from smarthub.places.rules import placing
from smarthub.places.rules.spaces import SpaceWords


@dataclass
class Brought:
    """A space as it came. `floor` and `zone` may be new: then they are saved with it. `part_of` is a name or ""."""

    words: SpaceWords
    floor: Floor
    zone: Zone | None
    part_of: str
    is_placed: bool


@transaction.atomic
def bring_spaces(hub: Hub, brought: Sequence[Brought], *, by: Person | None, now: datetime) -> tuple[int, int]:
    """Add what the hub does not have by name, change what differs; (how many added, how many changed)."""
    for each in brought:
        if each.floor._state.adding:
            each.floor.save()
        if each.zone and each.zone._state.adding:
            each.zone.floor = each.floor
            each.zone.save()
            each.zone.width = 0  # until its spaces have their spots
    for floor in {each.floor.pk: each.floor for each in brought}.values():
        _lay(floor, [each for each in brought if each.floor.pk == floor.pk])
    for zone in {each.zone.pk: each.zone for each in brought if each.zone and not each.zone.width}.values():
        _span(zone, [_spot(each.words) for each in brought if each.zone and each.zone.pk == zone.pk])
    depths = _depths(brought)
    ordered = sorted(brought, key=lambda each: depths[each.words.name_th])
    return put_spaces(
        hub, [Placed(each.words, each.floor, each.zone, each.part_of) for each in ordered], by=by, now=now
    )


def _depths(brought: Sequence[Brought]) -> dict[str, int]:
    """How many wholes stand above each space: wholes are saved before their parts."""
    above = {each.words.name_th: each.part_of for each in brought}

    def depth(name: str) -> int:
        return 1 + depth(above[name]) if above.get(name) else 0

    return {name: depth(name) for name in above}


def _lay(floor: Floor, brought: Sequence[Brought]) -> None:
    """Give each that has none a spot below what stands there, and make the floor's plan as high as it must be."""
    waiting = [each for each in brought if not each.is_placed]
    if not waiting:
        return
    spots = [_spot(each.words) for each in brought if each.is_placed]
    spots += [(s.x, s.y, s.width, s.height) for s in floor.spaces.filter(removed_at=None)]
    spots += [(z.x, z.y, z.width, z.height) for z in floor.zones.all() if z.width]
    is_new = not floor.outline and not floor.spaces.exists()
    if is_new:
        floor.width = placing.wide_enough(len(waiting))
    row = placing.Row(floor.width, max((y + height for _x, y, _width, height in spots), default=0) + placing.EDGE)
    parts: dict[str, list[Brought]] = {}
    for each in waiting:
        parts.setdefault(each.part_of, []).append(each)
    names = {each.words.name_th for each in waiting}
    for each in waiting:
        if each.part_of not in names:
            _place(row, each, parts)
    if is_new or row.bottom > floor.height:
        floor.height = row.bottom
    if is_new:
        floor.outline = [[[0, 0], [floor.width, 0], [floor.width, floor.height], [0, floor.height], [0, 0]]]
    floor.save(update_fields=["width", "height", "outline"])


def _place(row: placing.Row, each: Brought, parts: dict[str, list[Brought]]) -> None:
    mine = parts.get(each.words.name_th, [])
    if mine and each.words.kind == Space.Kind.TABLE:
        spot, desks = placing.place_table(row, len(mine))
        for desk, (at, turn) in zip(mine, desks, strict=True):
            _put(desk, at, turn)
        _put(each, spot)
    elif mine:
        for part in mine:
            _place(row, part, parts)
        _put(each, placing.around([_spot(part.words) for part in mine]))
    else:
        _put(each, placing.place(row, each.words.kind))


def _put(each: Brought, spot: placing.Spot, turn: int | None = None) -> None:
    x, y, width, height = spot
    turn = each.words.turn if turn is None else turn
    each.words = replace(each.words, x=x, y=y, width=width, height=height, turn=turn)


def _spot(words: SpaceWords) -> placing.Spot:
    return words.x, words.y, words.width, words.height


def _span(zone: Zone, spots: Sequence[placing.Spot]) -> None:
    """A new zone lies under its spaces, with room for its name above them."""
    x, y, width, height = placing.around(spots)
    edge = placing.EDGE // 2
    zone.x, zone.y, zone.width, zone.height = max(0, x - edge), max(0, y - edge), width + 2 * edge, height + 2 * edge
    zone.save(update_fields=["x", "y", "width", "height"])
