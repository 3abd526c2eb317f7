"""What a hub says of itself, and who runs it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smarthub.kit.forms import read_phone
from smarthub.kit.words import phone
from smarthub.places.actions.first_run.words import HOUSE_RULES
from smarthub.places.models import Hub

PARTS = (
    (_("Name and address"), ("name_th", "name_en", "address_th", "address_en", "directions_th", "directions_en", "latitude", "longitude")),
    (_("How to reach the hosts"), ("phone", "email", "line")),
    (_("House rules"), ("house_rules_th", "house_rules_en")),
    (_("The story"), ("idea_th", "idea_en", "history_th", "history_en", "owner_th", "owner_en")),
)  # fmt: skip
OTHER = {"_th": "_en", "_en": "_th"}


def _plain(text: object) -> str:
    return "\n".join(str(text or "").splitlines())


class TextsForm(forms.ModelForm):  # type: ignore[type-arg] # a form of Django's is generic only for the type checker
    class Meta:
        model = Hub
        labels = {"latitude": _("latitude"), "longitude": _("longitude")}
        fields = [name for _part, names in PARTS for name in names]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial["phone"] = phone(self.initial.get("phone", ""))
        for name, sample in HOUSE_RULES.items():
            if _plain(self.initial.get(name)) == sample:
                self.fields[name].help_text = _("This is still the example text.")

    def clean_phone(self) -> str:
        """As it is written here, since it may name an extension; a new one begins with a number that can be called, one that
        was left alone stays as it is kept, which is not always as it is shown.
        """
        text: str = self.cleaned_data["phone"] if "phone" in self.changed_data else self.instance.phone
        if text and "phone" in self.changed_data:
            read_phone(text.split("ต่อ")[0])
        return text

    def clean(self) -> dict[str, Any]:
        """Browsers end the lines of a text in their own way: that alone is no change of it."""
        cleaned: dict[str, Any] = super().clean() or {}
        return {name: _plain(value) if isinstance(value, str) else value for name, value in cleaned.items()}

    def left_behind(self) -> list[forms.BoundField]:
        """The texts that stay as they were while the same text was changed in the other language."""
        pairs = [(name, name[:-3] + OTHER[name[-3:]]) for name in self.fields if name[-3:] in OTHER]
        stay = [name for name, other in pairs if self._is_new(other) and not self._is_new(name)]
        return [self[name] for name in stay if self.cleaned_data[name]]

    def _is_new(self, name: str) -> bool:
        new = self.cleaned_data[name]
        return bool(new) and new != _plain(self.initial.get(name) or "")

    def parts(self) -> list[tuple[object, list[forms.BoundField]]]:
        return [(title, [self[name] for name in names]) for title, names in PARTS]


class HostForm(forms.Form):
    email = forms.EmailField(label=_("E-mail with which the person signs in"))
