"""Which of two."""

import time
from collections import Counter
from itertools import combinations

import pytest

from smarthub.brainstorms.rules.opinions.pairs import next_pairs, score


@pytest.mark.parametrize(("wins", "losses", "wanted"), [(0, 0, 50), (1, 0, 200 / 3), (0, 8, 10), (98, 0, 99)])
def test_the_score_is_the_chance_to_win(wins, losses, wanted):
    assert score(wins, losses) == pytest.approx(wanted)


def test_rarely_compared_pairs_come_first_and_either_note_may_stand_left():
    often = {frozenset("ab"): 399}
    drawn = Counter(next_pairs("abc", often, f"lot {n}")[0] for n in range(1000))
    assert drawn["a", "b"] + drawn["b", "a"] < 50
    assert min(drawn["a", "c"], drawn["c", "a"], drawn["b", "c"], drawn["c", "b"]) > 180


def test_a_person_sees_each_pair_once():
    seen: set[frozenset[str]] = set()
    while pairs := next_pairs("abcd", {}, f"{len(seen)}", seen=seen):
        seen.add(frozenset(pairs[0]))
    assert len(seen) == 6
    assert len({frozenset(pair) for pair in next_pairs("abcd", {}, "lot", most=9)}) == 6


def test_of_many_notes_some_pairs_are_drawn_at_once():
    notes = range(500)
    often = {frozenset((0, other)): 10_000 for other in range(1, 500)}
    begun = time.thread_time()
    pairs = next_pairs(notes, often, "lot", seen=[frozenset((1, 2))], most=12)
    assert time.thread_time() - begun < 0.05
    assert len({frozenset(pair) for pair in pairs}) == 12
    assert pairs == next_pairs(notes, often, "lot", seen=[frozenset((1, 2))], most=12)
    assert next_pairs(range(80), {frozenset(pair): 10**9 for pair in combinations(range(80), 2)}, "lot") == []


@pytest.mark.parametrize("notes", ["", "a", "aa"])
def test_one_note_has_no_pair(notes):
    assert next_pairs(notes, {}, "lot") == []
