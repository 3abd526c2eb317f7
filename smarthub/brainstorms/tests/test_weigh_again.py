"""Weighing again and again: no vote is forgotten, the test against chance runs apart, and the picture does not jump."""

from typing import Any

import numpy as np
import pytest

from smarthub.bookings.testing import NINE
from smarthub.brainstorms import tasks
from smarthub.brainstorms.actions import weigh as verbs
from smarthub.brainstorms.actions.weigh import (
    measure_signal,
    measure_signals,
    weigh_opinions,
    weigh_votes,
    weigh_what_moved,
)
from smarthub.brainstorms.models import Note, Participant, Phase, Vote, Weighing
from smarthub.brainstorms.queries.opinions import name_of_each
from smarthub.brainstorms.queries.results import results
from smarthub.brainstorms.rules.drawing import Drawing, drawing_kept
from smarthub.brainstorms.rules.opinions.groups import Steady, as_before, draw
from smarthub.brainstorms.rules.opinions.signal import Signal, one_more
from smarthub.brainstorms.rules.opinions.signal import measure_signal as measured
from smarthub.brainstorms.rules.opinions.votes import gather
from smarthub.brainstorms.rules.weigh import weigh
from smarthub.brainstorms.testing import begin, leader, make_participant, make_session, tell
from smarthub.brainstorms.tests.camps import camps as votes_of_camps
from smarthub.kit import clock

SURE = Signal(1, (0.0,) * 19, 10**9)


@pytest.fixture
def session(db):
    session = make_session()
    begin(session)
    by = make_participant(session)
    for n in range(8):
        tell(session, by, "note", text=f"statement {n}")
    tell(session, leader(session), "reveal")
    return session


def kept_signal() -> dict[str, Any]:
    found: dict[str, Any] = Weighing.objects.values_list("signal", flat=True).get() or {}
    return found


def voting(session) -> Phase:
    ref = tell(session, leader(session), "phase", kind="opinions").payload["phase"]
    tell(session, leader(session), "next", phase=ref)
    return Phase.objects.get(ref=ref)


def camp_votes(phase: Phase, people: int) -> None:
    """Two camps, cast by people on phones."""
    session = phase.session
    notes = list(Note.objects.filter(session=session).order_by("pk"))
    everybody = Participant.objects.bulk_create(
        Participant(session=session, ref=f"{phase.pk}-{n}", hash=f"{phase.pk}-{n}", joined_at=NINE)
        for n in range(people)
    )
    Vote.objects.bulk_create(
        Vote(
            phase=phase,
            participant=person,
            note=note,
            value=1 if (n + p) % 2 == bool((n * 7 + p * 3) % 11) else -1,
            at=NINE,
        )
        for p, person in enumerate(everybody)
        for n, note in enumerate(notes)
    )
    tell(session, make_participant(session), "vote", note=notes[0].ref, value=1)


def test_a_vote_that_comes_while_the_weighing_is_at_work_calls_for_another(session, monkeypatch):
    voting(session)
    by, other, note = make_participant(session), make_participant(session), Note.objects.first()
    tell(session, by, "vote", note=note.ref, value=1)
    real = weigh

    def slow(votes, *args, **kwargs):
        if votes.count == 1:
            tell(session, other, "vote", note=note.ref, value=-1)
        return real(votes, *args, **kwargs)

    monkeypatch.setattr(verbs, "weigh", slow)
    assert weigh_what_moved(now=NINE) == 1
    assert Weighing.objects.get().votes == 1
    assert weigh_what_moved(now=NINE) == 1
    assert Weighing.objects.get().votes == 2
    assert weigh_what_moved(now=NINE) == 0


def test_what_changes_no_opinion_calls_for_no_weighing_and_is_looked_at_once(session, django_assert_num_queries):
    voting(session)
    tell(session, make_participant(session), "vote", note=Note.objects.first().ref, value=1)
    weigh_what_moved(now=NINE)
    make_participant(session)
    assert weigh_what_moved(now=NINE) == 0
    with django_assert_num_queries(1):
        weigh_what_moved(now=NINE)


