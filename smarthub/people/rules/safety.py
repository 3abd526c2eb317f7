"""Keeping apart who does not wish to meet, and telling the hosts."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal
from smarthub.people.models import Person, Report

A_DAY = (10, timedelta(days=1))
ONESELF = Refusal("block-oneself", _("Nobody blocks themselves."))
NOTHING_SAID = Refusal("report-empty", _("Write what happened."), would_pass=_("One sentence is enough."))
TOO_MANY = Refusal(
    "reports-too-many",
    _("You have written ten reports today."),
    would_pass=_("If somebody is in danger, speak to the host at once."),
)
NOT_FOR_YOU = Refusal("report-not-for-you", _("Somebody else answers this report."))
ANSWERED = Refusal("report-answered", _("This report is answered already."))
NO_ANSWER = Refusal("answer-empty", _("Write an answer: the person who reported reads it."))


def why_not_block(person: Person, other: Person) -> Refusal | None:
    return ONESELF if person.pk == other.pk else None


def why_not_report(text: str) -> Refusal | None:
    return None if text.strip() else NOTHING_SAID


def why_not_deal_with(report: Report, *, by: Person) -> Refusal | None:
    """A host answers no report about themselves, nor their own; what is answered stays as it was told."""
    if by.pk in (report.about_id, report.by_id):
        return NOT_FOR_YOU
    return ANSWERED if report.answered_at else None


def why_not_answer(report: Report, answer: str, *, by: Person) -> Refusal | None:
    return why_not_deal_with(report, by=by) or (None if answer.strip() else NO_ANSWER)
