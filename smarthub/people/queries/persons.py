"""People and what they say and agreed to, asked for an address, a code or the person."""

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from smarthub.kit.codes import tidy
from smarthub.kit.thai import dates
from smarthub.people.models import Consent, Person, Profile


def person_with(email: str) -> Person | None:
    """Who signs in with this address, however it is written."""
    with_it = Person.objects.annotate(lower=Lower("email")).filter(lower=email.strip().lower(), erased_at=None)
    return with_it.first()


def person_coded(code: str) -> Person | None:
    """The person of this code; that of a record that was merged leads to the one it became."""
    found = Person.objects.select_related("merged_into").filter(code=code).first()
    for _step in range(10):  # a merged record may have been merged again
        if found is None or found.merged_into is None:
            break
        found = found.merged_into
    return None if found is None or found.erased_at else found


def find_people(part: str) -> QuerySet[Person]:
    """People by a piece of their name, by their code or by four digits of their phone, for those who run a hub."""
    digits = dates.western_digits("".join(each for each in part if each.isdigit())).removeprefix("0")
    wanted = Q(name__icontains=part) | Q(code=tidy(part))
    if len(digits) >= 4:
        wanted |= Q(phone__contains=digits) | Q(pin__phone__contains=digits)
    return Person.objects.filter(wanted, erased_at=None).order_by("-last_login", "-pk")


def profile_of(person: Person) -> Profile:
    """The person's profile; who has written none yet has an empty, unsaved one."""
    return Profile.objects.filter(person=person).first() or Profile(person=person)


def consents_of(person: Person) -> QuerySet[Consent]:
    """Everything that this person agreed to and took back, the newest first."""
    return Consent.objects.filter(person=person).order_by("-given_at", "-pk")


def running_consents(person: Person) -> dict[str, Consent]:
    """What this person has agreed to and not taken back, by purpose."""
    return {consent.purpose: consent for consent in Consent.objects.filter(person=person, withdrawn_at=None)}
