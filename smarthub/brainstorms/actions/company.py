"""Leading together: somebody is added to those who lead, or leads no longer."""

from datetime import datetime

from django.db import transaction

from smarthub.brainstorms.models import Facilitator, Session
from smarthub.brainstorms.rules.company import why_not_let_go
from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person


def _locked(session: Session) -> Session:
    return Session.objects.select_for_update(no_key=True, of=("self",)).select_related("hub").get(pk=session.pk)


@transaction.atomic
def add_facilitator(session: Session, person: Person, *, by: Person, now: datetime) -> Facilitator:
    """Asked again, it answers the same."""
    room = _locked(session)
    found, made = Facilitator.objects.get_or_create(session=room, person=person, defaults={"since": now})
    if made:
        journal.record("facilitator-added", room.code, hub=room.hub.slug, by=by, now=now)
    return found


@transaction.atomic
def let_go(facilitator: Facilitator, *, by: Person, now: datetime) -> None:
    """They lead no longer, unless they run the hub."""
    room = _locked(facilitator.session)
    all_of_them = Facilitator.objects.filter(session=room)
    if not all_of_them.filter(pk=facilitator.pk).exists():
        return
    if refusal := why_not_let_go(all_of_them.count()):
        raise Refused(refusal)
    Facilitator.objects.filter(pk=facilitator.pk).delete()
    journal.record("facilitator-let-go", room.code, hub=room.hub.slug, by=by, now=now)
