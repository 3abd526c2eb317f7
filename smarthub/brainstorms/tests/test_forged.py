"""Who only says that they lead, leads nothing: every verb of those who lead is refused with a sentence, whoever forges it."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.company import add_facilitator, let_go
from smarthub.brainstorms.actions.join import key_of
from smarthub.brainstorms.actions.obey import VERBS
from smarthub.brainstorms.http import cookie_of
from smarthub.brainstorms.models import Event, Facilitator, Note, Phase, Session
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.kit import clock
from smarthub.people.testing import make_person
from smarthub.places.testing import make_host, make_hub

EVERYBODYS = {
    *("join", "note", "edit", "remove", "vote", "unvote"),
    *("move", "group", "rename", "merge", "ungroup", "undo", "redo"),
}
LEADERS = sorted({*VERBS, "propose"} - EVERYBODYS)
THAI = re.compile(r"[\u0e00-\u0e7f]")


@pytest.fixture(autouse=True)
def _at_nine():
    with clock.stopped_at(NINE):
        yield


@pytest.fixture
def session(db):
    session = make_session()
    begin(session)
    for n in range(5):
        tell(session, make_participant(session), "note", text=f"{n}")
    tell(session, leader(session), "reveal")
    return session


def nobody(session: Session) -> tuple[Client, dict]:
    return Client(), {}


def a_phone(session: Session) -> tuple[Client, dict]:
    client = Client()
    client.cookies[cookie_of(session)] = key_of(make_participant(session).participant.ref)
    return client, {}


def a_phone_that_says_it_leads(session: Session) -> tuple[Client, dict]:
    client, _more = a_phone(session)
    return client, {"leads": True, "person": session.made_by.code, "by": session.made_by.code, "name": "ผู้นำ"}


def a_made_up_token(session: Session) -> tuple[Client, dict]:
    return Client(headers={"Authorization": f"Bearer {session.made_by.code}"}), {}


def a_made_up_key(session: Session) -> tuple[Client, dict]:
    return Client(headers={"Authorization": "Bearer in_" + "0" * 40}), {}


def a_made_up_session(session: Session) -> tuple[Client, dict]:
    client = Client()
    client.cookies["sessionid"] = "0" * 32
    return client, {}


def who_leads_another_room(session: Session) -> tuple[Client, dict]:
    client = Client()
    client.force_login(make_session(session.hub, person=make_person("Malee")).made_by)
    return client, {}


def who_runs_another_hub(session: Session) -> tuple[Client, dict]:
    host = make_person("Malee")
    make_host(make_hub(slug="elsewhere"), host, since=NINE)
    client = Client()
    client.force_login(host)
    return client, {}


def who_was_let_go(session: Session) -> tuple[Client, dict]:
    person = make_person("Malee")
    add_facilitator(session, person, by=session.made_by, now=NINE)
    let_go(Facilitator.objects.get(session=session, person=person), by=session.made_by, now=NINE)
    client = Client()
    client.force_login(person)
    return client, {}


FORGERS = (
    *(nobody, a_phone, a_phone_that_says_it_leads, a_made_up_token, a_made_up_key, a_made_up_session),
    *(who_leads_another_room, who_runs_another_hub, who_was_let_go),
)


def standing(session: Session) -> tuple:
    """All that a verb of those who lead could have changed."""
    session.refresh_from_db()
    return (
        session.closed_at,
        Event.objects.filter(session=session).count(),
        list(Phase.objects.filter(session=session).values_list()),
        list(Note.objects.filter(session=session).values_list()),
    )


@pytest.mark.parametrize("forger", FORGERS, ids=lambda forger: forger.__name__)
@pytest.mark.parametrize("language", ["th", "en"])
def test_every_verb_of_those_who_lead_is_refused_with_a_sentence(session, forger, language):
    client, more = forger(session)
    before = standing(session)
    note, phase = session.notes.first(), session.phases.last()
    sent = {"note": note.ref, "phase": phase.ref, "text": "x", "kind": "dots", "seconds": 60, "value": 3, "other": "x"}
    answer = client.post(
        f"/api/v1/brainstorms/{session.code}/commands",
        {"commands": [{"id": str(uuid4()), "type": verb, **sent, **more} for verb in LEADERS]},
        content_type="application/json",
        headers={"Accept-Language": language},
    )
    assert answer.status_code == 422
    for verb, done in zip(LEADERS, answer.json()["results"], strict=True):
        assert (done["status"], done["rule"]) == ("refused", "leaders-only"), verb
        assert len(done["detail"]) > 10
        assert bool(THAI.search(done["detail"])) == (language == "th")
    assert standing(session) == before


@pytest.mark.parametrize("forger", FORGERS, ids=lambda forger: forger.__name__)
def test_on_the_room_s_own_page_too_and_the_console_is_not_there(session, forger):
    client, more = forger(session)
    before = standing(session)
    for verb in ("next", "reveal", "close", "propose"):
        sent = {"id": str(uuid4()), "type": verb, "phase": session.phases.last().ref, "text": "x", **more}
        shown = client.post(f"/en/b/{session.code}/", sent, follow=True).content.decode()
        assert "Only those who lead this session may do that." in shown, verb
        assert client.post(f"/en/b/{session.code}/lead/", sent).status_code in {302, 404}
    assert standing(session) == before


def test_the_list_holds_the_verbs_that_matter():
    assert {"next", "reveal", "hide", "close", "propose", "take-ballot-back", "put-phase-back"} <= set(LEADERS)
    assert set(VERBS) >= EVERYBODYS
