"""What a host asks for at the front desk."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smarthub.bookings.forms.wish import offer
from smarthub.bookings.rules.quarters import QUARTER, next_quarter
from smarthub.bookings.rules.visit import MOST
from smarthub.kit.forms import DayField
from smarthub.kit.thai import dates
from smarthub.places.rules.rulebook import Rulebook


class WalkInForm(forms.Form):
    people = forms.IntegerField(label=_("How many people"), min_value=1, max_value=MOST, initial=1)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    until = forms.ChoiceField(label=_("Take any free desk until"), required=False)

    def __init__(self, *args: Any, book: Rulebook, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["until"], [("", gettext("No desk, only count in"), False), *_ends(book, now)])


class NoteForm(forms.Form):
    text = forms.CharField(label=_("Note"), max_length=500)


class FoundForm(forms.Form):
    what = forms.CharField(label=_("What was found"), max_length=200)
    where = forms.CharField(label=_("Where it was found"), max_length=120, required=False)


class KioskForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the tablet"), max_length=60, help_text=_("Where it stands, for example “by the door”.")
    )


def _ends(book: Rulebook, now: datetime) -> list[tuple[str, str, bool]]:
    """Every half hour from now to closing, as minutes after local midnight."""
    stretch = book.open_at(now)
    found = []
    if stretch:
        moment = next_quarter(now + QUARTER)
        while moment <= stretch[1]:
            if moment == stretch[1] or moment.minute % 30 == 0:
                found.append((moment.isoformat(), dates.clock(moment), False))
            moment += QUARTER
    return found


class CloseDayForm(forms.Form):
    date = DayField(label=_("Day"))
    reason_th = forms.CharField(label=_("Reason in Thai"), max_length=200, required=False)
    reason_en = forms.CharField(label=_("Reason in English"), max_length=200, required=False)


class CloseSpaceForm(forms.Form):
    space = forms.ChoiceField(label=_("Space"))
    starts_on = DayField(label=_("From the day"))
    starts_at = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": 900})
    )
    ends_on = DayField(label=_("Until the day"))
    ends_at = forms.TimeField(
        label=_("Until"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": 900})
    )
    reason_th = forms.CharField(label=_("Reason in Thai"), max_length=200, required=False)
    reason_en = forms.CharField(label=_("Reason in English"), max_length=200, required=False)

    def __init__(self, *args: Any, book: Rulebook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book = book
        offer(self.fields["space"], [(space.ref, space.name, False) for space in book.spaces])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            cleaned["first"], cleaned["last"] = (
                self.book.moment(
                    cleaned[f"{end}_on"], cleaned[f"{end}_at"].hour * 60 + cleaned[f"{end}_at"].minute // 15 * 15
                )
                for end in ("starts", "ends")
            )
            if cleaned["last"] <= cleaned["first"]:
                self.add_error("ends_at", _("The end must come after the beginning."))
        return cleaned
