"""Closing a whole day at the front desk. The bookings of that day stay: the host has seen them and tells the people."""

from datetime import date, datetime

from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.people.models import Person
from smarthub.places.actions.change import lock_spaces, new_edition
from smarthub.places.models import DayOverride, Hub


@transaction.atomic
def close_day(
    hub: Hub, day: date, *, reason_th: str = "", reason_en: str = "", by: Person, now: datetime
) -> DayOverride:
    """Say that the hub is closed on that day, whatever its hours are. Said again, the last reason holds."""
    lock_spaces(hub)
    said = {"opens": None, "closes": None, "reason_th": reason_th, "reason_en": reason_en, "set_at": now, "set_by": by}
    override, _ = DayOverride.objects.update_or_create(hub=hub, date=day, defaults=said)
    new_edition(hub)
    journal.record("day-closed", day.isoformat(), hub=hub.slug, by=by, now=now)
    return override


@transaction.atomic
def open_day(hub: Hub, day: date, *, by: Person, now: datetime) -> None:
    """Take a closing back: the day follows the usual hours again."""
    lock_spaces(hub)
    if DayOverride.objects.filter(hub=hub, date=day).delete()[0]:
        new_edition(hub)
        journal.record("day-opened", day.isoformat(), hub=hub.slug, by=by, now=now)
