"""Blocks hide both from each other; reports reach the hosts, never whom they are about."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from smarthub.journal.models import Entry
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.kit.testing import race
from smarthub.people import queries
from smarthub.people.actions.erase import erase
from smarthub.people.actions.safety import answer_report, block, name_reported, report, take_report, unblock
from smarthub.people.models import Block, Person, Report
from smarthub.people.rules.safety import why_not_answer, why_not_block, why_not_report
from smarthub.people.testing import make_person

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
PAGE = "/me/safety/"
HOST, OTHER = Person(pk=1), Person(pk=2)


def code_of(refusal):
    return refusal.code if refusal else None


@pytest.mark.parametrize(("other", "code"), [(HOST, "block-oneself"), (OTHER, None)])
def test_nobody_blocks_themselves(other, code):
    assert code_of(why_not_block(HOST, other)) == code


@pytest.mark.parametrize(("text", "code"), [("", "report-empty"), (" \n", "report-empty"), ("เขาตะโกน", None)])
def test_a_report_says_something(text, code):
    assert code_of(why_not_report(text)) == code


@pytest.mark.parametrize(
    ("told", "answer", "code"),
    [
        (Report(by_id=2), "done", None),
        (Report(by_id=2), " ", "answer-empty"),
        (Report(by_id=1), "done", "report-not-for-you"),
        (Report(by_id=2, about_id=1), "done", "report-not-for-you"),
        (Report(by_id=2, answered_at=NOW), "done", "report-answered"),
    ],
)
def test_who_answers_a_report(told, answer, code):
    assert code_of(why_not_answer(told, answer, by=HOST)) == code


@pytest.fixture
def mali(db) -> Person:
    return make_person("Mali", joined_at=NOW)


@pytest.fixture
def ton(db) -> Person:
    return make_person("ต้น", joined_at=NOW)


def test_a_block_hides_both_from_each_other_until_it_ends(mali, ton):
    third = make_person()
    first = block(mali, ton, now=NOW)
    assert block(mali, ton, now=LATER) == first
    assert (queries.hidden_from(mali), queries.hidden_from(ton), queries.hidden_from(third)) == (
        {ton.pk},
        {mali.pk},
        set(),
    )
    assert queries.are_apart(ton, mali)
    assert not queries.are_apart(ton, third)
    unblock(ton, mali, now=LATER)  # the other cannot end it
    assert queries.are_apart(ton, mali)
    for hours in (1, 2):
        unblock(mali, ton, now=NOW + timedelta(hours=hours))
    assert Block.objects.get().until == LATER
    assert queries.hidden_from(ton) == set()
    assert Entry.objects.filter(verb="unblocked").count() == 1
    assert block(mali, ton, now=LATER) != first


def test_when_both_blocked_each_other_one_end_is_not_enough(mali, ton):
    block(mali, ton, now=NOW)
    block(ton, mali, now=NOW)
    unblock(mali, ton, now=LATER)
    assert queries.are_apart(mali, ton)


def test_blocks_end_with_who_is_erased(mali, ton):
    block(mali, ton, now=NOW)
    erase(ton, by=ton, now=LATER)
    assert queries.hidden_from(mali) == set()


def test_who_is_hidden_is_one_query(mali, ton, django_assert_num_queries):
    block(mali, ton, now=NOW)
    with django_assert_num_queries(1):
        queries.hidden_from(mali)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_are_one_block():
    one, other = make_person(), make_person()
    assert len(set(race([lambda: block(one, other, now=NOW).pk] * 4))) == 1


def test_the_database_keeps_that_nobody_blocks_themselves(mali):
    with pytest.raises(IntegrityError), transaction.atomic():
        Block.objects.create(person=mali, other=mali, since=NOW)


def test_a_report_is_taken_named_and_answered_once(mali, ton):
    host, second = make_person("Host"), make_person("Second")
    told = report(by=mali, text=" เขาตะโกน ", who="ผู้ชายโต๊ะ 3", hub="hub", now=NOW)
    assert told.state == "open"
    assert report(by=mali, text="เขาตะโกน", who="ผู้ชายโต๊ะ 3", hub="hub", now=LATER) == told
    assert take_report(told, by=host, now=NOW, hub="hub").state == "taken"
    assert take_report(told, by=second, now=LATER, hub="hub").taken_by == host
    assert name_reported(told, ton, by=host, now=LATER, hub="hub").about == ton
    answered = answer_report(told, "คุยกันแล้ว", by=second, now=LATER, hub="hub")
    assert (answered.state, answered.answered_by, answered.taken_by) == ("answered", second, host)
    for do in (
        lambda: answer_report(told, "again", by=host, now=LATER, hub="hub"),
        lambda: take_report(told, by=host, now=LATER, hub="hub"),
        lambda: name_reported(told, None, by=host, now=LATER, hub="hub"),
    ):
        with pytest.raises(Refused, match="report-answered"):
            do()
    assert queries.reports_of(mali)[0].answer == "คุยกันแล้ว"


def test_an_empty_report_is_not_kept(mali):
    with pytest.raises(Refused, match="report-empty"):
        report(by=mali, text=" ", now=NOW)
    assert not Report.objects.exists()


def test_an_answer_takes_it_too(mali):
    host = make_person("Host")
    told = report(by=mali, text="x", now=NOW)
    assert answer_report(told, "y", by=host, now=LATER, hub="hub").taken_by == host


def test_a_host_sees_none_about_or_by_themselves(mali):
    host = make_person("Host")
    here, nowhere = report(by=mali, text="1", hub="hub", now=NOW), report(by=mali, text="2", now=LATER)
    elsewhere = report(by=mali, text="3", hub="elsewhere", now=NOW)
    report(by=mali, text="4", hub="hub", about=host, now=NOW)
    report(by=host, text="5", hub="hub", now=NOW)
    assert list(queries.reports_but(host)) == [here, elsewhere, nowhere]


def test_ten_reports_a_day_are_enough(mali):
    for number in range(10):
        report(by=mali, text=str(number), now=NOW)
    with pytest.raises(Refused, match="reports-too-many"):
        report(by=mali, text="one more", now=NOW)
    report(by=mali, text="tomorrow", now=NOW + timedelta(days=1, seconds=1))


def test_the_page_blocks_reports_and_ends(client, mali, ton):
    client.force_login(mali)
    with clock.stopped_at(NOW):
        page = client.get(PAGE, {"about": ton.code})
        assert "ต้น" not in page.text  # a code does not tell a name
        assert client.post(f"{PAGE}blocks/{ton.code}/").status_code == 302
        assert "ต้น" in client.get(PAGE).text
        assert client.post(PAGE, {"text": ""}).status_code == 422
        client.post(f"{PAGE}?about={ton.code}&hub=hub", {"text": "เขาตะโกน"})
        told = Report.objects.get()
        assert (told.about, told.hub) == (ton, "hub")
        assert "เขาตะโกน" in client.get(PAGE).text
        client.post(f"{PAGE}blocks/{ton.code}/end/")
        assert queries.hidden_from(mali) == set()
        assert client.post(f"{PAGE}blocks/{ton.code}/end/").status_code == 404
        assert client.post(f"{PAGE}blocks/nobody/").status_code == 404
        client.post(f"{PAGE}blocks/{mali.code}/")
        assert not queries.blocks_of(mali)
    client.force_login(ton)
    assert "เขาตะโกน" not in client.get(PAGE).text


def test_a_nul_in_an_address_is_no_fault_of_the_house(db, client):
    """SQLite finds nobody, PostgreSQL takes no such text."""
    client.force_login(make_person("Mali", joined_at=NOW))
    client.raise_request_exception = False
    assert client.get("/me/safety/", {"about": "a\0b"}).status_code in {200, 400}
    assert client.post("/me/safety/", {"text": "x", "who": "a\0b"}).status_code == 422