@pytest.mark.parametrize("verb", ["hide", "reveal", "close"])
def test_moderation_and_reveal_call_for_another_weighing(session, verb):
    voting(session)
    note = Note.objects.first().ref
    tell(session, make_participant(session), "vote", note=note, value=1)
    weigh_what_moved(now=NINE)
    tell(session, leader(session), verb, **({"note": note} if verb == "hide" else {}))
    assert weigh_what_moved(now=NINE) == 1


def test_a_room_in_which_nobody_is_asked_for_opinions_is_not_weighed(session):
    assert weigh_what_moved(now=NINE) == 0
    assert not Weighing.objects.exists()


def test_what_is_told_of_an_earlier_vote_does_not_change_while_the_next_one_runs(session):
    note = Note.objects.first().ref
    by = make_participant(session)
    first = voting(session)
    tell(session, by, "vote", note=note, value=1)
    second = voting(session)
    tell(session, by, "vote", note=note, value=-1)
    tell(session, make_participant(session), "vote", note=note, value=-1)
    weigh_what_moved(now=NINE)
    (statement,) = results(session)["statements"]
    assert (statement["agree"], statement["disagree"]) == (1, 0)
    assert Weighing.objects.get().votes == 1
    assert first.pk != second.pk
    tell(session, leader(session), "reveal")
    weigh_what_moved(now=NINE)
    (statement,) = results(session)["statements"]
    assert (statement["agree"], statement["disagree"]) == (0, 2)  # of changed votes the last counts
    assert Weighing.objects.get().votes == 2


def test_there_is_no_map_before_the_test_against_chance_has_passed(session):
    camp_votes(voting(session), 80)
    tell(session, leader(session), "reveal")
    weigh_what_moved(now=NINE)
    assert results(session)["groups"] is None
    assert Weighing.objects.get().drawing["is_due"]
    assert measure_signals(now=NINE, patience=verbs.NEVER) == 1
    assert len(results(session)["groups"]) == 2
    assert measure_signals(now=NINE) == 0


def test_the_test_is_gone_on_with_where_it_was_broken_off(session):
    camp_votes(voting(session), 80)
    tell(session, leader(session), "reveal")
    weigh_votes(session, now=NINE)
    steps = 0
    while not measure_signal(session, now=NINE, patience=0):
        steps += 1
        begun = kept_signal()["begun"]
        assert len(begun["shuffled"]) == steps
        assert results(session)["groups"] is None
    assert steps == 18
    kept = kept_signal()
    assert kept["begun"] is None
    assert len(kept["shuffled"]) == 19
    assert results(session)["groups"]


def test_a_test_that_was_overtaken_by_many_votes_begins_anew(session):
    phase = voting(session)
    camp_votes(phase, 80)
    tell(session, leader(session), "reveal")
    weigh_votes(session, now=NINE)
    measure_signal(session, now=NINE, patience=0)
    Vote.objects.filter(phase=phase, participant__in=Participant.objects.order_by("-pk")[:30]).delete()
    measure_signal(session, now=NINE, patience=0)
    begun = kept_signal()["begun"]
    assert len(begun["shuffled"]) == 1
    assert begun["votes"] == Vote.objects.count()


def test_while_the_test_is_run_anew_the_last_one_holds(session):
    phase = voting(session)
    camp_votes(phase, 80)
    tell(session, leader(session), "reveal")
    weigh_opinions(session, now=NINE)
    assert results(session)["groups"]
    notes = list(Note.objects.filter(session=session))
    more = Participant.objects.bulk_create(
        Participant(session=session, ref=f"m{n}", hash=f"m{n}", joined_at=NINE) for n in range(10)
    )
    Vote.objects.bulk_create(
        Vote(phase=phase, participant=person, note=note, value=1 if (p + note.pk) % 2 else -1, at=NINE)
        for p, person in enumerate(more)
        for note in notes
    )
    weighing = weigh_votes(session, now=NINE)
    assert weighing.drawing["is_due"]
    measure_signal(session, now=NINE, patience=0)
    weigh_votes(session, now=NINE)
    assert results(session)["groups"]
    while not measure_signal(session, now=NINE, patience=0):
        pass
    assert not Weighing.objects.get().drawing["is_due"]


