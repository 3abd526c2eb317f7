"""Who is hidden from whom, and what was reported."""

from django.db.models import Q, QuerySet

from smarthub.people.models import Block, Person, Report


def hidden_from(person: Person) -> set[int]:
    """The people (row ids) whom this person must not be shown and who must not be shown to them, whoever blocked whom.
    Every list of people asks this: `.exclude(person__in=hidden_from(me))`. One query.
    """
    running = Block.objects.filter(Q(person=person) | Q(other=person), until=None)
    return {pk for pair in running.values_list("person_id", "other_id") for pk in pair} - {person.pk}


def are_apart(one: Person, other: Person) -> bool:
    """Whether one of the two has blocked the other: they are not seated, matched or named together."""
    return other.pk in hidden_from(one)


def blocks_of(person: Person) -> QuerySet[Block]:
    """Whom this person has blocked, for them alone."""
    return Block.objects.filter(person=person, until=None).select_related("other").order_by("-since", "-pk")


def reports_of(person: Person) -> QuerySet[Report]:
    """What this person has reported, for them alone."""
    return Report.objects.filter(by=person).order_by("-made_at", "-pk")


def reports_but(host: Person) -> QuerySet[Report]:
    """All reports but those about this host or by them; which of those they may read is known to the floor above, which
    knows the hubs. What waits longest stands first, what is answered last.
    """
    seen = Report.objects.exclude(about=host).exclude(by=host)
    return seen.select_related("by", "about", "taken_by", "answered_by").order_by("answered_at", "made_at", "pk")
