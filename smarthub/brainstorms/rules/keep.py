"""What a hub's own templates may be."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.rules.lead import why_not_step
from smarthub.kit.refusals import Refusal

LONGEST_NAME = 120
MOST_STEPS = 30
NAME_TAKEN = Refusal("template-name-taken", _("This hub has a template of that name."), would_pass=_("Choose another."))
REMOVED = Refusal("template-removed", _("This template was removed."), would_pass=_("Put it back first."))
UNKNOWN = Refusal("unknown-template", _("There is no such template."))


def why_not_name(title: str, *, others: frozenset[str]) -> Refusal | None:
    if not title:
        return Refusal("no-template-name", _("Give the template a name."))
    if len(title) > LONGEST_NAME:
        return Refusal("too-long", _("A text has at most {longest} characters."), longest=LONGEST_NAME)
    return NAME_TAKEN if title in others else None


def why_not_keep_step(
    steps: int, kind: str, visibility: str, *, seconds: int, dots: int, lanes: Sequence[str]
) -> Refusal | None:
    """`steps`: how many the template has already."""
    return why_not_one_more(steps) or why_not_step(kind, visibility, seconds=seconds, dots=dots, lanes=lanes)


def why_not_one_more(steps: int) -> Refusal | None:
    """`steps`: how many the template has already."""
    if steps >= MOST_STEPS:
        return Refusal("too-many-steps", _("A template has at most {most} steps."), most=MOST_STEPS)
    return None
