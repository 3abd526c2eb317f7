"""Series and what became of their days."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from smarthub.bookings.models import Booking, Series, SeriesDay
from smarthub.bookings.rules.series import Pattern
from smarthub.people.models import Person
from smarthub.places import queries as places


def pattern_of(series: Series) -> Pattern:
    weekdays = tuple(int(each) for each in series.weekdays)
    return Pattern(series.first_on, series.until, series.every, weekdays, series.nth)


def times_on(series: Series, day: date) -> tuple[datetime, datetime]:
    """From when until when it is on that day, by the local clock."""
    book = places.rulebook(series.hub)
    starts_at = book.moment(day, series.from_minute)
    return starts_at, starts_at + timedelta(minutes=series.minutes)


def days_of(series: Series) -> QuerySet[SeriesDay]:
    """Its days in order, each with its booking."""
    return (
        SeriesDay.objects.filter(series=series)
        .select_related("booking__visit", "booking__hub")
        .prefetch_related("booking__spaces")
        .order_by("date")
    )


def series_of(person: Person) -> QuerySet[Series]:
    """The series in this person's name, the newest first."""
    return Series.objects.filter(person=person).select_related("hub").prefetch_related("spaces").order_by("-made_at")


def series_with(booking: Booking) -> Series | None:
    """The series that this booking is a day of."""
    day = SeriesDay.objects.filter(booking=booking).select_related("series").first()
    return day.series if day else None
