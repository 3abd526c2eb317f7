"""Who may run a hub."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal

LOOKED_FOR = (20, timedelta(days=1))  # addresses by one person: whether somebody has an account is not for everybody
TOO_OFTEN = Refusal(
    "too-often", _("You have looked for many people today."), would_pass=_("Come back tomorrow, or ask an admin.")
)
NO_ACCOUNT = Refusal(
    "no-account",
    _("A host must be able to sign in."),
    would_pass=_("Let the person sign in once; then appoint them."),
)
LAST_HOST = Refusal(
    "last-host",
    _("This is the last host of the hub."),
    would_pass=_("Appoint somebody else first."),
)


def why_not_appoint(*, has_account: bool) -> Refusal | None:
    return None if has_account else NO_ACCOUNT


def why_not_end(*, others: int) -> Refusal | None:
    """`others`: how many other people run the hub now."""
    return None if others else LAST_HOST
