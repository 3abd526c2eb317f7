"""Whether people may be counted in without a booking."""

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal

MOST = 200
NOT_COME = Refusal("not-come", _("Nobody has checked in with this booking."), would_pass=_("Check in first."))


def why_not_come(*, people: int, is_open: bool, by_host: bool) -> Refusal | None:
    """A host may let people in at any hour: that they are here is a fact."""
    if not 1 <= people <= MOST:
        return Refusal("people", _("Count 1 to {most} people."), most=MOST)
    if not is_open and not by_host:
        return Refusal("closed", _("The hub is closed now."), would_pass=_("Ask the host."))
    return None
