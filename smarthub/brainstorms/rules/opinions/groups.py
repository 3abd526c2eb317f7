"""Groups of people who vote alike, as Polis finds them: base clusters first, then two to five groups of those."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smarthub.brainstorms.rules.opinions.axes import Axes, extremity, find_axes, project
from smarthub.brainstorms.rules.opinions.clusters import (
    distances_between,
    first_distinct,
    k_means,
    random_starts,
    silhouette,
)
from smarthub.brainstorms.rules.opinions.votes import Bools, Floats, Ints, Votes

ENOUGH_VOTES = 7  # who has cast so many is in; fewer where there are fewer statements
FILL_UP_TO = 15  # with fewer people in, those with most votes are added
BASES, BASE_ROUNDS, BASE_STILL = 100, 100, 0.01
MOST_GROUPS, GROUP_ROUNDS = 5, 20
STARTS = 20  # beside Polis's own start, which is the order of arrival and sometimes a bad one
CLEARLY = 0.9  # of its inertia: a seeded start must be so much better, or a single odd voter would make a group
OUTSIDE = -1
STEADY = 4  # a new number of groups is shown when it was the best so many times in a row


@dataclass(frozen=True, slots=True, eq=False)
class Map:
    """A room's opinions in the plane.

    `points` people × 2; `inside` who is in the conversation; `groups` one a person, 0 the largest group when first drawn, OUTSIDE for
    those not in; `extremity` one a statement; `silhouette` of the number of groups shown, `best_k` the number with the
    highest. No group at all: `k` is 0. `steady` is for the next drawing.
    """

    axes: Axes
    points: Floats
    extremity: Floats
    inside: Bools
    groups: Ints
    k: int
    best_k: int
    silhouette: float
    steady: "Steady"

    @property
    def sizes(self) -> tuple[int, ...]:
        """People in each group."""
        return tuple(int((self.groups == group).sum()) for group in range(self.k))


@dataclass(frozen=True, slots=True)
class Steady:
    """Memory for the number of groups between two drawings, so that it does not flicker: shown, candidate, times."""

    shown: int = 0
    candidate: int = 0
    times: int = 0

    def then(self, best: int, most: int) -> "Steady":
        """After another drawing in which `best` groups were the best of 2 ... `most`."""
        times = self.times + 1 if best == self.candidate else 1
        shown = best if not self.shown or times >= STEADY else min(self.shown, max(most, best))
        return Steady(shown, best, times)


def who_is_in(votes: Votes, *, already: Collection[Hashable] = ()) -> Bools:
    """In the conversation: with enough votes, or in it `already`; where fewer than 15 are, those with most votes."""
    counts: Ints = votes.seen.sum(axis=1)
    kept = set(already)
    inside: Bools = (counts >= min(ENOUGH_VOTES, len(votes.statements))) & (counts > 0)
    inside |= np.array([person in kept for person in votes.people], dtype=bool)
    missing = FILL_UP_TO - int(inside.sum())
    if missing > 0:
        order = np.argsort(-counts, kind="stable")
        more = [n for n in order if not inside[n] and counts[n] > 0][:missing]
        inside[more] = True
    return inside


def most_groups(bases: int) -> int:
    """The largest number of groups tried among so many base clusters."""
    return min(MOST_GROUPS, 2 + bases // 12)


def draw(
    votes: Votes,
    *,
    seed: int = 0,
    k: int = 0,
    already: Collection[Hashable] = (),
    steady: Steady | None = None,
    before: Mapping[Hashable, int] | None = None,
) -> Map:
    """The map of these votes; the same votes and seed draw the same map. `k` fixes the number of groups (0: free).

    Of the drawing before: `already` who was in the conversation, `steady` its memory for the number of groups (None:
    there was none), `before` in which group each person was, so that a group keeps its number.
    """
    axes = find_axes(votes)
    points = project(votes, axes)
    inside = who_is_in(votes, already=already)
    labels, chosen, best, quality, kept = find_groups(points[inside], seed=seed, k=k, steady=steady or Steady())
    groups = np.full(len(votes.people), OUTSIDE, dtype=np.int64)
    groups[inside] = labels
    if before:
        groups = as_before(groups, chosen, [before.get(person, OUTSIDE) for person in votes.people])
    return Map(axes, points, extremity(axes), inside, groups, chosen, best, quality, kept)


def find_groups(
    points: Floats, *, seed: int = 0, k: int = 0, steady: Steady = Steady()
) -> tuple[Ints, int, int, float, Steady]:
    """points n × 2 -> (group of each, number of groups, best number, silhouette, memory for the next drawing). All in one
    place: no group, k 0.
    """
    # Two who voted the same may differ in the last bit, because their rows were added up in another order.
    points = np.round(points, 9) + 0.0
    base, centres, weights = base_clusters(points)
    if len(centres) < 2:
        return np.full(len(points), OUTSIDE, dtype=np.int64), 0, 0, 0.0, Steady()
    rng = np.random.default_rng(seed)
    distances = distances_between(centres)
    found: dict[int, tuple[float, Ints]] = {}
    wanted = sorted({*range(2, most_groups(len(centres)) + 1), *([k] if k > 1 else [])})
    for number in wanted:
        start = first_distinct(centres, number)
        if len(start) < number:
            break
        starts = np.concatenate([start[None], random_starts(centres, weights, number, STARTS, rng)])
        labels, _, inertia = k_means(centres, weights, starts, rounds=GROUP_ROUNDS)
        lowest = int(inertia.argmin())
        best = labels[lowest if inertia[lowest] < CLEARLY * inertia[0] else 0]
        found[number] = (silhouette(distances, best), best)
    best_k = max((n for n in found if n <= most_groups(len(centres))), key=lambda n: (found[n][0], -n))
    steady = steady.then(best_k, max(found))
    chosen = k if k in found else steady.shown if steady.shown in found else best_k
    quality, of_base = found[chosen]
    labels = _largest_first(of_base[base])
    return labels, int(labels.max()) + 1, best_k, quality, steady


def base_clusters(points: Floats) -> tuple[Ints, Floats, Floats]:
    """(base cluster of each point, centres b × 2, members b): up to 100 people each distinct point is one."""
    if not len(points):
        return np.zeros(0, dtype=np.int64), points, np.zeros(0)
    start = first_distinct(points, BASES)
    labels, centres, _ = k_means(points, np.ones(len(points)), start[None], rounds=BASE_ROUNDS, still=BASE_STILL)
    kept, label = np.unique(labels[0], return_inverse=True)
    return label.astype(np.int64), centres[0][kept], np.bincount(label).astype(np.float64)


def as_before(groups: Ints, k: int, before: Sequence[int]) -> Ints:
    """Named anew, so that a group has the number that most of its people had before: the largest overlaps first."""
    earlier = np.asarray(before, dtype=np.int64)
    both = (groups >= 0) & (earlier >= 0) & (earlier < k)
    overlap = np.zeros((k, k), dtype=np.int64)
    np.add.at(overlap, (groups[both], earlier[both]), 1)
    new = np.full(k + 1, OUTSIDE, dtype=np.int64)  # one more, for those outside: groups[-1]
    for pair in np.argsort(-overlap, axis=None, kind="stable"):
        now, then = divmod(int(pair), k)
        if overlap[now, then] and new[now] == OUTSIDE and then not in new:
            new[now] = then
    free = [number for number in range(k) if number not in new]
    new[:k][new[:k] == OUTSIDE] = free
    return new[groups]


def _largest_first(labels: Ints) -> Ints:
    """Named anew from 0: the largest group first, of equal ones the one whose first member came first."""
    kinds, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    new = np.empty(len(kinds), dtype=np.int64)
    new[order] = np.arange(len(kinds))
    return new[np.searchsorted(kinds, labels)]
