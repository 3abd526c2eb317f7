"""When a proposal of groups may be asked for."""

from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.rules.notes.grouping import MOST_GROUPS
from smarthub.kit.refusals import Refusal

FEWEST_NOTES = 4
FEWEST_WISHED = 2


def why_not_propose(notes: int, k: int | None) -> Refusal | None:
    """`notes`: how many may be grouped, `k`: how many groups are wished."""
    if k is not None and not FEWEST_WISHED <= k <= MOST_GROUPS:
        return Refusal(
            "number-of-groups",
            _("Choose from {fewest} to {most} groups."),
            fewest=FEWEST_WISHED,
            most=MOST_GROUPS,
        )
    if notes < FEWEST_NOTES:
        return Refusal(
            "too-few-notes",
            _("There are too few notes to propose groups: {notes} are not in a group yet."),
            would_pass=_("From {fewest} notes on; fewer are quickly put together by hand."),
            notes=notes,
            fewest=FEWEST_NOTES,
        )
    return None
