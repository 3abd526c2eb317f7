"""Who may run a hub."""

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal

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
