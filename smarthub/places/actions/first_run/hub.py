"""Smart Hub Udon Thani, as the article describes it, with a starter plan that is marked as an example."""

from datetime import datetime

from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.kit.thai.text import sort_key
from smarthub.places.actions.change import new_edition
from smarthub.places.actions.first_run.starter import HOURS, LEVELS, POLICIES, RATES, Level, Room
from smarthub.places.actions.first_run.words import HOUSE_RULES, HUB, NAME, UDON_THANI
from smarthub.places.models import Floor, Hub, OpeningHours, Policy, Rate, Space, Zone

SLUG = "udon-smart-hub"


@transaction.atomic
def open_first_hub(*, now: datetime) -> Hub | None:
    """Make the hub where there is none at all yet; None where a hub stands, whichever it is."""
    if Hub.objects.exists():
        return None
    hub = Hub.objects.create(
        slug=SLUG, province_id=UDON_THANI, sort_key=sort_key(NAME), is_example=True, **HUB, **HOUSE_RULES
    )
    OpeningHours.objects.bulk_create(
        OpeningHours(hub=hub, weekday=day, opens=opens, closes=closes) for day, (opens, closes) in HOURS.items()
    )
    for level in LEVELS:
        _furnish(hub, level)
    Rate.objects.bulk_create(
        Rate(hub=hub, price_group=group, per=per, satang=satang)
        for group, prices in RATES.items()
        for per, satang in prices.items()
    )
    Policy.objects.bulk_create(Policy(hub=hub, kind=kind, **terms) for kind, terms in POLICIES.items())
    new_edition(hub)
    journal.record("hub-opened", hub.slug, hub=hub.slug, by=None, now=now)
    return hub


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
