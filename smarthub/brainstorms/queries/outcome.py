"""What was decided and taken on: of a session, of those before it, and for a person."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet

from smarthub.brainstorms.models import Action, AgendaItem, Decision, Minutes, Review, Session
from smarthub.brainstorms.rules.meeting import times
from smarthub.people.models import Person

LONGEST_CHAIN = 30
OPEN = Q(done_at=None, dropped_at=None)


@dataclass(frozen=True, slots=True)
class Due:
    """An action as a page shows it. `verdict`: what the session that looks at it has said; "" until it has."""

    action: Action
    is_overdue: bool
    verdict: str = ""


def sessions_before(session: Session) -> list[Session]:
    """What this session continues, the latest first."""
    found: list[Session] = []
    before = session.continues_id
    while before and len(found) < LONGEST_CHAIN and before not in {each.pk for each in found}:
        each = Session.objects.get(pk=before)
        found.append(each)
        before = each.continues_id
    return found


def to_look_at(session: Session, *, today: date) -> list[Due]:
    """What the sessions before left open, overdue first; what this one has looked at stays in sight with its verdict."""
    before = sessions_before(session)
    if not before:
        return []
    said = dict(Review.objects.filter(session=session).values_list("action_id", "verdict"))
    actions = Action.objects.filter(session__in=before).filter(OPEN | Q(pk__in=said)).select_related("session")
    found = [Due(each, each.is_overdue(today), said.get(each.pk, "")) for each in by_day(actions)]
    return sorted(found, key=lambda due: (bool(due.verdict), not due.is_overdue))


def by_day(actions: QuerySet[Action]) -> QuerySet[Action]:
    return actions.order_by(F("due_on").asc(nulls_last=True), "pk")


def actions_of(session: Session, *, today: date) -> list[Due]:
    actions = Action.objects.filter(session=session).select_related("decision").order_by("pk")
    return [Due(each, each.is_overdue(today)) for each in actions]


def open_for(person: Person, *, today: date) -> list[Due]:
    """What this person took on, and what is open in the sessions that they lead."""
    actions = Action.objects.filter(Q(person=person) | Q(session__facilitators__person=person)).filter(OPEN).distinct()
    return [Due(each, each.is_overdue(today)) for each in by_day(actions).select_related("session__hub")]


def decisions_of(session: Session) -> QuerySet[Decision]:
    return Decision.objects.filter(session=session).select_related("note", "group").order_by("pk")


def agenda_of(session: Session) -> list[AgendaItem]:
    return list(AgendaItem.objects.filter(session=session))


def points_of(session: Session) -> list[tuple[AgendaItem, datetime]]:
    """The agenda, each point with the moment at which its turn comes."""
    items = agenda_of(session)
    return times(items, held_from(session)) if items else []


def minutes_of(session: Session) -> Minutes | None:
    """The text as it stands."""
    return Minutes.objects.filter(session=session).order_by("-number").first()


def versions_of(session: Session) -> QuerySet[Minutes]:
    """The text as it was, the latest first."""
    return Minutes.objects.filter(session=session).select_related("by").order_by("-number")


def continuable_by(person: Person, session: Session) -> QuerySet[Session]:
    """What this session could continue: sessions of its hub that the same person led before, the latest first."""
    before = Session.objects.filter(hub=session.hub_id, facilitators__person=person, made_at__lt=session.made_at)
    return before.exclude(pk=session.pk).order_by("-made_at")


def held_from(session: Session) -> datetime:
    """When it begins: with its booking, else with its first phase, else when it was opened."""
    if session.booking:
        return session.booking.starts_at
    first = (
        session.phases.filter(began_at__isnull=False).order_by("began_at").values_list("began_at", flat=True).first()
    )
    return first or session.made_at
