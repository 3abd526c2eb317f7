"""One space."""

from typing import Any, TypedDict

from django import forms
from django.utils.translation import gettext_lazy as _

from smarthub.places.models import Floor, Space, Zone
from smarthub.places.rules.rulebook import Rulebook
from smarthub.places.rules.spaces import SpaceWords

PLACE = ("x", "y", "width", "height", "turn")
_WHOLES = (Space.Kind.TABLE, Space.Kind.ROOM, Space.Kind.WORKSHOP, Space.Kind.HALL)


class Where(TypedDict):
    floor: Floor
    zone: Zone | None
    part_of: Space | None


class SpaceForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Space.Kind.choices)
    name_th = forms.CharField(label=_("Name in Thai"), max_length=80)
    name_en = forms.CharField(label=_("Name in English"), max_length=80, required=False)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=1000, initial=1)
    price_group = forms.CharField(
        label=_("Price group"), max_length=40, required=False, help_text=_("If left empty, it is free.")
    )
    floor = forms.TypedChoiceField(label=_("Floor"), coerce=int)
    zone = forms.TypedChoiceField(label=_("Zone"), coerce=int, empty_value=None, required=False)
    part_of = forms.TypedChoiceField(label=_("Part of"), coerce=int, empty_value=None, required=False)
    is_wheelchair_accessible = forms.BooleanField(label=_("Wheelchair access"), required=False)
    is_walk_in_only = forms.BooleanField(label=_("Only for people who walk in"), required=False)
    x = forms.IntegerField(label=_("From the left, in cm"), min_value=0, initial=100)
    y = forms.IntegerField(label=_("From the top, in cm"), min_value=0, initial=100)
    width = forms.IntegerField(label=_("Width, in cm"), min_value=30, initial=80)
    height = forms.IntegerField(label=_("Depth, in cm"), min_value=30, initial=70)
    turn = forms.TypedChoiceField(
        label=_("The chair stands"),
        coerce=int,
        choices=[(0, _("below")), (90, _("on the left")), (180, _("above")), (270, _("on the right"))],
    )

    def __init__(self, *args: Any, book: Rulebook, space: Space | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.book, self.space = book, space
        none = ("", _("none"))
        choices = {
            "floor": [(floor.pk, floor.name) for floor in book.floors],
            "zone": [none, *((zone.pk, zone.name) for zone in book.zones)],
            "part_of": [none, *((s.pk, s.name) for s in book.spaces if s.kind in _WHOLES and s != space)],
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined] # each is a ChoiceField
        if space:
            kept = {name: getattr(space, name) for name in self.fields if name not in choices}
            self.initial.update(kept, floor=space.floor_id, zone=space.zone_id, part_of=space.part_of_id)

    @property
    def words(self) -> SpaceWords:
        said = {name: self.cleaned_data[name] for name in SpaceWords.__slots__ if name in self.cleaned_data}
        return SpaceWords(**said, amenities=tuple(self.space.amenities) if self.space else ())

    def where(self) -> Where:
        """The rows that the form chose by their keys."""
        floor, zone = self.cleaned_data["floor"], self.cleaned_data["zone"]
        return {
            "floor": next(each for each in self.book.floors if each.pk == floor),
            "zone": next((each for each in self.book.zones if each.pk == zone), None),
            "part_of": self.book.by_pk.get(self.cleaned_data["part_of"] or 0),
        }
