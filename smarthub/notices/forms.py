"""What a person chooses to hear."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smarthub.notices.models import Choice

HOURS = [(hour * 60, f"{hour}:00") for hour in range(24)]


class ChoiceForm(forms.Form):
    by_mail = forms.BooleanField(label=_("Write to my e-mail address as well"), required=False)
    hour_before = forms.BooleanField(label=_("Remind me an hour before it begins"), required=False)
    evening_before = forms.BooleanField(label=_("Remind me the evening before"), required=False)
    quiet_from = forms.TypedChoiceField(
        label=_("No e-mail from"), choices=HOURS, coerce=int, help_text=_("What comes meanwhile waits until then.")
    )
    quiet_until = forms.TypedChoiceField(label=_("Until"), choices=HOURS, coerce=int)

    @classmethod
    def about(cls, choice: Choice, data: Any = None) -> "ChoiceForm":
        names = ("by_mail", "hour_before", "evening_before", "quiet_from", "quiet_until")
        return cls(data, initial={name: getattr(choice, name) for name in names})
