"""What may be typed for people without a phone."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models import Participant, Phase
from smarthub.brainstorms.rules.command import LEADERS_ONLY, NO_TEXT, Sender
from smarthub.kit.refusals import Refusal

MOST_CARDS = 100
ON_PAPER = {Phase.Kind.OPINIONS, Phase.Kind.DOTS, Phase.Kind.RANK, Phase.Kind.PLACE}
EMPTY = Refusal("empty-ballot", _("Nothing is marked on this ballot."))


def why_not_cards(by: Sender, cards: int) -> Refusal | None:
    if not by.leads:
        return LEADERS_ONLY
    if not cards:
        return NO_TEXT
    if cards > MOST_CARDS:
        return Refusal("too-many-cards", _("At most {most} cards at once."), most=MOST_CARDS)
    return None


def why_not_ballot(by: Sender, phase: Phase, said: Mapping[str, object]) -> Refusal | None:
    if not by.leads:
        return LEADERS_ONLY
    if phase.kind not in ON_PAPER:
        return Refusal("no-paper", _("This kind of vote cannot be taken on paper."))
    return None if said else EMPTY


def why_not_take_back(ballot: Participant) -> Refusal | None:
    return Refusal("ballot-back", _("This ballot was taken back already.")) if ballot.removed_at else None


def why_not_count_again(ballot: Participant) -> Refusal | None:
    return None if ballot.removed_at else Refusal("ballot-counted", _("This ballot is counted already."))
