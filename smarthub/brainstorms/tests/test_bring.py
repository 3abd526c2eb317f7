"""An import is there as a whole or not at all, and the house goes on meanwhile."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from smarthub.bookings.models import Booking
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.brainstorms import doctor, queries
from smarthub.brainstorms.actions import bring as bringing
from smarthub.brainstorms.actions.bring import STRANDED, bring
from smarthub.brainstorms.actions.weigh import weigh_what_moved
from smarthub.brainstorms.models import Event, Note, Participant, Phase, Session, Vote, Weighing
from smarthub.brainstorms.queries.results import results
from smarthub.brainstorms.queries.state import state
from smarthub.brainstorms.rules.polis_export import read_export
from smarthub.brainstorms.tasks import forget_stranded_imports
from smarthub.brainstorms.testing import begin, leader, make_session, tell
from smarthub.brainstorms.tests.listening import in_thread
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.places.testing import make_space

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, STATEMENTS = 30, 8
EXPORT = read_export(
    "comment-id,comment-body\n" + "\n".join(f"{n},statement {n}" for n in range(STATEMENTS)),
    "voter-id,comment-id,vote\n" + "\n".join(f"{p},{n},1" for p in range(PEOPLE) for n in range(STATEMENTS)),
)


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(bringing, "BATCH", 10)


@pytest.fixture
def session():
    return make_session()


def bring_in(session: Session) -> Event:
    return bring(session, EXPORT, mark=uuid4(), by=leader(session), now=NINE)


def in_the_middle(monkeypatch: Any, do: Any) -> None:
    """Something happens after the twentieth batch of votes."""
    write, batches = bringing._write, []

    def rows_then_something(kind: Any, rows: Any) -> None:
        def counted() -> Any:
            for row in rows:
                batches.append(row)
                if len(batches) == 200:
                    do()
                yield row

        write(kind, counted() if kind is Vote else rows)

    monkeypatch.setattr(bringing, "_write", rows_then_something)


def test_it_is_one_event_with_all_of_it(session):
    event = bring_in(session)
    assert event.payload == {
        "phase": Phase.objects.get(title="Polis").ref,
        "participants": PEOPLE,
        "statements": STATEMENTS,
    }
    assert Vote.objects.filter(phase__session=session).count() == PEOPLE * STATEMENTS
    assert Session.carriers.count() == 1
    assert list(doctor.examine()) == []


def test_the_house_books_and_the_room_goes_on_while_it_is_written(session, monkeypatch):
    room = make_space(session.hub)
    seen: list[Any] = []

    def meanwhile() -> None:
        def others() -> None:
            make_booking(session.hub, room, starts_at=TEN)
            begin(session)
            seen.append((state(session), results(session), queries.events_after(session.pk, 0)))
            seen.append(weigh_what_moved(now=NINE + timedelta(minutes=1)))

        in_thread(others).join(10)

    in_the_middle(monkeypatch, meanwhile)
    event = bring_in(session)
    assert Booking.objects.count() == 1
    (stands, found, log), weighed = seen
    assert (stands["participants"], stands["notes"], found["participants"], found["statements"]) == (0, [], 0, [])
    assert [each["type"] for each in log] == ["phase"]
    assert weighed == 0
    assert not Weighing.objects.exists()
    assert event.number == 2


def test_what_fails_in_the_middle_leaves_nothing(session, monkeypatch):
    def fail() -> None:
        raise ConnectionError("gone")

    in_the_middle(monkeypatch, fail)
    with pytest.raises(ConnectionError):
        bring_in(session)
    assert [kind.objects.count() for kind in (Vote, Note, Participant, Event)] == [0] * 4
    assert Session.carriers.count() == 1


def test_a_session_closed_meanwhile_takes_nothing_in(session, monkeypatch):
    def close() -> None:
        in_thread(lambda: tell(session, leader(session), "close")).join(10)

    in_the_middle(monkeypatch, close)
    with pytest.raises(Refused):
        bring_in(session)
    assert Vote.objects.count() == 0


def test_the_worker_removes_what_a_killed_import_left_and_no_other(session, monkeypatch):
    killed = Session.carriers.create(
        hub=session.hub, question="", made_by=session.made_by, made_at=NINE, carries_to=session
    )
    bringing._load(killed, EXPORT, NINE)
    bring_in(session)
    with clock.stopped_at(NINE + STRANDED):
        forget_stranded_imports.func()
    assert Session.carriers.count() == 2
    with clock.stopped_at(NINE + timedelta(days=2)):
        assert [session.code in line for line in doctor.examine()] == [True]
    with clock.stopped_at(NINE + STRANDED + timedelta(seconds=1)):
        forget_stranded_imports.func()
    assert Session.carriers.count() == 1
    assert Vote.objects.count() == PEOPLE * STATEMENTS


def test_a_carrier_is_no_room_for_anybody(session):
    carrier = Session.carriers.create(
        hub=session.hub, question="", made_by=session.made_by, made_at=NINE, carries_to=session
    )
    assert queries.session_coded(carrier.code) is None
    assert list(Session.objects.all()) == [session]
