"""Who has to do with a hub: whom its hosts may look up, act for and read reports of.

`settings.TIES` is the dotted path of one table of functions, one a floor: each takes the hub and the way from the asked
row to the person ("" for a person, "by__" for a report's writer) and answers what counts on its floor as a tie. A tie is
what a person did themselves (a visit, a booking, a yes to the house rules) or that the hub's hosts wrote them down; what a
host could do to a stranger by hand makes none, or a host could make themselves anybody's.
"""

from collections.abc import Callable, Sequence
from functools import cache, reduce
from operator import or_

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.module_loading import import_string

from smarthub.people import queries as people
from smarthub.people.models import Guardian, Person
from smarthub.places.models import Agreement, Host, Hub

Ties = Sequence[Callable[[Hub, str], Q]]


@cache
def _table() -> Ties:
    ties: Ties = import_string(settings.TIES)
    return ties


def ties(hub: Hub, of: str = "") -> Q:
    """This floor's: they were written down here, agreed to the house rules, or run the hub."""
    person = OuterRef(f"{of}pk")
    agreed = Agreement.objects.filter(rules__hub=hub, person=person)
    runs = Host.objects.filter(hub=hub, person=person, until=None)
    return Q(**{f"{of}first_hub": hub.slug}) | Q(Exists(agreed)) | Q(Exists(runs))


def tied(hub: Hub, of: str = "") -> Q:
    """Everybody of the house where this is its only hub; else who has a tie on some floor, and who acts for them or for
    whom they act.
    """
    if Hub.objects.count() == 1:
        return Q(**{f"{of}pk__isnull": False})
    running = Guardian.objects.filter(until=None)
    children = running.filter(_own(hub, "guardian__"), child=OuterRef(f"{of}pk"))
    guardians = running.filter(_own(hub, "child__"), guardian=OuterRef(f"{of}pk"))
    return _own(hub, of) | Q(Exists(children)) | Q(Exists(guardians))


def _own(hub: Hub, of: str) -> Q:
    return reduce(or_, (ask(hub, of) for ask in _table()))


def within_reach(hub: Hub, by: Person) -> Q:
    """Of people, those whom `by`, who runs this hub, may look up and act for; an admin runs the whole house."""
    return Q(pk__isnull=False) if by.is_admin else tied(hub)


def people_found(hub: Hub, by: Person, part: str) -> QuerySet[Person]:
    """By a piece of the name, the code or four digits of the phone, for `by`, who runs this hub."""
    return people.find_people(part).filter(within_reach(hub, by))


def person_here(hub: Hub, by: Person, code: str) -> Person | None:
    """The person of this code, for `by`, who runs this hub; None for a stranger to it as for a code of nobody."""
    person = people.person_coded(code)
    if person is None or not Person.objects.filter(within_reach(hub, by), pk=person.pk).exists():
        return None
    return person
