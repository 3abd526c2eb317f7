"""What tells a group from the others, and what nearly everybody says."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from smarthub.brainstorms.rules.opinions.tallies import LIKELY, Tallies, share, tally_all, z_of_difference, z_of_share
from smarthub.brainstorms.rules.opinions.votes import Bools, Floats, Votes

Side = Literal["agree", "disagree"]
MOST = 5


@dataclass(frozen=True, slots=True)
class Representative:
    """A statement that stands for a group. `successes` of `trials` are on its `side`; `ratio` is to the rest."""

    statement: Hashable
    side: Side
    successes: int
    trials: int
    share: float
    z_share: float
    ratio: float
    z_ratio: float
    is_best_agree: bool = False

    @property
    def weight(self) -> float:
        """What they are ranked by."""
        return self.ratio * self.z_ratio * self.share * self.z_share


@dataclass(frozen=True, slots=True)
class Majority:
    """A statement on which most of all people are on one side."""

    statement: Hashable
    side: Side
    successes: int
    trials: int
    share: float
    z_share: float


@dataclass(frozen=True, slots=True, eq=False)
class _Sides:
    """Figures of one group, 2 × statements: row 0 agree, row 1 disagree."""

    share: Floats
    z_share: Floats
    ratio: Floats
    z_ratio: Floats

    @property
    def weight(self) -> Floats:
        return self.ratio * self.z_ratio * self.share * self.z_share

    @property
    def passes(self) -> Bools:
        return (self.z_ratio > LIKELY) & (self.z_share > LIKELY)


def representative(votes: Votes, tallies: Tallies) -> list[list[Representative]]:
    """For each group up to five statements, those that it agrees with first.

    With a single group there is no rest to differ from: no statement.
    """
    if len(tallies.seen) < 2:
        return [[] for _ in tallies.seen]
    usable = [int(n) for n in np.flatnonzero(~votes.out)]
    return [_of_group(votes.statements, tallies, group, usable) for group in range(len(tallies.seen))]


def _of_group(names: Sequence[Hashable], tallies: Tallies, group: int, usable: list[int]) -> list[Representative]:
    sides = _figures(tallies, group)
    best = _best_agree(sides, tallies.seen[group] > 0, usable)
    passing = [n for n in usable if sides.passes[:, n].any()]

    def named(n: int) -> Representative:
        """The side on which the group differs more from the rest."""
        row = 0 if sides.z_ratio[0, n] > sides.z_ratio[1, n] else 1
        successes = (tallies.agree, tallies.disagree)[row][group, n]
        return Representative(
            statement=names[n],
            side=("agree", "disagree")[row],
            successes=int(successes),
            trials=int(tallies.seen[group, n]),
            share=float(sides.share[row, n]),
            z_share=float(sides.z_share[row, n]),
            ratio=float(sides.ratio[row, n]),
            z_ratio=float(sides.z_ratio[row, n]),
            is_best_agree=n == best,
        )

    if not passing:
        if best is not None:
            return [named(best)]
        seen = [n for n in usable if tallies.seen[group, n] > 0]
        return [named(max(seen, key=lambda n: sides.z_ratio[:, n].max()))] if seen else []
    ranked = sorted((named(n) for n in passing if n != best), key=lambda each: -each.weight)
    first = [] if best is None else [named(best)]
    return sorted((first + ranked)[:MOST], key=lambda each: each.side != "agree")


def _figures(tallies: Tallies, group: int) -> _Sides:
    rest = tallies.rest()
    seen, others = tallies.seen[group], rest.seen[group]
    pairs = [(tallies.agree[group], rest.agree[group]), (tallies.disagree[group], rest.disagree[group])]
    return _Sides(
        share=np.stack([share(own, seen) for own, _ in pairs]),
        z_share=np.stack([z_of_share(own, seen) for own, _ in pairs]),
        ratio=np.stack([share(own, seen) / share(other, others) for own, other in pairs]),
        z_ratio=np.stack([z_of_difference(own, seen, other, others) for own, other in pairs]),
    )


def _best_agree(sides: _Sides, voted: Bools, usable: list[int]) -> int | None:
    """The statement that the group agrees with best; it is shown even where it does not tell the group from others."""
    best = None
    for n in usable:
        if not voted[n]:
            continue
        if best is None:
            if sides.z_share[0, n] > LIKELY or (sides.ratio[0, n] > 1 and sides.share[0, n] > 0.5):
                best = n
        elif sides.ratio[0, best] > 1:
            if sides.weight[0, n] > sides.weight[0, best]:
                best = n
        elif sides.share[0, n] * sides.z_share[0, n] > sides.share[0, best] * sides.z_share[0, best]:
            best = n
    return best


def majority(votes: Votes) -> dict[Side, list[Majority]]:
    """Up to five statements that most of all people agree with, and five that most disagree with."""
    tallies = tally_all(votes)
    usable = ~votes.out
    found: dict[Side, list[Majority]] = {}
    counts: tuple[tuple[Side, np.ndarray], ...] = (("agree", tallies.agree[0]), ("disagree", tallies.disagree[0]))
    for side, successes in counts:
        trials = tallies.seen[0]
        shares, z = share(successes, trials), z_of_share(successes, trials)
        passing = np.flatnonzero(usable & (shares > 0.5) & (z > LIKELY))
        ranked = sorted((int(n) for n in passing), key=lambda n: -shares[n] * z[n])[:MOST]
        found[side] = [
            Majority(votes.statements[n], side, int(successes[n]), int(trials[n]), float(shares[n]), float(z[n]))
            for n in ranked
        ]
    return found
