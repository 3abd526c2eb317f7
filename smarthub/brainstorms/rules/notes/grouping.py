"""A proposal how to group notes. How many groups is the facilitator's choice, and every proposal can be undone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log, sqrt

import numpy as np

from smarthub.brainstorms.rules.notes.vectors import Reader, by_words, unit
from smarthub.brainstorms.rules.notes.words import naming_words
from smarthub.brainstorms.rules.opinions.clusters import k_means, random_starts
from smarthub.brainstorms.rules.opinions.votes import Floats, Ints

FEWEST_GROUPS, MOST_GROUPS = 3, 12
STARTS, ROUNDS = 20, 50
NAMED_BY = 3


@dataclass(frozen=True, slots=True)
class Proposed:
    """One group of a proposal: positions of its notes (the central one first) and the words that name it."""

    notes: tuple[int, ...]
    words: tuple[str, ...]

    @property
    def central(self) -> int:
        return self.notes[0]


def usual_number(notes: int) -> int:
    """Where the slider stands at first: ⌈√(notes / 2)⌉, from 3 to 12."""
    return max(FEWEST_GROUPS, min(MOST_GROUPS, ceil(sqrt(notes / 2))))


def propose(texts: Sequence[str], k: int | None = None, *, reader: Reader = by_words, seed: int = 0) -> list[Proposed]:
    """Groups of alike notes, the largest first; no more than `k` (usual_number, when None), fewer with fewer texts.

    The same texts, k and seed give the same proposal. Every text is in exactly one group.
    """
    if not texts:
        return []
    vectors = reader(texts)
    labels = labelled(vectors, k or usual_number(len(texts)), seed=seed)
    members = [np.flatnonzero(labels == label) for label in np.unique(labels)]
    members.sort(key=lambda group: (-len(group), group[0]))
    names = _names([[texts[int(n)] for n in group] for group in members])
    return [
        Proposed(tuple(_most_central_first(vectors, group)), name) for group, name in zip(members, names, strict=True)
    ]


def labelled(vectors: Floats, k: int, *, seed: int = 0) -> Ints:
    """One label a row, at most k different ones: k-means from 20 seeded starts, the lowest inertia."""
    distinct = len(np.unique(vectors, axis=0))
    k = max(1, min(k, distinct))
    weights = np.ones(len(vectors))
    starts = random_starts(vectors, weights, k, STARTS, np.random.default_rng(seed))
    labels, _, inertia = k_means(vectors, weights, starts, rounds=ROUNDS)
    best: Ints = labels[int(inertia.argmin())]
    return best


def _most_central_first(vectors: Floats, group: Ints) -> list[int]:
    middle = unit(vectors[group].mean(axis=0, keepdims=True))[0]
    likeness = np.round(vectors[group] @ middle, 9)
    return [int(n) for n in group[np.argsort(-likeness, kind="stable")]]


def _names(groups: list[list[str]]) -> list[tuple[str, ...]]:
    """Three words for each group: often in it, seldom elsewhere (TF-IDF of classes, Grootendorst 2022).

    Each text has one say for a word, however often it repeats it.
    """
    counted = [Counter(word for text in group for word in naming_words(text)) for group in groups]
    overall: Counter[str] = sum(counted, Counter())
    average = overall.total() / max(len(groups), 1)
    chosen = []
    for counter, group in zip(counted, groups, strict=True):
        weights = {word: times / len(group) * log(1 + average / overall[word]) for word, times in counter.items()}
        ranked = sorted((-weight, word) for word, weight in weights.items())
        chosen.append(tuple(word for _, word in ranked[:NAMED_BY]))
    return chosen
