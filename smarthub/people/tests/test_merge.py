"""Two records of one person become one, and nothing is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.utils.module_loading import import_string

from smarthub.journal.models import Entry
from smarthub.kit.refusals import Refused
from smarthub.kit.rows import pointers
from smarthub.people import queries
from smarthub.people.actions.cards import make_card
from smarthub.people.actions.consents import give_consent
from smarthub.people.actions.guardians import bring_child, entrust
from smarthub.people.actions.links import hand_out_first_link, use_link
from smarthub.people.actions.merge import merge, what_would_move
from smarthub.people.actions.pins import person_with_pin, set_pin
from smarthub.people.actions.profile import change_profile
from smarthub.people.actions.safety import block, report
from smarthub.people.actions.tokens import make_token
from smarthub.people.facts import PersonMerged
from smarthub.people.models import Audience, Block, Consent, Guardian, Person
from smarthub.people.rules.consents import newest
from smarthub.people.rules.merge import why_not_merge
from smarthub.people.testing import make_person

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
ADMIN, HOST = Person(pk=1, admin_since=NOW), Person(pk=2)
ONE, TWO = Person(pk=3), Person(pk=4)
A, B = Person(pk=5, joined_at=NOW), Person(pk=6, joined_at=NOW)


@pytest.mark.parametrize(
    ("kept", "gone", "by", "by_host", "one_host", "code"),
    [
        (ONE, TWO, HOST, True, False, None),
        (A, TWO, HOST, True, False, None),
        (ONE, B, HOST, True, False, None),
        (ONE, ONE, HOST, True, False, "merge-oneself"),
        (ONE, TWO, HOST, False, False, "not-a-host"),
        (A, B, HOST, True, False, "both-sign-in"),
        (A, B, ADMIN, False, True, None),
        (ONE, TWO, HOST, True, True, "runs-a-hub"),
        (ADMIN, TWO, HOST, True, False, "runs-a-hub"),
        (ONE, ADMIN, ADMIN, True, False, "admin-stays"),
        (ONE, Person(pk=7, erased_at=NOW), HOST, True, False, "erased"),
        (Person(pk=7, erased_at=NOW), ONE, HOST, True, False, "erased"),
    ],
)
def test_when_two_records_may_become_one(kept, gone, by, by_host, one_host, code):
    refusal = why_not_merge(kept, gone, by=by, by_runs_a_hub=by_host, one_runs_a_hub=one_host)
    assert (refusal.code if refusal else None) == code


@pytest.fixture
def host(db) -> Person:
    return make_person("Host")


@pytest.fixture
def kept(db) -> Person:
    return make_person("มะลิ ใจดี")


@pytest.fixture
def gone(db) -> Person:
    return make_person("มะลิ", email="mali@example.org", phone="+66812345678", birth_year=1985, joined_at=NOW)


def merged(kept: Person, gone: Person, by: Person) -> dict[str, int]:
    moved = merge(kept, gone, by=by, by_runs_a_hub=True, now=LATER, hub="hub")
    return {str(noun): count for noun, count in moved.items()}


def test_the_kept_record_takes_what_it_lacks_and_the_other_is_closed(kept, gone, host):
    change_profile(
        gone, texts={"interests": "rice"}, audiences={"interests": Audience.EVERYONE}, birth_year=1985, by=gone, now=NOW
    )
    change_profile(kept, texts={"looking_for": "tools"}, audiences={}, birth_year=None, by=kept, now=NOW)
    merged(kept, gone, host)
    one = Person.objects.get(pk=kept.pk)
    assert (one.name, one.email, one.phone) == ("มะลิ ใจดี", "mali@example.org", "+66812345678")
    assert (one.birth_year, one.joined_at) == (1985, NOW)
    profile = queries.profile_of(one)
    assert (profile.interests, profile.looking_for, profile.interests_audience) == ("rice", "tools", Audience.EVERYONE)
    other = Person.objects.get(pk=gone.pk)
    assert (other.email, other.phone, other.merged_into, other.erased_at) == (None, "", kept, LATER)
    assert queries.person_coded(gone.code) == kept
    assert queries.person_with("mali@example.org") == kept
    entry = Entry.objects.get(verb="merged")
    assert (entry.what, entry.by, entry.hub) == (f"{gone.code}:{kept.code}", host.code, "hub")


def test_everything_that_pointed_at_one_points_at_the_other(kept, gone, host):
    kid = bring_child(gone, name="น้อง", birth_year=2018, now=NOW).child
    words = next(iter(newest()))
    give_consent(gone, words.purpose, words.version, language="th", by=gone, now=NOW)
    secret, token = make_card(gone, by=host, by_runs_a_hub=True, now=NOW), make_token(gone, by=gone, now=NOW)
    set_pin(gone, phone="+66812345678", pin="482915", by=gone, now=NOW)
    stranger = make_person("Stranger")
    block(gone, stranger, now=NOW)
    report(by=gone, text="x", now=NOW)
    moved = merged(kept, gone, host)
    assert queries.person_of_card(secret, at=LATER) == kept
    assert queries.good_token(token, now=LATER).person == kept
    assert person_with_pin("+66812345678", "482915", place="x", now=LATER) == kept
    assert queries.acts_for(kept, now=LATER) == [kept, kid]
    assert list(queries.running_consents(kept)) == [words.purpose]
    assert queries.hidden_from(stranger) == {kept.pk}
    assert queries.reports_of(kept)[0].text == "x"
    left = [
        f"{model.__name__}.{field.name}"
        for model, field in pointers("people", Person)
        if model._default_manager.filter(**{field.name: gone}).exists()
    ]
    assert left == []
    assert sorted(moved.values()) == [1] * 7


def test_of_two_that_run_the_kept_one_stays_and_the_other_is_on_record(kept, gone, host):
    words, stranger, kid = next(iter(newest())), make_person(), make_person(birth_year=2018)
    for each in (kept, gone):
        give_consent(each, words.purpose, words.version, language="th", by=each, now=NOW)
        make_card(each, by=host, by_runs_a_hub=True, now=NOW)
        block(each, stranger, now=NOW)
        entrust(kid, guardian=each, shown=Guardian.Shown.PAPER, by=host, by_runs_a_hub=True, now=NOW)
    mine = queries.card_of(kept)
    set_pin(kept, phone="+66811111111", pin="482915", by=kept, now=NOW)
    set_pin(gone, phone="+66822222222", pin="750283", by=gone, now=NOW)
    merged(kept, gone, host)
    assert queries.card_of(kept) == mine
    assert queries.pin_of(kept).phone == "+66822222222"  # that of the one with an account
    assert Consent.objects.filter(person=kept).count() == 2
    assert queries.running_consents(kept)[words.purpose].withdrawn_at is None
    assert (Block.objects.filter(person=kept).count(), queries.hidden_from(kept)) == (2, {stranger.pk})
    assert [each.guardian for each in queries.guardians_of(kid, now=LATER)] == [kept]


@pytest.mark.parametrize("turned", [False, True])
def test_nobody_comes_in_by_what_was_made_for_a_guest(kept, gone, host, turned):
    set_pin(kept, phone="+66811111111", pin="482915", by=host, by_runs_a_hub=True, now=NOW)
    link = hand_out_first_link(kept, now=NOW)
    one, other = (gone, kept) if turned else (kept, gone)
    merged(one, other, host)
    with pytest.raises(Refused, match="wrong-pin"):
        person_with_pin("+66811111111", "482915", place="x", now=LATER)
    with pytest.raises(Refused, match="link-spent"):
        use_link(link, now=LATER)


def test_of_two_guests_the_kept_ones_pin_stays(kept, host):
    other = make_person()
    set_pin(kept, phone="+66811111111", pin="482915", by=kept, now=NOW)
    set_pin(other, phone="+66822222222", pin="750283", by=other, now=NOW)
    merged(kept, other, host)
    assert queries.pin_of(kept).phone == "+66811111111"


def test_a_profile_that_only_one_has_goes_along(kept, gone, host):
    change_profile(gone, texts={"interests": "rice"}, audiences={}, birth_year=None, by=gone, now=NOW)
    merged(kept, gone, host)
    assert queries.profile_of(kept).interests == "rice"


def test_a_relation_between_the_two_ends(kept, gone, host):
    block(kept, gone, now=NOW)
    merged(kept, gone, host)
    assert Block.objects.get().until == LATER
    assert queries.hidden_from(kept) == set()


def test_looked_at_first_nothing_changes_and_the_figures_are_those_of_the_merge(kept, gone, host):
    make_card(gone, by=host, by_runs_a_hub=True, now=NOW)
    before = what_would_move(kept, gone, by=host, by_runs_a_hub=True, one_runs_a_hub=False, now=LATER)
    assert Person.objects.get(pk=gone.pk).erased_at is None
    assert queries.card_of(gone)
    assert not Entry.objects.filter(verb="merged").exists()
    assert {str(noun): n for noun, n in before.items()} == merged(kept, gone, host)


def test_asked_again_nothing_moves(kept, gone, host):
    merged(kept, gone, host)
    assert merged(kept, gone, host) == {}
    assert Entry.objects.filter(verb="merged").count() == 1


def test_a_chain_of_merges_leads_to_the_last(kept, gone, host):
    last = make_person("Last")
    merged(kept, gone, host)
    merged(last, Person.objects.get(pk=kept.pk), host)
    assert queries.person_coded(gone.code) == last


def test_who_was_signed_in_as_the_closed_record_is_signed_out(kept, gone, host):
    client = Client()
    client.force_login(gone)
    merged(kept, gone, host)
    assert client.get("/me/profile/").status_code == 302


def test_a_refused_merge_changes_nothing(kept, gone):
    with pytest.raises(Refused, match="not-a-host"):
        merge(kept, gone, by=make_person(), now=NOW)
    assert Person.objects.get(pk=gone.pk).merged_into is None


def test_every_floor_with_rows_about_people_hears_of_it():
    told = {
        each.__module__.split(".")[1] for each in import_string("smarthub.config.reactions.REACTIONS")[PersonMerged]
    }
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("smarthub.")}
    assert {app for app in ours if pointers(app, Person)} - told == {"people"}
