"""Whether a one-time link may be made, and whether it still opens the door."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal
from smarthub.people.models import OneTimeLink, Person

LASTS = timedelta(hours=24)
FIRST_HOST_LASTS = timedelta(days=7)

NO_LONGER = Refusal(
    "link-spent",
    _("This link does not open any more: it was used, it is too old, or a newer one was made."),
    would_pass=_("Ask the host for a new one."),
)
NOT_A_HOST = Refusal("not-a-host", _("Only a host hands out links."))
RUNS_A_HUB = Refusal(
    "runs-a-hub",
    _("This person runs a hub: only an admin may hand out a link for them."),
    would_pass=_("Ask an admin."),
)
HAS_EMAIL = Refusal(
    "has-email",
    _("This person signs in with a code that is sent to their own e-mail."),
    would_pass=_("They write their e-mail on the sign-in page."),
)
ERASED = Refusal("erased", _("This person has left Smart Hub for good."))


def why_not_use(link: OneTimeLink | None, *, now: datetime) -> Refusal | None:
    """An unknown link is refused in the same words as a spent one: nothing is learnt by trying."""
    if link is None or link.used_at or now >= link.expires_at or link.person.erased_at:
        return NO_LONGER
    return None


def why_not_hand_out(
    person: Person, *, by: Person, by_runs_a_hub: bool, person_runs_a_hub: bool, mail_is_sent: bool
) -> Refusal | None:
    """A link signs in as the person: who could make one for somebody with more rights would have those rights, and
    for somebody who has a way of their own a host needs none.
    """
    if person.erased_at:
        return ERASED
    if by.is_admin:
        return None
    if not by_runs_a_hub:
        return NOT_A_HOST
    if person.is_admin or person_runs_a_hub:
        return RUNS_A_HUB
    if person.email and mail_is_sent:
        return HAS_EMAIL
    return None
