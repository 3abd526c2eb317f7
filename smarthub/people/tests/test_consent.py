"""Agreeing and taking it back: the rule, the verbs, the page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from smarthub.kit.refusals import Refused
from smarthub.people import queries
from smarthub.people.actions.consents import give_consent, withdraw_consent
from smarthub.people.models import Consent
from smarthub.people.rules import consents as rules
from smarthub.people.testing import make_person

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
PAGE = "/me/consents/"
NEWS = rules.wording("news")
assert NEWS


@pytest.mark.parametrize(
    ("purpose", "version", "code"),
    [("news", NEWS.version, None), ("news", "1999-01", "text-changed"), ("spying", "", "unknown-purpose")],
)
def test_nobody_agrees_to_words_that_they_did_not_see(purpose, version, code):
    refusal = rules.why_not_give(purpose, version)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("consent", "holds"),
    [
        (None, False),
        (Consent(purpose="news", version=NEWS.version), True),
        (Consent(purpose="news", version=NEWS.version, withdrawn_at=NOW), False),
        (Consent(purpose="news", version="1999-01"), False),
        (Consent(purpose="gone", version="1999-01"), False),
    ],
)
def test_a_consent_holds_for_the_words_of_today(consent, holds):
    assert rules.holds(consent) is holds


def test_every_wording_can_be_found_again():
    for words in rules.WORDINGS:
        assert rules.wording(words.purpose, words.version) is words
    assert rules.wording("news", "1999-01") is None


@pytest.mark.django_db
def test_agreeing_twice_is_agreeing_once():
    person = make_person()
    first = give_consent(person, "news", NEWS.version, language="th", by=person, now=NOW)
    assert give_consent(person, "news", NEWS.version, language="en", by=person, now=LATER) == first
    assert queries.running_consents(person) == {"news": first}


@pytest.mark.django_db
def test_taking_it_back_keeps_the_record_and_one_may_agree_again():
    person = make_person()
    give_consent(person, "news", NEWS.version, language="th", by=person, now=NOW)
    withdraw_consent(person, "news", by=person, now=LATER)
    withdraw_consent(person, "news", by=person, now=LATER + timedelta(hours=1))
    assert queries.running_consents(person) == {}
    give_consent(person, "news", NEWS.version, language="th", by=person, now=LATER)
    assert [consent.withdrawn_at for consent in queries.consents_of(person)] == [None, LATER]


@pytest.mark.django_db
def test_older_words_are_replaced_by_newer_ones():
    person = make_person()
    old = Consent.objects.create(person=person, purpose="news", version="1999-01", language="th", given_at=NOW)
    new = give_consent(person, "news", NEWS.version, language="th", by=person, now=LATER)
    old.refresh_from_db()
    assert (old.withdrawn_at, new.version) == (LATER, NEWS.version)


@pytest.mark.django_db
def test_an_unseen_text_is_not_agreed_to():
    person = make_person()
    with pytest.raises(Refused):
        give_consent(person, "news", "1999-01", language="th", by=person, now=NOW)


@pytest.mark.django_db
def test_the_database_keeps_one_running_consent_a_purpose():
    person = make_person()
    give_consent(person, "news", NEWS.version, language="th", by=person, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(person=person, purpose="news", version="x", language="th", given_at=NOW)


# --- the page ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_one_button_gives_and_one_button_at_its_place_takes_back(client, prefix):
    person = make_person()
    client.force_login(person)
    client.post(f"{prefix}{PAGE}news/", {"version": NEWS.version}, follow=True)
    consent = queries.running_consents(person)["news"]
    assert consent.language == ("en" if prefix else "th")
    page = client.get(prefix + PAGE).content.decode()
    assert str(NEWS.withdrawing) in page
    client.post(f"{prefix}{PAGE}news/", {"withdraw": "1"})
    assert queries.running_consents(person) == {}


@pytest.mark.django_db
def test_a_text_that_changed_meanwhile_is_shown_again(client):
    person = make_person()
    client.force_login(person)
    answer = client.post(f"{PAGE}news/", {"version": "1999-01"}, follow=True)
    assert queries.running_consents(person) == {}
    assert str(rules.CHANGED.text) in answer.content.decode()


@pytest.mark.django_db
def test_a_consent_to_older_words_says_that_it_no_longer_counts(client):
    person = make_person()
    Consent.objects.create(person=person, purpose="news", version="1999-01", language="th", given_at=NOW)
    client.force_login(person)
    asked = client.get(PAGE).context["asked"]
    assert [each["holds"] for each in asked] == [False] * len(asked)


@pytest.mark.django_db
def test_nobody_asks_for_an_unknown_purpose(client):
    client.force_login(make_person())
    assert client.post(f"{PAGE}spying/", {"version": ""}).status_code == 404
    assert client.get(f"{PAGE}news/").status_code == 405


@pytest.mark.django_db
def test_the_page_asks_the_database_little(client, django_assert_max_num_queries):
    client.force_login(person := make_person())
    give_consent(person, "news", NEWS.version, language="th", by=person, now=NOW)
    with django_assert_max_num_queries(5):  # session, person, what is theirs, what they run
        client.get(PAGE)
