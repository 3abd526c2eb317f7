"""A plan made of pieces becomes floors, zones and spaces."""

from collections.abc import Iterable

from smarthub.kit.thai.text import sort_key
from smarthub.places.actions.first_run.starter import Level, Room
from smarthub.places.models import Floor, Hub, Space, Zone


def furnish(hub: Hub, levels: Iterable[Level]) -> None:
    for level in levels:
        _furnish(hub, level)


def _furnish(hub: Hub, level: Level) -> None:
    floor = Floor.objects.create(
        hub=hub,
        level=level.level,
        name_th=level.name_th,
        name_en=level.name_en,
        width=level.width,
        height=level.height,
        outline=level.outline,
    )
    zones = {}
    for key, (mood, name_th, name_en, (x, y, width, height)) in level.zones.items():
        zones[key] = Zone.objects.create(
            hub=hub, floor=floor, mood=mood, name_th=name_th, name_en=name_en, x=x, y=y, width=width, height=height
        )
    for room in level.spaces:
        _put(hub, floor, zones, room, part_of=None)


def _put(hub: Hub, floor: Floor, zones: dict[str, Zone], room: Room, *, part_of: Space | None) -> None:
    x, y, width, height = room.at
    space = Space.objects.create(
        hub=hub,
        floor=floor,
        zone=zones.get(room.zone),
        part_of=part_of,
        kind=room.kind,
        name_th=room.name_th,
        name_en=room.name_en,
        sort_key=sort_key(room.name_th),
        seats=room.seats,
        x=x,
        y=y,
        width=width,
        height=height,
        turn=room.turn,
        amenities=list(room.amenities),
        is_wheelchair_accessible=room.accessible,
        is_walk_in_only=room.walk_in,
        price_group=room.price_group,
    )
    for part in room.parts:
        _put(hub, floor, zones, part, part_of=space)
