"""The week, a day, the holidays."""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from smarthub.kit.forms import DayField
from smarthub.kit.thai.dates import DAYS_EN, DAYS_TH
from smarthub.places.models import OpeningHours
from smarthub.places.models.hours import MIDNIGHT
from smarthub.places.rules.hours import Minutes, clock

TIMES_A_DAY = 2  # before and after a break at noon


def _minutes(value: time) -> int:
    return value.hour * 60 + value.minute


def stretch(opens: time | None, closes: time | None) -> Minutes | None:
    """None where neither is given; closing at 0:00 is the next midnight."""
    if opens is None or closes is None:
        return None
    return _minutes(opens), _minutes(closes) or MIDNIGHT


class ClockField(forms.TimeField):
    widget = forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M")

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, **more)


class HoursForm(forms.Form):
    """For each weekday two times; left empty the hub is closed."""

    def __init__(self, *args: Any, hours: Iterable[OpeningHours] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        for day, name in enumerate(self.names):  # what is to be put right is said above all days: it names its own
            for n in range(TIMES_A_DAY):
                opens, closes = (_("Opens"), _("Closes")) if n == 0 else (_("Opens again"), _("Closes again"))
                self.fields[f"opens_{day}_{n}"] = ClockField(label=f"{name} · {opens}")
                self.fields[f"closes_{day}_{n}"] = ClockField(label=f"{name} · {closes}")
        count: dict[int, int] = {}
        for each in hours:
            n = count.get(each.weekday, 0)
            self.initial[f"opens_{each.weekday}_{n}"] = clock(each.opens)
            self.initial[f"closes_{each.weekday}_{n}"] = clock(each.closes)
            count[each.weekday] = n + 1

    @property
    def names(self) -> Sequence[str]:
        return DAYS_EN if get_language() == "en" else DAYS_TH

    def days(self) -> list[tuple[str, list[tuple[BoundField, BoundField]]]]:
        return [
            (name, [(self[f"opens_{day}_{n}"], self[f"closes_{day}_{n}"]) for n in range(TIMES_A_DAY)])
            for day, name in enumerate(self.names)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in list(cleaned):
            if name.startswith("opens") and (cleaned[name] is None) != (cleaned.get(_pair(name)) is None):
                self.add_error(name, forms.ValidationError(_("Write both times, or neither."), code="half"))
        return cleaned

    @property
    def week(self) -> dict[int, Sequence[Minutes]]:
        found: dict[int, Sequence[Minutes]] = {}
        for day in range(7):
            times = [
                stretch(self.cleaned_data[f"opens_{day}_{n}"], self.cleaned_data[f"closes_{day}_{n}"])
                for n in range(TIMES_A_DAY)
            ]
            found[day] = [each for each in times if each]
        return found


def _pair(name: str) -> str:
    return name.replace("opens", "closes")


class DayForm(forms.Form):
    """What the hub does on one date."""

    day = DayField(label=_("Day"), help_text=_("For example 31/12/2026."))
    does = forms.ChoiceField(
        label=_("On that day the hub is"),
        widget=forms.RadioSelect,
        choices=[("closed", _("closed")), ("open", _("open at these hours"))],
        initial="closed",
    )
    opens = ClockField(label=_("Opens"))
    closes = ClockField(label=_("Closes"))
    reason_th = forms.CharField(label=_("Reason in Thai"), max_length=200, required=False)
    reason_en = forms.CharField(label=_("Reason in English"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("does") == "open" and not (cleaned.get("opens") and cleaned.get("closes")):
            self.add_error("opens", forms.ValidationError(_("Write from when until when it is open."), code="half"))
        return cleaned

    @property
    def hours(self) -> Minutes | None:
        if self.cleaned_data["does"] == "closed":
            return None
        return stretch(self.cleaned_data["opens"], self.cleaned_data["closes"])


class HolidaysForm(forms.Form):
    closes = forms.BooleanField(label=_("Closed on public holidays, unless a day below says otherwise"), required=False)
