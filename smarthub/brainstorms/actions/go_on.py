"""The one button of a console: go on to what comes next, and show before it what it needs to be shown."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from smarthub.brainstorms.actions.obey import obey
from smarthub.brainstorms.models import Event, Session
from smarthub.brainstorms.queries.ahead import coming_after, to_reveal
from smarthub.brainstorms.rules.command import Command, Sender


@transaction.atomic
def go_on(session: Session, *, phase: str = "", mark: UUID, by: Sender, now: datetime) -> Event:
    """Reveals what was written in silence where the coming phase works with it, and begins that phase. The same mark
    again changes nothing. `phase`: the one that the page showed as the next, so that two who press at once go one step.
    """
    coming = coming_after(session)
    if not Event.objects.filter(session=session, command=mark).exists() and coming and phase in {"", coming.ref}:
        for each in to_reveal(session, coming):
            obey(session, Command(id=uuid5(mark, each.ref), type="reveal", phase=each.ref), by=by, now=now)
    return obey(session, Command(id=mark, type="next", phase=phase), by=by, now=now)
