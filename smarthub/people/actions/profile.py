"""What a person says about themselves."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from smarthub.journal import actions as journal
from smarthub.people.models import Audience, Person, Profile


@transaction.atomic
def change_profile(
    person: Person,
    *,
    texts: Mapping[str, str],
    audiences: Mapping[str, int],
    birth_year: int | None,
    by: Person,
    now: datetime,
) -> Profile:
    """Write the profile anew: `texts` and `audiences` by the names of Profile.FIELDS; what is left out stays.

    `birth_year` is of the Christian era.
    """
    profile, _ = Profile.objects.select_for_update().get_or_create(person=person)
    for field in Profile.FIELDS:
        if field in texts and field != "name":
            setattr(profile, field, texts[field].strip())
        if field in audiences:
            setattr(profile, f"{field}_audience", Audience(audiences[field]))
    profile.save()
    person.name = texts.get("name", "").strip() or person.name
    person.birth_year = birth_year
    Person.objects.filter(pk=person.pk).update(name=person.name, birth_year=birth_year)
    journal.record("profile-changed", person.code, by=by, now=now)
    return profile


@transaction.atomic
def call_me(person: Person, name: str, *, by: Person, now: datetime) -> None:
    """What a person wishes to be called."""
    person.name = name.strip() or person.name
    Person.objects.filter(pk=person.pk).update(name=person.name)
    journal.record("name-changed", person.code, by=by, now=now)


@transaction.atomic
def write_birth_year(person: Person, birth_year: int, *, by: Person, now: datetime, hub: str = "") -> None:
    """A host writes down the year of birth of somebody who has said none; what the person wrote themselves stays.
    `birth_year` is of the Christian era.
    """
    if Person.objects.filter(pk=person.pk, birth_year=None).update(birth_year=birth_year):
        person.birth_year = birth_year
        journal.record("birth-year-written", person.code, by=by, now=now, hub=hub)
