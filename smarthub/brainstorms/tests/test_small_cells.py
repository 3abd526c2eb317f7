"""No figure of fewer than five people leaves the house: not on a page, in an answer, in a file or in a live event.

Every address of the package is asked, twice: between the two times only what lies inside hidden cells changes. Whatever then
differs has told on somebody. An address added later is asked as well, without anybody having to remember.
"""

import json
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.join import key_of
from smarthub.brainstorms.actions.weigh import weigh_opinions
from smarthub.brainstorms.http import cookie_of
from smarthub.brainstorms.models import Note, Participant, Phase, Session, Vote
from smarthub.brainstorms.queries import hash_of
from smarthub.brainstorms.rules.opinions.cells import FEWEST
from smarthub.brainstorms.rules.weigh import may_be_told
from smarthub.brainstorms.testing import begin, leader, make_camps, make_session, tell
from smarthub.brainstorms.urls import urlpatterns
from smarthub.kit import clock
from smarthub.kit.recent import forget_everything

SECTORS = {"government": 3, "private": 4, "university": 6, "startup": 7, "citizen": 12, "": 5}
VOTES = ("opinions", "dots", "pairs", "rank", "place")
ASKERS = ("stranger", "phone", "leader")
# What else an address names beside the room, and what is put there.
PARTS = {
    "ref": lambda session: session.phases.first().ref,
    "token": lambda session: "none",
    "hub": lambda session: session.hub.slug,
    "step": lambda session: "none",
}
PAGES = sorted(str(pattern.name) for pattern in urlpatterns)


def routes(resolver: Any, before: str = "") -> Iterator[str]:
    """Every address of the house, as it is written in urls.py."""
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from routes(each, route)
        else:
            yield route


