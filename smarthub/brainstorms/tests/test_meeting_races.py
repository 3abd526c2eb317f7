"""Two who write at once, in true threads: one is kept, the other is told, nothing is overwritten."""

from functools import partial

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.models import AgendaItem, Facilitator, Review
from smarthub.brainstorms.queries.outcome import agenda_of, minutes_of
from smarthub.brainstorms.rules.command import Sender
from smarthub.brainstorms.testing import leader, make_session, tell
from smarthub.kit.refusals import Refused
from smarthub.kit.testing import race
from smarthub.people.testing import make_person

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_six_who_save_from_the_same_version_one_is_kept_and_five_are_told():
    session = make_session()
    people = [make_person(f"Nr {n}") for n in range(6)]
    for person in people:
        Facilitator.objects.create(session=session, person=person, since=NINE)
    answers = race(
        [partial(tell, session, Sender(person=each, leads=True), "minutes", text=each.name) for each in people]
    )
    refused = [each for each in answers if isinstance(each, Refused)]
    assert [each.refusal.code for each in refused] == ["minutes-moved-on"] * 5
    assert minutes_of(session).number == 1


def test_an_action_that_six_look_at_has_one_review():
    session = make_session()
    action = tell(session, leader(session), "act", text="trees").payload["action"]
    race([partial(tell, session, leader(session), "review", other=action, kind="done") for _n in range(6)])
    assert Review.objects.count() == 1


def test_points_added_at_once_have_places_of_their_own():
    session = make_session()
    race([partial(tell, session, leader(session), "item", text=f"point {n}") for n in range(6)])
    assert sorted(AgendaItem.objects.values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert len(agenda_of(session)) == 6
