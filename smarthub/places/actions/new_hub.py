"""Opening another hub, anywhere: a name, a place, hours, a sample plan, prices and whoever runs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from django.db import transaction
from django.utils.text import slugify

from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.kit.thai.text import sort_key
from smarthub.people.models import Person
from smarthub.places.actions.change import new_edition
from smarthub.places.actions.first_run.furnish import furnish
from smarthub.places.actions.first_run.samples import SAMPLES
from smarthub.places.actions.first_run.starter import BOOTH, HALL, POLICIES, QUIET, ROOM, SEAT, WORKSHOP
from smarthub.places.actions.first_run.words import HOUSE_RULES
from smarthub.places.models import Host, Hub, OpeningHours, Policy, Province, Rate
from smarthub.places.rules.hours import Minutes, why_not_open
from smarthub.places.rules.new_hub import why_not_open_hub

SEATS, ROOMS = (SEAT, QUIET), (BOOTH, ROOM, HALL, WORKSHOP)


@dataclass(frozen=True, kw_only=True)
class NewHub:
    """What somebody says who opens a hub. Prices are satang an hour; None: free of charge."""

    name_th: str
    name_en: str = ""
    province: Province
    address_th: str = ""
    phone: str = ""
    week: Mapping[int, Sequence[Minutes]] = field(default_factory=dict)
    closes_on_holidays: bool = True
    plan: str = "empty"
    seat_satang: int | None = None
    room_satang: int | None = None


@transaction.atomic
def open_hub(wish: NewHub, *, host: Person, by: Person | None, now: datetime) -> Hub:
    """The hub as wished, run by `host` from now on; its rules and house rules are examples to change."""
    Province.objects.select_for_update(no_key=True).get(pk=wish.province.pk)  # two of one name at once: one is refused
    is_there = Hub.objects.filter(province=wish.province, name_th=wish.name_th.strip()).exists()
    if refusal := why_not_open_hub(wish.name_th, is_there=is_there):
        raise Refused(refusal)
    for stretches in wish.week.values():
        if refusal := why_not_open(stretches):
            raise Refused(refusal)
    hub = Hub.objects.create(
        slug=_slug(wish),
        name_th=wish.name_th.strip(),
        name_en=wish.name_en.strip(),
        province=wish.province,
        address_th=wish.address_th.strip(),
        phone=wish.phone,
        closes_on_holidays=wish.closes_on_holidays,
        sort_key=sort_key(wish.name_th),
        **HOUSE_RULES,
    )
    OpeningHours.objects.bulk_create(
        OpeningHours(hub=hub, weekday=day, opens=opens, closes=closes)
        for day, stretches in sorted(wish.week.items())
        for opens, closes in stretches
    )
    furnish(hub, SAMPLES[wish.plan].levels)
    prices = dict.fromkeys(SEATS, wish.seat_satang) | dict.fromkeys(ROOMS, wish.room_satang)
    used = set(hub.spaces.values_list("price_group", flat=True))
    Rate.objects.bulk_create(
        Rate(hub=hub, price_group=group, per=Rate.Per.HOUR, satang=satang)
        for group, satang in prices.items()
        if satang and group in used
    )
    Policy.objects.bulk_create(Policy(hub=hub, kind=kind, **terms) for kind, terms in POLICIES.items())
    new_edition(hub)
    Host.objects.create(hub=hub, person=host, since=now, given_by=by)
    journal.record("hub-opened", hub.slug, hub=hub.slug, by=by, now=now)
    journal.record("host-appointed", host.code, hub=hub.slug, by=by, now=now)
    return hub


def _slug(wish: NewHub) -> str:
    """From the English name, else from the province; with a number where that stands already."""
    base = slugify(wish.name_en)[:40] or f"{slugify(wish.province.name_en)}-hub"
    tries = (base if n == 1 else f"{base}-{n}" for n in count(1))
    return next(slug for slug in tries if not Hub.objects.filter(slug=slug).exists())
