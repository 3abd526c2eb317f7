"""Who has agreed to a hub's house rules in today's words."""

from collections.abc import Collection

from django.db.models import QuerySet

from smarthub.people.models import Person
from smarthub.places.models import Agreement, Hub
from smarthub.places.rules.conduct import version_of


def agreed_among(hub: Hub, people: Collection[int]) -> set[int]:
    """Of these people (row ids), for those who run the hub: who has agreed to today's words. Everybody has where the hub
    has no house rules.
    """
    if not (version := version_of(hub)):
        return set(people)
    agreed = Agreement.objects.filter(rules__hub=hub, rules__version=version, person__in=people)
    return set(agreed.values_list("person", flat=True))


def has_agreed(hub: Hub, person: Person) -> bool:
    return person.pk in agreed_among(hub, [person.pk])


def agreements_of(person: Person) -> QuerySet[Agreement]:
    """All that this person agreed to, for them and for those who run the hub; the newest first."""
    return (
        Agreement.objects.filter(person=person).select_related("rules__hub", "agreed_by").order_by("-agreed_at", "-pk")
    )
