"""The figures of opinions, by hand: shares, consensus, sectors, the next statement, the test against chance."""

from itertools import product

import numpy as np
import pytest

from smarthub.brainstorms.rules.opinions.consensus import across_sectors, group_informed, wilson_low
from smarthub.brainstorms.rules.opinions.groups import draw
from smarthub.brainstorms.rules.opinions.next_statement import in_order, priorities
from smarthub.brainstorms.rules.opinions.representative import majority, representative
from smarthub.brainstorms.rules.opinions.signal import Signal, is_due, measure_signal, shuffle, why_not_map
from smarthub.brainstorms.rules.opinions.tallies import share, tally, tally_all, z_of_difference, z_of_share
from smarthub.brainstorms.rules.opinions.votes import AGREE, DISAGREE, PASS, gather
from smarthub.brainstorms.tests.camps import camps

# -- figures -----------------------------------------------------------------------------------------------------------


def test_shares_and_z_values_by_hand():
    ten, eight, two = np.array([10]), np.array([8]), np.array([2])
    assert share(eight, ten) == pytest.approx([9 / 12])
    assert z_of_share(eight, ten) == pytest.approx([2 * 11**0.5 * (9 / 11 - 0.5)])
    pooled = 12 / 22
    wanted = (9 / 11 - 3 / 11) / (pooled * (1 - pooled) * 2 / 11) ** 0.5
    assert z_of_difference(eight, ten, two, ten) == pytest.approx([wanted])
    assert z_of_difference(ten, ten, ten, ten) == [0]


def test_what_tells_two_camps_apart():
    votes = camps(people=40)
    drawn = draw(votes)
    first, second = representative(votes, tally(votes, drawn.groups, drawn.k))
    for chosen in (first, second):
        assert len(chosen) == 5
        sides = [each.side for each in chosen]
        assert sides == sorted(sides)
        assert sum(each.is_best_agree for each in chosen) == 1
    agreed = {each.statement for each in first if each.side == "agree"}
    assert agreed.isdisjoint(each.statement for each in second if each.side == "agree")


def test_a_rejected_statement_represents_nobody():
    votes = gather(((p, s, AGREE) for p in range(20) for s in range(3)), rejected=[1], meta=[2])
    assert [each.statement for each in majority(votes)["agree"]] == [0]
    chosen = representative(votes, tally(votes, [p % 2 for p in range(20)], 2))
    assert [[each.statement for each in group] for group in chosen] == [[0], [0]]


def test_a_group_that_tells_itself_apart_in_nothing_still_gets_one_statement():
    votes = gather((p, s, PASS) for p in range(20) for s in range(3))
    chosen = representative(votes, tally(votes, [p % 2 for p in range(20)], 2))
    assert [len(group) for group in chosen] == [1, 1]


def test_where_a_group_agrees_no_more_than_others_the_statement_most_agree_with_stands_for_it():
    said = {0: (8, 10), 1: (9, 10), 2: (5, 10)}  # how many of ten agree, in the group and in the other
    votes = gather(
        (f"{group} {p}", s, AGREE if p < agree else DISAGREE)
        for s, both in said.items()
        for group, agree in enumerate(both)
        for p in range(10)
    )
    groups = [int(str(person)[0]) for person in votes.people]
    (first, *_), _other = representative(votes, tally(votes, groups, 2))
    assert first.is_best_agree
    assert first.statement == 1


def test_a_group_that_saw_nothing_has_no_statement():
    votes = gather(((p, 0, AGREE) for p in range(10)), people=range(20))
    chosen = representative(votes, tally(votes, [0] * 10 + [1] * 10, 2))
    assert [len(group) for group in chosen] == [1, 0]


def test_consensus_of_groups_is_the_product_of_their_shares():
    votes = gather((p, 0, AGREE if p < 6 else DISAGREE) for p in range(8))
    tallies = tally(votes, [0, 0, 0, 0, 1, 1, 1, 1], 2)
    assert group_informed(tallies) == pytest.approx([5 / 6 * 3 / 6])


# -- declared sectors --------------------------------------------------------------------------------------------------


def room(**agreeing):
    """Per sector (agree, disagree) on one statement."""
    people = [
        (f"{name}{n}", name, AGREE if n < a else DISAGREE) for name, (a, d) in agreeing.items() for n in range(a + d)
    ]
    votes = gather((person, "s", choice) for person, _, choice in people)
    return across_sectors(votes, [None if sector == "none" else sector for _, sector, _ in people])[0]


def test_a_bridge_a_divide_and_neither():
    bridge = room(government=(10, 0), private=(9, 1))
    assert bridge.verdict == "bridge"
    assert bridge.consensus == pytest.approx((11 / 12 * 10 / 12) ** 0.5)
    assert bridge.least == pytest.approx(10 / 12)
    assert room(government=(9, 1), private=(1, 9)).verdict == "divides"
    assert room(government=(6, 4), private=(5, 5)).verdict == "neither"


