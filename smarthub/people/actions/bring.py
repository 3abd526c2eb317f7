"""People of a list: those whom the house does not know come into it, and may be taken out again."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from smarthub.journal import actions as journal
from smarthub.people.models import Person
from smarthub.people.rules.listed import Listed


@transaction.atomic
def bring_people(listed: Sequence[Listed], *, by: Person | None, now: datetime, hub: str = "") -> list[Person]:
    """Add whom the house does not know; answer those who are new. Nobody is changed: what a person has said of
    themselves is theirs. `hub`: whose host brings them (its slug)."""
    made = [_made(each, hub) for each in listed if known(each) is None]
    if made:
        journal.record("people-brought", str(len(made)), by=by, now=now, hub=hub)
    return made


def known(listed: Listed) -> Person | None:
    """By e-mail; else by the same name with the same phone."""
    living = Person.objects.filter(erased_at=None)
    if listed.email:
        return living.filter(email__iexact=listed.email).first()
    return living.filter(name=listed.name, phone=listed.phone).order_by("pk").first()


def known_or_new(listed: Listed, *, hub: str = "") -> Person:
    return known(listed) or _made(listed, hub)


def _made(listed: Listed, hub: str) -> Person:
    return Person.objects.create_user(
        email=listed.email or None,
        name=listed.name,
        phone=listed.phone,
        language=listed.language,
        birth_year=listed.birth_year,
        first_hub=hub,
    )


@transaction.atomic
def take_people_back(codes: Iterable[str], *, by: Person, now: datetime) -> tuple[int, int]:
    """Undo a list: whom nothing points at goes; who has booked, come or signed in since stays. (gone, stayed)"""
    found = list(Person.objects.filter(code__in=list(codes), erased_at=None))
    gone = sum(person.joined_at is None and _goes(person) for person in found)
    journal.record("people-taken-back", str(gone), by=by, now=now)
    return gone, len(found) - gone


def _goes(person: Person) -> bool:
    try:
        with transaction.atomic():
            person.delete()
    except ProtectedError:
        return False
    return True
