"""Who may be forgotten, and by whom."""

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal
from smarthub.people.models import Person

ADMIN_STAYS = Refusal(
    "admin-stays",
    _("An admin runs the whole house and cannot be erased."),
    would_pass=_("Ask whoever runs the machine to hand the house to somebody else first."),
)
OWN_HANDS = Refusal(
    "own-hands",
    _("People with an account erase it themselves."),
    would_pass=_("They sign in and choose “Erase my data” under “My day”."),
)
NOT_A_HOST = Refusal("not-a-host", _("Only a host takes a guest's name out."))


def why_not_erase(person: Person, *, by: Person, by_runs_a_hub: bool) -> Refusal | None:
    """Everybody themselves; a host only guests, who cannot sign in and do it with their own hands."""
    if person.is_admin:
        return ADMIN_STAYS
    if person.pk == by.pk or by.is_admin:
        return None
    if not by_runs_a_hub:
        return NOT_A_HOST
    return OWN_HANDS if person.has_account else None
