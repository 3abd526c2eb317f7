from smarthub.places.forms.hours import DayForm, HolidaysForm, HoursForm
from smarthub.places.forms.new_hub import NewHubForm
from smarthub.places.forms.spaces import SpaceForm
from smarthub.places.forms.terms import PolicyForm, RatesForm
from smarthub.places.forms.texts import HostForm, TextsForm

__all__ = [
    "DayForm",
    "HolidaysForm",
    "HostForm",
    "HoursForm",
    "NewHubForm",
    "PolicyForm",
    "RatesForm",
    "SpaceForm",
    "TextsForm",
]
