"""A wish that lives in the address: when, how long, how many, what kind. No address is wrong."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Self
from urllib.parse import urlencode

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smarthub.bookings.models.booking import LONGEST
from smarthub.bookings.rules.book import MOST_PEOPLE
from smarthub.bookings.rules.quarters import QUARTER, next_quarter
from smarthub.kit import words
from smarthub.kit.forms import DayField
from smarthub.kit.thai import dates
from smarthub.places.models import Space
from smarthub.places.rules.rulebook import Rulebook

HOUR = timedelta(hours=1)
HALF = timedelta(minutes=30)
LENGTHS = (30, 60, 90, 120, 180, 240, 360, 480)
ALL_DAY = "day"
NINE = 9 * 60
MOST_MINUTES = int(LONGEST.total_seconds()) // 60


@dataclass(frozen=True, slots=True)
class Wish:
    """When, how long, how many, what kind. All of it stands in the address of the page."""

    day: date
    starts_at: datetime
    ends_at: datetime
    people: int = 1
    kind: str = ""
    is_all_day: bool = False

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    def but(self, **changes: Any) -> Self:
        return replace(self, **changes)

    def query(self, book: Rulebook, **changes: str) -> str:
        local = self.starts_at.astimezone(book.zone)
        length = ALL_DAY if self.is_all_day else str(int(self.length.total_seconds() // 60))
        parts = {
            "date": self.day.isoformat(),
            "start": f"{local:%H:%M}",
            "minutes": length,
            "people": str(self.people),
            "kind": self.kind,
        } | changes
        return urlencode({name: value for name, value in parts.items() if value})


def read_wish(book: Rulebook, data: Mapping[str, Any], *, now: datetime) -> Wish:
    """The wish in an address. What is missing or cannot be read is what most people want: now, an hour, one person."""
    day = _day(data.get("date")) or first_day(book, now)
    begin = _minutes_of(data.get("start"))
    starts_at = first_start(book, day, now) if begin is None else book.moment(day, begin)
    is_all_day = data.get("minutes") == ALL_DAY
    closes = closing(book, starts_at)
    if is_all_day and closes:
        ends_at = closes
    elif minutes := _whole(data.get("minutes"), most=MOST_MINUTES):
        ends_at = starts_at + max(1, round(minutes / 15)) * QUARTER
    else:
        ends_at = starts_at + HOUR
        if closes and starts_at + HALF <= closes < ends_at:
            ends_at = closes
    people = min(_whole(data.get("people"), most=MOST_PEOPLE) or 1, MOST_PEOPLE)
    kind = str(data.get("kind", ""))
    return Wish(day, starts_at, ends_at, people, kind if kind in kinds_of(book) else "", is_all_day and bool(closes))


def first_day(book: Rulebook, now: datetime) -> date:
    """Today while at least half an hour is left of it, else the next day with opening hours."""
    today = book.day_of(now)
    if any(max(opens, next_quarter(now)) + HALF <= closes for opens, closes in book.open_on(today)):
        return today
    following = book.next_opening(now)
    return book.day_of(following) if following else today


def first_start(book: Rulebook, day: date, now: datetime) -> datetime:
    stretches = book.open_on(day)
    for opens, closes in stretches:
        if (begin := max(opens, next_quarter(now))) + HALF <= closes:
            return begin
    return stretches[0][0] if stretches else book.moment(day, NINE)


def closing(book: Rulebook, starts_at: datetime) -> datetime | None:
    stretch = book.open_at(starts_at)
    return stretch[1] if stretch else None


def kinds_of(book: Rulebook) -> list[str]:
    """The kinds that a person may ask for here: a table is asked for as so many seats."""
    there = {space.kind for space in book.spaces} - {Space.Kind.TABLE.value}
    return [kind for kind in Space.Kind.values if kind in there]


def _day(text: Any) -> date | None:
    try:
        return dates.read_day(str(text)) if text else None
    except ValueError:
        return None


def _minutes_of(text: Any) -> int | None:
    """'14:00' -> 840, on the quarter at or before it."""
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})", dates.western_digits(str(text or "")).strip())
    if not found:
        return None
    hours, minutes = int(found[1]), int(found[2])
    return hours * 60 + minutes - minutes % 15 if hours < 24 and minutes < 60 else None


def _whole(text: Any, *, most: int) -> int | None:
    digits = dates.western_digits(str(text or "")).strip()
    return min(int(digits), most) or None if digits.isdecimal() and len(digits) < 9 else None


class Inert(forms.Select):
    """A select some of whose options are to be seen, with their reason, but not to be chosen.

    Joined from strings: a day has fifty quarters of an hour, and a template for each is a quarter of the page's time.
    """

    inert: frozenset[str] = frozenset()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = self.format_value(value)
        options = format_html_join(
            "",
            '\n  <option value="{}"{}>{}</option>',
            (
                (each, " selected" * (each in chosen) + " disabled" * (each in self.inert), label)
                for each, label in self.choices
            ),
        )
        return format_html(
            '<select name="{}"{}>{}\n</select>', name, flatatt(self.build_attrs(self.attrs, attrs)), options
        )


class WishForm(forms.Form):
    """Shows a wish; it is read by read_wish, which never fails."""

    date = DayField(label=_("Date"))
    start = forms.ChoiceField(label=_("From"), widget=Inert)
    minutes = forms.ChoiceField(label=_("How long"), widget=Inert)
    people = forms.IntegerField(label=_("How many people"), min_value=1, max_value=MOST_PEOPLE)
    kind = forms.ChoiceField(label=_("What kind"), required=False, widget=Inert)

    def __init__(self, book: Rulebook, wish: Wish, *, now: datetime, **kwargs: Any) -> None:
        local = wish.starts_at.astimezone(book.zone)
        minutes = str(int(wish.length.total_seconds() // 60))
        shown = {
            "date": wish.day,
            "start": f"{local:%H:%M}",
            "minutes": ALL_DAY if wish.is_all_day else minutes,
            "people": wish.people,
            "kind": wish.kind,
        }
        super().__init__(initial=shown, **kwargs)
        offer(self.fields["start"], _starts(book, wish, now))
        offer(self.fields["minutes"], _lengths(book, wish, minutes))
        kinds = kinds_of(book)
        offer(
            self.fields["kind"],
            [("", gettext("Anything"), False)] + [(k, capfirst(Space.Kind(k).label), False) for k in kinds],
        )
        if len(kinds) < 2:
            del self.fields["kind"]


def offer(field: forms.Field, options: Sequence[tuple[str, Any, bool]]) -> None:
    """Options (value, words, whether they can only be seen)."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = [(value, text) for value, text, _inert in options]
    if isinstance(field.widget, Inert):
        field.widget.inert = frozenset(value for value, _text, inert in options if inert)


