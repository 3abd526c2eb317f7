"""Who leads a session together."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal

INVITED_FOR = timedelta(days=7)
LOOKED_FOR = (20, timedelta(days=1))  # addresses by one person: whether somebody has an account is not for everybody
TOO_OFTEN = Refusal(
    "too-often", _("You have looked for many people today."), would_pass=_("Send them the link below instead.")
)
LAST = Refusal("last-facilitator", _("Somebody has to lead this session."), would_pass=_("Add another person first."))
NO_ACCOUNT = Refusal(
    "no-account", _("Nobody has signed in with this e-mail yet."), would_pass=_("Send them the link below instead.")
)


def why_not_let_go(facilitators: int) -> Refusal | None:
    """`facilitators`: how many lead besides the hosts of the hub."""
    return LAST if facilitators <= 1 else None
