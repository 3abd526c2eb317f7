"""Whether people may be counted in without a booking."""

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal

MOST = 200
MOST_ALONE = 20  # by somebody who is not the host: a head count is believed, within bounds
NOT_COME = Refusal("not-come", _("Nobody has checked in with this booking."), would_pass=_("Check in first."))


def why_not_come(*, people: int, is_open: bool, by_host: bool) -> Refusal | None:
    """A host may let people in at any hour: that they are here is a fact."""
    most = MOST if by_host else MOST_ALONE
    if not 1 <= people <= most:
        return Refusal("people", _("Count 1 to {most} people."), would_pass=_("Ask the host."), most=most)
    if not is_open and not by_host:
        return Refusal("closed", _("The hub is closed now."), would_pass=_("Ask the host."))
    return None
