"""Writing down who acts for a child, ending it, and what a guardian agrees to."""

from datetime import datetime

from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.kit.limits import too_often
from smarthub.kit.refusals import Refused
from smarthub.people import queries
from smarthub.people.actions.welcome import welcome
from smarthub.people.models import Consent, Guardian, Person
from smarthub.people.rules import consents as wordings
from smarthub.people.rules import guardians as rules


@transaction.atomic
def entrust(
    child: Person,
    *,
    guardian: Person,
    shown: str,
    by: Person,
    by_runs_a_hub: bool = False,
    now: datetime,
    hub: str = "",
) -> Guardian:
    """Write down that this adult acts for this child. Asked again, the relation that runs stands.

    Whether `by` runs a hub is known to the floor above.
    """
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=[child.pk, guardian.pk]).order_by("pk"))
    refusal = rules.why_not_entrust(
        guardian,
        child,
        guardian_stage=queries.stage(guardian, now=now),
        child_stage=queries.stage(child, now=now),
        shown=shown,
        by_host=by_runs_a_hub,
    )
    if refusal:
        raise Refused(refusal)
    if running := Guardian.objects.filter(guardian=guardian, child=child, until=None).first():
        return running
    relation = Guardian.objects.create(
        guardian=guardian,
        child=child,
        shown=Guardian.Shown(shown),
        confirmed_by=by if by_runs_a_hub else None,
        since=now,
    )
    journal.record("guardian-written-down", f"{guardian.code}:{child.code}:{shown}", by=by, now=now, hub=hub)
    return relation


@transaction.atomic
def bring_child(guardian: Person, *, name: str, birth_year: int, now: datetime) -> Guardian:
    """A parent adds a child who was never here: a person without an account, for whom the parent acts."""
    limit, window = rules.BROUGHT
    if too_often(f"children:{guardian.code}", limit=limit, window=window, now=now):
        raise Refused(rules.TOO_MANY)
    child = welcome(name=name, language=guardian.language)
    Person.objects.filter(pk=child.pk).update(birth_year=birth_year)
    child.birth_year = birth_year
    return entrust(child, guardian=guardian, shown=Guardian.Shown.WORD, by=guardian, now=now)


@transaction.atomic
def end_guardian(relation: Guardian, *, by: Person, now: datetime, hub: str = "") -> None:
    """From now on this adult acts for the child no more, and what they agreed to for the future ends with it unless
    another guardian still stands. Asked again, the first moment stands.
    """
    if not Guardian.objects.filter(pk=relation.pk, until=None).update(until=now, ended_by=by):
        return
    agreed = Consent.objects.filter(person_id=relation.child_id, agreed_by_id=relation.guardian_id, withdrawn_at=None)
    agreed.update(withdrawn_at=now)
    journal.record("guardian-ended", f"{relation.guardian.code}:{relation.child.code}", by=by, now=now, hub=hub)


@transaction.atomic
def agree_for(child: Person, purpose: str, version: str, *, language: str, guardian: Person, now: datetime) -> Consent:
    """A guardian agrees: in place of a child under 10, together with somebody from 10 to under 20. Asked again, the same."""
    if queries.relation(guardian, child, now=now) is None:
        raise Refused(rules.NOT_YOURS)
    if refusal := wordings.why_not_give(purpose, version):
        raise Refused(refusal)
    Person.objects.select_for_update(no_key=True).get(pk=child.pk)
    running = Consent.objects.filter(person=child, purpose=purpose, withdrawn_at=None).first()
    if running and running.version == version:
        if running.agreed_at is None:
            Consent.objects.filter(pk=running.pk).update(agreed_at=now, agreed_by=guardian)
            running.agreed_at, running.agreed_by = now, guardian
            journal.record("guardian-agreed", f"{child.code}:{purpose}:{version}", by=guardian, now=now)
        return running
    if refusal := wordings.why_not_agree_first(purpose, queries.stage(child, now=now)):
        raise Refused(refusal)
    if running:
        Consent.objects.filter(pk=running.pk).update(withdrawn_at=now)
    consent = Consent.objects.create(
        person=child,
        purpose=purpose,
        version=version,
        language=language,
        given_at=now,
        agreed_at=now,
        agreed_by=guardian,
    )
    journal.record("guardian-agreed", f"{child.code}:{purpose}:{version}", by=guardian, now=now)
    return consent
