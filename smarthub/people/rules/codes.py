"""How often a sign-in code may be asked for and guessed. Held over all processes (kit/limits.py)."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal

DIGITS = 6
LASTS = timedelta(minutes=15)
TRIES = 5  # for one code; with PER_DAY codes a guesser has one chance in ten thousand a day

# Of an e-mail address, so that nobody's post box is flooded.
PER_QUARTER = (5, timedelta(minutes=15))
PER_DAY = (20, timedelta(days=1))
# Of a network address: a whole hub may stand behind one.
PER_PLACE = (60, timedelta(minutes=15))

TOO_OFTEN = Refusal(
    "too-often",
    _("Too many codes were asked for."),
    would_pass=_("Wait a quarter of an hour, or ask the host for a one-time link."),
)
TOO_MANY_TRIES = Refusal(
    "too-many-tries", _("The code was wrong too often and no longer counts."), would_pass=_("Ask for a new code.")
)
NOT_SENT = Refusal(
    "not-sent",
    _("The e-mail could not be sent just now."),
    would_pass=_("Try again in a moment, or ask the host for a one-time link."),
)
