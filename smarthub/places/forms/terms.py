"""What holds and what it costs."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smarthub.kit.forms import BahtField
from smarthub.kit.words import length
from smarthub.places.models import Policy, Rate
from smarthub.places.rules.policies import COLUMNS

HOUR, DAY = 60, 24 * 60
CHOICES: Mapping[str, tuple[int, ...]] = {
    "days_ahead": (0, 1, 7, 14, 30, 60, 90, 180, 365),
    "notice_minutes": (0, 15, 30, HOUR, 2 * HOUR, 4 * HOUR, DAY, 2 * DAY, 7 * DAY),
    "shortest_minutes": (15, 30, HOUR, 2 * HOUR, 4 * HOUR),
    "longest_minutes": (HOUR, 2 * HOUR, 3 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, DAY, 7 * DAY),
    "buffer_minutes": (0, 15, 30, 45, HOUR, 90, 2 * HOUR),
    "cancel_minutes": (0, 15, 30, HOUR, 3 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY),
    "early_minutes": (0, 5, 10, 15, 30, HOUR),
    "no_show_minutes": (5, 10, 15, 20, 30, HOUR, 2 * HOUR),
    "most_minutes_a_day": (HOUR, 2 * HOUR, 3 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR),
    "most_minutes_a_week": (2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, 20 * HOUR, 40 * HOUR),
    "most_bookings": (1, 2, 3, 5, 10, 20),
    "walk_in_percent": (0, 10, 20, 30, 50),
    "offer_minutes": (5, 10, 15, 30, HOUR, 2 * HOUR),
}
LABELS = {
    "days_ahead": _("How far ahead people may book"),
    "notice_minutes": _("How long before at the latest"),
    "shortest_minutes": _("Shortest booking"),
    "longest_minutes": _("Longest booking"),
    "buffer_minutes": _("Free time after a booking"),
    "cancel_minutes": _("Cancel or change until"),
    "early_minutes": _("Check-in opens"),
    "no_show_minutes": _("Free for others if nobody has come after"),
    "most_minutes_a_day": _("Most for each person in a day"),
    "most_minutes_a_week": _("Most for each person in a week"),
    "most_bookings": _("Most bookings ahead for each person"),
    "walk_in_percent": _("Seats kept for people who just come"),
    "offer_minutes": _("How long the next in line has to answer"),
}


class PolicyForm(forms.Form):
    """One policy; an empty field says nothing, so that the wider policy holds, whose value it shows (by column, None: no
    limit) where there is one.
    """

    def __init__(self, *args: Any, policy: Policy | None, wider: Mapping[str, int | None], **more: Any) -> None:
        super().__init__(*args, **more)
        for column in COLUMNS:
            standing = getattr(policy, column) if policy else None
            values = {*CHOICES[column]} | ({standing} if standing is not None else set())
            self.fields[column] = forms.TypedChoiceField(
                label=LABELS[column],
                required=False,
                coerce=int,
                empty_value=None,
                initial=standing,
                choices=[
                    ("", self._unsaid(column, wider)),
                    *((value, self._said(column, value)) for value in sorted(values)),
                ],
            )

    def _unsaid(self, column: str, wider: Mapping[str, int | None]) -> str:
        if column not in wider:
            return gettext("as the kind of each space says")
        value = wider[column]
        said = gettext("no limit") if value is None else self._said(column, value)
        return gettext("as elsewhere: {value}").format(value=said)

    @staticmethod
    def _said(column: str, value: int) -> str:
        if value == 0:
            return str({"days_ahead": _("today only"), "cancel_minutes": _("it begins")}.get(column, _("none")))
        if column == "days_ahead":
            return length(timedelta(days=value))
        if column == "walk_in_percent":
            return f"{value} %"
        return length(timedelta(minutes=value)) if "minutes" in column else str(value)


class RatesForm(forms.Form):
    """The price of an hour and of a day for each group of spaces, and a line for a new one."""

    def __init__(self, *args: Any, groups: Iterable[str], rates: Iterable[Rate], **more: Any) -> None:
        super().__init__(*args, **more)
        self.groups = list(groups)
        satang = {(rate.price_group, rate.per): rate.satang for rate in rates}
        for n, group in enumerate(self.groups):
            for per, label in (("hour", _("An hour")), ("day", _("A day"))):
                self.fields[f"{per}_{n}"] = BahtField(
                    label=f"{group} · {label}", required=False, initial=satang.get((group, per))
                )
        self.fields["group"] = forms.CharField(label=_("Name of the new group"), max_length=40, required=False)
        self.fields["hour"] = BahtField(label=_("An hour"), required=False)
        self.fields["day"] = BahtField(label=_("A day"), required=False)

    def lines(self) -> list[tuple[str, BoundField, BoundField]]:
        return [(group, self[f"hour_{n}"], self[f"day_{n}"]) for n, group in enumerate(self.groups)]

    def prices(self) -> list[tuple[str, str, int | None]]:
        """(group, "hour" | "day", satang or None: no such price)"""
        found = [
            (group, per, self.cleaned_data[f"{per}_{n}"])
            for n, group in enumerate(self.groups)
            for per in Rate.Per.values
        ]
        if group := self.cleaned_data["group"].strip():
            found += [(group, per, self.cleaned_data[per]) for per in Rate.Per.values]
        return found
