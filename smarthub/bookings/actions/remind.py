"""Reminding people of what they booked: derived from the bookings as they stand, so that nothing is to be undone."""

from datetime import datetime, timedelta

from smarthub.bookings.actions.telling import tell_reminder
from smarthub.bookings.models import Booking
from smarthub.bookings.rules.remind import HOUR_BEFORE, evening, reminders
from smarthub.notices import queries as notices
from smarthub.notices.models import Choice
from smarthub.places import queries as places
from smarthub.places.models import Hub


def remind_all(*, now: datetime) -> int:
    """Write what is due into the outbox; how many reminders. Asked again, nobody is reminded twice of the same."""
    return sum(remind_at(hub, now=now) for hub in places.hubs())


def remind_at(hub: Hub, *, now: datetime) -> int:
    book = places.rulebook(hub)
    tomorrow = book.moment(book.day_of(now) + timedelta(days=2), 0)
    is_evening = now >= evening(tomorrow - timedelta(minutes=1), book.zone)
    coming = list(
        Booking.objects.filter(
            hub=hub,
            starts_at__gt=now,
            starts_at__lt=tomorrow if is_evening else now + HOUR_BEFORE + timedelta(minutes=1),
            booked_at__isnull=False,
            cancelled_at=None,
            visit=None,
            person__joined_at__isnull=False,
            person__erased_at=None,
        )
        .select_related("hub", "person")
        .prefetch_related("spaces")
        .order_by("starts_at", "pk")
    )
    choices = {choice.person_id: choice for choice in Choice.objects.filter(person__in={b.person_id for b in coming})}
    due = []
    for booking in coming:
        assert booking.booked_at
        choice = choices.get(booking.person_id or 0) or Choice()
        names = reminders(
            booking.starts_at,
            booking.booked_at,
            hour_before=choice.hour_before,
            evening_before=choice.evening_before,
            zone=book.zone,
            now=now,
        )
        due += [(booking, name, f"remind:{booking.ref}:{booking.starts_at:%Y%m%d%H%M}:{name}") for name in names]
    told = notices.keys_told([key for _booking, _name, key in due])
    return sum(tell_reminder(booking, book, key=key, now=now) for booking, _name, key in due if key not in told)
