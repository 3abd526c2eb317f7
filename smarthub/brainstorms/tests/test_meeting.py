"""A plain meeting: points in their order, and minutes of which nothing is lost."""

from datetime import timedelta

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.models import AgendaItem, Event, Facilitator, Minutes
from smarthub.brainstorms.queries.outcome import agenda_of, minutes_of, versions_of
from smarthub.brainstorms.rules.command import Sender
from smarthub.brainstorms.rules.meeting import times
from smarthub.brainstorms.testing import leader, make_participant, make_session, tell
from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person

pytestmark = pytest.mark.django_db


def put(session, text, **more):
    return tell(session, leader(session), "item", text=text, **more).payload["item"]


def titles(session):
    return [item.title for item in agenda_of(session)]


def keep(session, text, base=None, *, by=None, now=NINE):
    return tell(session, by or leader(session), "minutes", text=text, number=base, now=now)


def another(session):
    """A second person who leads."""
    person = make_person("Malee")
    Facilitator.objects.create(session=session, person=person, since=NINE)
    return Sender(person=person, leads=True)


def test_points_stand_in_the_order_they_are_given_and_moved_to():
    session = make_session()
    first, _second, third = put(session, "one", value=10), put(session, "two"), put(session, "three", value=5)
    tell(session, leader(session), "move-item", other=third, value=-1)
    assert titles(session) == ["one", "three", "two"]
    tell(session, leader(session), "move-item", other=first, value=-1)
    assert titles(session) == ["one", "three", "two"]
    tell(session, leader(session), "item", other=first, text="first", value=20)
    tell(session, leader(session), "remove-item", other=third)
    assert [(item.title, item.length) for item in agenda_of(session)] == [("first", 20), ("two", 0)]
    assert Event.objects.filter(session=session).last().kept["title"] == "three"


def test_each_point_has_its_time():
    points = [AgendaItem(title="one", length=10), AgendaItem(title="two"), AgendaItem(title="three", length=5)]
    assert [moment - NINE for _item, moment in times(points, NINE)] == [timedelta(), *[timedelta(minutes=10)] * 2]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"text": " "}, "no-text"),
        ({"text": "x" * 201}, "too-long"),
        ({"text": "x", "value": 481}, "not-a-length"),
        ({"text": "x", "other": "nothing"}, "not-in-this-room"),
    ],
)
def test_a_point_that_cannot_be_is_refused(given, code):
    session = make_session()
    with pytest.raises(Refused, match=code):
        tell(session, leader(session), "item", **given)


def test_an_agenda_has_an_end():
    session = make_session()
    AgendaItem.objects.bulk_create(AgendaItem(session=session, position=n, title="x") for n in range(50))
    with pytest.raises(Refused, match="too-many"):
        put(session, "one more")


def test_minutes_are_kept_and_older_versions_stay():
    session = make_session()
    keep(session, "Opened at nine.")
    keep(session, "Opened at nine.\r\nTrees.", 1, now=NINE + timedelta(minutes=5))
    assert minutes_of(session).text == "Opened at nine.\nTrees."
    assert [each.number for each in versions_of(session)] == [2, 1]


def test_who_writes_on_within_a_minute_writes_the_same_row_on():
    session = make_session()
    for number in range(4):
        keep(session, f"line {number}", number, now=NINE + timedelta(seconds=10 * number))
    assert [(each.number, each.text) for each in versions_of(session)] == [(4, "line 3")]
    keep(session, "line 4", 4, now=NINE + timedelta(seconds=61))
    assert Minutes.objects.count() == 2


def test_of_two_who_write_at_once_the_later_is_told_and_overwrites_nothing():
    session = make_session()
    keep(session, "one")
    keep(session, "one, two", 1)
    with pytest.raises(Refused, match="minutes-moved-on"):
        keep(session, "one, three", 1, by=another(session))
    assert minutes_of(session).text == "one, two"
    assert keep(session, "one, two", 1, by=another(session)).payload["version"] == 2  # the same words are no conflict


def test_another_writer_begins_a_version_of_their_own():
    session = make_session()
    keep(session, "mine")
    keep(session, "mine and hers", 1, by=another(session))
    assert [each.text for each in versions_of(session)] == ["mine and hers", "mine"]


def test_minutes_are_finished_after_the_session_is_closed():
    session = make_session()
    tell(session, leader(session), "close")
    keep(session, "All in all.")
    assert minutes_of(session).text == "All in all."


def test_only_who_leads_writes_minutes_and_not_without_end():
    session = make_session()
    with pytest.raises(Refused, match="leaders-only"):
        keep(session, "x", by=make_participant(session))
    with pytest.raises(Refused, match="too-long"):
        keep(session, "x" * 20_001)
