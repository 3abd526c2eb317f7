"""Agreeing, and taking it back: one is as easy as the other."""

from datetime import datetime

from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refusal, Refused
from smarthub.people import queries
from smarthub.people.models import Consent, Person
from smarthub.people.rules import consents as rules
from smarthub.people.rules.ages import Stage
from smarthub.people.rules.guardians import NEEDS_GUARDIAN


def why_not_alone(person: Person, purpose: str, *, now: datetime) -> Refusal | None:
    words = rules.wording(purpose)
    if words is not None and words.by_guardian:
        return rules.FOR_GUARDIANS
    return NEEDS_GUARDIAN if queries.stage(person, now=now) is Stage.CHILD else None


@transaction.atomic
def give_consent(person: Person, purpose: str, version: str, *, language: str, by: Person, now: datetime) -> Consent:
    """Record that a person agreed to these words. Asked again, it is the same consent; older words are replaced.

    From 10 to under 20 it waits for a guardian, who agrees to the same row (actions/guardians.py); until then it does not
    hold. A child under 10 is not asked at all.
    """
    if refusal := rules.why_not_give(purpose, version) or why_not_alone(person, purpose, now=now):
        raise Refused(refusal)
    Person.objects.select_for_update().get(pk=person.pk)
    running = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).first()
    if running and running.version == version:
        return running
    if running:
        Consent.objects.filter(pk=running.pk).update(withdrawn_at=now)
    consent = Consent.objects.create(person=person, purpose=purpose, version=version, language=language, given_at=now)
    journal.record("consent-given", f"{person.code}:{purpose}:{version}", by=by, now=now)
    return consent


@transaction.atomic
def withdraw_consent(person: Person, purpose: str, *, by: Person, now: datetime) -> None:
    """Take a consent back; nothing is asked and nothing else is lost. Asked again, nothing changes."""
    if Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).update(withdrawn_at=now):
        journal.record("consent-withdrawn", f"{person.code}:{purpose}", by=by, now=now)
