from django import forms
from django.utils.translation import gettext_lazy as _

from smarthub.kit.forms import PhoneField


class GuestForm(forms.Form):
    """Who comes. Nothing else is asked, and the phone only if they like."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("As you wish to be called. A nickname is fine."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "autocapitalize": "words", "enterkeyhint": "done"}),
        error_messages={"required": _("Write a name, so that the host can greet you.")},
    )
    phone = PhoneField(
        label=_("Phone"),
        required=False,
        help_text=_("So that the host can reach you if something changes."),
    )

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())
