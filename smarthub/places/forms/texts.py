"""What a hub says of itself, and who runs it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smarthub.kit.words import phone
from smarthub.places.models import Hub

PARTS = (
    (_("Name and address"), ("name_th", "name_en", "address_th", "address_en", "directions_th", "directions_en", "latitude", "longitude")),
    (_("How to reach the hosts"), ("phone", "email", "line")),
    (_("House rules"), ("house_rules_th", "house_rules_en")),
    (_("The story"), ("idea_th", "idea_en", "history_th", "history_en", "owner_th", "owner_en")),
)  # fmt: skip


class TextsForm(forms.ModelForm):  # type: ignore[type-arg] # a form of Django's is generic only for the type checker
    class Meta:
        model = Hub
        labels = {"latitude": _("latitude"), "longitude": _("longitude")}
        fields = [name for _part, names in PARTS for name in names]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial["phone"] = phone(self.initial.get("phone", ""))

    def parts(self) -> list[tuple[object, list[forms.BoundField]]]:
        return [(title, [self[name] for name in names]) for title, names in PARTS]


class HostForm(forms.Form):
    email = forms.EmailField(label=_("E-mail with which the person signs in"))
