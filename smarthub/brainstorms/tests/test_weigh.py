"""What the mathematics says of a room: told when the vote is over, never of fewer than five."""

import json
import random
from datetime import timedelta
from uuid import uuid4

import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.bring import bring
from smarthub.brainstorms.actions.weigh import weigh_what_moved
from smarthub.brainstorms.models import Weighing
from smarthub.brainstorms.queries.results import results
from smarthub.brainstorms.rules.polis_export import Export
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.brainstorms.tests.test_commands_api import Phone
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.partners.models import Sector
from smarthub.people.actions.tokens import make_token
from smarthub.people.testing import make_person

pytestmark = pytest.mark.django_db
LATER = NINE + timedelta(minutes=1)


def polis(people: int, statements: int, *, camps: int) -> dict[str, str]:
    chance = random.Random(1)
    comments = "comment-id,comment-body\n" + "\n".join(f"{n},statement {n}" for n in range(statements))
    lines = []
    for person in range(people):
        for n in range(statements):
            side = 1 if (n + person % camps) % 2 else -1
            vote = side if camps > 1 and chance.random() < 0.9 else chance.choice((-1, 0, 1))
            lines.append(f"{1000 + person},{n},{vote}")
    return {"format": "polis", "comments_csv": comments, "votes_csv": "voter-id,comment-id,vote\n" + "\n".join(lines)}


def brought(client, body):
    session = make_session()
    key = make_token(session.made_by, by=session.made_by, now=NINE)
    with clock.stopped_at(NINE):
        answer = client.post(
            f"/api/v1/brainstorms/{session.code}/import",
            body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {key}", "Accept-Language": "en"},
        )
    return session, answer


def test_two_camps_are_found_and_named_to_who_leads_alone(client):
    session, answer = brought(client, polis(80, 12, camps=2))
    body = answer.json()
    assert answer.status_code == 200, body
    assert [group["members"] for group in body["groups"]] == [40, 40]
    assert len(body["members"]) == 80
    assert body["members"]["1000"] == body["members"]["1002"] != body["members"]["1001"]
    assert body["representative"]
    assert len(body["consensus"]) == 12
    assert {line["id"] for line in body["statements"]} == {str(n) for n in range(12)}
    with clock.stopped_at(NINE):
        seen = Phone(session.code).get("/results").json()
    assert "members" not in seen
    assert seen["groups"] == body["groups"]


def test_chance_shows_no_map_and_says_why(client):
    _session, answer = brought(client, polis(80, 12, camps=1))
    assert answer.json()["groups"] is None
    assert answer.json()["why"].startswith("There are not enough votes to see groups")


def test_what_is_no_export_is_refused_with_its_line(client):
    _session, answer = brought(client, {"format": "polis", "comments_csv": "", "votes_csv": "a,b\n1,2"})
    assert answer.status_code == 422
    assert "comment" in answer.json()["detail"]


def test_the_same_files_again_are_the_same_import_and_eleven_megabytes_are_not_too_many(client):
    body = json.dumps(polis(8, 6, camps=2)) + " " * (11 * 1024 * 1024)
    session, first = brought(client, body)
    assert first.status_code == 200
    key = make_token(session.made_by, by=session.made_by, now=NINE)
    with clock.stopped_at(NINE):
        again = client.post(
            f"/api/v1/brainstorms/{session.code}/import",
            body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {key}", "Accept-Language": "en"},
        )
    assert again.json() == first.json()
    assert session.phases.filter(title="Polis").count() == 1


def test_a_closed_session_takes_nothing_in(client):
    session = make_session()
    tell(session, leader(session), "close")
    with pytest.raises(Refused):
        bring(session, Export((), ()), mark=uuid4(), by=leader(session), now=NINE)
    stranger = make_person("Malee")
    key = make_token(stranger, by=stranger, now=NINE)
    with clock.stopped_at(NINE):
        answer = client.post(
            f"/api/v1/brainstorms/{session.code}/import",
            {"format": "polis", "comments_csv": "", "votes_csv": ""},
            content_type="application/json",
            headers={"Authorization": f"Bearer {key}"},
        )
    assert answer.status_code == 404


def test_nobody_else_imports(client):
    session = make_session()
    assert (
        client.post(f"/api/v1/brainstorms/{session.code}/import", {}, content_type="application/json").status_code
        == 401
    )


def test_the_worker_weighs_what_moved_and_nothing_is_told_before_the_vote_is_over():
    session = make_session()
    begin(session)
    by = make_participant(session, sector="citizen")
    note = tell(session, by, "note", text="trees").payload["note"]
    tell(session, leader(session), "reveal")
    ref = tell(session, leader(session), "phase", kind="opinions").payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    tell(session, by, "vote", note=note, value=1)
    assert weigh_what_moved(now=NINE) == 1
    assert weigh_what_moved(now=NINE) == 0
    tell(session, by, "vote", note=note, value=-1, now=LATER)
    assert weigh_what_moved(now=LATER) == 1
    assert Weighing.objects.count() == 1
    assert results(session)["majority"] is None
    tell(session, leader(session), "reveal")
    told = results(session)
    assert told["groups"] is None
    assert told["why"]
    assert set(told["across_sectors"][0]["shares"]) == set(Sector.values)
    assert set(told["across_sectors"][0]["shares"].values()) == {None}


@pytest.mark.parametrize("people", [0, 1, 2, 3])
def test_a_few_people_get_a_calm_answer(people):
    session = make_session()
    begin(session)
    by = [make_participant(session) for _ in range(people)]
    for each in by[:1]:
        tell(session, each, "note", text="one")
    tell(session, leader(session), "reveal")
    assert results(session)["groups"] is None
    assert results(session)["why"]
