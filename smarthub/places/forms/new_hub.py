"""Opening a hub: twelve questions; only the name and the province must be answered."""

from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from smarthub.kit.forms import BahtField, PhoneField
from smarthub.kit.thai.dates import DAYS_EN, DAYS_TH
from smarthub.places.actions.first_run.samples import SAMPLES
from smarthub.places.actions.new_hub import NewHub
from smarthub.places.forms.hours import ClockField, stretch
from smarthub.places.models import Province
from smarthub.places.rules.hours import NOT_IN_ORDER

WEEKDAYS = range(5)
HOLIDAYS = 7  # a day of the week more, as people say it: "daily, also on public holidays"


class NewHubForm(forms.Form):
    name_th = forms.CharField(label=_("name in Thai"), max_length=120)
    name_en = forms.CharField(label=_("name in English"), max_length=120, required=False)
    province = forms.ModelChoiceField(
        label=_("province"), queryset=Province.objects.all(), empty_label=_("Choose a province")
    )
    address_th = forms.CharField(
        label=_("address in Thai"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    phone = PhoneField(label=_("phone"), max_length=40, required=False)
    days = forms.TypedMultipleChoiceField(
        label=_("Open on"), coerce=int, initial=list(WEEKDAYS), widget=forms.CheckboxSelectMultiple
    )
    opens = ClockField(label=_("Opens"), initial=time(9))
    closes = ClockField(label=_("Closes"), initial=time(18))
    plan = forms.ChoiceField(label=_("Plan to begin with"), initial="shop", widget=forms.RadioSelect)
    seat_satang = BahtField(
        label=_("A seat, baht an hour"),
        required=False,
        help_text=_("At tables, in the family zone and in the quiet zone alike."),
    )
    room_satang = BahtField(
        label=_("A room, baht an hour"), required=False, help_text=_("Rooms, booths, the workshop, the hall.")
    )
    host = forms.CharField(
        label=_("Who runs it"),
        max_length=120,
        required=False,
        help_text=_("A name; they sign in with a one-time link that you get in a moment. Empty: you yourself."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        days = DAYS_EN if get_language() == "en" else DAYS_TH
        self.fields["days"].choices = [*enumerate(days), (HOLIDAYS, _("Public holidays too"))]  # type: ignore[attr-defined]
        self.fields["plan"].choices = [(key, sample.name) for key, sample in SAMPLES.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("days") == [HOLIDAYS]:  # it would open on no day of the week, and so never
            self.add_error("days", ValidationError(self.fields["days"].error_messages["required"], code="required"))
        hours = stretch(given.get("opens"), given.get("closes"))
        if "opens" in given and "closes" in given:
            if hours is None:
                raise ValidationError(_("Say when it opens and when it closes."), code="no-hours")
            if hours[1] <= hours[0]:
                raise ValidationError(str(NOT_IN_ORDER.sentence), code=NOT_IN_ORDER.code)
        return given

    def wish(self) -> NewHub:
        given = self.cleaned_data
        hours = stretch(given["opens"], given["closes"])
        assert hours
        return NewHub(
            name_th=given["name_th"],
            name_en=given["name_en"],
            province=given["province"],
            address_th=given["address_th"],
            phone=given["phone"],
            week={day: [hours] for day in given["days"] if day != HOLIDAYS},
            closes_on_holidays=HOLIDAYS not in given["days"],
            plan=given["plan"],
            seat_satang=given["seat_satang"],
            room_satang=given["room_satang"],
        )