def _starts(book: Rulebook, wish: Wish, now: datetime) -> list[tuple[str, str, bool]]:
    """Every quarter from opening to closing; those that are over stay visible with their reason."""
    found: list[tuple[str, str, bool]] = []
    reached: datetime | None = None
    over = gettext("{time} is over")
    for opens, closes in book.open_on(wish.day):
        if reached and opens > reached:
            found.append(("closed", gettext("{span} closed").format(span=dates.span(reached, opens)), True))
        moment = opens
        while moment < closes:
            is_over = moment + QUARTER <= now
            local = moment.astimezone(book.zone).time()
            text = dates.clock(local)
            found.append((local.isoformat("minutes"), over.format(time=text) if is_over else text, is_over))
            moment += QUARTER
        reached = closes
    wanted = _clock(book, wish.starts_at)
    if wanted not in {value for value, _text, _inert in found}:
        found.insert(0, (wanted, gettext("{time} closed").format(time=dates.clock(wish.starts_at)), False))
    return found


def _lengths(book: Rulebook, wish: Wish, wanted: str) -> list[tuple[str, str, bool]]:
    closes = closing(book, wish.starts_at)
    found = []
    for minutes in sorted({*LENGTHS, *([] if wish.is_all_day else [int(wanted)])}):
        length = timedelta(minutes=minutes)
        is_past = closes is not None and wish.starts_at + length > closes
        text = words.length(length)
        found.append(
            (str(minutes), gettext("{length}: past closing time").format(length=text) if is_past else text, is_past)
        )
    if closes:
        found.append((ALL_DAY, gettext("Until closing, {time}").format(time=dates.clock(closes)), False))
    return found


def _clock(book: Rulebook, moment: datetime) -> str:
    return f"{moment.astimezone(book.zone):%H:%M}"
