"""Who may make and end a card."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal
from smarthub.people.models import Card, Person

ERASED = Refusal("erased", _("This person has left Smart Hub for good."))
NOT_YOURS = Refusal("not-your-card", _("Only a host makes or ends a card for somebody else."))
UNKNOWN_CARD = Refusal(
    "unknown-card",
    _("This card no longer works, or is not one of ours."),
    would_pass=_("Ask the host for a new card."),
)


def why_not_make(person: Person, *, by: Person, by_runs_a_hub: bool) -> Refusal | None:
    """A card says who somebody is at a kiosk of the house, and no more: a host may print one for everybody."""
    if person.erased_at:
        return ERASED
    return None if by_runs_a_hub or by.is_admin or by.pk == person.pk else NOT_YOURS


def is_good(card: Card | None, *, at: datetime) -> bool:
    """Whether the card counted at that moment: what a kiosk heard without network is judged by when it was shown."""
    if card is None or card.person.erased_at or at < card.made_at:
        return False
    return card.revoked_at is None or at < card.revoked_at
