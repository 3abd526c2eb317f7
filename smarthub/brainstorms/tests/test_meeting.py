"""A plain meeting: points in their order, and minutes of which nothing is lost."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.models import AgendaItem, Event, Facilitator, Minutes, Session
from smarthub.brainstorms.queries.outcome import agenda_of, minutes_of, versions_of
from smarthub.brainstorms.rules.command import Sender
from smarthub.brainstorms.rules.meeting import times
from smarthub.brainstorms.testing import begin, leader, make_meeting, make_participant, make_session, tell
from smarthub.kit.refusals import Refused
from smarthub.people.testing import make_person
from smarthub.places.testing import make_hub

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


# --- the page ---------------------------------------------------------------------------------------------------------


def post(client, session, verb, *, accept="text/html", **more):
    given = {"id": str(uuid4()), "type": verb, **more}
    return client.post(f"/en/b/{session.code}/minutes/", given, HTTP_ACCEPT=accept)


def shown(client, session):
    return client.get(f"/en/b/{session.code}/minutes/").content.decode()


def test_a_meeting_is_led_from_one_page(client):
    session = make_session()
    client.force_login(session.made_by)
    assert post(client, session, "item", text="Budget", value="15").headers["Location"].endswith("/minutes/#agenda")
    post(client, session, "minutes", text="We began.", number="0")
    post(client, session, "decide", text="Buy <lamps>")
    post(client, session, "act", text="Ask for a price", owner="Tom", due_on="24/12/2569")
    page = shown(client, session)
    for words in (
        "Budget",
        "We began.",
        "Buy &lt;lamps&gt;",
        "Ask for a price",
        "24\N{NO-BREAK SPACE}Dec\N{NO-BREAK SPACE}2026",
    ):
        assert words in page


def test_a_text_that_was_not_taken_stands_in_the_page_again(client):
    session = make_session()
    client.force_login(session.made_by)
    answer = post(client, session, "act", text="Ask for a price", due_on="the day after")
    assert answer.status_code == 422
    assert "Ask for a price" in answer.content.decode()
    assert "Write a date" in answer.content.decode()


def test_who_wrote_from_an_older_version_sees_both_texts(client):
    session = make_session()
    keep(session, "theirs")
    client.force_login(session.made_by)
    answer = post(client, session, "minutes", text="mine", number="0")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "theirs" in page
    assert "mine</textarea>" in page
    assert 'name="number" value="1"' in page  # saved once more, both put together
    assert post(client, session, "minutes", text="theirs and mine", number="1").status_code == 302
    assert minutes_of(session).text == "theirs and mine"


def test_a_script_saves_and_is_told_the_number_or_the_conflict(client):
    session = make_session()
    client.force_login(session.made_by)
    saved = post(client, session, "minutes", text="one", accept="application/json")
    assert saved.json()["number"] == 1
    assert post(client, session, "minutes", text="two", accept="application/json").status_code == 409
    assert post(client, session, "close", accept="application/json").status_code == 422


def test_the_next_meeting_begins_with_what_was_left_open(client):
    session = make_session()
    client.force_login(session.made_by)
    post(client, session, "act", text="Ask the city", due_on="1/1/2569")
    after = make_session(session.hub, person=session.made_by)
    Session.objects.filter(pk=after.pk).update(made_at=session.made_at + timedelta(days=7))
    assert "Does this session continue an earlier one?" in shown(client, after)
    post(client, after, "continue", other=session.code)
    page = shown(client, after)
    assert page.index("Ask the city") < page.index("Agenda<")
    assert "overdue" in page
    action = session.actions.get()
    post(client, after, "review", other=action.ref, kind="dropped", text="The city did it.")
    assert "The city did it." in shown(client, after)


def test_whoever_was_in_the_room_reads_and_nobody_else(client):
    session = make_session()
    keep(session, "What was said.")
    assert client.get(f"/en/b/{session.code}/minutes/").status_code == 404
    client.post(f"/en/b/{session.code}/", {"id": str(uuid4()), "type": "join"})
    page = shown(client, session)
    assert "What was said." in page
    assert "<textarea" not in page
    assert post(client, session, "decide", text="x").status_code == 404


def test_earlier_versions_are_for_those_who_lead(client):
    session = make_session()
    keep(session, "first words")
    keep(session, "second words", 1, now=NINE + timedelta(minutes=5))
    path = f"/en/b/{session.code}/minutes/versions/"
    client.force_login(make_person("Stranger"))
    assert client.get(path).status_code == 404
    client.force_login(session.made_by)
    assert "first words" in client.get(path).content.decode()


def test_a_long_meeting_takes_no_more_queries_than_a_short_one(client, django_assert_max_num_queries):
    session = make_session()
    client.force_login(session.made_by)
    for n in range(20):
        put(session, f"point {n}")
        tell(session, leader(session), "act", text=f"do {n}")
        tell(session, leader(session), "decide", text=f"decided {n}")
    with django_assert_max_num_queries(25):
        shown(client, session)


def test_while_people_talk_the_console_and_the_screen_show_the_agenda_and_count_no_notes(client):
    session = make_meeting(make_hub(), make_person("Malee"))
    client.force_login(session.made_by)
    begin(session, "talk")
    for page in ("lead", "screen"):
        found = client.get(f"/en/b/{session.code}/{page}/").content.decode()
        assert re.search(r"ทบทวนงานค้าง.*10 minutes.*ถนนคนเดิน.*30 minutes.*เรื่องอื่น", found, re.DOTALL)
        assert not re.search(r"<dt>notes</dt>|</span> notes|No notes to see yet", found)
    tell(session, make_participant(session), "note", text="Lights")
    assert "<dt>notes</dt><dd>1</dd>" in client.get(f"/en/b/{session.code}/lead/").text
    assert '<span class="screen__number">1</span> notes' in client.get(f"/en/b/{session.code}/screen/").text
    begin(session, "decide")
    assert "10 minutes" not in client.get(f"/en/b/{session.code}/screen/").text
