"""Counts of agree, disagree and seen, and the figures made of them (facts: Polis's stats, with one vote added)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smarthub.brainstorms.rules.opinions.votes import AGREE, DISAGREE, Floats, Ints, Votes

LIKELY = 1.2816  # z of a one-sided 90 %


@dataclass(frozen=True, slots=True, eq=False)
class Tallies:
    """Groups × statements each: `agree`, `disagree`, and `seen`, which counts a pass, too."""

    agree: Ints
    disagree: Ints
    seen: Ints

    @property
    def passed(self) -> Ints:
        return self.seen - self.agree - self.disagree

    def rest(self) -> "Tallies":
        """For each group everybody in the other groups, pooled."""
        return Tallies(*(part.sum(axis=0) - part for part in (self.agree, self.disagree, self.seen)))

    def pooled(self) -> "Tallies":
        """All groups together, as one: 1 × statements."""
        return Tallies(*(part.sum(axis=0, keepdims=True) for part in (self.agree, self.disagree, self.seen)))


def tally(votes: Votes, groups: Sequence[int] | Ints, k: int) -> Tallies:
    """The counts of groups 0 ... k-1; `groups` has one number a person, any other number is left out."""
    member = (np.asarray(groups, dtype=np.int64)[None, :] == np.arange(k)[:, None]).astype(np.float64)
    parts = (votes.cast == AGREE, votes.cast == DISAGREE, votes.seen)
    return Tallies(*((member @ part.astype(np.float64)).astype(np.int64) for part in parts))


def tally_all(votes: Votes) -> Tallies:
    """Everybody as one group, in the conversation or not: 1 × statements."""
    return tally(votes, np.zeros(len(votes.people), dtype=np.int64), 1)


def share(successes: Ints, trials: Ints) -> Floats:
    """(successes + 1) / (trials + 2): 0.5 where nobody has voted."""
    return np.asarray((successes + 1) / (trials + 2), dtype=np.float64)


def z_of_share(successes: Ints, trials: Ints) -> Floats:
    """Whether more than half: z of one proportion against ½, with one vote added."""
    return np.asarray(2 * np.sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5), dtype=np.float64)


def z_of_difference(one: Ints, of_one: Ints, other: Ints, of_other: Ints) -> Floats:
    """Whether the first share is the larger: z of two proportions, pooled, with one vote added to each; 0 at π̂ = 1."""
    first, second = (one + 1) / (of_one + 1), (other + 1) / (of_other + 1)
    pooled = (one + other + 2) / (of_one + of_other + 2)
    spread = np.sqrt(np.maximum(pooled * (1 - pooled), 0) * (1 / (of_one + 1) + 1 / (of_other + 1)))
    return np.asarray(
        np.divide(first - second, spread, out=np.zeros_like(first), where=(pooled < 1) & (spread > 0)), dtype=np.float64
    )
