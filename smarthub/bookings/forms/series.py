"""How often something comes round again."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smarthub.bookings.rules.series import Pattern, nth_of, until_of, weekday_name
from smarthub.kit.forms import DayField
from smarthub.kit.words import length
from smarthub.places.rules.rulebook import Rulebook

EVERY = (1, 2, 3, 4)
MONTHLY = "month"
NTH = {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), -1: _("last")}


class RepeatForm(forms.Form):
    """On which days, and until when or how often."""

    often = forms.ChoiceField(label=_("How often"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    until = DayField(label=_("Until"), required=False)
    count = forms.IntegerField(label=_("or so many times"), min_value=2, max_value=100, required=False)

    def __init__(self, first: date, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.first = first
        often = self.fields["often"]
        weekdays = self.fields["weekdays"]
        assert isinstance(often, forms.ChoiceField)
        assert isinstance(weekdays, forms.TypedMultipleChoiceField)
        month = gettext("every month, on the {which} {weekday}").format(
            which=NTH[nth_of(first)], weekday=weekday_name(first.weekday())
        )
        often.choices = [
            *((str(n), gettext("every week") if n == 1 else gettext("every {n} weeks").format(n=n)) for n in EVERY),
            (MONTHLY, month),
        ]
        weekdays.choices = [(n, weekday_name(n)) for n in range(7)]
        self.initial.setdefault("often", "1")
        self.initial.setdefault("weekdays", [first.weekday()])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("until") and not cleaned.get("count") and not self.errors:
            self.add_error("until", _("Say until when, or how many times."))
        return cleaned

    def pattern(self) -> Pattern:
        """For a form that is valid."""
        given = self.cleaned_data
        is_monthly = given["often"] == MONTHLY
        every = 1 if is_monthly else int(given["often"])
        nth = nth_of(self.first) if is_monthly else 0
        weekdays = (self.first.weekday(),) if is_monthly else tuple(sorted({*given["weekdays"], self.first.weekday()}))
        until = given["until"] or until_of(self.first, given["count"], every=every, weekdays=weekdays, nth=nth)
        return Pattern(self.first, until, every, weekdays, nth)


class SeriesTimeForm(forms.Form):
    """The same series at another time of the day, for all days to come or from one of them on."""

    following = forms.ChoiceField(label=_("For which days"), required=False)
    start = forms.ChoiceField(label=_("From"))
    minutes = forms.TypedChoiceField(label=_("How long"), coerce=int)

    def __init__(
        self, book: Rulebook, *args: Any, days: list[tuple[str, str]], start: int, minutes: int, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        names: dict[str, Any] = {"following": days, "start": _starts(book, start), "minutes": _lengths(minutes)}
        for name, choices in names.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        self.initial.update({"start": f"{start // 60:02d}:{start % 60:02d}", "minutes": minutes})

    @property
    def from_minute(self) -> int:
        hours, minutes = str(self.cleaned_data["start"]).split(":")
        return int(hours) * 60 + int(minutes)

    @property
    def following_day(self) -> date | None:
        text = self.cleaned_data["following"]
        return date.fromisoformat(text) if text else None


def _starts(book: Rulebook, standing: int) -> list[tuple[str, str]]:
    """Every quarter at which the hub is ever open, and the one that stands."""
    opens = min((h.opens for h in book.hours), default=0)
    closes = max((h.closes for h in book.hours), default=24 * 60)
    found = sorted({*range(opens, closes, 15), standing})
    return [(f"{m // 60:02d}:{m % 60:02d}", f"{m // 60}:{m % 60:02d}") for m in found]


def _lengths(standing: int) -> list[tuple[int, str]]:
    found = sorted({30, 60, 90, 120, 180, 240, 360, 480, standing})
    return [(minutes, length(timedelta(minutes=minutes))) for minutes in found]
