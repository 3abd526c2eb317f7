"""The keys that sign a person in."""

from django.db.models import QuerySet

from smarthub.people.models import Passkey, Person


def passkeys_of(person: Person) -> QuerySet[Passkey]:
    return Passkey.objects.filter(person=person).order_by("made_at", "pk")


def passkey_marked(mark: str) -> Passkey | None:
    return Passkey.objects.select_related("person").filter(mark=mark, person__erased_at=None).first()
