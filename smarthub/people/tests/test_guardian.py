"""Ages by the law, with Thai birth years; who acts for a child; what the young may do alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from smarthub.kit.refusals import Refused
from smarthub.kit.testing import race
from smarthub.people import queries
from smarthub.people.actions.consents import give_consent
from smarthub.people.actions.guardians import agree_for, bring_child, end_guardian, entrust
from smarthub.people.actions.profile import write_birth_year
from smarthub.people.models import Consent, Guardian, Person
from smarthub.people.rules import consents as wordings
from smarthub.people.rules.ages import Act, Stage, stage_of
from smarthub.people.rules.guardians import why_not_act, why_not_entrust
from smarthub.people.testing import make_person

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)  # 2569 in the Buddhist era
LATER = NOW + timedelta(hours=1)
NEWS, PAID = wordings.wording("news"), wordings.wording(wordings.PAID_BOOKINGS)
assert NEWS
assert PAID
CHILD, YOUNG, ADULT, UNKNOWN = Stage.CHILD, Stage.YOUNG, Stage.ADULT, Stage.UNKNOWN
SIT, BOOK, SPEND, SIGN = Act.SIT, Act.BOOK, Act.SPEND, Act.SIGN


@pytest.mark.parametrize(
    ("born_be", "this_year_be", "stage"),
    [
        (2569, 2569, CHILD),  # born this year
        (2560, 2569, CHILD),  # 8 or 9
        (2559, 2569, CHILD),  # turns 10 this year: until it is over, 9 counts
        (2558, 2569, YOUNG),
        (2559, 2570, YOUNG),
        (2554, 2569, YOUNG),  # 14 or 15
        (2549, 2569, YOUNG),  # turns 20 this year: until it is over, 19 counts
        (2548, 2569, ADULT),
        (2549, 2570, ADULT),
        (2489, 2569, ADULT),  # 80
        (None, 2569, UNKNOWN),
    ],
)
def test_the_younger_age_counts_until_the_year_is_over(born_be, this_year_be, stage):
    assert stage_of(born_be and born_be - 543, this_year_be - 543) is stage


def test_on_new_years_eve_in_bangkok_the_old_year_still_counts():
    child = Person(birth_year=2559 - 543)
    eve = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)  # 23:59 in Bangkok
    assert queries.stage(child, now=eve) is CHILD
    assert queries.stage(child, now=eve + timedelta(minutes=1)) is YOUNG


@pytest.mark.parametrize(
    ("stage", "act", "alone", "permits", "code"),
    [
        (CHILD, SIT, True, False, None),
        (CHILD, BOOK, True, False, "needs-guardian"),
        (CHILD, BOOK, True, True, "needs-guardian"),
        (CHILD, SPEND, True, True, "needs-guardian"),
        (CHILD, SIGN, True, True, "needs-guardian"),
        (CHILD, BOOK, False, False, None),
        (CHILD, SPEND, False, False, None),
        (YOUNG, SIT, True, False, None),
        (YOUNG, BOOK, True, False, None),
        (YOUNG, SPEND, True, False, "needs-guardians-consent"),
        (YOUNG, SPEND, True, True, None),
        (YOUNG, SIGN, True, False, "needs-guardians-consent"),
        (YOUNG, SPEND, False, False, None),
        *((stage, act, True, False, None) for stage in (ADULT, UNKNOWN) for act in Act),
    ],
)
def test_what_the_law_leaves_to_whom(stage, act, alone, permits, code):
    refusal = why_not_act(stage, act, alone=alone, guardian_permits=permits)
    assert (refusal.code if refusal else None) == code


WORD, SEEN = Guardian.Shown.WORD, Guardian.Shown.TOGETHER
MUM, KID = Person(pk=1), Person(pk=2)


@pytest.mark.parametrize(
    ("guardian", "child", "stages", "shown", "by_host", "code"),
    [
        (MUM, MUM, (ADULT, CHILD), SEEN, True, "own-guardian"),
        (Person(pk=3, erased_at=NOW), KID, (ADULT, CHILD), SEEN, True, "erased"),
        (MUM, Person(pk=4, erased_at=NOW), (ADULT, CHILD), SEEN, True, "erased"),
        (MUM, KID, (YOUNG, CHILD), SEEN, True, "guardian-too-young"),
        (MUM, KID, (ADULT, UNKNOWN), SEEN, True, "child-without-year"),
        (MUM, KID, (ADULT, ADULT), SEEN, True, "child-grown-up"),
        (MUM, KID, (ADULT, CHILD), SEEN, True, None),
        (MUM, KID, (UNKNOWN, YOUNG), SEEN, True, None),
        (MUM, KID, (ADULT, CHILD), SEEN, False, "not-a-host"),
        (MUM, KID, (ADULT, CHILD), WORD, False, None),
        (MUM, KID, (UNKNOWN, CHILD), WORD, False, "guardian-without-year"),
        (MUM, Person(pk=5, joined_at=NOW), (ADULT, CHILD), WORD, False, "child-has-account"),
        (MUM, Person(pk=5, joined_at=NOW), (ADULT, CHILD), SEEN, True, None),
    ],
)
def test_who_may_be_a_guardian_of_whom(guardian, child, stages, shown, by_host, code):
    refusal = why_not_entrust(
        guardian, child, guardian_stage=stages[0], child_stage=stages[1], shown=shown, by_host=by_host
    )
    assert (refusal.code if refusal else None) == code


@pytest.fixture
def mum(db) -> Person:
    return make_person("แม่", birth_year=1985, joined_at=NOW)


@pytest.fixture
def kid(mum) -> Person:
    """Nine years old, with their mother."""
    return bring_child(mum, name=" น้องมะลิ ", birth_year=2016, now=NOW).child


@pytest.fixture
def teen(mum) -> Person:
    teen = make_person("ต้น", birth_year=2011, joined_at=NOW)
    entrust(teen, guardian=mum, shown=SEEN, by=make_person("Host"), by_runs_a_hub=True, now=NOW)
    return teen


def code_of(refusal):
    return refusal.code if refusal else None


def test_a_nine_year_old_cannot_book_alone_and_can_with_the_guardian(mum, kid):
    assert (kid.name, kid.has_account) == ("น้องมะลิ", False)
    assert code_of(queries.why_not_book(kid, satang=0, by=kid, now=NOW)) == "needs-guardian"
    assert queries.why_not_book(kid, satang=8000, by=mum, now=NOW) is None
    assert queries.acts_for(mum, now=NOW) == [mum, kid]
    assert queries.may_act_for(mum, kid.code, now=NOW) == kid
    assert queries.may_act_for(kid, mum.code, now=NOW) is None


def test_a_fifteen_year_old_can_sit_and_book_what_is_free_but_not_sign_what_needs_consent(mum, teen):
    assert queries.why_not_act(teen, SIT, by=teen, now=NOW) is None
    assert queries.why_not_book(teen, satang=0, by=teen, now=NOW) is None
    assert code_of(queries.why_not_book(teen, satang=100, by=teen, now=NOW)) == "needs-guardians-consent"
    given = give_consent(teen, "news", NEWS.version, language="th", by=teen, now=NOW)
    assert not wordings.holds(given, YOUNG)
    agreed = agree_for(teen, "news", NEWS.version, language="th", guardian=mum, now=LATER)
    assert (agreed.pk, agreed.given_at, agreed.agreed_at, agreed.agreed_by) == (given.pk, NOW, LATER, mum)
    assert wordings.holds(agreed, YOUNG)
    again = agree_for(teen, "news", NEWS.version, language="th", guardian=mum, now=LATER + timedelta(hours=1))
    assert again.agreed_at == LATER


def test_what_they_gave_alone_holds_once_they_are_grown_up(teen):
    given = give_consent(teen, "news", NEWS.version, language="th", by=teen, now=NOW)
    assert wordings.holds(given, ADULT)


def test_with_a_guardians_permission_a_young_person_books_what_costs_money(mum, teen):
    agree_for(teen, PAID.purpose, PAID.version, language="th", guardian=mum, now=NOW)
    assert queries.why_not_book(teen, satang=100, by=teen, now=NOW) is None
    relation = queries.relation(mum, teen, now=NOW)
    assert relation
    end_guardian(relation, by=mum, now=LATER)
    assert code_of(queries.why_not_book(teen, satang=100, by=teen, now=LATER)) == "needs-guardians-consent"


def test_the_young_are_asked_first(mum, teen):
    with pytest.raises(Refused, match="young-gives-first"):
        agree_for(teen, "news", NEWS.version, language="th", guardian=mum, now=NOW)


def test_for_a_child_the_guardian_alone_agrees_and_older_words_are_replaced(mum, kid):
    with pytest.raises(Refused, match="needs-guardian"):
        give_consent(kid, "news", NEWS.version, language="th", by=kid, now=NOW)
    old = Consent.objects.create(person=kid, purpose="news", version="1999-01", language="th", given_at=NOW)
    agreed = agree_for(kid, "news", NEWS.version, language="th", guardian=mum, now=LATER)
    old.refresh_from_db()
    assert old.withdrawn_at == LATER
    assert wordings.holds(agreed, CHILD)


def test_nobody_permits_themselves_to_spend(teen):
    with pytest.raises(Refused, match="for-guardians"):
        give_consent(teen, PAID.purpose, PAID.version, language="th", by=teen, now=NOW)


@pytest.mark.parametrize(
    ("purpose", "version", "code"), [("news", "1999-01", "text-changed"), ("x", "", "unknown-purpose")]
)
def test_a_guardian_does_not_agree_to_words_they_did_not_see(mum, kid, purpose, version, code):
    with pytest.raises(Refused, match=code):
        agree_for(kid, purpose, version, language="th", guardian=mum, now=NOW)


def test_a_stranger_agrees_to_nothing(kid):
    with pytest.raises(Refused, match="not-your-child"):
        agree_for(kid, "news", NEWS.version, language="th", guardian=make_person(birth_year=1990), now=NOW)


def test_the_relation_is_written_down_once_and_ends_once(mum, kid):
    relation = queries.relation(mum, kid, now=NOW)
    assert entrust(kid, guardian=mum, shown=WORD, by=mum, now=LATER) == relation
    end_guardian(relation, by=mum, now=LATER)
    end_guardian(relation, by=kid, now=LATER + timedelta(hours=1))
    relation.refresh_from_db()
    assert (relation.until, relation.ended_by) == (LATER, mum)
    assert queries.acts_for(mum, now=LATER) == [mum]
    assert not queries.is_guardian(mum, kid, now=LATER)
    with pytest.raises(Refused, match="not-your-child"):
        agree_for(kid, "news", NEWS.version, language="th", guardian=mum, now=LATER)


def test_who_grows_up_needs_no_guardian_any_more(mum, kid):
    in_ten_years = NOW.replace(year=2036 + 1)
    assert queries.acts_for(mum, now=in_ten_years) == [mum]


def test_a_year_that_the_person_wrote_themselves_stays(mum):
    write_birth_year(mum, 1999, by=make_person("Host"), now=NOW)
    assert Person.objects.get(pk=mum.pk).birth_year == 1985


def test_a_refused_guardian_leaves_no_child_behind(db):
    with pytest.raises(Refused, match="guardian-without-year"):
        bring_child(make_person("Somebody"), name="Kid", birth_year=2018, now=NOW)
    assert not Person.objects.filter(name="Kid").exists()


@pytest.mark.django_db(transaction=True)
def test_two_hosts_at_once_write_it_down_once(mum):
    kid, host = make_person("Kid", birth_year=2018), make_person("Host")

    def write():
        return entrust(kid, guardian=mum, shown=SEEN, by=host, by_runs_a_hub=True, now=NOW).pk

    assert len(set(race([write] * 4))) == 1


def test_the_database_keeps_that_nobody_guards_themselves(mum):
    with pytest.raises(IntegrityError), transaction.atomic():
        Guardian.objects.create(guardian=mum, child=mum, shown=WORD, since=NOW)


def test_nobody_adds_children_without_end(mum):
    for number in range(12):
        bring_child(mum, name=f"น้อง {number}", birth_year=2018, now=NOW)
    with pytest.raises(Refused, match="children-too-many"):
        bring_child(mum, name="one more", birth_year=2018, now=NOW)
    assert not Person.objects.filter(name="one more").exists()
    bring_child(mum, name="tomorrow", birth_year=2018, now=NOW + timedelta(days=1))
