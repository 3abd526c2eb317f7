"""Which statement somebody is shown next: what people agree on, what tells them apart, and what is new."""

from collections.abc import Hashable

import numpy as np

from smarthub.brainstorms.rules.opinions.tallies import Tallies
from smarthub.brainstorms.rules.opinions.votes import Floats, Votes

OF_META = 49.0  # a statement about the voter comes early
OF_UNKNOWN = 1.0


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


def next_statement(
    votes: Votes, person: Hashable, priority: dict[Hashable, float], rng: np.random.Generator
) -> Hashable | None:
    """Drawn among those that the person has not seen, by their priorities; None when all are seen.

    A statement without a priority yet (written since the last drawing) counts 1.
    """
    row = votes.people.index(person) if person in votes.people else None
    seen = votes.seen[row] if row is not None else np.zeros(len(votes.statements), dtype=bool)
    open_ones = [
        statement
        for statement, is_seen in zip(votes.statements, seen, strict=True)
        if not is_seen and statement not in votes.rejected
    ]
    if not open_ones:
        return None
    weights = np.array([priority.get(statement, OF_UNKNOWN) for statement in open_ones])
    if weights.sum() <= 0:
        weights[:] = 1.0
    return open_ones[int(rng.choice(len(open_ones), p=weights / weights.sum()))]
