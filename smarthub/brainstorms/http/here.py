"""Phones that ask instead of listening are here, too."""

from django.http import HttpRequest

from smarthub.brainstorms.actions.here import heard
from smarthub.brainstorms.http import key_in
from smarthub.brainstorms.models import Session
from smarthub.brainstorms.queries import hash_of
from smarthub.brainstorms.queries.here import NOTED_EVERY, listener
from smarthub.kit import clock
from smarthub.kit.recent import Recent

_noted: Recent[tuple[int, str], bool] = Recent(NOTED_EVERY)


def note_here(request: HttpRequest, session: Session) -> None:
    """That the phone of this key was heard; each at most once in a while, however often it asks."""
    key = key_in(request, session)
    mark = session.pk, hash_of(key)
    if not key or _noted.get(mark):
        return
    _noted.keep(mark, True)  # noqa: FBT003 (a mark, not a choice)
    if (who := listener(*mark)) is not None:
        heard([who], now=clock.now())