def test_where_one_shuffle_looks_as_grouped_the_test_ends(session):
    votes = gather((p, s, int(v)) for (p, s), v in np.ndenumerate(np.random.default_rng(2).integers(-1, 2, (80, 8))))
    signal = measured(votes)
    assert signal.is_done
    assert not signal.is_there
    assert len(signal.shuffled) < 19
    assert not Signal(0.5, (), 9).is_done
    assert one_more(votes, signal).shuffled[: len(signal.shuffled)] == signal.shuffled


def test_the_worker_does_both(session):
    camp_votes(voting(session), 80)
    tell(session, leader(session), "reveal")
    with clock.stopped_at(NINE):
        tasks.weigh_opinions.func()
        assert results(session)["groups"] is None
        while Weighing.objects.get().drawing["is_due"]:
            tasks.check_against_chance.func()
    assert results(session)["groups"]


def test_who_leads_knows_people_by_their_names_and_two_of_one_name_apart(session):
    one = make_participant(session, name="มาลี").participant
    other = make_participant(session, name="มาลี").participant
    alone = make_participant(session, name="สมชาย").participant
    nameless = make_participant(session).participant
    names = name_of_each(session)
    assert (names[alone.ref], names[nameless.ref]) == ("สมชาย", nameless.ref)
    assert names[one.ref] == f"มาลี ({one.ref})" != names[other.ref]
    assert len(set(names.values())) == len(names)


# -- what stays between two drawings -----------------------------------------------------------------------------------


def test_groups_keep_their_numbers_when_the_smaller_one_outgrows_the_larger():
    now = np.array([0, 0, 0, 1, 1, -1])
    assert as_before(now, 2, [1, 1, 1, 0, 0, 0]).tolist() == [1, 1, 1, 0, 0, -1]
    assert as_before(now, 2, [-1] * 6).tolist() == now.tolist()
    assert as_before(np.array([0, 1, 2, 2]), 3, [4, 1, 1, 1]).tolist() == [0, 2, 1, 1]  # a fifth group is no more


def test_a_group_that_splits_gives_its_number_to_the_larger_part():
    now = np.array([0] * 5 + [1] * 3 + [2] * 2)
    before = [1] * 5 + [0] * 5
    assert as_before(now, 3, before).tolist() == [1] * 5 + [0] * 3 + [2] * 2


def weighed(votes, last=None):
    return weigh(votes, {}, signal=SURE, last=last)


def test_the_same_people_have_the_same_group_and_place_after_more_votes():
    first = weighed(votes_of_camps(people=80, seed=1))
    turned = {person: 1 - group for person, group in first.drawing.inside.items()}
    places = {group: (-x, -y) for group, (x, y) in first.drawing.places.items()}
    last = Drawing(turned, first.drawing.steady, {1 - group: place for group, place in places.items()}, {})
    second = weighed(votes_of_camps(people=80, seed=1), last)
    assert second.groups == turned
    assert second.drawing.places == last.places


def test_a_new_number_of_groups_waits_until_it_was_best_four_times():
    votes = votes_of_camps(people=80)
    last = Drawing(steady=Steady(3, 3, 9))
    shown = []
    for _n in range(4):
        found = weighed(votes, last)
        shown.append(len(found.found["groups"]) if found.found["groups"] else found.drawing.steady.shown)
        last = found.drawing
    assert shown == [3, 3, 3, 2]


def test_a_drawing_comes_back_from_json_as_it_was():
    drawing = weighed(votes_of_camps()).drawing
    again = drawing_kept(drawing.kept())
    assert again.steady == drawing.steady
    assert again.places == drawing.places
    assert drawing_kept({}) == Drawing()


def test_who_was_in_the_conversation_stays_in_it():
    votes = gather((p, s, 1 if p % 2 else -1) for p in range(70) for s in range(10) if p < 60 or s < 3)
    assert len(weighed(votes).drawing.inside) == 60
    assert len(weighed(votes, Drawing(inside={65: 0})).drawing.inside) == 61
    assert draw(votes, already=[65]).inside[65]
