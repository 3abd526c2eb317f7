"""What of the grouping can be taken back, asked of a room's log."""

from smarthub.brainstorms.models import Event, Session
from smarthub.brainstorms.rules.undo import REDONE, UNDOABLE, UNDONE, stacks


def taken_back(session: Session) -> tuple[list[int], list[int]]:
    """(numbers of what can be undone, numbers of the undoings that can be taken back), the latest last."""
    events = Event.objects.filter(session=session, type__in=(*UNDOABLE, UNDONE, REDONE)).order_by("number")
    told = events.values_list("number", "type", "payload")
    return stacks((number, kind, payload.get("number", 0)) for number, kind, payload in told.iterator(chunk_size=2000))
