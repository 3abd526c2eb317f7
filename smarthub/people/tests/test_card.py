"""Printed cards: who may make one, that a reprint ends the lost one, and what a kiosk hears in what it scanned."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from smarthub.journal.models import Entry
from smarthub.kit.refusals import Refused
from smarthub.kit.testing import race
from smarthub.people import queries
from smarthub.people.actions.cards import make_card, revoke_card
from smarthub.people.actions.erase import erase
from smarthub.people.http.cards import link_of, secret_in
from smarthub.people.models import Card, Person
from smarthub.people.rules.cards import is_good, why_not_make
from smarthub.people.testing import make_person

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
SECRET = "aB3_-aB3_-aB3_-aB3_-aB3_"


@pytest.mark.parametrize(
    ("person", "by", "by_host", "code"),
    [
        (Person(pk=1), Person(pk=1), False, None),
        (Person(pk=1), Person(pk=2), True, None),
        (Person(pk=1), Person(pk=2, admin_since=NOW), False, None),
        (Person(pk=1), Person(pk=2), False, "not-your-card"),
        (Person(pk=1, erased_at=NOW), Person(pk=2), True, "erased"),
    ],
)
def test_who_may_make_a_card(person, by, by_host, code):
    refusal = why_not_make(person, by=by, by_runs_a_hub=by_host)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("card", "at", "good"),
    [
        (None, NOW, False),
        (Card(person=Person(), made_at=NOW), NOW, True),
        (Card(person=Person(), made_at=LATER), NOW, False),
        (Card(person=Person(), made_at=NOW, revoked_at=LATER), NOW, True),
        (Card(person=Person(), made_at=NOW, revoked_at=LATER), LATER, False),
        (Card(person=Person(erased_at=NOW), made_at=NOW), NOW, False),
    ],
)
def test_a_card_is_judged_by_the_moment_at_which_it_was_shown(card, at, good):
    assert is_good(card, at=at) is good


@pytest.mark.parametrize(
    ("scanned", "secret"),
    [
        (f"https://hub.example.org/c/{SECRET}/", SECRET),
        (f" http://10.0.0.5:8000/c/{SECRET} ", SECRET),
        (f"/c/{SECRET}/?utm=x", SECRET),
        (SECRET, SECRET),
        (f"https://hub.example.org/bookings/{SECRET}/", ""),
        (f"/c/{SECRET}/more/", ""),
        ("/c/short/", ""),
        ("", ""),
    ],
)
def test_a_kiosk_finds_the_secret_in_what_it_scanned(scanned, secret):
    assert secret_in(scanned) == secret


@pytest.mark.django_db
def test_a_card_says_who_it_is_and_its_link_is_one_of_ours(settings):
    mali, host = make_person("Mali"), make_person("Host")
    secret = make_card(mali, by=host, by_runs_a_hub=True, now=NOW, hub="hub")
    assert link_of(secret) == f"{settings.SMARTHUB_URL}/c/{secret}/"
    assert queries.person_of_card(secret_in(link_of(secret)), at=NOW) == mali
    assert queries.person_of_card("nobody's", at=NOW) is None
    assert secret not in str(Card.objects.values())
    entry = Entry.objects.get(verb="card-made")
    assert (entry.what, entry.hub, entry.by) == (mali.code, "hub", host.code)


@pytest.mark.django_db
def test_a_reprint_ends_the_lost_card_but_not_what_it_did_before():
    mali = make_person("Mali")
    lost = make_card(mali, by=mali, now=NOW)
    new = make_card(mali, by=mali, now=LATER)
    assert queries.person_of_card(lost, at=LATER) is None
    assert queries.person_of_card(lost, at=NOW) == mali  # a kiosk without network heard it in time
    assert queries.person_of_card(new, at=LATER) == mali
    assert queries.card_of(mali).made_at == LATER


@pytest.mark.django_db
def test_a_revoked_card_stays_revoked_at_the_first_moment():
    mali = make_person("Mali")
    secret = make_card(mali, by=mali, now=NOW)
    with pytest.raises(Refused, match="not-your-card"):
        revoke_card(mali, by=make_person(), now=LATER)
    for hours in (1, 2):
        revoke_card(mali, by=mali, now=NOW + timedelta(hours=hours))
    assert Card.objects.get().revoked_at == LATER
    assert Entry.objects.filter(verb="card-revoked").count() == 1
    assert queries.person_of_card(secret, at=LATER) is None
    assert queries.card_of(mali) is None


@pytest.mark.django_db
def test_who_is_erased_has_no_card():
    mali = make_person("Mali")
    secret = make_card(mali, by=mali, now=NOW)
    erase(mali, by=mali, now=LATER)
    assert queries.person_of_card(secret, at=LATER) is None
    with pytest.raises(Refused, match="erased"):
        make_card(Person.objects.get(), by=make_person(), by_runs_a_hub=True, now=LATER)


@pytest.mark.django_db(transaction=True)
def test_two_prints_at_once_leave_one_card():
    mali = make_person("Mali")
    secrets = race([lambda: make_card(mali, by=mali, now=NOW)] * 4)
    assert all(isinstance(secret, str) for secret in secrets)
    assert Card.objects.filter(revoked_at=None).count() == 1


@pytest.mark.django_db
def test_the_database_keeps_one_running_card_a_person():
    mali = make_person("Mali")
    make_card(mali, by=mali, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Card.objects.create(person=mali, hash="x", made_at=NOW, made_by=mali)
