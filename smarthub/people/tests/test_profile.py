"""Who sees what of a person: the rule as a truth table, the verb, the page."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from smarthub.people import queries
from smarthub.people.actions.profile import change_profile
from smarthub.people.models import Audience, Person, Profile
from smarthub.people.rules import ages
from smarthub.people.rules.sight import Nearness, Seen, may_see, seen
from smarthub.people.testing import make_person

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
ONLY_ME, HERE_NOW, MEMBERS, EVERYONE = Audience.ONLY_ME, Audience.HERE_NOW, Audience.MEMBERS, Audience.EVERYONE


@pytest.mark.parametrize(
    ("audience", "stranger", "member", "here_now", "self"),
    [
        (EVERYONE, True, True, True, True),
        (MEMBERS, False, True, True, True),
        (HERE_NOW, False, False, True, True),
        (ONLY_ME, False, False, False, True),
    ],
)
def test_a_field_is_shown_to_its_audience_and_to_those_who_are_nearer(audience, stranger, member, here_now, self):
    assert [may_see(audience, nearness) for nearness in Nearness] == [stranger, member, here_now, self]


def test_what_nobody_has_chosen_is_for_those_in_the_same_room():
    profile = Profile(about_now="building a shop")
    assert {getattr(profile, f"{field}_audience") for field in Profile.FIELDS} == {HERE_NOW}
    assert seen(Person(name="Mali"), profile, Nearness.MEMBER).is_empty
    assert seen(Person(name="Mali"), profile, Nearness.HERE_NOW) == Seen(name="Mali", about_now="building a shop")


@pytest.mark.parametrize("field", Profile.FIELDS)
def test_each_field_has_an_audience_of_its_own(field):
    values = {each: each for each in Profile.FIELDS if each != "name"}
    audiences = {f"{each}_audience": EVERYONE if each == field else ONLY_ME for each in Profile.FIELDS}
    assert seen(Person(name="name"), Profile(**values, **audiences), Nearness.STRANGER) == Seen(**{field: field})


@pytest.mark.parametrize(("born", "this_year", "years"), [(2016, 2026, 9), (2015, 2026, 10), (2026, 2026, 0)])
def test_the_younger_age_counts_until_the_year_is_over(born, this_year, years):
    assert ages.age(born, this_year) == years


@pytest.mark.django_db
def test_a_profile_is_written_and_what_is_left_out_stays():
    person = make_person("Mali")
    change_profile(
        person, texts={"interests": " soil "}, audiences={"interests": MEMBERS}, birth_year=1990, by=person, now=NOW
    )
    change_profile(person, texts={"name": "  Mali the 2nd "}, audiences={}, birth_year=None, by=person, now=NOW)
    profile = queries.profile_of(Person.objects.get(pk=person.pk))
    assert (profile.interests, profile.interests_audience) == ("soil", MEMBERS)
    assert (profile.person.name, profile.person.birth_year) == ("Mali the 2nd", None)


@pytest.mark.django_db
def test_a_name_cannot_be_emptied():
    person = make_person("Mali")
    change_profile(person, texts={"name": "  "}, audiences={}, birth_year=None, by=person, now=NOW)
    assert Person.objects.get(pk=person.pk).name == "Mali"


# --- the page ---------------------------------------------------------------------------------------------------------

PAGE = "/me/profile/"


def typed(**more: object) -> dict[str, object]:
    return {f"{field}_audience": int(HERE_NOW) for field in Profile.FIELDS} | {"name": "Mali"} | more


@pytest.fixture
def mali(client: Client) -> Person:
    person = make_person("Mali")
    client.force_login(person)
    return person


@pytest.mark.django_db
def test_the_page_keeps_what_was_written_and_shows_who_sees_it(client, mali):
    answer = client.post(PAGE, typed(about_now="building a shop", about_now_audience=int(EVERYONE)), follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    sights = dict(answer.context["seen_by"])
    assert sights["stranger"] == Seen(about_now="building a shop")
    assert sights["here_now"].name == "Mali"


@pytest.mark.django_db
def test_showing_what_others_would_see_keeps_nothing(client, mali):
    answer = client.post(PAGE, typed(interests="secret", interests_audience=int(EVERYONE), show="1"))
    assert dict(answer.context["seen_by"])["stranger"].interests == "secret"
    assert queries.profile_of(mali).interests == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("year", "kept"), [("2533", 1990), ("๒๕๓๓", 1990), ("1990", 1990), ("", None), (" 2569 ", 2026)]
)
def test_a_year_of_birth_is_read_in_either_era(client, mali, year, kept):
    assert client.post(PAGE, typed(birth_year=year)).status_code == 302
    assert Person.objects.get(pk=mali.pk).birth_year == kept


@pytest.mark.django_db
@pytest.mark.parametrize("year", ["33", "25333", "3000", "1800", "²²²²", "born"])
def test_a_year_that_cannot_be_is_told_so(client, mali, year):
    answer = client.post(PAGE, typed(birth_year=year))
    assert answer.status_code == 200
    assert answer.context["form"].errors["birth_year"]


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "year"), [(PAGE, "2533"), ("/en" + PAGE, "1990")])
def test_the_year_is_shown_in_the_era_of_the_language(client, mali, path, year):
    Person.objects.filter(pk=mali.pk).update(birth_year=1990)
    assert f'value="{year}"' in client.get(path).content.decode()


@pytest.mark.django_db
def test_an_audience_that_does_not_exist_is_refused(client, mali):
    assert client.post(PAGE, typed(name_audience="7")).context["form"].errors["name_audience"]


@pytest.mark.django_db
def test_the_form_asks_for_no_gender_company_or_address(client, mali):
    names = set(client.get(PAGE).context["form"].fields)
    assert names == {*Profile.FIELDS, *(f"{field}_audience" for field in Profile.FIELDS), "birth_year"}


@pytest.mark.django_db
def test_the_page_asks_the_database_little(client, mali, django_assert_max_num_queries: DjangoAssertNumQueries):
    client.get(PAGE)
    with django_assert_max_num_queries(5):  # session, person, what is theirs, what they run
        client.get(PAGE)
