"""The rules of opinions on rooms small enough to check by hand, and on the odd rooms that life brings."""

from uuid import UUID

import numpy as np
import pytest

from smarthub.brainstorms.rules.opinions import axes
from smarthub.brainstorms.rules.opinions.axes import find_axes, project
from smarthub.brainstorms.rules.opinions.clusters import distances_between, silhouette
from smarthub.brainstorms.rules.opinions.consensus import across_sectors, group_informed
from smarthub.brainstorms.rules.opinions.groups import OUTSIDE, Steady, draw, find_groups, most_groups, who_is_in
from smarthub.brainstorms.rules.opinions.next_statement import priorities
from smarthub.brainstorms.rules.opinions.representative import majority, representative
from smarthub.brainstorms.rules.opinions.signal import measure_signal, why_not_map
from smarthub.brainstorms.rules.opinions.tallies import tally, tally_all
from smarthub.brainstorms.rules.opinions.votes import AGREE, DISAGREE, PASS, gather
from smarthub.brainstorms.tests.camps import camps


def everything(votes):
    """All that a page of results asks for."""
    drawn = draw(votes)
    tallies = tally(votes, drawn.groups, drawn.k)
    return (
        drawn,
        representative(votes, tallies),
        majority(votes),
        group_informed(tallies),
        priorities(votes, tally_all(votes), drawn.extremity),
        across_sectors(votes, ["citizen"] * len(votes.people)),
        why_not_map(drawn, measure_signal(votes, shuffles=2)),
    )


# -- votes -------------------------------------------------------------------------------------------------------------


def test_of_a_changed_vote_the_last_one_counts():
    votes = gather([("a", "s", AGREE), ("b", "s", AGREE), ("a", "s", DISAGREE)])
    assert votes.cast.tolist() == [[DISAGREE], [AGREE]]
    assert votes.count == 2


def test_people_and_statements_may_have_any_name():
    one, two = UUID(int=1), UUID(int=2)
    votes = gather([(one, "ก", AGREE), (two, 7, PASS)])
    assert votes.people == (one, two)
    assert votes.statements == ("ก", 7)


def test_a_vote_is_agree_disagree_or_pass():
    with pytest.raises(ValueError, match="not 2"):
        gather([("a", "s", 2)])


def test_who_has_not_voted_is_there_without_a_vote():
    votes = gather([("a", "s", AGREE)], people=["b", "a"], statements=["t", "s"])
    assert votes.people == ("b", "a")
    assert np.isnan(votes.cast).tolist() == [[True, True], [True, False]]


# -- odd rooms ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [0, 1, 2, 3])
@pytest.mark.parametrize("statements", [0, 1, 9])
@pytest.mark.parametrize("choice", [AGREE, DISAGREE, PASS])
def test_a_room_of_up_to_three_is_calm(people, statements, choice):
    votes = gather(
        ((p, s, choice) for p in range(people) for s in range(statements)),
        people=range(people),
        statements=range(statements),
    )
    drawn, groups, *_, refusal = everything(votes)
    assert drawn.k == 0
    assert groups == []
    assert refusal.code == "too-few-people"


def test_where_all_pass_there_are_no_groups_and_a_sentence():
    drawn, *_, refusal = everything(gather((p, s, PASS) for p in range(100) for s in range(10)))
    assert drawn.k == 0
    assert not drawn.points.any()
    assert refusal.code == "one-mind"


def test_one_statement_divides_a_room_on_one_axis_only():
    votes = gather((p, "s", AGREE if p % 2 else DISAGREE) for p in range(100))
    drawn = everything(votes)[0]
    assert drawn.sizes == (50, 50)
    assert not drawn.points[:, 1].any()


def test_statements_that_nobody_has_seen_change_nothing_but_the_stretch():
    seen = [(p, s, AGREE if (p + s) % 2 else DISAGREE) for p in range(20) for s in range(8)]
    drawn = everything(gather(seen, statements=range(12)))[0]
    assert drawn.sizes == (10, 10)
    assert not drawn.axes.centre[8:].any()


def test_all_statements_rejected_is_calm():
    votes = gather(((p, s, p % 3 - 1) for p in range(70) for s in range(8)), rejected=range(8))
    drawn, groups, most, *_ = everything(votes)
    assert (drawn.k, groups, most) == (0, [], {"agree": [], "disagree": []})


# -- axes and groups ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("people", "statements", "exact"), [(60, 40, 1000), (40, 60, 1000), (300, 120, 50)])
def test_the_axes_are_the_first_two_of_the_singular_value_decomposition(monkeypatch, people, statements, exact):
    """... both where all of it is computed and where a large matrix is only asked for these two."""
    monkeypatch.setattr(axes, "EXACT_UP_TO", exact)
    votes = camps(people=people, statements=statements, noise=0.4)
    found = find_axes(votes)
    filled = np.where(votes.seen, votes.cast - found.centre, 0.0)
    wanted = np.linalg.svd(filled, full_matrices=False)[2][:2]
    assert np.abs((found.axes * wanted).sum(axis=1)) == pytest.approx([1, 1], abs=1e-6)


