"""Which of two: the score of a note from wins and losses, and which pair is shown next (Salganik, Levy 2015).

"Wiki Surveys", PLoS ONE 10(5) e0123483; the catch-up rule is All Our Ideas'.
"""

from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

import numpy as np

K = TypeVar("K", bound=Hashable)
MOST_WEIGHT = 0.05  # of a pair; so that a new one does not fill the next minutes alone


def score(wins: int, losses: int) -> float:
    """0 to 100: the chance to win against another note drawn at random; 50 without a vote."""
    return 100 * (wins + 1) / (wins + losses + 2)


def next_pair(
    notes: Sequence[K],
    shown: Mapping[frozenset[K], int],
    rng: np.random.Generator,
    *,
    seen: frozenset[frozenset[K]] = frozenset(),
) -> tuple[K, K] | None:
    """Two different notes in random order, rarely compared pairs first; None when this person has `seen` all of them.

    `shown` says how often each pair was compared by anybody: its weight is min(0.05, 1 / (times + 1)).
    """
    pairs = [pair for pair in combinations(dict.fromkeys(notes), 2) if frozenset(pair) not in seen]
    if not pairs:
        return None
    weights = np.array([min(MOST_WEIGHT, 1 / (shown.get(frozenset(pair), 0) + 1)) for pair in pairs])
    one, other = pairs[int(rng.choice(len(pairs), p=weights / weights.sum()))]
    return (one, other) if rng.random() < 0.5 else (other, one)
