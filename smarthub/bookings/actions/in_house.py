"""What nobody in line wants is told to the people in the house: whoever of them asks first has it."""

from collections.abc import Iterable
from datetime import datetime

from smarthub.bookings import queries
from smarthub.bookings.actions.telling import tell_free
from smarthub.bookings.rules.quarters import quarter_begun
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space


def tell_the_house(
    hub: Hub, spaces: Iterable[Space], until: datetime, *, now: datetime, but: Person | None = None
) -> int:
    """Tell those who are in now, once, what of these spaces is free from now until then; how many people are told.

    Nothing while it is kept for who waits, nor where less is left than the shortest booking. `but`: who did not come.
    """
    book = places.rulebook(hub)
    there = [book.by_pk[space.pk] for space in spaces if space.pk in book.by_pk]
    leaves = [leaf.pk for leaf in book.leaves_of(there)]
    busy = {each.space_id for each in queries.taken(hub, leaves, quarter_begun(now), until, now=now)}
    free = [
        space
        for space in there
        if until - now >= book.terms(space).shortest and busy.isdisjoint(leaf.pk for leaf in book.leaves(space))
    ]
    if not free or book.open_at(now) is None:
        return 0
    here = {visit.person for visit in queries.here_now(hub) if visit.person and visit.person != but}
    for person in sorted(here, key=lambda each: each.pk):
        tell_free(person, hub, book, free, until, now=now)
    return len(here)
