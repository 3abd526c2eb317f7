"""Which of two."""

from collections import Counter

import numpy as np
import pytest

from smarthub.brainstorms.rules.opinions.pairs import next_pair, score


@pytest.mark.parametrize(("wins", "losses", "wanted"), [(0, 0, 50), (1, 0, 200 / 3), (0, 8, 10), (98, 0, 99)])
def test_the_score_is_the_chance_to_win(wins, losses, wanted):
    assert score(wins, losses) == pytest.approx(wanted)


def test_rarely_compared_pairs_come_first_and_either_note_may_stand_left():
    rng = np.random.default_rng(0)
    often = {frozenset("ab"): 399}
    drawn = Counter(next_pair("abc", often, rng) for _ in range(1000))
    assert drawn["a", "b"] + drawn["b", "a"] < 50
    assert min(drawn["a", "c"], drawn["c", "a"], drawn["b", "c"], drawn["c", "b"]) > 180


def test_a_person_sees_each_pair_once():
    rng = np.random.default_rng(0)
    seen = set()
    while pair := next_pair("abcd", {}, rng, seen=frozenset(seen)):
        seen.add(frozenset(pair))
    assert len(seen) == 6


@pytest.mark.parametrize("notes", ["", "a", "aa"])
def test_one_note_has_no_pair(notes):
    assert next_pair(notes, {}, np.random.default_rng(0)) is None
