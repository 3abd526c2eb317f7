"""Becoming somebody who can sign in, and somebody who runs the house."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.people import queries
from smarthub.people.models import Person
from smarthub.people.rules import names


@transaction.atomic
def join(email: str, *, language: str = "th", now: datetime) -> Person:
    """Whoever can read the post of this address has an account from now on. Asked again, it is the same person."""
    person = queries.person_with(email)
    if person is None:
        # Who they are is asked on the next page; until then they have no name of their own.
        fresh = {
            "name": names.stand_in(names.NEWCOMER, language),
            "language": language,
            "password": make_password(None),
        }
        person, _ = Person.objects.get_or_create(email=email.strip().lower(), defaults=fresh)
    return has_signed_in(person, now=now)


@transaction.atomic
def has_signed_in(person: Person, *, now: datetime) -> Person:
    """From the first sign-in on, a person has an account."""
    if person.joined_at is None and Person.objects.filter(pk=person.pk, joined_at=None).update(joined_at=now):
        person.joined_at = now
        journal.record("joined", person.code, by=person, now=now)
    return person


@transaction.atomic
def make_admin(person: Person, *, by: Person | None, now: datetime) -> Person:
    """Let a person run the whole house (`by` None: typed on the machine itself). Asked again, nothing changes."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.admin_since is None:
        person.admin_since, person.admin_by = now, by
        person.save(update_fields=["admin_since", "admin_by"])
        journal.record("admin-made", person.code, by=by, now=now)
    return person
