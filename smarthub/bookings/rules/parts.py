"""What a booking of a whole asks of its parts."""

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal

BOOKED_AS_WHOLE = Refusal(
    "booked-as-whole",
    _("This space is booked as a whole; until that is over its parts stay as they are."),
    would_pass=_("Move or cancel those bookings first, or change the parts when they are over."),
)
