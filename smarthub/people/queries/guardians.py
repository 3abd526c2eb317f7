"""Who acts for whom, and whether the law leaves an act to a person alone."""

from datetime import datetime

from django.db.models import Q, QuerySet

from smarthub.kit.refusals import Refusal
from smarthub.kit.thai import dates
from smarthub.people.models import Guardian, Person
from smarthub.people.queries.persons import running_consents
from smarthub.people.rules import guardians as rules
from smarthub.people.rules.ages import Act, Stage, stage_of
from smarthub.people.rules.consents import PAID_BOOKINGS, holds


def this_year(now: datetime) -> int:
    """The year of the Christian era that it is here."""
    return dates.local(now).year


def stage(person: Person, *, now: datetime) -> Stage:
    """Where the law puts this person now."""
    return stage_of(person.birth_year, this_year(now))


def _running(now: datetime) -> Q:
    return Q(since__lte=now) & (Q(until=None) | Q(until__gt=now))


def children_of(person: Person, *, now: datetime) -> list[Guardian]:
    """For whom this person may act now: their running relations to people who are still under 20, the eldest first."""
    running = Guardian.objects.filter(_running(now), guardian=person, child__erased_at=None)
    year = this_year(now)
    relations = running.select_related("child").order_by("child__birth_year", "pk")
    return [each for each in relations if stage_of(each.child.birth_year, year) in {Stage.CHILD, Stage.YOUNG}]


def guardians_of(person: Person, *, now: datetime) -> QuerySet[Guardian]:
    """Who acts for this person now, for the person and for hosts."""
    running = Guardian.objects.filter(_running(now), child=person, guardian__erased_at=None)
    return running.select_related("guardian", "confirmed_by").order_by("since", "pk")


def is_guardian(person: Person, child: Person, *, now: datetime) -> bool:
    return guardians_of(child, now=now).filter(guardian=person).exists()


def relation(person: Person, child: Person, *, now: datetime) -> Guardian | None:
    """The running relation by which this person acts for that one."""
    return next((each for each in children_of(person, now=now) if each.child_id == child.pk), None)


def acts_for(person: Person, *, now: datetime) -> list[Person]:
    """In whose name this person may book and check in: their own, then their children's. So at the kiosk a guardian's
    card opens the child's day, too."""
    return [person, *(each.child for each in children_of(person, now=now))]


def may_act_for(person: Person, code: str, *, now: datetime) -> Person | None:
    """The person of this code, if they are the asker or a child of theirs."""
    return next((each for each in acts_for(person, now=now) if each.code == code), None)


def why_not_act(person: Person, act: Act, *, by: Person, now: datetime) -> Refusal | None:
    """Why `by` may not do this in the name of `person`, whom the law protects by their age. Asks the database only for
    the young who act alone."""
    alone = by.pk == person.pk
    where = stage(person, now=now)
    permits = (
        alone
        and where is Stage.YOUNG
        and act is Act.SPEND
        and holds(running_consents(person).get(PAID_BOOKINGS), where)
    )
    return rules.why_not_act(where, act, alone=alone, guardian_permits=permits)


def why_not_book(person: Person, *, satang: int, by: Person, now: datetime) -> Refusal | None:
    """What the ages of the law say to a booking for so much money, before it is made."""
    return why_not_act(person, Act.SPEND if satang else Act.BOOK, by=by, now=now)
