"""Coming in: with a code, without an account, once however often the phone asks."""

from uuid import uuid4

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.join import key_of
from smarthub.brainstorms.models import Participant, Session
from smarthub.brainstorms.queries import hash_of
from smarthub.brainstorms.rules.command import CLOSED, Sender
from smarthub.brainstorms.rules.join import why_not_join
from smarthub.brainstorms.testing import leader, make_session, tell
from smarthub.kit.refusals import Refused


@pytest.mark.parametrize(
    ("closed", "name", "sector", "code"),
    [
        (False, "", "", None),
        (False, "Malee", "citizen", None),
        (True, "", "", "closed"),
        (False, "x" * 81, "", "name-too-long"),
        (False, "", "king", "unknown-sector"),
    ],
)
def test_who_may_join(closed, name, sector, code):
    refusal = why_not_join(Session(closed_at=NINE if closed else None), name=name, sector=sector)
    assert (refusal.code if refusal else None) == code


@pytest.mark.django_db
def test_the_same_join_thrice_is_one_participant_with_one_key():
    session, mark = make_session(), uuid4()
    events = {tell(session, Sender(), "join", id=mark, sector="startup").pk for _ in range(3)}
    assert len(events) == 1
    participant = Participant.objects.get()
    assert participant.sector == "startup"
    assert participant.hash == hash_of(key_of(participant.ref))


@pytest.mark.django_db
def test_nobody_joins_a_closed_session():
    session = make_session()
    tell(session, leader(session), "close")
    with pytest.raises(Refused) as refused:
        tell(session, Sender(), "join")
    assert refused.value.refusal == CLOSED
