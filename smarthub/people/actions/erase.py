"""Forgetting a person: what names them goes, what was done stays without a name (PDPA s.33)."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from smarthub.journal import actions as journal
from smarthub.kit.facts import tell
from smarthub.kit.refusals import Refused
from smarthub.people import queries
from smarthub.people.facts import PersonErased
from smarthub.people.models import ApiToken, Block, Card, Consent, Guardian, OneTimeLink, Passkey, Person, Pin, Profile
from smarthub.people.rules import names
from smarthub.people.rules.erase import why_not_erase


@transaction.atomic
def erase(person: Person, *, by: Person, by_runs_a_hub: bool = False, now: datetime, hub: str = "") -> Person:
    """Name, e-mail, phone, year of birth, profile, keys and links go; the row stays, so that bookings and the journal
    still add up. Asked again, the first time stands.

    Whether `by` runs the hub of which the person is a guest is known to the floor above.
    """
    # no_key: a booking that is being written may refer to the row meanwhile.
    kept = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if kept.erased_at:
        return kept
    if refusal := why_not_erase(kept, by=by, by_runs_a_hub=by_runs_a_hub):
        raise Refused(refusal)
    tell(PersonErased(person=kept, by=by, at=now))
    for mine in (Profile, ApiToken, OneTimeLink, Pin, Passkey):
        mine.objects.filter(person=kept).delete()
    queries.forget_tokens()
    Card.objects.filter(person=kept, revoked_at=None).update(revoked_at=now, revoked_by=by)
    Block.objects.filter(Q(person=kept) | Q(other=kept), until=None).update(until=now)
    Guardian.objects.filter(Q(guardian=kept) | Q(child=kept), until=None).update(until=now, ended_by=by)
    EmailAddress.objects.filter(user=kept).delete()
    Consent.objects.filter(person=kept, withdrawn_at=None).update(withdrawn_at=now)
    kept.name = names.stand_in(names.ERASED, kept.language)
    kept.email, kept.phone, kept.birth_year, kept.last_login = None, "", None, None
    kept.password = make_password(None)  # a new one: whoever is signed in elsewhere is signed out
    kept.erased_at = now
    kept.save()
    journal.record("erased", kept.code, by=by, now=now, hub=hub)
    return kept
