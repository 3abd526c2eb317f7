"""The outbox: who is told, when, once; and what they choose."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends import locmem

from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.kit.testing import race
from smarthub.notices import doctor, queries, rules, tasks
from smarthub.notices.actions.choose import choose, forget, see
from smarthub.notices.actions.notify import notify, reading_as, withdraw
from smarthub.notices.actions.send import send_due
from smarthub.notices.models import Channel, Choice, Notice
from smarthub.people.models import Person
from smarthub.people.testing import make_person

BANGKOK = ZoneInfo("Asia/Bangkok")
NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def member(**more: Any) -> Person:
    given: dict[str, Any] = {"email": "dao@example.org", "joined_at": NOON, **more}
    return make_person(**given)


@pytest.mark.parametrize(
    ("person", "by_mail", "mail_leaves", "channels"),
    [
        (Person(name="Dao"), True, True, []),
        (Person(name="Dao", joined_at=NOON), True, True, ["screen"]),
        (Person(name="Dao", joined_at=NOON, email="d@example.org"), True, True, ["screen", "mail"]),
        (Person(name="Dao", joined_at=NOON, email="d@example.org"), False, True, ["screen"]),
        (Person(name="Dao", joined_at=NOON, email="d@example.org"), True, False, ["screen"]),
        (Person(name="Dao", email="d@example.org"), True, True, []),  # an address that nobody has proved
        (Person(name="Dao", joined_at=NOON, email="d@example.org", erased_at=NOON), True, True, []),
    ],
)
def test_somebody_is_told_by_the_channels_they_have_and_want(
    person: Person, by_mail: bool, mail_leaves: bool, channels: list[str]
) -> None:
    assert rules.channels(person, Choice(by_mail=by_mail), mail_leaves=mail_leaves) == channels


def local(hour: int, minute: int = 0, day: int = 2) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=BANGKOK).astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "end", "moment", "due"),
    [
        (21 * 60, 7 * 60, local(20, 59), local(20, 59)),
        (21 * 60, 7 * 60, local(21), local(7, day=3)),
        (21 * 60, 7 * 60, local(3), local(7)),
        (21 * 60, 7 * 60, local(7), local(7)),
        (13 * 60, 14 * 60, local(13, 30), local(14)),
        (13 * 60, 14 * 60, local(12), local(12)),
        (0, 0, local(0), local(0)),
    ],
)
def test_quiet_hours_are_waited_for(start: int, end: int, moment: datetime, due: datetime) -> None:
    assert rules.after_quiet(moment, Choice(quiet_from=start, quiet_until=end), BANGKOK) == due


def test_a_try_in_vain_is_repeated_with_growing_pauses_and_then_given_up() -> None:
    tries = [rules.next_try(n, now=NOON) for n in range(1, 8)]
    assert tries[:-1] == sorted(each for each in tries if each)
    assert tries[-1] is None


@pytest.mark.parametrize(("start", "end", "code"), [(0, 1439, None), (1440, 0, "x"), (0, -1, "x")])
def test_quiet_hours_lie_on_the_clock(start: int, end: int, code: str | None) -> None:
    refusal = rules.why_not_choose(quiet_from=start, quiet_until=end)
    assert (refusal is None) == (code is None)


def tell(person: Person, key: str = "k", **more: Any) -> list[Notice]:
    given: dict[str, Any] = {"key": key, "subject": "ว่างแล้ว", "text": "มาได้เลย", "now": NOON, **more}
    return notify(person, **given)


@pytest.mark.django_db
def test_the_same_is_told_once_by_each_channel() -> None:
    person = member()
    tell(person)
    tell(person)
    assert sorted(Notice.objects.values_list("channel", flat=True)) == ["mail", "screen"]
    assert send_due(now=NOON) == 1
    assert send_due(now=NOON + HOUR) == 0
    assert [message.to for message in mail.outbox] == [["dao@example.org"]]


@pytest.mark.django_db
def test_a_guest_has_no_channel_and_no_row() -> None:
    assert tell(make_person()) == []
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_a_message_waits_for_the_end_of_the_quiet_hours_unless_it_is_urgent() -> None:
    person = member()
    tell(person, now=local(22), by=(Channel.MAIL,))
    tell(person, "now", now=local(22), by=(Channel.MAIL,), is_urgent=True)
    assert send_due(now=local(22, 1)) == 1
    assert send_due(now=local(7, day=3)) == 1


@pytest.mark.django_db
def test_what_would_come_too_late_is_not_sent() -> None:
    person = member()
    assert tell(person, now=local(22), good_until=local(23), by=(Channel.MAIL,)) == []
    tell(person, good_until=NOON + HOUR, by=(Channel.MAIL,))
    assert send_due(now=NOON + 2 * HOUR) == 0
    assert Notice.objects.get().dropped_at == NOON + 2 * HOUR


@pytest.mark.django_db
def test_a_mail_about_a_time_carries_it_as_a_calendar_file() -> None:
    tell(member(), calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", link="https://hub.example.org/bookings/x/")
    send_due(now=NOON)
    [(name, content, kind)] = mail.outbox[0].attachments
    assert (name, kind) == ("booking.ics", "text/calendar")
    assert "VCALENDAR" in content
    assert "https://hub.example.org/bookings/x/" in mail.outbox[0].body


@pytest.mark.django_db
def test_a_closed_way_out_is_tried_again_and_given_up_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(self: object, messages: object) -> int:
        raise ConnectionRefusedError("closed")

    tell(member(), by=(Channel.MAIL,))
    monkeypatch.setattr(locmem.EmailBackend, "send_messages", closed)
    assert send_due(now=NOON) == 0
    notice = Notice.objects.get()
    assert notice.next_try_at == NOON + timedelta(minutes=1)
    assert notice.fault == "ConnectionRefusedError: closed"
    with clock.stopped_at(NOON + 2 * HOUR):
        assert list(doctor.examine()) == [
            "1 messages have been waiting for over an hour: ConnectionRefusedError: closed."
        ]
    now = NOON
    for _ in range(6):
        now += timedelta(days=1)
        send_due(now=now)
    notice.refresh_from_db()
    assert notice.attempts == 7
    assert notice.dropped_at == now
    with clock.stopped_at(now):
        assert list(doctor.examine()) == ["1 messages were given up in the last two days."]


@pytest.mark.django_db
def test_what_was_cut_off_while_it_was_sent_is_not_sent_again() -> None:
    tell(member(), by=(Channel.MAIL,))
    Notice.objects.update(claimed_at=NOON, attempts=1)
    with clock.stopped_at(NOON + HOUR):
        tasks.send.func()
        assert len(mail.outbox) == 0
        assert "when the power went" in next(iter(doctor.examine()))


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_sends_each_message() -> None:
    for n in range(5):
        tell(member(email=f"p{n}@example.org"), by=(Channel.MAIL,))
    answers = race([partial(send_due, now=NOON)] * 6)
    assert sum(answers) == 5
    assert len(mail.outbox) == 5


@pytest.mark.django_db
def test_what_has_not_gone_yet_can_be_taken_out() -> None:
    person = member()
    tell(person, "remind:abc:1", due_at=NOON + HOUR)
    tell(person, "remind:abd:1", due_at=NOON + HOUR, by=(Channel.MAIL,))
    assert withdraw(person, keys="remind:abc:", now=NOON) == 2
    assert send_due(now=NOON + HOUR) == 1
    assert queries.keys_told(["remind:abc:1", "other"]) == {"remind:abc:1"}


@pytest.mark.django_db
def test_a_message_to_somebody_who_was_erased_meanwhile_is_dropped() -> None:
    person = member()
    tell(person, by=(Channel.MAIL,))
    Person.objects.update(email=None, erased_at=NOON)
    assert send_due(now=NOON) == 0
    forget(person)
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_old_messages_go() -> None:
    tell(member(), now=NOON - timedelta(days=200))
    with clock.stopped_at(NOON):
        tasks.forget_old.func()
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_who_wants_no_mail_gets_none(client: Any) -> None:
    person = member()
    wanted: dict[str, Any] = {"by_mail": False, "hour_before": True, "evening_before": False}
    choose(person, **wanted, quiet_from=0, quiet_until=0, now=NOON)
    assert rules.channels(person, queries.choice_of(person), mail_leaves=True) == ["screen"]
    with pytest.raises(Refused):
        choose(person, **wanted, quiet_from=5000, quiet_until=0, now=NOON)


@pytest.mark.django_db
def test_my_messages_stand_on_a_page_new_ones_marked_once(client: Any) -> None:
    person = member()
    with reading_as(person):
        tell(person, link="/bookings/x/")
    client.force_login(person)
    with clock.stopped_at(NOON):
        assert "ใหม่" in (first := client.get("/me/notices/").text)
        assert 'href="/bookings/x/"' in first
        assert queries.unseen(person, now=NOON).count() == 0
        answer = client.post("/me/notices/", {"hour_before": "on", "quiet_from": "1320", "quiet_until": "360"})
        assert answer.status_code == 302
        assert client.post("/me/notices/", {"quiet_from": "5"}).status_code == 422
    choice = queries.choice_of(person)
    assert (choice.by_mail, choice.hour_before, choice.quiet_from) == (False, True, 1320)
    assert see(person, now=NOON) == 0
