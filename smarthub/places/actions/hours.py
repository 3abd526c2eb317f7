"""When the hub is open: the week, single days, the holidays."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.places.actions.change import lock_spaces, new_edition
from smarthub.places.models import DayOverride, Hub, OpeningHours
from smarthub.places.rules.hours import Minutes, why_not_open

WEEK = range(7)


@transaction.atomic
def set_hours(hub: Hub, week: Mapping[int, Sequence[Minutes]], *, by: Person, now: datetime) -> None:
    """The whole week: for each weekday (0: Monday) the times at which the hub is open; a day left out is closed.

    Bookings outside the new hours stay: bookings.queries.hit_by says which they are.
    """
    for stretches in week.values():
        if refusal := why_not_open(stretches):
            raise Refused(refusal)
    lock_spaces(hub)
    wanted = sorted((day, opens, closes) for day in WEEK for opens, closes in week.get(day, ()))
    if wanted == list(hub.opening_hours.order_by("weekday", "opens").values_list("weekday", "opens", "closes")):
        return
    hub.opening_hours.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(hub=hub, weekday=day, opens=opens, closes=closes) for day, opens, closes in wanted
    )
    new_edition(hub)
    journal.record("hours-set", hub.slug, hub=hub.slug, by=by, now=now)


@transaction.atomic
def set_day(
    hub: Hub,
    day: date,
    *,
    hours: Minutes | None,
    reason_th: str = "",
    reason_en: str = "",
    by: Person,
    now: datetime,
) -> DayOverride:
    """What the hub does on one date, whatever its weekday or the holidays say: open at these hours, or closed (None).

    Bookings of that day stay: bookings.queries.hit_by says which they are.
    """
    if hours and (refusal := why_not_open([hours])):
        raise Refused(refusal)
    lock_spaces(hub)
    opens, closes = hours or (None, None)
    said = {"opens": opens, "closes": closes, "reason_th": reason_th, "reason_en": reason_en}
    if standing := hub.day_overrides.filter(date=day, **said).first():
        return standing
    override, _made = DayOverride.objects.update_or_create(
        hub=hub, date=day, defaults=said | {"set_at": now, "set_by": by}
    )
    new_edition(hub)
    journal.record("day-set" if hours else "day-closed", day.isoformat(), hub=hub.slug, by=by, now=now)
    return override


@transaction.atomic
def clear_day(hub: Hub, day: date, *, by: Person, now: datetime) -> None:
    """The weekday's hours and the holidays hold on that date again."""
    lock_spaces(hub)
    cleared, _by_model = hub.day_overrides.filter(date=day).delete()
    if cleared:
        new_edition(hub)
        journal.record("day-cleared", day.isoformat(), hub=hub.slug, by=by, now=now)


@transaction.atomic
def close_on_holidays(hub: Hub, *, closes: bool, by: Person, now: datetime) -> None:
    """Whether public holidays are closed, unless a day of its own says otherwise."""
    lock_spaces(hub)
    if Hub.objects.filter(pk=hub.pk).exclude(closes_on_holidays=closes).update(closes_on_holidays=closes):
        hub.closes_on_holidays = closes
        new_edition(hub)
        journal.record("holidays-closed" if closes else "holidays-open", hub.slug, hub=hub.slug, by=by, now=now)
