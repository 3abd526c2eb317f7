"""The fictional sessions: marked, whole, made once."""

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms import demo, doctor
from smarthub.brainstorms.demo import texts
from smarthub.brainstorms.models import Session
from smarthub.brainstorms.queries.outcome import to_look_at
from smarthub.brainstorms.queries.report import report
from smarthub.brainstorms.rules.templates import DOMAINS
from smarthub.places.testing import make_hub

pytestmark = pytest.mark.django_db


def test_three_sessions_are_made_once_and_every_one_is_marked():
    assert demo.make(1, NINE) == "there is no hub yet"
    make_hub()
    assert demo.make(1, NINE).startswith("3 fictional sessions")
    assert demo.make(2, NINE) == "the fictional sessions are there already"
    assert all(texts.MARK in question for question in Session.objects.values_list("question", flat=True))
    assert list(doctor.examine()) == []


def test_the_workshop_shows_all_that_a_workshop_can():
    make_hub()
    demo.make(1, NINE)
    found = report(Session.objects.get(question=texts.WORKSHOP))
    assert found["participants"] == demo.PEOPLE
    assert len(found["results"]["groups"]) == 2
    assert len(found["groups"]) == 7
    assert {each["state"] for each in found["actions"]} == {"done", "open"}
    assert any(note["is_paper"] for note in found["notes"])
    lane = {note["text"]: note["lane"] for note in found["notes"]}
    assert lane["รถเมล์ไฟฟ้าวนรอบเมือง ออกทุกสิบห้านาที"] == str(DOMAINS[1])  # a bus belongs to mobility
    meeting = Session.objects.get(question=texts.MEETING)
    assert any(due.is_overdue for due in to_look_at(meeting, today=NINE.date()))
