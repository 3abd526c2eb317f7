"""Printed cards: made, made anew, ended."""

import secrets
from datetime import datetime

from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.people import queries
from smarthub.people.models import Card, Person
from smarthub.people.rules import cards as rules


@transaction.atomic
def make_card(person: Person, *, by: Person, by_runs_a_hub: bool = False, now: datetime, hub: str = "") -> str:
    """Make a card and answer its secret, which is kept nowhere; an earlier card ends, so that a lost one opens nothing.

    Whether `by` runs a hub is known to the floor above.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if refusal := rules.why_not_make(person, by=by, by_runs_a_hub=by_runs_a_hub):
        raise Refused(refusal)
    Card.objects.filter(person=person, revoked_at=None).update(revoked_at=now, revoked_by=by)
    secret = secrets.token_urlsafe(18)
    Card.objects.create(person=person, hash=queries.hash_of(secret), made_at=now, made_by=by)
    journal.record("card-made", person.code, by=by, now=now, hub=hub)
    return secret


@transaction.atomic
def revoke_card(person: Person, *, by: Person, by_runs_a_hub: bool = False, now: datetime, hub: str = "") -> None:
    """From now on the person's card opens nothing. Asked again, the first moment stands."""
    if refusal := rules.why_not_make(person, by=by, by_runs_a_hub=by_runs_a_hub):
        raise Refused(refusal)
    if Card.objects.filter(person=person, revoked_at=None).update(revoked_at=now, revoked_by=by):
        journal.record("card-revoked", person.code, by=by, now=now, hub=hub)
