"""What is typed at the desk for somebody else."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smarthub.kit.forms import DigitsField, PhoneField


class DeskPinForm(forms.Form):
    """A number and a PIN that the person types on the host's tablet, the PIN twice, since nobody can read it."""

    phone = PhoneField(label=_("Phone number"))
    pin = DigitsField(
        label=_("New PIN"), is_new=True, help_text=_("Six digits: no row, no repetition, no part of your number.")
    )
    again = DigitsField(label=_("The same PIN once more"), is_new=True)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if "pin" in data and "again" in data and data["pin"] != data["again"]:
            self.add_error("again", _("The two PINs are not the same."))
        return data
