"""The votes of a room as one matrix."""

from array import array
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

AGREE, DISAGREE, PASS = 1, -1, 0


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """Who thinks what: `cast` is people × statements, +1 agree, -1 disagree, 0 pass, NaN not seen.

    `rejected` are statements taken out by moderation, `meta` those about the voter ("I live here"): both are voted on
    and counted, but they draw no map and represent nobody.
    """

    people: tuple[Hashable, ...]
    statements: tuple[Hashable, ...]
    cast: Floats
    rejected: frozenset[Hashable] = frozenset()
    meta: frozenset[Hashable] = frozenset()
    _seen: list[Bools] = field(default_factory=list, repr=False)

    @property
    def seen(self) -> Bools:
        """People × statements: has voted on it."""
        if not self._seen:
            self._seen.append(~np.isnan(self.cast))
        return self._seen[0]

    @property
    def out(self) -> Bools:
        """One a statement: rejected or meta."""
        without = self.rejected | self.meta
        return np.array([statement in without for statement in self.statements], dtype=bool)

    @property
    def is_rejected(self) -> Bools:
        """One a statement: rejected by moderation."""
        return np.array([statement in self.rejected for statement in self.statements], dtype=bool)

    @property
    def is_meta(self) -> Bools:
        """One a statement: about the voter."""
        return np.array([statement in self.meta for statement in self.statements], dtype=bool)

    @property
    def count(self) -> int:
        """How many votes were cast; of a changed vote the last one counts."""
        return int(self.seen.sum())


def gather(
    votes: Iterable[tuple[Hashable, Hashable, int]],
    *,
    people: Sequence[Hashable] = (),
    statements: Sequence[Hashable] = (),
    rejected: Collection[Hashable] = (),
    meta: Collection[Hashable] = (),
) -> Votes:
    """(person, statement, +1 | -1 | 0) in the order in which they were cast: the last one of a pair counts.

    People and statements may be anything hashable. Those named in advance keep their order and are there without a
    vote, too; others follow in the order of their first vote.
    """
    rows: dict[Hashable, int] = {person: n for n, person in enumerate(dict.fromkeys(people))}
    columns: dict[Hashable, int] = {statement: n for n, statement in enumerate(dict.fromkeys(statements))}
    at_row, at_column, choices = array("q"), array("q"), array("b")  # a city's room has millions of votes
    for person, statement, choice in votes:
        if choice not in (AGREE, DISAGREE, PASS):
            raise ValueError(f"a vote is +1, -1 or 0, not {choice!r}")
        at_row.append(rows.setdefault(person, len(rows)))
        at_column.append(columns.setdefault(statement, len(columns)))
        choices.append(choice)
    cast = np.full((len(rows), len(columns)), np.nan)
    if choices:
        cells = np.array(at_row, dtype=np.int64) * len(columns) + np.array(at_column, dtype=np.int64)
        latest, from_the_end = np.unique(cells[::-1], return_index=True)
        cast.flat[latest] = np.array(choices, dtype=np.float64)[::-1][from_the_end]
    return Votes(tuple(rows), tuple(columns), cast, frozenset(rejected), frozenset(meta))
