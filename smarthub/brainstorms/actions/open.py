"""Opening a session."""

from datetime import datetime

from django.db import transaction

from smarthub.bookings.models import Booking
from smarthub.brainstorms.models import Facilitator, Phase, Session
from smarthub.brainstorms.queries.templates import steps_of
from smarthub.brainstorms.rules.join import OPENED, TOO_MANY, why_not_open
from smarthub.brainstorms.rules.templates import FREE, TEMPLATES
from smarthub.journal import actions as journal
from smarthub.kit.limits import too_often
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.places.models import Hub


@transaction.atomic
def open_session(
    hub: Hub, *, question: str, template: str = FREE, booking: Booking | None = None, by: Person, now: datetime
) -> Session:
    """A session with the steps of a template, the house's or the hub's own; who opens it leads it. The house's texts are
    in the opener's language.
    """
    question = question.strip()
    steps = steps_of(hub, template)
    names = frozenset(TEMPLATES) if steps is None else frozenset({*TEMPLATES, template})
    if refusal := why_not_open(question, template, names):
        raise Refused(refusal)
    limit, window = OPENED
    if too_often(f"rooms:{by.code}", limit=limit, window=window, now=now):
        raise Refused(TOO_MANY)
    session = Session.objects.create(hub=hub, question=question, booking=booking, made_by=by, made_at=now)
    Facilitator.objects.create(session=session, person=by, since=now)
    Phase.objects.bulk_create(
        Phase(
            session=session,
            position=position,
            kind=step.kind,
            title=str(step.title),
            prompt=str(step.prompt),
            seconds=step.seconds,
            visibility=step.visibility,
            quota=step.quota,
            dots=step.dots,
            may_stack=step.may_stack,
            lanes=[str(lane) for lane in step.lanes],
        )
        for position, step in enumerate(steps or (), start=1)
    )
    journal.record("session-opened", session.code, hub=hub.slug, by=by, now=now)
    return session
