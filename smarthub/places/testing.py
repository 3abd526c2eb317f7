"""Makers for tests, here and on the floors above."""

from collections.abc import Iterable
from datetime import datetime

from smarthub.kit.thai.text import sort_key
from smarthub.people.models import Person
from smarthub.places.actions.change import new_edition
from smarthub.places.models import Floor, Host, Hub, OpeningHours, Policy, Province, Rate, Space

WEEK = range(7)


def make_hub(
    slug: str = "hub", *, opens: int = 9 * 60, closes: int = 18 * 60, days: Iterable[int] = WEEK, **more: object
) -> Hub:
    """A hub open every day from nine to six, holidays too unless told otherwise."""
    province, _ = Province.objects.get_or_create(
        code="41", defaults={"name_th": "อุดรธานี", "name_en": "Udon Thani", "sort_key": sort_key("อุดรธานี")}
    )
    hub = Hub.objects.create(
        slug=slug,
        **{"name_th": slug, "name_en": slug, "address_th": "ถนน", "closes_on_holidays": False, "province": province}
        | more,
    )
    OpeningHours.objects.bulk_create(OpeningHours(hub=hub, weekday=day, opens=opens, closes=closes) for day in days)
    Floor.objects.create(hub=hub, name_th="ชั้น 1", name_en="Floor 1")
    return hub


def make_space(hub: Hub, name: str = "A1", *, kind: str = Space.Kind.DESK, seats: int = 1, **more: object) -> Space:
    space = Space.objects.create(
        hub=hub,
        **{"floor": hub.floors.first(), "name_th": name, "name_en": name, "sort_key": sort_key(name)}
        | more
        | {"kind": kind, "seats": seats},
    )
    new_edition(hub)
    return space


def make_table(hub: Hub, name: str = "T", *, desks: int = 4, x: int = 0, y: int = 0) -> tuple[Space, list[Space]]:
    """A table and its desks, side by side in two rows."""
    table = make_space(
        hub, name, kind=Space.Kind.TABLE, seats=desks, x=x, y=y, width=80 * (desks // 2 or 1), height=140
    )
    seats = [
        make_space(hub, f"{name}{n + 1}", part_of=table, x=x + n // 2 * 80, y=y + n % 2 * 70) for n in range(desks)
    ]
    return table, seats


def make_hall(hub: Hub, name: str = "Hall", *, rooms: int = 2) -> tuple[Space, list[Space]]:
    hall = make_space(hub, name, kind=Space.Kind.HALL, seats=10 * rooms)
    return hall, [
        make_space(hub, f"{name} {n + 1}", kind=Space.Kind.ROOM, seats=10, part_of=hall) for n in range(rooms)
    ]


def make_policy(hub: Hub, **more: object) -> Policy:
    policy = Policy.objects.create(hub=hub, **more)
    new_edition(hub)
    return policy


def make_rate(hub: Hub, price_group: str, per: str, satang: int) -> Rate:
    rate = Rate.objects.create(hub=hub, price_group=price_group, per=per, satang=satang)
    new_edition(hub)
    return rate


def make_host(hub: Hub, person: Person, *, since: datetime) -> Host:
    return Host.objects.create(hub=hub, person=person, since=since)
