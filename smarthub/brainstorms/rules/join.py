from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models import Session
from smarthub.brainstorms.rules.command import CLOSED
from smarthub.kit.refusals import Refusal
from smarthub.partners.models import Sector

LONGEST_NAME = 80
LONGEST_QUESTION = 300
OPENED = (200, timedelta(days=1))  # by one person: more than a day of workshops needs, or of a program that tries
TOO_MANY = Refusal(
    "rooms-too-many",
    _("You have opened {most} sessions today."),
    would_pass=_("Use one of them, or come back tomorrow."),
    most=OPENED[0],
)


def why_not_join(session: Session, *, name: str, sector: str) -> Refusal | None:
    if session.closed_at:
        return CLOSED
    if len(name) > LONGEST_NAME:
        return Refusal("name-too-long", _("A name has at most {longest} characters."), longest=LONGEST_NAME)
    if sector and sector not in Sector.values:
        return Refusal("unknown-sector", _("There is no such sector."), would_pass=", ".join(Sector.values))
    return None


def why_not_open(question: str, template: str, templates: frozenset[str]) -> Refusal | None:
    if not question:
        return Refusal("no-question", _("A session begins with a question."))
    if len(question) > LONGEST_QUESTION:
        return Refusal("too-long", _("A text has at most {longest} characters."), longest=LONGEST_QUESTION)
    if template not in templates:
        return Refusal("unknown-template", _("There is no such template."), would_pass=", ".join(sorted(templates)))
    return None
