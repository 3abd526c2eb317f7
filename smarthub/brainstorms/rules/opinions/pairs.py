"""Which of two: the score of a note from wins and losses, and which pairs are shown next (Salganik, Levy 2015).

"Wiki Surveys", PLoS ONE 10(5) e0123483; the catch-up rule is All Our Ideas'.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from random import Random
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
MOST_WEIGHT = 0.05  # of a pair; so that a new one does not fill the next minutes alone
OFTEN = 20  # times compared from which on a pair weighs less than that
FEW = 2000  # pairs that are looked at one by one; of more, tries are thrown
TRIES = 50  # for each pair wished


def score(wins: int, losses: int) -> float:
    """0 to 100: the chance to win against another note drawn at random; 50 without a vote."""
    return 100 * (wins + 1) / (wins + losses + 2)


def next_pairs(
    notes: Sequence[K],
    shown: Mapping[frozenset[K], int],
    lot: str,
    *,
    seen: Iterable[frozenset[K]] = (),
    most: int = 1,
) -> list[tuple[K, K]]:
    """Up to `most` pairs of different notes, rarely compared ones first; none when this person has `seen` all of them.

    `shown` says how often each pair was compared by anybody (those of less than 20 times may be left out): its weight is
    min(0.05, 1 / (times + 1)). The same `lot` draws the same pairs.
    """
    names = list(dict.fromkeys(notes))
    dice = Random(lot)  # noqa: S311 (an order, not a secret)
    gone = set(seen)
    found: list[tuple[K, K]] = []
    for pair in _tries(names, shown, gone, dice, most):
        one, other = pair
        found.append((one, other) if dice.random() < 0.5 else (other, one))
        if len(found) == most:
            break
        gone.add(frozenset(pair))
    return found


def _tries(
    names: Sequence[K], shown: Mapping[frozenset[K], int], gone: set[frozenset[K]], dice: Random, most: int
) -> Iterator[tuple[K, K]]:
    """Each by its weight, none of those that are `gone` by then."""
    count = len(names) * (len(names) - 1) // 2
    if count <= FEW:
        left = [(pair, _weight(pair, shown)) for pair in combinations(names, 2) if frozenset(pair) not in gone]
        # The order of a drawing without putting back (Efraimidis, Spirakis 2006).
        left.sort(key=lambda each: -(dice.random() ** (1 / each[1])))
        yield from (pair for pair, _ in left)
        return
    for _ in range(TRIES * most):
        one, other = dice.sample(names, 2)
        if frozenset((one, other)) not in gone and dice.random() * MOST_WEIGHT < _weight((one, other), shown):
            yield one, other


def _weight(pair: tuple[K, K], shown: Mapping[frozenset[K], int]) -> float:
    return min(MOST_WEIGHT, 1 / (shown.get(frozenset(pair), 0) + 1))
