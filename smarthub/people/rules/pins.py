"""Signing in with a phone number and a PIN: which PINs are good, how often one may be guessed."""

from datetime import timedelta
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from smarthub.kit.limits import Waits
from smarthub.kit.refusals import Refusal
from smarthub.people.models import Person

DIGITS = 6
# Of one number from one network address: five at once, then one after a minute, two, four, ... an hour; or a host lifts
# it. Who plays a prank on a number makes only those wait who stand where they stand, and never for long.
WAITS = Waits(free=5, first=timedelta(minutes=1), longest=timedelta(hours=1), forgets=timedelta(days=1))
# Of one number from everywhere: more than one address can come to in a day (34), so that it takes several who mean it;
# few enough that they would still need decades.
EVERYWHERE = (50, timedelta(days=1))
# Of a network address: a whole hub with its kiosks stands behind one.
PER_PLACE = (60, timedelta(minutes=15))

# The same words for an unknown number and a wrong PIN: nothing is learnt by trying.
WRONG = Refusal(
    "wrong-pin",
    _("The number and the PIN do not match."),
    would_pass=_("Try again, or ask the host."),
)
LOCKED = Refusal(
    "pin-locked",
    _("The PIN was wrong too often, in several places. This number rests for a day."),
    would_pass=_("The host can lift it at once; or use your card."),
)
_WAIT = _("The PIN was wrong too often. The next try is possible in {wait}.")
TOO_OFTEN = Refusal(
    "too-often-here", _("There were too many tries from here."), would_pass=_("Wait a quarter of an hour.")
)
NOT_SIX = Refusal("pin-not-six", _("A PIN has six digits."), would_pass=_("Write six digits."))
TOO_EASY = Refusal(
    "pin-too-easy",
    _("This PIN is too easy to guess."),
    would_pass=_("Choose six digits that are not in sequence, not repeated and not part of your number."),
)
PHONE_TAKEN = Refusal(
    "phone-taken",
    _("Somebody signs in with this phone number already."),
    would_pass=_("Use another number, or ask the host to look."),
)
RUNS_A_HUB = Refusal(
    "runs-a-hub",
    _("Whoever runs a hub sets their own PIN."),
    would_pass=_("They sign in and choose “Ways to sign in” under “My day”."),
)
HAS_EMAIL = Refusal(
    "has-email",
    _("This person signs in with a code that is sent to their own e-mail."),
    would_pass=_("They sign in and choose “Ways to sign in” under “My day”."),
)
NOT_A_HOST = Refusal("not-a-host", _("Only a host does that for somebody else."))
ERASED = Refusal("erased", _("This person has left Smart Hub for good."))


def wait_first(wait: timedelta) -> Refusal:
    """`wait` is rounded up to whole minutes."""
    minutes = -(-wait // timedelta(minutes=1))
    return Refusal("pin-waits", _WAIT, would_pass=LOCKED.would_pass_text, wait=timedelta(minutes=minutes))


def why_not_pin(pin: str, phone: str) -> Refusal | None:
    """`phone` in E.164."""
    if len(pin) != DIGITS or not (pin.isascii() and pin.isdecimal()):
        return NOT_SIX
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    repeats = pin[:3] == pin[3:] or pin[:2] == pin[2:4] == pin[4:]
    if repeats or steps in ({0}, {1}, {-1}) or pin in phone:
        return TOO_EASY
    return None


def why_not_set(
    person: Person,
    *,
    by: Person,
    by_runs_a_hub: bool = False,
    person_runs_a_hub: bool = False,
    mail_is_sent: bool = False,
) -> Refusal | None:
    """A PIN signs in as the person: nobody gets more rights by setting one, and for somebody who has a way of their own
    a host needs none."""
    if person.erased_at:
        return ERASED
    if by.pk == person.pk or by.is_admin:
        return None
    if not by_runs_a_hub:
        return NOT_A_HOST
    if person.is_admin or person_runs_a_hub:
        return RUNS_A_HUB
    return HAS_EMAIL if person.email and mail_is_sent else None
