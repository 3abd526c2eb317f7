"""What groups share: the discovered ones (Polis) and the declared ones (government, private, university, ...)."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np

from smarthub.brainstorms.rules.opinions.cells import FEWEST, hidden
from smarthub.brainstorms.rules.opinions.tallies import Tallies, share, tally
from smarthub.brainstorms.rules.opinions.votes import Floats, Votes

Verdict = Literal["bridge", "divides", "too-few", "neither"]
WILSON = 1.96  # z of 95 %, two-sided
APART = 0.4  # a gap between two sectors' shares that divides


def group_informed(tallies: Tallies) -> Floats:
    """Π over groups of (agree + 1) / (seen + 2), one a statement; 1 with no group at all."""
    return np.asarray(share(tallies.agree, tallies.seen).prod(axis=0), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Sectors:
    """One statement across declared sectors. `shares` has None where the cell is hidden.

    `consensus` is the geometric mean of the shown shares (0 to 1, comparable for any number of sectors), `least` the
    smallest of them; both None where fewer than two are shown.
    """

    statement: Hashable
    shares: dict[Hashable, float | None]
    seen: dict[Hashable, int | None]
    consensus: float | None
    least: float | None
    verdict: Verdict


def across_sectors(votes: Votes, sector_of: Sequence[Hashable | None]) -> list[Sectors]:
    """Every statement across the sectors that people declared (one a person, None: none declared).

    Bridge: in every sector the Wilson 95 % lower bound of agreeing is at least ½. Divides: two sectors' shares are 0.4
    apart or more. Too few: a sector has fewer than five votes on it. Who declared nothing is a cell of its own when
    it comes to hiding, as it could be computed from the total.
    """
    names = list(dict.fromkeys(sector for sector in sector_of if sector is not None))
    position = {name: n for n, name in enumerate(names)}
    none = len(names)
    counts = tally(votes, [none if sector is None else position[sector] for sector in sector_of], none + 1)
    has_none = any(sector is None for sector in sector_of)
    return [_across(statement, n, names, counts, has_none=has_none) for n, statement in enumerate(votes.statements)]


def _across(statement: Hashable, n: int, names: list[Hashable], counts: Tallies, *, has_none: bool) -> Sectors:
    seen = [int(count) for count in counts.seen[:, n]]
    agree = [int(count) for count in counts.agree[:, n]]
    covered = hidden(seen if has_none else seen[:-1])
    shown = [g for g in range(len(names)) if not covered[g]]
    shares = {g: (agree[g] + 1) / (seen[g] + 2) for g in shown}
    enough = len(shown) > 1
    return Sectors(
        statement=statement,
        shares={name: shares.get(g) for g, name in enumerate(names)},
        seen={name: seen[g] if g in shares else None for g, name in enumerate(names)},
        consensus=float(np.prod(list(shares.values())) ** (1 / len(shares))) if enough else None,
        least=min(shares.values()) if enough else None,
        verdict=_verdict(seen[: len(names)], agree, shares, all_shown=len(shown) == len(names)),
    )


def _verdict(seen: list[int], agree: list[int], shares: dict[int, float], *, all_shown: bool) -> Verdict:
    if len(seen) < 2 or not all_shown or min(seen) < FEWEST:
        return "too-few"
    if min(wilson_low(agree[g], seen[g]) for g in shares) >= 0.5:
        return "bridge"
    return "divides" if max(shares.values()) - min(shares.values()) >= APART else "neither"


def wilson_low(successes: int, trials: int) -> float:
    """The lower bound of a share that 95 of 100 such counts keep to (Wilson 1927); 0 without a trial."""
    if not trials:
        return 0.0
    observed, square = successes / trials, WILSON**2
    middle = observed + square / (2 * trials)
    width = WILSON * sqrt(observed * (1 - observed) / trials + square / (4 * trials**2))
    return (middle - width) / (1 + square / trials)
