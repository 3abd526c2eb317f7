"""Booking the same again and again: each day in a transaction of its own, with a report of what became of it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import translation

from smarthub.bookings import queries
from smarthub.bookings.actions.book import book
from smarthub.bookings.actions.telling import hush
from smarthub.bookings.models import Booking, Series, SeriesDay, SeriesSpace
from smarthub.bookings.rules.series import Pattern, days, why_not_repeat, why_not_time
from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refusal, Refused
from smarthub.kit.uniqueness import broken_constraint
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space

Outcome = SeriesDay.Outcome
CLOSED = {"closed-day", "closed-hour", "closed-space"}


def repeat(booking: Booking, pattern: Pattern, *, by: Person, now: datetime) -> Series:
    """Let this booking come round again: it is the first day. Asked again, it answers the series that it is in."""
    if standing := SeriesDay.objects.filter(booking=booking).select_related("series__hub", "series__person").first():
        return standing.series
    assert booking.person
    try:
        with transaction.atomic():
            series = _begin(
                booking.hub,
                pattern,
                spaces=list(booking.spaces.all()),
                starts_at=booking.starts_at,
                length=booking.length,
                people=booking.people,
                person=booking.person,
                note=booking.note,
                by=by,
                now=now,
            )
            SeriesDay.objects.create(series=series, date=pattern.first, outcome=Outcome.BOOKED, booking=booking)
    except IntegrityError as error:  # pressed twice at once
        if broken_constraint(error) not in {"bookings_seriesday.booking_id", "series_day_once"}:
            raise
        return repeat(booking, pattern, by=by, now=now)
    continue_series(series, by=by, now=now)
    return series


def begin(
    hub: Hub,
    pattern: Pattern,
    *,
    spaces: Sequence[Space],
    starts_at: datetime,
    length: timedelta,
    people: int = 1,
    person: Person,
    note: str = "",
    by: Person,
    now: datetime,
) -> Series:
    """Book the same on all days of the pattern, as far as it can be had; `starts_at` is on the first of them."""
    with transaction.atomic():
        series = _begin(
            hub, pattern, spaces=spaces, starts_at=starts_at, length=length, people=people, person=person, note=note,
            by=by, now=now,
        )  # fmt: skip
    continue_series(series, by=by, now=now)
    return series


def _begin(
    hub: Hub,
    pattern: Pattern,
    *,
    spaces: Sequence[Space],
    starts_at: datetime,
    length: timedelta,
    people: int,
    person: Person,
    note: str,
    by: Person,
    now: datetime,
) -> Series:
    local = starts_at.astimezone(places.rulebook(hub).zone)
    from_minute, minutes = local.hour * 60 + local.minute, length // timedelta(minutes=1)
    if refusal := why_not_repeat(pattern) or why_not_time(from_minute=from_minute, minutes=minutes):
        raise Refused(refusal)
    series = Series.objects.create(
        hub=hub,
        person=person,
        people=people,
        first_on=pattern.first,
        from_minute=from_minute,
        minutes=minutes,
        every=pattern.every,
        weekdays="".join(str(each) for each in sorted(pattern.weekdays)),
        nth=pattern.nth,
        until=pattern.until,
        note=note,
        made_at=now,
        made_by=by,
    )
    SeriesSpace.objects.bulk_create(SeriesSpace(series=series, space=space) for space in dict.fromkeys(spaces))
    journal.record("repeats", series.ref, hub=hub.slug, by=by, now=now)
    return series


def continue_series(series: Series, *, by: Person, now: datetime) -> int:
    """Settle all days that are not settled yet, and those that could not be booked so far ahead; how many were booked.

    Begun again after a break it goes on where it stopped: a day and its booking are written together.
    """
    if series.ended_at:
        return 0
    known = {day.date: day.outcome for day in series.days.all()}
    today = places.rulebook(series.hub).day_of(now)
    open_days = [d for d in days(queries.pattern_of(series)) if known.get(d, Outcome.LATER) == Outcome.LATER]
    return sum(settle(series, day, by=by, now=now) for day in open_days if day >= today or day not in known)


def settle(series: Series, day: date, *, by: Person, now: datetime) -> bool:
    """Book one day, or write down why not. False where it was not booked, or where somebody else is at it."""
    starts_at, ends_at = queries.times_on(series, day)
    try:
        with transaction.atomic():
            row, is_new = SeriesDay.objects.select_for_update().get_or_create(
                series=series, date=day, defaults={"outcome": Outcome.LATER}
            )
            if not is_new and row.outcome == Outcome.BOOKED:
                return False
            booking = book(
                series.hub,
                spaces=list(series.spaces.all()),
                starts_at=starts_at,
                ends_at=ends_at,
                people=series.people,
                person=series.person,
                by=by,
                now=now,
                note=series.note,
            )
            hush(booking, now=now)
            row.outcome, row.booking, row.why_th, row.why_en = Outcome.BOOKED, booking, "", ""
            row.save(update_fields=["outcome", "booking", "why_th", "why_en"])
    except Refused as refused:
        _write_down(series, day, refused.refusal)
        return False
    return True


def outcome_of(refusal: Refusal) -> Outcome:
    if refusal.code in CLOSED:
        return Outcome.CLOSED
    if refusal.code == "taken":
        return Outcome.TAKEN
    return Outcome.LATER if refusal.code == "too-far-ahead" else Outcome.REFUSED


def _write_down(series: Series, day: date, refusal: Refusal) -> None:
    """A day that cannot be booked stands in the report with its reason, in both languages."""
    said = {}
    for language in ("th", "en"):
        with translation.override(language):
            said[f"why_{language}"] = (_reason(series, day) if refusal.code == "closed-day" else refusal.sentence)[:300]
    row, is_new = SeriesDay.objects.get_or_create(
        series=series, date=day, defaults={"outcome": outcome_of(refusal), **said}
    )
    if not is_new and row.booking_id is None:
        SeriesDay.objects.filter(pk=row.pk, booking=None).update(outcome=outcome_of(refusal), **said)


def _reason(series: Series, day: date) -> str:
    """The name of the holiday, or the host's own words."""
    return places.rulebook(series.hub).why_closed_on(day)


def continue_all(*, now: datetime) -> int:
    """Book the days that have come within reach since yesterday; how many were booked."""
    waiting = Series.objects.filter(ended_at=None, days__outcome=Outcome.LATER, until__gte=now.date()).distinct()
    return sum(
        continue_series(series, by=series.made_by, now=now)
        for series in waiting.select_related("hub", "person", "made_by").order_by("pk")
    )
