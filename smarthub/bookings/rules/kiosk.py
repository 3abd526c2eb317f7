"""What a kiosk may do, how long a code waits for its tablet, and what a refusal is called that nobody stood by to read."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.bookings.models import KioskEntry
from smarthub.kit.refusals import Refusal

CODE_LASTS = timedelta(minutes=10)
TRIES = (20, timedelta(minutes=10))  # of a network address
LOOKS = (
    300,
    timedelta(minutes=10),
)  # of a tablet: more than a queue at its door needs, too few to try all phone numbers
OLDEST = timedelta(days=7)  # a tablet that was in a drawer for longer tells nothing of use
MOST = 99

WRONG_CODE = Refusal(
    "wrong-code", _("This code is not right, or its time is over."), would_pass=_("Make a new one at the front desk.")
)
TOO_MANY = Refusal("too-many-codes", _("Too many codes were tried from here."), would_pass=_("Wait ten minutes."))
TOO_MANY_LOOKS = Refusal(
    "too-many-looks",
    _("This tablet has looked for too many people."),
    would_pass=_("Just come in; the host looks it up."),
)

_CONFLICTS = {
    "cancelled": KioskEntry.Conflict.CANCELLED,
    "released": KioskEntry.Conflict.GIVEN_AWAY,
    "over": KioskEntry.Conflict.OVER,
    "too-early": KioskEntry.Conflict.TOO_EARLY,
}


def conflict_of(refusal: Refusal) -> str:
    return _CONFLICTS.get(refusal.code, KioskEntry.Conflict.REFUSED)
