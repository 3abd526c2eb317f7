"""When a hub may be open: on a weekday, on one date."""

from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal
from smarthub.places.models.hours import MIDNIGHT

QUARTER = 15
Minutes = tuple[int, int]  # from, until; minutes after local midnight, 1440 is the next one

NOT_QUARTERS = Refusal("not-quarters", _("Opening hours begin and end on a quarter of an hour."))
NOT_IN_ORDER = Refusal("not-in-order", _("Closing time comes after opening time."))
OVERLAP = Refusal(
    "hours-overlap",
    _("Two times of one day overlap."),
    would_pass=_("Let the second begin when the first has ended, or later."),
)


def why_not_open(stretches: Sequence[Minutes]) -> Refusal | None:
    """Of one day; an empty list means closed."""
    for opens, closes in stretches:
        if opens % QUARTER or closes % QUARTER or opens < 0 or closes > MIDNIGHT:
            return NOT_QUARTERS
        if closes <= opens:
            return NOT_IN_ORDER
    ordered = sorted(stretches)
    for (_opens, closes), (opens, _closes) in pairwise(ordered):
        if opens < closes:
            return OVERLAP
    return None


def clock(minutes: int) -> str:
    """540 -> '09:00'; the next midnight is written 00:00, as a clock shows it."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
