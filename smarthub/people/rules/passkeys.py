"""Signing in with a key that one's own phone keeps."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal

MOST = 10
BEGUN = (60, timedelta(minutes=15))  # from a network address, or by a person: each lays something into the session
NOT_TAKEN = Refusal(
    "passkey-not-taken",
    _("The passkey was not accepted."),
    would_pass=_("Try again, or come in another way."),
)
TOO_OFTEN = Refusal(
    "passkey-too-often", _("There were too many tries from here."), would_pass=_("Wait a quarter of an hour.")
)
ENOUGH = Refusal(
    "passkeys-enough", _("You have ten passkeys already."), would_pass=_("Remove one that you no longer use.")
)
HERE_ALREADY = Refusal("passkey-here", _("This passkey is here already."))


def why_not_add(standing: int) -> Refusal | None:
    return ENOUGH if standing >= MOST else None