def test_a_sector_of_one_is_hidden_and_the_next_smallest_with_it():
    found = room(government=(1, 0), private=(6, 0), university=(9, 0), citizen=(12, 0))
    assert found.verdict == "too-few"
    assert found.seen == {"government": None, "private": None, "university": 9, "citizen": 12}
    assert found.shares["private"] is None
    assert found.consensus == pytest.approx((10 / 11 * 13 / 14) ** 0.5)


def test_those_who_declared_nothing_count_when_cells_are_hidden():
    assert room(private=(6, 0), citizen=(9, 0)).seen == {"private": 6, "citizen": 9}
    assert room(private=(6, 0), citizen=(9, 0), none=(2, 0)).seen == {"private": None, "citizen": 9}


def test_one_sector_alone_has_no_consensus():
    found = room(citizen=(9, 0))
    assert (found.consensus, found.least, found.verdict) == (None, None, "too-few")


def test_wilsons_lower_bound():
    assert wilson_low(10, 10) == pytest.approx(0.7225, abs=1e-4)
    assert wilson_low(5, 10) == pytest.approx(0.2366, abs=1e-4)
    assert wilson_low(0, 0) == 0


# -- the next statement ------------------------------------------------------------------------------------------------


def test_priority_by_hand():
    votes = gather(
        [(p, "s", AGREE) for p in range(3)] + [(3, "s", PASS)], statements=["s", "m", "r"], rejected=["r"], meta=["m"]
    )
    found = priorities(votes, tally_all(votes), np.array([0.5, 0, 0]))
    assert found == pytest.approx([((1 - 2 / 6) * 4 / 6 * 1.5 * (1 + 8 * 2**-0.8)) ** 2, 49, 0])


def test_statements_come_in_an_order_drawn_by_priority():
    first = [in_order("abcd", {"a": 9.0, "b": 1.0, "d": 0.0}, f"lot {n}")[0] for n in range(1100)]
    assert 850 < first.count("a") < 950  # 9 of 11
    assert 60 < first.count("b") < 140
    assert 60 < first.count("c") < 140  # not weighed yet: counts 1
    assert "d" not in first


def test_a_lot_keeps_its_order_when_statements_are_answered_or_new():
    before = in_order(range(20), {}, "lot")
    after = in_order([n for n in range(21) if n != before[0]], {}, "lot")
    assert [n for n in after if n != 20] == before[1:]
    assert in_order(range(20), {}, "another") != before
    assert in_order([], {}, "lot") == []


def test_of_no_priority_at_all_they_still_come():
    assert sorted(in_order(range(4), dict.fromkeys(range(4), 0.0), "lot")) == [0, 1, 2, 3]


# -- the test against chance -------------------------------------------------------------------------------------------


def test_two_camps_carry_a_signal_and_their_shuffled_votes_none():
    votes = camps()
    drawn, signal = draw(votes), measure_signal(votes)
    assert len(signal.shuffled) == 19
    assert signal == measure_signal(votes)
    assert why_not_map(drawn, signal) is None
    dealt = gather(
        (p, s, int(v)) for (p, s), v in np.ndenumerate(shuffle(votes.cast, np.random.default_rng(5))) if not np.isnan(v)
    )
    assert why_not_map(draw(dealt), measure_signal(dealt)).code == "no-signal"


def test_a_shuffle_keeps_who_saw_what_and_how_a_statement_was_voted():
    votes = camps()
    dealt = shuffle(votes.cast, np.random.default_rng(0))
    assert (np.isnan(dealt) == np.isnan(votes.cast)).all()
    assert np.nansum(dealt, axis=0).tolist() == np.nansum(votes.cast, axis=0).tolist()
    assert (dealt != votes.cast).any()


@pytest.mark.parametrize(
    ("votes", "signal", "code"),
    [
        (camps(people=59), Signal(1, (0,), 9), "too-few-people"),
        (camps(people=60), Signal(1, (0,), 9), None),
        (camps(people=60), None, "not-measured"),
        (camps(people=60), Signal(0.5, (0.1, 0.5), 9), "no-signal"),
        (camps(people=60), Signal(0.5, (), 9), "no-signal"),
    ],
)
def test_when_the_groups_are_shown(votes, signal, code):
    refusal = why_not_map(draw(votes), signal)
    assert (refusal and refusal.code) == code
    if refusal:
        assert refusal.in_language("en")


def test_a_group_of_less_than_a_tenth_is_not_shown():
    odd = [(p, s, (AGREE if s % 2 else DISAGREE) if p < 6 else AGREE) for p, s in product(range(80), range(10))]
    assert why_not_map(draw(gather(odd)), Signal(1, (0,), 9)).code == "small-group"


def test_the_signal_is_measured_again_after_a_tenth_more_votes():
    votes = gather((p, s, AGREE) for p in range(11) for s in range(10))
    assert is_due(votes, None)
    assert is_due(votes, Signal(1, (0,), 100))
    assert not is_due(votes, Signal(1, (0,), 101))


def test_the_signal_is_measured_again_after_a_tenth_of_the_votes_was_taken_back():
    votes = gather((p, s, AGREE) for p in range(9) for s in range(10))
    assert not is_due(votes, Signal(1, (0,), 99))
    assert is_due(votes, Signal(1, (0,), 100))
