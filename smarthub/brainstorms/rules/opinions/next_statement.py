"""Which statements somebody is shown next: what people agree on, what tells them apart, and what is new."""

from collections.abc import Hashable, Iterable, Mapping
from hashlib import blake2b
from math import inf, log
from typing import TypeVar

import numpy as np

from smarthub.brainstorms.rules.opinions.tallies import Tallies
from smarthub.brainstorms.rules.opinions.votes import Floats, Votes

OF_META = 49.0  # a statement about the voter comes early
OF_UNKNOWN = 1.0
S = TypeVar("S", bound=Hashable)


def priorities(votes: Votes, tallies: Tallies, extremity: Floats) -> Floats:
    """One a statement: [(1 - passed) · agreed · (1 + extremity) · (1 + 8 · 2^(-seen / 5))]², 49 for meta statements.

    `tallies` of the people in groups (1 or more groups × statements), `extremity` one a statement. Rejected: 0.
    """
    pooled = tallies.pooled()
    seen = pooled.seen[0]
    passed, agreed = (pooled.passed[0] + 1) / (seen + 2), (pooled.agree[0] + 1) / (seen + 2)
    found = ((1 - passed) * agreed * (1 + extremity) * (1 + 8 * 2 ** (-seen / 5))) ** 2
    found[votes.is_meta] = OF_META
    found[votes.is_rejected & ~votes.is_meta] = 0.0
    return np.asarray(found, dtype=np.float64)


def in_order(statements: Iterable[S], priority: Mapping[S, float], lot: str) -> list[S]:
    """All of them, each place drawn among those that are left by their priorities (Efraimidis, Spirakis 2006).

    `lot` names the drawing: the same lot draws the same order, also when statements were answered or are new, so that
    nothing moves under a finger. A statement without a priority yet (written since the last weighing) counts 1; those of
    none at all come last.
    """

    def turn(statement: S) -> tuple[float, float]:
        weight = priority.get(statement, OF_UNKNOWN)
        chance = _chance(f"{lot} {statement}")
        return (-log(chance) / weight, 0.0) if weight > 0 else (inf, chance)

    return sorted(statements, key=turn)


def _chance(lot: str) -> float:
    """From just above 0 to 1, as if drawn; always the same for the same lot."""
    return (int.from_bytes(blake2b(lot.encode(), digest_size=6).digest()) + 1) / 2**48
