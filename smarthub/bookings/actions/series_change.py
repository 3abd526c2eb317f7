"""Changing and ending a series: this day, this and all that follow, or all of it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import translation

from smarthub.bookings import queries
from smarthub.bookings.actions.book import book
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.change import change
from smarthub.bookings.actions.series import settle
from smarthub.bookings.models import Booking, Series, SeriesDay, SeriesSpace
from smarthub.bookings.rules.series import NO_SUCH_DAY, SERIES_ENDED, days, why_not_time
from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refusal, Refused
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Space

Outcome = SeriesDay.Outcome


@transaction.atomic
def split(series: Series, day: date, *, by: Person, now: datetime) -> Series:
    """Cut a series before this day: the day and all that follow it belong to a new series, none to both, none to neither.
    Cut at its first day, or asked again, it answers the series that begins there.
    """
    series = Series.objects.select_for_update(of=("self",)).select_related("hub", "person", "made_by").get(pk=series.pk)
    if series.first_on == day:
        return series
    all_days = days(queries.pattern_of(series))
    if day not in all_days:
        if done := Series.objects.filter(split_from=series, first_on=day).select_related("hub", "person").first():
            return done
        raise Refused(NO_SUCH_DAY)
    following = Series.objects.create(
        hub=series.hub,
        person=series.person,
        people=series.people,
        first_on=day,
        from_minute=series.from_minute,
        minutes=series.minutes,
        every=series.every,
        weekdays=series.weekdays,
        nth=series.nth,
        until=series.until,
        note=series.note,
        made_at=now,
        made_by=by,
        split_from=series,
    )
    SeriesSpace.objects.bulk_create(SeriesSpace(series=following, space=space) for space in series.spaces.all())
    series.until = all_days[all_days.index(day) - 1]
    series.save(update_fields=["until"])
    SeriesDay.objects.filter(series=series, date__gte=day).update(series=following)
    journal.record("series-split", series.ref, hub=series.hub.slug, by=by, now=now)
    return following


def change_series(
    series: Series,
    *,
    following: date | None = None,
    from_minute: int | None = None,
    minutes: int | None = None,
    spaces: Sequence[Space] | None = None,
    by: Person,
    now: datetime,
    by_host: bool = False,
) -> Series:
    """Move the days to come to another time of day, length or place: all, or `following` one. What cannot be moved stays as
    it was, and its day says why; days that had no booking are tried anew. Answers the series that holds them now.
    """
    if series.ended_at:
        raise Refused(SERIES_ENDED)
    with transaction.atomic():
        target = split(series, following, by=by, now=now) if following else series
        target = Series.objects.select_for_update(of=("self",)).select_related("hub", "person").get(pk=target.pk)
        target.from_minute = target.from_minute if from_minute is None else from_minute
        target.minutes = target.minutes if minutes is None else minutes
        if refusal := why_not_time(from_minute=target.from_minute, minutes=target.minutes):
            raise Refused(refusal)
        target.save(update_fields=["from_minute", "minutes"])
        if spaces is not None:
            target.series_spaces.all().delete()
            SeriesSpace.objects.bulk_create(SeriesSpace(series=target, space=space) for space in dict.fromkeys(spaces))
        journal.record("series-changed", target.ref, hub=target.hub.slug, by=by, now=now)
    for day in _to_come(target, now=now):
        _move(target, day, by=by, now=now, by_host=by_host)
    return target


def _to_come(series: Series, *, now: datetime) -> list[SeriesDay]:
    today = places.rulebook(series.hub).day_of(now)
    return [day for day in queries.days_of(series).filter(date__gte=today) if day.outcome != Outcome.LEFT_OUT]


def _stands(booking: Booking | None, *, now: datetime) -> bool:
    return booking is not None and not booking.cancelled_at and not booking.no_show_at and booking.starts_at > now


def _move(series: Series, day: SeriesDay, *, by: Person, now: datetime, by_host: bool) -> None:
    if day.booking is None:
        settle(series, day.date, by=by, now=now)
        return
    if not _stands(day.booking, now=now):
        return
    starts_at, ends_at = queries.times_on(series, day.date)
    try:
        change(
            day.booking,
            starts_at=starts_at,
            ends_at=ends_at,
            spaces=list(series.spaces.all()),
            by=by,
            now=now,
            by_host=by_host,
        )
    except Refused as refused:
        _say(day, refused.refusal)
    else:
        _say(day, None)


def _say(day: SeriesDay, refusal: Refusal | None) -> None:
    said = {"why_th": "", "why_en": ""}
    for language in ("th", "en") if refusal else ():
        with translation.override(language):
            said[f"why_{language}"] = refusal.sentence[:300] if refusal else ""
    SeriesDay.objects.filter(pk=day.pk).update(**said)


def end_series(
    series: Series,
    *,
    following: date | None = None,
    by: Person,
    now: datetime,
    by_host: bool = False,
) -> Series:
    """Cancel the days to come: all, or from `following` on. What may not be cancelled any more stays and says why.
    Asked again, it answers the series as it was ended.
    """
    with transaction.atomic():
        target = split(series, following, by=by, now=now) if following else series
        target = Series.objects.select_for_update(of=("self",)).select_related("hub", "person").get(pk=target.pk)
        if target.ended_at:
            return target
        target.ended_at, target.ended_by = now, by
        target.save(update_fields=["ended_at", "ended_by"])
        today = places.rulebook(target.hub).day_of(now)
        SeriesDay.objects.filter(series=target, booking=None, date__gte=today).update(outcome=Outcome.LEFT_OUT)
        journal.record("series-ended", target.ref, hub=target.hub.slug, by=by, now=now)
    for day in _to_come(target, now=now):
        if day.booking and _stands(day.booking, now=now):
            try:
                cancel(day.booking, by=by, now=now, by_host=by_host)
            except Refused as refused:
                _say(day, refused.refusal)
    return target


@transaction.atomic
def take_instead(
    series: Series,
    date_: date,
    *,
    spaces: Sequence[Space],
    starts_at: datetime,
    length: timedelta,
    by: Person,
    now: datetime,
) -> bool:
    """Book something else on a day that could not be had as wished. False where the day has a booking already."""
    row = SeriesDay.objects.select_for_update().filter(series=series, date=date_).first()
    if row is None:
        raise Refused(NO_SUCH_DAY)
    if row.booking_id:
        return False
    booking = book(
        series.hub,
        spaces=spaces,
        starts_at=starts_at,
        ends_at=starts_at + length,
        people=series.people,
        person=series.person,
        by=by,
        now=now,
        note=series.note,
    )
    row.booking, row.outcome, row.why_th, row.why_en = booking, Outcome.BOOKED, "", ""
    row.save(update_fields=["booking", "outcome", "why_th", "why_en"])
    return True
