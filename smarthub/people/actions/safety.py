"""Blocking, and reports with what becomes of them."""

from datetime import datetime

from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.kit.limits import too_often
from smarthub.kit.refusals import Refused
from smarthub.people.models import Block, Person, Report
from smarthub.people.rules import safety as rules


@transaction.atomic
def block(person: Person, other: Person, *, now: datetime) -> Block:
    """From now on the two are hidden from each other. Asked again, the same block stands. The other is not told."""
    if refusal := rules.why_not_block(person, other):
        raise Refused(refusal)
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    made, is_new = Block.objects.get_or_create(person=person, other=other, until=None, defaults={"since": now})
    if is_new:
        journal.record("blocked", f"{person.code}:{other.code}", by=person, now=now)
    return made


@transaction.atomic
def unblock(person: Person, other: Person, *, now: datetime) -> None:
    """End this person's own block; one that the other made stands. Asked again, nothing changes."""
    if Block.objects.filter(person=person, other=other, until=None).update(until=now):
        journal.record("unblocked", f"{person.code}:{other.code}", by=person, now=now)


@transaction.atomic
def report(
    *, by: Person, text: str, who: str = "", about: Person | None = None, hub: str = "", now: datetime
) -> Report:
    """Tell the hosts. The same text about the same within the day is one report."""
    if refusal := rules.why_not_report(text):
        raise Refused(refusal)
    limit, window = rules.A_DAY
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    said = {"by": by, "text": text.strip(), "who": who.strip(), "about": about, "hub": hub}
    if standing := Report.objects.filter(**said, made_at__gt=now - window).first():
        return standing
    if too_often(f"report:{by.code}", limit=limit, window=window, now=now):
        raise Refused(rules.TOO_MANY)
    made = Report.objects.create(**said, made_at=now)
    journal.record("reported", made.code, by=by, now=now, hub=hub)
    return made


@transaction.atomic
def take_report(report: Report, *, by: Person, now: datetime, hub: str) -> Report:
    """A host looks into it; others see that. Asked again, the first host stands."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if refusal := rules.why_not_deal_with(report, by=by):
        raise Refused(refusal)
    if report.taken_at is None:
        report.taken_at, report.taken_by = now, by
        report.save(update_fields=["taken_at", "taken_by"])
        journal.record("report-taken", report.code, by=by, now=now, hub=hub)
    return report


@transaction.atomic
def name_reported(report: Report, about: Person | None, *, by: Person, now: datetime, hub: str) -> Report:
    """A host has found out whom it is about."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if refusal := rules.why_not_deal_with(report, by=by):
        raise Refused(refusal)
    Report.objects.filter(pk=report.pk).update(about=about)
    journal.record("report-named", report.code, by=by, now=now, hub=hub)
    report.about = about
    return report


@transaction.atomic
def answer_report(report: Report, answer: str, *, by: Person, now: datetime, hub: str) -> Report:
    """Say what was done; the reporter reads it. The first answer stands."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if refusal := rules.why_not_answer(report, answer, by=by):
        raise Refused(refusal)
    report.answered_at, report.answered_by, report.answer = now, by, answer.strip()
    if report.taken_at is None:
        report.taken_at, report.taken_by = now, by
    report.save(update_fields=["answered_at", "answered_by", "answer", "taken_at", "taken_by"])
    journal.record("report-answered", report.code, by=by, now=now, hub=hub)
    return report
