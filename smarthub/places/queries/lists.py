"""What a hub is, as tables for those who run it: rows under their columns, times as the hub's clock shows them."""

from collections.abc import Iterator
from datetime import datetime

from smarthub.kit.sheets import stamp
from smarthub.people.models import Person
from smarthub.places.models import Closure, Host, Hub, OpeningHours, Rate
from smarthub.places.queries.reports import reports_at
from smarthub.places.queries.rulebook import rulebook
from smarthub.places.queries.year import odd_days
from smarthub.places.rules.hours import clock

Rows = Iterator[list[object]]
HOURS = ("weekday", "opens", "closes")
ODD_DAYS = ("date", "holiday", "set_by_hosts", "open", "reason")
CLOSURES = ("space", "from", "until", "reason", "closed_by", "opened_again_at", "opened_again_by")
PRICES = ("price_group", "per", "baht")
HOSTS = ("name", "email", "since", "until", "appointed_by")
REPORTS = (
    "told_at", "state", "told_by", "about", "whom_they_wrote", "what", "taken_by", "answered_at", "answered_by", "answer",
    "ref",
)  # fmt: skip


def _name(person: Person | None) -> str:
    return person.name if person else ""


def hours_rows(hub: Hub) -> Rows:
    """The week; 1 is Monday."""
    for each in OpeningHours.objects.filter(hub=hub).order_by("weekday", "opens"):
        yield [each.weekday + 1, clock(each.opens), clock(each.closes)]


def odd_day_rows(hub: Hub, *, now: datetime) -> Rows:
    """Holidays and the days that the hosts have set, of this year and the next."""
    book = rulebook(hub)
    this_year = book.day_of(now).year
    for year in (this_year, this_year + 1):
        for day in odd_days(hub, year):
            opened = [
                f"{opens.astimezone(book.zone):%H:%M}-{closes.astimezone(book.zone):%H:%M}"
                for opens, closes in day.open
            ]
            yield [
                day.date.isoformat(),
                day.holiday,
                "yes" if day.override else "",
                ", ".join(opened) or "closed",
                day.override.reason if day.override else "",
            ]


def closure_rows(hub: Hub) -> Rows:
    """Places that were or will be closed for a while, the newest first."""
    zone = rulebook(hub).zone
    found = Closure.objects.filter(hub=hub).select_related("space", "closed_by", "lifted_by")
    for each in found.order_by("-starts_at", "-pk"):
        yield [
            each.space.name_th,
            stamp(each.starts_at, zone),
            stamp(each.ends_at, zone),
            each.reason,
            _name(each.closed_by),
            stamp(each.lifted_at, zone),
            _name(each.lifted_by),
        ]


def price_rows(hub: Hub) -> Rows:
    """What is not there is free of charge."""
    for each in Rate.objects.filter(hub=hub).order_by("price_group", "per"):
        yield [each.price_group, each.per, f"{each.satang // 100}.{each.satang % 100:02}"]


def host_rows(hub: Hub) -> Rows:
    zone = rulebook(hub).zone
    for each in Host.objects.filter(hub=hub).select_related("person", "given_by").order_by("since", "pk"):
        yield [
            each.person.name,
            each.person.email or "",
            stamp(each.since, zone),
            stamp(each.until, zone),
            _name(each.given_by),
        ]


def report_rows(hub: Hub, host: Person, *, now: datetime) -> Rows:
    """What this host may read of what people told: nothing about themselves, nothing that they told."""
    zone = rulebook(hub).zone
    for each in reports_at(hub, host, now=now):
        yield [
            stamp(each.made_at, zone),
            each.state,
            each.by.name,
            _name(each.about),
            each.who,
            each.text,
            _name(each.taken_by),
            stamp(each.answered_at, zone),
            _name(each.answered_by),
            each.answer,
            each.code,
        ]
