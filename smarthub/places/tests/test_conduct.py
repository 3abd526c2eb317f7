"""House rules as an agreement: today's words, once, by whose hand."""

from datetime import UTC, datetime, timedelta

import pytest

from smarthub.journal.models import Entry
from smarthub.kit.refusals import Refused
from smarthub.kit.testing import race
from smarthub.people.testing import make_person
from smarthub.places import queries
from smarthub.places.actions.conduct import agree_to_rules
from smarthub.places.actions.hub import describe_hub
from smarthub.places.models import Agreement, HouseRules, Hub
from smarthub.places.rules.conduct import version_of, why_not_agree, why_not_enter
from smarthub.places.testing import make_hub

NINE = datetime(2026, 3, 2, 2, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)
RULES, NONE = Hub(house_rules_th="อยู่กันอย่างให้เกียรติ"), Hub()


def test_every_letter_makes_another_version_and_blanks_do_not():
    assert version_of(NONE) == version_of(Hub(house_rules_th="  \n")) == ""
    assert version_of(RULES) == version_of(Hub(house_rules_th=" อยู่กันอย่างให้เกียรติ\n"))
    assert version_of(RULES) != version_of(Hub(house_rules_en="อยู่กันอย่างให้เกียรติ"))


@pytest.mark.parametrize(
    ("hub", "version", "code"),
    [(RULES, version_of(RULES), None), (RULES, "older", "text-changed"), (NONE, "", "text-changed")],
)
def test_nobody_agrees_to_words_that_they_did_not_see(hub, version, code):
    refusal = why_not_agree(hub, version)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("hub", "has_agreed", "code"),
    [(RULES, False, "house-rules-first"), (RULES, True, None), (NONE, False, None)],
)
def test_everybody_agrees_before_the_first_booking(hub, has_agreed, code):
    refusal = why_not_enter(hub, has_agreed=has_agreed)
    assert (refusal.code if refusal else None) == code


@pytest.fixture
def hub(db) -> Hub:
    return make_hub(house_rules_th="อยู่กันอย่างให้เกียรติ", house_rules_en="Be kind.")


def test_agreeing_twice_is_agreeing_once_and_keeps_the_words(hub):
    mali = make_person()
    assert not queries.has_agreed(hub, mali)
    first = agree_to_rules(hub, mali, version_of(hub), language="th", by=mali, now=NINE)
    assert agree_to_rules(hub, mali, version_of(hub), language="en", by=mali, now=TEN) == first
    assert queries.has_agreed(hub, mali)
    assert HouseRules.objects.get().text_en == "Be kind."
    assert Entry.objects.filter(verb="house-rules-agreed").count() == 1


def test_new_words_are_agreed_to_anew_and_the_old_ones_stay_on_record(hub):
    mali, ton = make_person(), make_person()
    agree_to_rules(hub, mali, version_of(hub), language="th", by=mali, now=NINE)
    hub = describe_hub(hub, {"house_rules_en": "Be kind to each other."}, by=mali, now=TEN)
    assert not queries.has_agreed(hub, mali)
    agree_to_rules(hub, mali, version_of(hub), language="th", by=ton, now=TEN)
    assert queries.agreed_among(hub, [mali.pk, ton.pk]) == {mali.pk}
    assert [each.rules.text_en for each in queries.agreements_of(mali)] == ["Be kind to each other.", "Be kind."]


def test_where_there_are_no_house_rules_everybody_is_fine(db):
    assert queries.has_agreed(make_hub(), make_person())


def test_an_older_version_is_refused(hub):
    with pytest.raises(Refused, match="text-changed"):
        agree_to_rules(hub, make_person(), "older", language="th", by=make_person(), now=NINE)
    assert not Agreement.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_are_one_agreement():
    hub, mali = make_hub(house_rules_th="ก"), make_person()
    made = race([lambda: agree_to_rules(hub, mali, version_of(hub), language="th", by=mali, now=NINE).pk] * 4)
    assert len(set(made)) == 1