# The house's own list, as a package knows nothing of the floors above it.
CALLS = sorted(
    {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", "/" + each) for each in routes(get_resolver()) if "v1/brainstorms" in each}
)
pytestmark = pytest.mark.at(NINE)


def voted(session: Session) -> dict[str, list[Participant]]:
    """A room of many small cells in which every kind of vote was taken and is over; people by sector."""
    begin(session)
    numbers = count()
    people = {
        sector: [
            Participant.objects.create(
                session=session,
                ref=f"p{next(numbers)}",
                hash=f"{session.pk} {sector} {n}",
                sector=sector,
                joined_at=NINE,
            )
            for n in range(many)
        ]
        for sector, many in SECTORS.items()
    }
    first = session.phases.first()
    notes = Note.objects.bulk_create(
        Note(session=session, phase=first, ref=f"n{n}", text=f"ข้อความที่ {n}", made_at=NINE) for n in range(8)
    )
    tell(session, leader(session), "reveal")
    for kind in VOTES:
        ref = tell(session, leader(session), "phase", kind=kind, dots=5).payload["phase"]
        tell(session, leader(session), "next", phase=ref)
        Vote.objects.bulk_create(_said(Phase.objects.get(ref=ref), people, notes))
    tell(session, leader(session), "decide", text="ต้นไม้ก่อน", note=notes[0].ref)
    tell(session, leader(session), "next", phase=session.phases.get(kind="act").ref)
    weigh_opinions(session, now=NINE)
    return people


def _said(phase: Phase, people: dict[str, list[Participant]], notes: list[Note]) -> Iterator[Vote]:
    everybody = [person for many in people.values() for person in many]
    for p, person in enumerate(everybody):
        for n, note in enumerate(notes[:7]):
            more: dict[str, Any] = {"value": (p * 5 + n * 3) % 3 - 1}
            if phase.kind == "dots":
                more = {"value": (p + n) % 3}
            elif phase.kind == "pairs":
                more = {"value": 1, "other": notes[n + 1]}
            elif phase.kind == "rank":
                more = {"value": (n + p) % 7 + 1}
            elif phase.kind == "place":
                more = {"value": (p + n) % 5 + 1, "effort": (p * n) % 5 + 1}
            yield Vote(phase=phase, participant=person, note=note, at=NINE, **more)


def change_what_is_hidden(session: Session, people: dict[str, list[Participant]]) -> None:
    """One of three for the government and one of four for the companies speak for the other, who answers otherwise."""
    for one, other in zip(people["government"][:2], people["private"][:2], strict=True):
        assert [vote.value for vote in one.votes.order_by("phase", "note")] != [
            vote.value for vote in other.votes.order_by("phase", "note")
        ]
        one.sector, other.sector = other.sector, one.sector
        one.save()
        other.save()
    before = {p.ref: p.sector for p in session.participants.all()}
    assert [list(before.values()).count(sector) for sector in SECTORS] == list(SECTORS.values())
    weigh_opinions(session, now=NINE)
    forget_everything()


def asking(session: Session, people: dict[str, list[Participant]], asker: str) -> Client:
    client = Client()
    if asker == "phone":
        client.cookies[cookie_of(session)] = key_of(people["citizen"][0].ref)
        people["citizen"][0].hash = hash_of(key_of(people["citizen"][0].ref))
        people["citizen"][0].save()
    elif asker == "leader":
        client.force_login(session.made_by)
    return client


def page_of(session: Session, name: str) -> str:
    pattern = next(each for each in urlpatterns if each.name == name)
    named = {part: session.code if part == "code" else PARTS[part](session) for part in pattern.pattern.converters}
    return reverse(f"brainstorms:{name}", kwargs=named)


def call_of(session: Session, path: str) -> str:
    return path.format(code=session.code, **{part: make(session) for part, make in PARTS.items()})


def body_of(client: Client, address: str) -> tuple[int, str]:
    """An answer without what is drawn anew for every answer: marks of commands, proofs of forms, links sealed with the time."""
    forget_everything()
    answer = client.get(address, {"text": "ข้อความที่ 1"} if address.rstrip("/").endswith("similar") else {}, follow=True)
    parts = answer.streaming_content if getattr(answer, "streaming", False) else [answer.content]  # type: ignore[attr-defined]
    body = b"".join(parts)
    text = body.decode("utf-8", "replace")
    text = re.sub(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", "MARK", text)
    text = re.sub(r"/company/[^/\"<]+/", "/company/LINK/", text)
    return answer.status_code, re.sub(r'(csrfmiddlewaretoken" value=")[^"]*|("X-CSRFToken": ")[^"]*', r"\1", text)


@pytest.fixture
def room(db):
    session = make_session()
    return session, voted(session)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_or_file_tells_what_is_in_a_hidden_cell(room, name):
    session, people = room
    address = page_of(session, name)
    clients = [asking(session, people, asker) for asker in ASKERS]
    before = [body_of(client, address) for client in clients]
    assert before == [body_of(client, address) for client in clients], (
        "is never the same twice: compare it in another way"
    )
    change_what_is_hidden(session, people)
    assert [body_of(client, address) for client in clients] == before


@pytest.mark.parametrize("path", CALLS)
def test_no_answer_and_no_live_event_tells_what_is_in_a_hidden_cell(room, path):
    session, people = room
    address = call_of(session, path)
    clients = [asking(session, people, asker) for asker in ASKERS]
    before = [body_of(client, address) for client in clients]
    change_what_is_hidden(session, people)
    assert [body_of(client, address) for client in clients] == before


def test_the_pages_of_results_are_among_those_asked_and_are_answered(room):
    session, people = room
    for name in ("results", "screen", "room", "lead", "report", "report-pdf", "report-csv", "report-json"):
        assert body_of(asking(session, people, "leader"), page_of(session, name))[0] == 200, name
    for path in CALLS:
        if "{ref}" not in path and "similar" not in path:
            assert body_of(asking(session, people, "leader"), call_of(session, path))[0] in {200, 405}, path


def test_a_change_in_a_cell_that_is_shown_is_seen_so_the_test_can_see(room):
    session, people = room
    before = body_of(Client(), call_of(session, "/api/v1/brainstorms/{code}/results"))
    one, other = people["citizen"][1], people["startup"][0]
    one.sector, other.sector = other.sector, one.sector
    one.save()
    other.save()
    weigh_opinions(session, now=NINE)
    assert body_of(Client(), call_of(session, "/api/v1/brainstorms/{code}/results")) != before


# -- figures that stand in an answer -----------------------------------------------------------------------------------


def figures(found: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every figure of an answer, with the names that lead to it."""
    if isinstance(found, dict):
        for name, value in found.items():
            yield from figures(value, f"{path}.{name}")
    elif isinstance(found, list):
        for value in found:
            yield from figures(value, path)
    else:
        yield path, found


def split_by_group(found: dict[str, Any]) -> list[int]:
    split = re.compile(r"(sectors\.participants|groups\.members|seen\.\w+|representative\.(trials))$")
    return [value for path, value in figures(found) if split.search(path) and value is not None]


@pytest.mark.parametrize("outside", [0, 1, 3, 4, 5, 9])
def test_of_discovered_groups_nothing_under_five_is_told_nor_can_be_counted_out(db, outside):
    session = make_session()
    make_camps(session, sectors=("government", "private", "citizen", "citizen", "citizen"), outside=outside)
    two = Participant.objects.filter(sector="government").values_list("pk", flat=True)[:2]
    Participant.objects.filter(sector="government").exclude(pk__in=list(two)).update(sector="citizen")
    weigh_opinions(session, now=NINE)
    with clock.stopped_at(NINE):
        found = json.loads(Client().get(f"/api/v1/brainstorms/{session.code}/results").content)
    assert found["groups"]
    told = split_by_group(found)
    assert told
    assert min(told) >= FEWEST
    left = found["participants"] - sum(group["members"] or 0 for group in found["groups"])
    hidden = [group for group in found["groups"] if group["members"] is None]
    assert left == 0 or left >= FEWEST
    assert bool(hidden) == (0 < outside < FEWEST)
    seen = {each["id"]: each["agree"] + each["disagree"] + each["pass"] for each in found["statements"]}
    for statement, total in seen.items():
        trials = sum(each["trials"] for each in found["representative"] if each["statement"] == statement)
        assert not 0 < total - trials < FEWEST


@pytest.mark.parametrize(
    ("cells", "total", "told"),
    [
        ({}, 9, set()),
        ({0: 30, 1: 20}, 50, {0, 1}),
        ({0: 30, 1: 20}, 53, {0}),
        ({0: 30, 1: 20}, 55, {0, 1}),
        ({0: 30, 1: 4}, 34, set()),  # the four could be counted out
        ({0: 30, 1: 4}, 39, {0}),
        ({0: 30}, 33, set()),
        ({0: 5, 1: 5}, 13, {1}),
        ({0: 4}, 40, set()),
    ],
)
def test_which_figures_of_groups_may_stand_beside_a_total(cells, total, told):
    assert may_be_told(cells, total) == told
