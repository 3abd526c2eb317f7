from django import forms
from django.utils.translation import gettext_lazy as _


class AlongForm(forms.Form):
    """A guest's yes. A name only if they like: without one they are not named to anybody."""

    name = forms.CharField(
        label=_("Your name, for the others to see"),
        max_length=120,
        required=False,
        help_text=_("Leave it empty and you are only counted."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "autocapitalize": "words"}),
    )
