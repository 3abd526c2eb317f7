from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smarthub.frontdoor.actions.lists import kinds


class ListForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is in the list"), widget=forms.RadioSelect)
    file = forms.FileField(label=_("The file, CSV or XLSX"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = [(name, kind.title) for name, kind in kinds().items()]  # type: ignore[attr-defined]
        self.fields["file"].widget.attrs["accept"] = ".csv,.txt,.xlsx"