def test_a_large_matrix_of_noise_is_given_up_after_some_rounds_with_axes_of_unit_length(monkeypatch):
    monkeypatch.setattr(axes, "EXACT_UP_TO", 10)
    monkeypatch.setattr(axes, "ROUNDS", 1)
    found = find_axes(camps(noise=0.5)).axes
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 1])


def test_a_rejected_statement_moves_nobody():
    cast = [(p, s, AGREE if p % 2 else DISAGREE) for p in range(20) for s in range(8)]
    loud = [(p, "spam", AGREE if p < 10 else DISAGREE) for p in range(20)]
    without = draw(gather([*cast, *loud], rejected=["spam"]))
    assert without.sizes == (10, 10)
    assert without.axes.axes[:, 8].tolist() == [0, 0]
    assert draw(gather([*cast, *loud], meta=["spam"])).groups.tolist() == without.groups.tolist()


def test_who_has_seen_little_is_moved_outward():
    votes = gather([(0, s, AGREE) for s in range(4)] + [(1, s, DISAGREE) for s in range(4)] + [(2, 0, AGREE)])
    points = project(votes, find_axes(votes))
    assert abs(points[2, 0]) > abs(points[0, 0]) / 4


def test_in_the_conversation_are_those_with_seven_votes_and_at_least_fifteen_people():
    votes = gather((p, s, AGREE) for p in range(30) for s in range(p + 1))
    assert who_is_in(votes).sum() == 24
    few = gather((p, s, AGREE) for p in range(20) for s in range(p // 2 + 1) if s < 30)
    assert who_is_in(few).nonzero()[0].tolist() == [4, *range(6, 20)]  # of equal ones who came first


def test_who_was_once_in_stays_in():
    votes = gather((p, s, AGREE) for p in range(40) for s in range(10) if p < 30 or s < 2)
    assert not who_is_in(votes)[35]
    assert who_is_in(votes, already=[35])[35]


def test_two_camps_are_found_and_the_same_votes_draw_the_same_map():
    drawn = draw(camps())
    assert drawn.k == 2
    assert set(drawn.groups[::2]) != set(drawn.groups[1::2])
    again = draw(camps())
    assert again.groups.tolist() == drawn.groups.tolist()
    assert again.points.tolist() == drawn.points.tolist()


def test_the_facilitator_may_fix_the_number_of_groups():
    drawn = draw(camps(noise=0.3), k=4)
    assert (drawn.k, drawn.best_k) == (4, 2)


def test_a_number_of_groups_that_is_not_possible_is_the_best_one_instead():
    votes = gather((p, s, AGREE if p % 2 else DISAGREE) for p in range(20) for s in range(8))
    assert draw(votes, k=3).k == 2


def test_who_is_not_in_belongs_to_no_group():
    votes = gather((p, s, AGREE if p % 2 else DISAGREE) for p in range(40) for s in range(10) if p or not s)
    assert draw(votes).groups[0] == OUTSIDE


def test_a_thousand_people_are_first_brought_to_a_hundred_places():
    rng = np.random.default_rng(1)
    points = rng.normal(size=(1000, 2)) + np.where(np.arange(1000) % 2, 6, -6)[:, None]
    labels, k, best, quality, _steady = find_groups(points)
    assert (k, best) == (2, 2)
    assert quality > 0.7
    assert len(set(labels[::2])) == 1


def test_the_number_of_groups_grows_with_the_base_clusters():
    assert [most_groups(bases) for bases in (2, 11, 12, 24, 36, 100)] == [2, 2, 3, 4, 5, 5]


def test_a_new_number_of_groups_is_shown_when_it_was_the_best_four_times():
    steady = Steady()
    shown = []
    for best in (2, 3, 3, 2, 3, 3, 3, 3):
        steady = steady.then(best, 5)
        shown.append(steady.shown)
    assert shown == [2, 2, 2, 2, 2, 2, 2, 3]
    assert Steady(5, 5, 9).then(2, 3).shown == 3  # five groups are no longer possible


def test_silhouette_of_two_pairs_by_hand():
    points = np.array([[0.0, 0], [1, 0], [10, 0], [11, 0]])
    wanted = (2 * (1 - 1 / 10.5) + 2 * (1 - 1 / 9.5)) / 4
    assert silhouette(distances_between(points), np.array([0, 0, 1, 1])) == pytest.approx(wanted)
    assert silhouette(distances_between(points), np.array([0, 0, 0, 0])) == 0
    assert silhouette(distances_between(points[:2]), np.array([0, 1])) == 0  # alone counts nothing
