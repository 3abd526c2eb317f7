"""When two records may become one."""

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal
from smarthub.people.models import Person

SAME = Refusal("merge-oneself", _("This is one and the same record."))
ERASED = Refusal("erased", _("This person has left Smart Hub for good."))
ADMIN_STAYS = Refusal("admin-stays", _("An admin's record stays."), would_pass=_("Merge the other one into it."))
NOT_A_HOST = Refusal("not-a-host", _("Only a host does that."))
RUNS_A_HUB = Refusal(
    "runs-a-hub", _("One of the two runs a hub: only an admin may merge them."), would_pass=_("Ask an admin.")
)
BOTH_SIGN_IN = Refusal(
    "both-sign-in",
    _("Both sign in on their own: these may be two people."),
    would_pass=_("Ask an admin, who asks both of them."),
)


def why_not_merge(
    kept: Person, gone: Person, *, by: Person, by_runs_a_hub: bool, one_runs_a_hub: bool
) -> Refusal | None:
    """Who could merge a record with more rights into their own would have those rights."""
    if kept.pk == gone.pk:
        return SAME
    if kept.erased_at or gone.erased_at:
        return ERASED
    if gone.is_admin:
        return ADMIN_STAYS
    if by.is_admin:
        return None
    if not by_runs_a_hub:
        return NOT_A_HOST
    if kept.is_admin or one_runs_a_hub:
        return RUNS_A_HUB
    return BOTH_SIGN_IN if kept.has_account and gone.has_account else None
